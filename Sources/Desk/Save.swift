import Applications
import CGI
import Pages
import Rules
import Store

package let saveRoutes = [
  Route(
    .post, "", for: .anybody,
    accepts: .form([.word("element"), .word("edition"), .word("none")], answers: true)),
  Route(.get, "held", for: .anybody),
  Route(
    .post, "held", for: .account,
    accepts: .form([
      .word("token"), .word("key"), .word("held"), .word("application"), .word("choice"),
    ])),
  Route(.get, ":application/:element", for: .applicant),
  Route(
    .post, ":application/:element", for: .applicant,
    accepts: .form(
      [.word("token"), .word("key"), .word("revision"), .word("then"), .word("none")],
      answers: true)),
  Route(.get, ":application/:element/sign", for: .applicant),
  Route(
    .post, ":application/:element/sign", for: .applicant,
    accepts: .form([
      .word("token"), .word("key"), .word("changes"), .word("edition"),
      .line("signature", byteLimit: 400),
    ])),
  Route(.get, ":application/:element/ask", for: .applicant),
  Route(
    .post, ":application/:element/ask", for: .applicant,
    accepts: .form([
      .word("token"), .word("key"), .word("registered"), .line("name", byteLimit: 2000),
      .line("organisation", byteLimit: 2000), .line("email", byteLimit: 2000), .word("told"),
    ])),
  Route(
    .post, ":application/:element/ask-again", for: .applicant,
    accepts: .form([.word("token"), .word("key")])),
  Route(
    .post, ":application/:element/take-back", for: .applicant,
    accepts: .form([.word("token"), .word("key")])),
  Route(.get, ":application/:element/send-back", for: .applicant),
  Route(
    .post, ":application/:element/send-back", for: .applicant,
    accepts: .form([.word("token"), .word("key"), .text("reason", byteLimit: 16_000)])),
  Route(.get, ":application/:element/:group/:entry", for: .applicant),
  Route(
    .post, ":application/:element/:group/:entry", for: .applicant,
    accepts: .form(
      [.word("token"), .word("key"), .word("revision"), .word("then")], answers: true)),
]

/// Keeps the answers of one element, or of one entry of it, and moves the applicant to the next.
///
/// Fields are named after the questions. A form of an element also adds, orders, removes and brings back its
/// entries, after it was kept itself. Replies 303 to the next element; 422 with the same
/// page and its errors when an answer does not do, after it was kept all the same; 409 with both
/// versions when somebody saved the element since this form was opened; 404 when the application is not
/// this person's. Where somebody else completes an element, the applicant names them here, has the request sent again,
/// takes it back, and sends back what they have signed. A form of the public pages, which belongs to no application yet, is held, and so is one
/// that comes after the session has ended.
package func save(_ request: Request, services: Services) throws -> Response {
  try Visit.answer(request, services) { visit in
    switch (request.method, request.route.path) {
    case (.post, ""): try visit.holdPublicForm()
    case (.get, "held"): try visit.showHeld()
    case (.post, "held"): try visit.settleHeld()
    case (.get, ":application/:element"): try ElementVisit(visit).show()
    case (.post, ":application/:element"):
      try visit.session?.account == nil ? visit.holdElementForm() : ElementVisit(visit).save()
    case (.get, ":application/:element/sign"): try ElementVisit(visit).showReadBack()
    case (.post, ":application/:element/sign"): try ElementVisit(visit).sign()
    case (.get, ":application/:element/ask"): try ElementVisit(visit).showAsk()
    case (.post, ":application/:element/ask"): try visit.ask()
    case (.post, ":application/:element/ask-again"): try visit.askAgain()
    case (.post, ":application/:element/take-back"): try visit.takeBack()
    case (.get, ":application/:element/send-back"): try ElementVisit(visit).showSendBack()
    case (.post, ":application/:element/send-back"): try visit.sendBack()
    case (.get, ":application/:element/:group/:entry"): try EntryVisit(ElementVisit(visit)).show()
    case (.post, ":application/:element/:group/:entry"):
      try visit.session?.account == nil
        ? visit.holdEntryForm() : EntryVisit(ElementVisit(visit)).save()
    default: throw Refusal.notFound
    }
  }
}
