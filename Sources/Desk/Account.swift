import Applications
import CGI
import Pages
import Signing
import Store

package let accountRoutes = [
  Route(.get, "register"),
  Route(
    .post, "register",
    accepts: .form([.word("token"), "name", "email", .line("password", byteLimit: 1000)])),
  Route(.get, "sent"),
  Route(.get, "confirm/*token"),
  Route(.post, "confirm/*token", accepts: .form([.word("token")])),
  Route(.get, "sign-in", query: [.line("then", byteLimit: 2000), .word("notice")]),
  Route(
    .post, "sign-in",
    accepts: .form([
      .word("token"), "email", .line("password", byteLimit: 1000), .line("then", byteLimit: 2000),
    ])),
  Route(.post, "sign-out", accepts: .form([.word("token")])),
  Route(.get, "profile", query: [.line("then", byteLimit: 2000)]),
  Route(
    .post, "profile",
    accepts: .form([
      .word("token"), "name", "phone", "street", "city", "region", "postal-code", "country",
      .line("then", byteLimit: 2000),
    ])),
]

/// Accounts: register, confirm by mail, sign in and out, and what a person says about themselves.
///
/// Replies the same to an address that is known and to one that is not. 422 with the same page where
/// something has to be put right; everything typed is still there, but a password.
package func account(_ request: Request, services: Services) throws -> Response {
  try Visit.answer(request, services) { visit in
    switch (request.method, request.route.path) {
    case (.get, "register"): try visit.registration(RegistrationForm())
    case (.post, "register"): try visit.register()
    case (.get, "sent"): try visit.reply(checkMailPage())
    case (.get, "confirm/*token"): try visit.confirmation()
    case (.post, "confirm/*token"): try visit.confirm()
    case (.get, "sign-in"): try visit.signInForm()
    case (.post, "sign-in"): try visit.signIn()
    case (.post, "sign-out"): try visit.signOut()
    case (.get, "profile"): try visit.profileForm()
    case (.post, "profile"): try visit.changeProfile()
    default: throw Refusal.notFound
    }
  }
}
