import Applications

/// What can be wrong in the forms about an account.
package enum AccountFault: Hashable, Sendable {
  case noName
  case noEmailAddress
  case passwordTooShort
  case passwordTooLong
  /// As many passwords are being looked at as the machine can bear.
  case busy
}

/// The form that makes an account, as it was typed. A password is never sent back.
package struct RegistrationForm: Hashable, Sendable {
  package var name: String
  package var emailAddress: String
  package var faults: [AccountFault]

  package init(name: String = "", emailAddress: String = "", faults: [AccountFault] = []) {
    self.name = name
    self.emailAddress = emailAddress
    self.faults = faults
  }
}

/// The form that signs in.
package struct SignInForm: Hashable, Sendable {
  package var emailAddress: String
  /// Where to go afterwards, below the folder of programs; `nil` for the Dashboard.
  package var then: String?
  package var notice: SignInNotice?
  /// Whether address and password did not fit together.
  package var isRefused: Bool
  /// Whether as many passwords are being looked at as the machine can bear.
  package var isBusy: Bool

  package init(
    emailAddress: String = "", then: String? = nil, notice: SignInNotice? = nil,
    isRefused: Bool = false, isBusy: Bool = false
  ) {
    self.emailAddress = emailAddress
    self.then = then
    self.notice = notice
    self.isRefused = isRefused
    self.isBusy = isBusy
  }
}

/// What the sign-in page says at its top.
package enum SignInNotice: String, Hashable, Sendable {
  case confirmed
  case signedOut = "signed-out"
}

/// The form about a person.
package struct ProfileForm: Hashable, Sendable {
  package var profile: Profile
  /// What an application cannot be started without; named at the top, and at each field.
  package var missing: [Profile.Part]
  /// Where to go afterwards, below the folder of programs; `nil` for the Dashboard.
  package var then: String?

  package init(profile: Profile, missing: [Profile.Part] = [], then: String? = nil) {
    self.profile = profile
    self.missing = missing
    self.then = then
  }
}
