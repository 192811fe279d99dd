import Applications
import CGI
import Notation
import Pages
import Rules
import Store

package let helperRoutes = [
  Route(.get, "*token", for: .link),
  Route(.post, "*token", for: .link, accepts: .form([.word("token"), .word("key")])),
  Route(.get, "*token/stop", for: .link),
  Route(.post, "*token/stop", for: .link, accepts: .form([.word("token"), .word("key")])),
  Route(.get, "*token/part/:element", for: .link),
  Route(
    .post, "*token/part/:element", for: .link,
    accepts: .form(
      [.word("token"), .word("key"), .word("revision"), .word("then"), .word("none")],
      answers: true)),
  Route(.get, "*token/part/:element/:group/:entry", for: .link),
  Route(
    .post, "*token/part/:element/:group/:entry", for: .link,
    accepts: .form(
      [.word("token"), .word("key"), .word("revision"), .word("then")], answers: true)),
]

/// What somebody without an account does whom an applicant has named to help: opens the link, which changes nothing;
/// begins, sees the chosen parts and fills them in; or stops.
///
/// The link is the whole of what they have, and leads to those parts alone. 410 with a page that says why for one that
/// opens nothing any more; what was typed into a form that came too late is shown back with 409.
package func helper(_ request: Request, services: Services) throws -> Response {
  var response = try Visit.answer(request, services) { try HelperVisit.answer($0) }
  response.hasSecretAddress = true
  return response
}

extension Visit {
  /// Says why a helper's link opens nothing, and shows back what came with it. The form of the request has been read.
  func helperEnded(
    _ end: HelperLinkEnd, _ form: ElementForm? = nil, sent: SentInVain? = nil
  ) throws -> Response {
    let contact = try services.publication(services.newestPublication()).agency().contact
    return try reply(
      helperEndedPage(
        end, contact: [contact.emailAddress, contact.phoneNumber].compactMap(\.self), form,
        sent: sent),
      status: sent == nil ? .gone : .conflict)
  }
}
