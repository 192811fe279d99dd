import Applications
import CGI
import Pages
import Signing
import Store

package let accountRoutes = [
  Route(.get, "register", for: .anybody),
  Route(
    .post, "register", for: .anybody,
    accepts: .form([.word("token"), "name", "email", .line("password", byteLimit: 1000)])),
  Route(.get, "sent", for: .anybody),
  Route(.get, "confirm/*token", for: .link),
  Route(.post, "confirm/*token", for: .link, accepts: .form([.word("token")])),
  Route(.get, "sign-in", for: .anybody, query: [.line("then", byteLimit: 2000), .word("notice")]),
  Route(
    .post, "sign-in", for: .anybody,
    accepts: .form([
      .word("token"), "email", .line("password", byteLimit: 1000), .line("then", byteLimit: 2000),
    ])),
  Route(.post, "sign-out", for: .anybody, accepts: .form([.word("token")])),
  Route(.post, "sign-out-everywhere", for: .account, accepts: .form([.word("token")])),
  Route(.get, "devices", for: .account),
  Route(.post, "devices", for: .account, accepts: .form([.word("token"), .word("session")])),
  Route(.get, "recover", for: .anybody),
  Route(.post, "recover", for: .anybody, accepts: .form([.word("token"), "email"])),
  Route(.get, "recover/sent", for: .anybody),
  Route(.get, "recover/*token", for: .link),
  Route(
    .post, "recover/*token", for: .link,
    accepts: .form([.word("token"), .line("password", byteLimit: 1000)])),
  Route(.get, "password", for: .account, query: [.word("notice")]),
  Route(
    .post, "password", for: .account,
    accepts: .form([
      .word("token"), .line("present-password", byteLimit: 1000),
      .line("password", byteLimit: 1000),
    ])),
  Route(.get, "email", for: .account),
  Route(
    .post, "email", for: .account,
    accepts: .form([
      .word("token"), .word("account"), "email", .line("present-password", byteLimit: 1000),
    ])),
  Route(.get, "email/sent", for: .anybody),
  Route(.get, "email/*token", for: .link),
  Route(.post, "email/*token", for: .link, accepts: .form([.word("token")])),
  Route(.post, "discard", for: .account, accepts: .form([.word("token"), .word("what")])),
  Route(.get, "profile", for: .account, query: [.line("then", byteLimit: 2000), .word("notice")]),
  Route(
    .post, "profile", for: .account,
    accepts: .form([
      .word("token"), .word("account"), "name", "phone", "street", "city", "region", "postal-code",
      "country",
      .line("then", byteLimit: 2000),
    ])),
]

/// Accounts: register, confirm by mail, sign in and out, here and everywhere, a new password, a new address,
/// and what a person says about themselves.
///
/// Replies the same to an address that is known and to one that is not. 422 with the same page where
/// something has to be put right; everything typed is still there, but a password.
package func account(_ request: Request, services: Services) throws -> Response {
  try Visit.answer(request, services) { visit in
    switch (request.method, request.route.path) {
    case (.get, "register"): try visit.registration(RegistrationForm())
    case (.post, "register"): try visit.register()
    case (.get, "sent"): try visit.reply(checkMailPage(.newAccount))
    case (.get, "confirm/*token"): try visit.confirmation()
    case (.post, "confirm/*token"): try visit.confirm()
    case (.get, "sign-in"): try visit.signInForm()
    case (.post, "sign-in"): try visit.signIn()
    case (.post, "sign-out"): try visit.signOut()
    case (.post, "sign-out-everywhere"): try visit.signOutEverywhere()
    case (.get, "devices"): try visit.devices()
    case (.post, "devices"): try visit.signOutDevice()
    case (.get, "recover"): try visit.recoveryForm()
    case (.post, "recover"): try visit.askForRecovery()
    case (.get, "recover/sent"): try visit.reply(checkMailPage(.newPassword))
    case (.get, "recover/*token"): try visit.choosePasswordForm()
    case (.post, "recover/*token"): try visit.choosePassword()
    case (.get, "password"): try visit.passwordForm()
    case (.post, "password"): try visit.changePassword()
    case (.get, "email"): try visit.newAddressForm()
    case (.post, "email"): try visit.askForNewAddress()
    case (.get, "email/sent"): try visit.reply(checkMailPage(.newAddress))
    case (.get, "email/*token"): try visit.confirmNewAddressForm()
    case (.post, "email/*token"): try visit.confirmNewAddress()
    case (.post, "discard"): try visit.discardHeldAccountForm()
    case (.get, "profile"): try visit.profileForm()
    case (.post, "profile"): try visit.changeProfile()
    default: throw Refusal.notFound
    }
  }
}
