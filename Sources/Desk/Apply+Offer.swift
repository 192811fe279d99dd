import Applications
import CGI
import Notation
import Pages
import Rules
import Store

// What a person does about an application that an organisation wants to open for them: opens the link of the mail, which
// changes nothing; declines; or goes on to the questions and the start like everybody, which accepts.

/// Thrown where a start goes by an offer that this person cannot accept: its page says why.
struct OfferClosed: Error {
  let link: String
}

extension Visit {
  /// The page of a mailed link, or the form on which one declines. Nobody need be signed in.
  func answerOffer() throws -> Response {
    let link = request["token"]
    let form = request.method == .post ? try request.form() : nil
    guard let offer = try services.offer(byLink: link) else {
      return try reply(offerEndedPage(.unknown), status: .gone)
    }
    switch request.route.path {
    case "offer/*token": return try show(offer, link)
    case "offer/*token/decline":
      return if let form {
        try decline(offer, link, form)
      } else if offer.isOpen(at: services.now) {
        try reply(offerDeclinePage(try shown(offer, link)))
      } else {
        redirect(to: "apply/offer/\(link)")
      }
    default: throw Refusal.notFound
    }
  }

  private func show(_ offer: Offer, _ link: String) throws -> Response {
    switch offer.state(at: services.now) {
    case .open: return try reply(offerPage(try shown(offer, link)))
    case .accepted:
      guard let account = session?.account, account == offer.acceptance?.account else {
        return try reply(offerEndedPage(.accepted), status: .gone)
      }
      let application = try services.store.application(openedBy: offer)
      return try reply(offerAcceptedPage(try shown(offer, link), application?.number, account))
    case .declined: return try reply(offerEndedPage(.declined), status: .gone)
    case .takenBack: return try reply(offerEndedPage(.takenBack), status: .gone)
    case .expired: return try reply(offerEndedPage(.expired), status: .gone)
    }
  }

  /// What a page says of an offer.
  private func shown(
    _ offer: Offer, _ link: String, reason: String = "", fault: ReasonFault? = nil,
    why: String? = nil
  ) throws -> ShownOffer {
    let edition = try services.newestEdition(requests: [offer.request])
    let party = try services.store.organisation(offer.organisation)?.party
    let request = edition.requestType(offer.request)
    let parts = request.map(\.elements)?.compactMap { edition.element($0.element) } ?? []
    return ShownOffer(
      offer, link: link, edition: edition, request: request,
      parts: parts.filter { $0.submittedBy == party && $0.invitation != nil },
      name: try signedIn()?.profile.name, reason: reason, fault: fault, why: why,
      keys: keys)
  }

  /// 422 without a reason, 409 where it has ended otherwise. Once declined the link says so.
  private func decline(_ offer: Offer, _ link: String, _ form: Form) throws -> Response {
    let reason = trimmed(form["reason"])
    do { try admit(form) } catch let refusal as Refusal where isOfAnEarlierSession(refusal) {
      return try reply(
        offerDeclinePage(try shown(offer, link, reason: reason, why: Self.openedBefore)),
        status: .forbidden)
    }
    if let fault = ReasonFault(in: reason) {
      return try reply(
        offerDeclinePage(try shown(offer, link, reason: reason, fault: fault)),
        status: .unprocessable)
    }
    _ = try services.change(offer.id, by: .party(offer.id.text)) { now in
      now.isOpen(at: services.now) ? .ended(.declined(reason: reason)) : nil
    }
    return redirect(to: "apply/offer/\(link)")
  }

  /// The offer by which this person starts an application; `nil` where `link` is.
  /// - Throws: `OfferClosed` where they cannot accept it, or it is for something else.
  func offer(
    _ link: String?, for requests: [RequestType.ID], _ account: AccountID
  ) throws -> Offer? {
    guard let link else { return nil }
    guard let offer = try services.offer(byLink: link), requests == [offer.request],
      offer.isOpen(at: services.now) || offer.acceptance?.account == account
    else { throw OfferClosed(link: link) }
    return offer
  }

  /// Accepts the offer, unless somebody has, and starts the application if it was this person.
  /// - Throws: `OfferClosed` where it was not.
  func accept(_ offer: Offer, _ link: String, with acceptance: Acceptance) throws -> Application {
    let after = try services.change(offer.id, by: .applicant(acceptance.account)) { now in
      now.isOpen(at: services.now) ? .ended(.accepted(acceptance)) : nil
    }
    guard after.acceptance?.account == acceptance.account,
      let application = try afterwards({ try services.finish(after) })
    else { throw OfferClosed(link: link) }
    return application
  }
}
