import Applications

/// What can be wrong in the forms about an account.
package enum AccountFault: Hashable, Sendable {
  case noName
  case noEmailAddress
  /// The address that is to be the new one is the one the account has.
  case sameEmailAddress
  case passwordTooShort
  case passwordTooLong
  /// Address and password do not fit together; which of them was wrong is not said.
  case noSuchSignIn
  /// Not the password that the account has now.
  case wrongPassword
  /// It was tried too often, and can be tried again from then on, in words.
  case tooManyTries(until: String)
  /// As many passwords are being looked at as the machine can bear.
  case busy
  /// The page was one of a session before this one.
  case pageTooOld
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
  package var fault: AccountFault?

  package init(
    emailAddress: String = "", then: String? = nil, notice: SignInNotice? = nil,
    fault: AccountFault? = nil
  ) {
    self.emailAddress = emailAddress
    self.then = then
    self.notice = notice
    self.fault = fault
  }
}

/// What the sign-in page says at its top.
package enum SignInNotice: String, Hashable, Sendable, CaseIterable {
  case confirmed
  case signedOut = "signed-out"
  case signedOutEverywhere = "signed-out-everywhere"
  case passwordChosen = "password-chosen"
  case addressChanged = "address-changed"
  /// What was typed before the session ended is kept.
  case kept
}

/// The form about a person.
package struct ProfileForm: Hashable, Sendable {
  /// Whose it is. A form that comes after the session has ended says so by this.
  package var account: AccountID
  package var profile: Profile
  /// What an application cannot be started without; named at the top, and at each field.
  package var missing: [Profile.Part]
  /// Where to go afterwards, below the folder of programs; `nil` for the Dashboard.
  package var then: String?
  package var notice: ProfileNotice?

  package init(
    account: AccountID, profile: Profile, missing: [Profile.Part] = [], then: String? = nil,
    notice: ProfileNotice? = nil
  ) {
    self.account = account
    self.profile = profile
    self.missing = missing
    self.then = then
    self.notice = notice
  }
}

/// What the profile says at its top.
package enum ProfileNotice: String, Hashable, Sendable {
  /// It shows what was typed before the session ended, which is not saved yet.
  case held
  case addressChanged = "address-changed"
}

/// The form that asks for another address.
package struct NewAddressForm: Hashable, Sendable {
  package var account: AccountID
  /// The address the account has.
  package var present: String
  /// The one that was typed.
  package var emailAddress: String
  package var faults: [AccountFault]
  /// Whether it shows what was typed before the session ended.
  package var isHeld: Bool

  package init(
    account: AccountID, present: String, emailAddress: String = "", faults: [AccountFault] = [],
    isHeld: Bool = false
  ) {
    self.account = account
    self.present = present
    self.emailAddress = emailAddress
    self.faults = faults
    self.isHeld = isHeld
  }
}

/// What a mailed link is for.
package enum MailedLink: Hashable, Sendable {
  case newAccount
  case newPassword
  case newAddress
}

/// A device on which a person is signed in, in words.
package struct SignedInDevice: Hashable, Sendable {
  /// Which it is, for the form that signs it out.
  package var id: String
  /// As `Firefox on Windows`.
  package var name: String
  package var since: String
  package var lastUsed: String
  package var isThisOne: Bool

  package init(id: String, name: String, since: String, lastUsed: String, isThisOne: Bool) {
    self.id = id
    self.name = name
    self.since = since
    self.lastUsed = lastUsed
    self.isThisOne = isThisOne
  }
}
