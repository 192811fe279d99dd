import Applications
import CGI
import Pages
import Store

package let staffRoutes = [
  Route(.get, "", for: .staff, query: [.word("notice")]),
  Route(
    .get, "sign-in", for: .anybody, query: [.line("then", byteLimit: 2000), .word("notice")]),
  Route(
    .post, "sign-in", for: .anybody,
    accepts: .form([
      .word("token"), "name", .line("password", byteLimit: 1000), .line("code", byteLimit: 100),
      .line("then", byteLimit: 2000),
    ])),
  Route(.post, "sign-out", for: .anybody, accepts: .form([.word("token")])),
  Route(.get, "password", for: .staff, query: [.word("notice")]),
  Route(
    .post, "password", for: .staff,
    accepts: .form([
      .word("token"), .line("present-password", byteLimit: 1000), .line("code", byteLimit: 100),
      .line("password", byteLimit: 1000),
    ])),
  Route(.post, "sign-out-everywhere", for: .staff, accepts: .form([.word("token")])),
  Route(.get, "enrol/*token", for: .link),
  Route(
    .post, "enrol/*token", for: .link,
    accepts: .form([
      .word("token"), .line("password", byteLimit: 1000), .line("code", byteLimit: 100),
    ])),
]

/// People who work for the agency: they choose what they sign in with, sign in and out, and see what they may do.
///
/// They have a session of their own kind; an account is none here. A wrong name, password or code are one answer.
package func staff(_ request: Request, services: Services) throws -> Response {
  if request.route.audience == .staff {
    return try StaffVisit.answer(request, services) { visit in
      switch (request.method, request.route.path) {
      case (.get, ""): try visit.showAccount()
      case (.get, "password"): try visit.showPassword()
      case (.post, "password"): try visit.changePassword()
      case (.post, "sign-out-everywhere"): try visit.signOutElsewhere()
      default: throw Refusal.notFound
      }
    }
  }
  return try Visit.answerStaff(request, services) { visit in
    switch (request.method, request.route.path) {
    case (.get, "sign-in"): try visit.staffSignInForm()
    case (.post, "sign-in"): try visit.staffSignIn()
    case (.post, "sign-out"): try visit.staffSignOut()
    case (.get, "enrol/*token"): try visit.staffEnrolForm()
    case (.post, "enrol/*token"): try visit.staffEnrol()
    default: throw Refusal.notFound
    }
  }
}
