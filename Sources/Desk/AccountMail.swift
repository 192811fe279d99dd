import Applications
import Rules

/// A mail about an account: which letter, to whom, and what goes into its slots.
struct AccountMail {
  let letter: Letter.ID
  let to: String
  var name = ""
  /// The path of the page it leads to, below the folder of programs.
  var path = ""
  var newAddress: String?
  /// For somebody who acts for an organisation: its name, and what they may do.
  var organisation: String?
  var roles: String?
  /// For somebody who works for the agency: the name they sign in with.
  var staffName: String?
}

extension AccountMail {
  // Of each pair one is sent to whoever gave an address: which, only that address learns.

  static func confirmAddress(to address: String, name: String, token: String) -> AccountMail {
    AccountMail(
      letter: "confirm-address", to: address, name: name, path: "account/confirm/\(token)")
  }

  static func addressKnown(to address: String) -> AccountMail {
    AccountMail(letter: "address-known", to: address, path: "account/sign-in")
  }

  static func choosePassword(to address: String, name: String, token: String) -> AccountMail {
    AccountMail(
      letter: "choose-password", to: address, name: name, path: "account/recover/\(token)")
  }

  static func noAccount(to address: String) -> AccountMail {
    AccountMail(letter: "no-account", to: address, path: "account/register")
  }

  static func confirmNewAddress(to address: String, name: String, token: String) -> AccountMail {
    AccountMail(
      letter: "confirm-new-address", to: address, name: name, path: "account/email/\(token)")
  }

  static func newAddressKnown(to address: String) -> AccountMail {
    AccountMail(letter: "new-address-known", to: address, path: "account/sign-in")
  }

  // What the person is told because it could have been somebody else.

  static func passwordChanged(to address: String, name: String) -> AccountMail {
    AccountMail(letter: "password-changed", to: address, name: name, path: "account/recover")
  }

  static func staffPasswordChanged(_ member: StaffMember) -> AccountMail {
    AccountMail(
      letter: "staff-password-changed", to: member.emailAddress, name: member.fullName,
      path: "staff/sign-in", staffName: member.name.text)
  }

  static func addressChangeAsked(
    to address: String, name: String, newAddress: String
  ) -> AccountMail {
    AccountMail(
      letter: "address-change-asked", to: address, name: name, path: "account/recover",
      newAddress: newAddress)
  }

  static func addressChanged(
    to address: String, name: String, newAddress: String
  ) -> AccountMail {
    AccountMail(letter: "address-changed", to: address, name: name, newAddress: newAddress)
  }
}
