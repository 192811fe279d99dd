import Applications
import CGI
import Notation
import Pages
import Rules
import Store

package let partyRoutes = partRoutes(below: "*token", for: .link)

/// What somebody may ask who was asked for one element, below the page from which they begin.
func partRoutes(below top: String, for audience: Audience) -> [Route] {
  [
    Route(.get, top, for: audience),
    Route(.post, top, for: audience, accepts: keysForm),
    Route(.get, top + "/decline", for: audience),
    Route(
      .post, top + "/decline", for: audience,
      accepts: .form([.word("token"), .word("key"), .text("reason", byteLimit: 16_000)])),
    Route(.get, top + "/part", for: audience),
    Route(
      .post, top + "/part", for: audience,
      accepts: .form(
        [.word("token"), .word("key"), .word("revision"), .word("then"), .word("none")],
        answers: true)),
    Route(.get, top + "/part/sign", for: audience),
    Route(
      .post, top + "/part/sign", for: audience,
      accepts: .form([
        .word("token"), .word("key"), .word("changes"), .word("edition"),
        .line("signature", byteLimit: 400), .line("role", byteLimit: 400),
      ])),
    Route(.get, top + "/part/:group/:entry", for: audience),
    Route(
      .post, top + "/part/:group/:entry", for: audience,
      accepts: .form(
        [.word("token"), .word("key"), .word("revision"), .word("then")], answers: true)),
  ]
}

private let keysForm = Accepts.form([.word("token"), .word("key")])

/// What somebody without an account does who was asked by mail to complete one element of an application: opens
/// the link, which changes nothing; begins, fills in, signs; or declines.
///
/// The link is the whole of what they have, and leads to that element alone. 410 with a page that says why for one that
/// opens nothing any more; what was typed into a form that came too late is shown back with 409.
package func party(_ request: Request, services: Services) throws -> Response {
  var response = try Visit.answer(request, services) { visit in
    switch try PartyVisit.of(visit) {
    case .ended(let end): try visit.ended(end)
    case .known(let party): try party.answer(below: "*token")
    }
  }
  response.hasSecretAddress = true
  return response
}

extension Visit {
  func ended(_ end: PartyLinkEnd) throws -> Response {
    // What is no form is refused for that first, as everywhere.
    if request.method == .post { _ = try request.form() }
    let contact = try services.publication(services.newestPublication()).agency().contact
    return try reply(
      partyEndedPage(
        end, contact: [contact.emailAddress, contact.phoneNumber].compactMap(\.self)),
      status: .gone)
  }
}
