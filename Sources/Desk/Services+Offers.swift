import Applications
import Notation
import Pages
import Rules
import Signing
import Store

// What becomes of an offer, besides what its journal says: mails, and the application of whoever accepts it.

extension Services {
  static let offerPurpose = "offer"
  /// For so many days after its last day a link still says what has become of it.
  private static let explainedDays = 90

  /// The offer that a mailed link leads to; `nil` for a link that is none. Changes nothing.
  func offer(byLink token: String) throws -> Offer? {
    guard
      let id = try store.peekToken(token, for: Self.offerPurpose, at: now).flatMap(OfferID.init),
      let offer = try store.offer(id), !offer.isErased
    else { return nil }
    return offer
  }

  /// Changes an offer as `Store.change` does, and sends the mail that this owes.
  func change(
    _ id: OfferID, by who: Event.Actor, decide: (Offer) throws -> Offer.Change?
  ) throws -> Offer {
    var owed: [Message] = []
    let after = try store.change(
      id, at: now, by: who,
      owing: { offer in
        owed = [try letter(owedBy: offer)].compactMap(\.self)
        return owed
      }, decide: decide)
    if !owed.isEmpty { sendMail(owed) }
    return after
  }

  /// The mail that the last change of an offer owes. The token of a link is made here, before the line that owes it.
  private func letter(owedBy offer: Offer) throws -> Message? {
    switch offer.end {
    case nil:
      let token = try store.issueToken(
        for: Self.offerPurpose, subject: offer.id.text,
        until: offer.until.adding(seconds: Self.explainedDays * 86_400))
      return try letter(
        "offer-made", named: "\(offer.sentCount)", about: offer, to: offer.emailAddress,
        called: offer.name, link: "apply/offer/\(token)")
    case .accepted, .declined:
      guard let member = try store.organisation(offer.organisation)?.member(offer.member),
        member.isActive, !member.emailAddress.isEmpty
      else { return nil }
      return try letter(
        offer.acceptance == nil ? "offer-declined" : "offer-accepted", named: "1", about: offer,
        to: member.emailAddress, called: member.fullName,
        link: "organisation/\(offer.organisation)/opened")
    case .takenBack: return nil
    }
  }

  /// `nil` where no publication has this letter: nothing fails for want of one.
  private func letter(
    _ id: Letter.ID, named name: String, about offer: Offer, to address: String,
    called recipient: String, link: String
  ) throws -> Message? {
    let reader = try publication(newestPublication())
    guard try reader.hasLetter(id) else { return nil }
    let edition = try newestEdition(requests: [offer.request])
    let (agency, language) = (edition.agency, edition.agency.languages[0])
    return message(
      named: "\(id)-\(offer.id)-\(name)", to: address, recipient: recipient,
      try reader.letter(id),
      [
        "agency": agency.name.text(in: language), "contact": contactWords(agency),
        "name": recipient, "party": offer.organisationName, "applicant": offer.name,
        "requests": edition.title(of: offer), "last-day": edition.lastDay(of: offer),
        "link": self.address(ofProgram: link),
      ], language: language)
  }

  /// Starts the application of an offer that was accepted, or finds it, and what it says is lasting. `nil` where the
  /// account has been erased meanwhile: then none will come.
  func finish(_ offer: Offer) throws -> Application? {
    guard let acceptance = offer.acceptance else { return nil }
    guard let account = try store.account(acceptance.account), account.isConfirmed else {
      try store.forgetAcceptance(of: offer.id)
      return nil
    }
    let edition = try publication(acceptance.publication).edition(
      on: acceptance.day, publication: acceptance.publication, requests: [offer.request],
      hasFees: false, forms: [])
    let start = Start(
      applicant: account.id, profile: account.profile, requests: [offer.request],
      answers: acceptance.answers, publication: acceptance.publication, day: acceptance.day,
      deadline: acceptance.deadline, opening: offer.opening, key: offer.opening.key)
    let application = try store.startApplication(
      start, carrying: try requests(of: offer, start, edition), at: now)
    try store.forgetAcceptance(of: offer.id)
    return application
  }

  /// Its organisation is asked for its own parts in the same lines, as if the applicant had asked it.
  private func requests(
    of offer: Offer, _ start: Start, _ edition: Edition
  ) throws -> [Event.What] {
    guard let organisation = try store.organisation(offer.organisation), organisation.isActive
    else { return [] }
    let zone = edition.agency.timeZone
    return edition.parts(of: organisation.party, offer.request, start.answers).compactMap {
      element -> Event.What? in
      guard let rule = element.invitation else { return nil }
      let end = zone.end(of: zone.day(of: now).adding(days: rule.lastsDays))
      return .partyAsked(
        Invitation(
          id: random.word(), element: element.id, of: organisation.id, name: organisation.name,
          until: element.neededBefore == .payment && !edition.stopsClock(element)
            ? min(end, start.deadline) : end,
          stopsClock: edition.stopsClock(element), key: ""))
    }
  }

  /// A job of the sweep: finishes the starts that a crash has cut off behind their acceptance. Returns how many
  /// applications came of it; `unfinished` is told of those that cannot be read or changed now.
  package func finishAcceptances(
    isDryRun: Bool = false, unfinished: (OfferID) -> Void = { _ in }
  ) throws -> Int {
    var count = 0
    for id in try store.unfinishedOffers() {
      do {
        guard let offer = try store.offer(id), offer.acceptance != nil else {
          if !isDryRun { try store.forgetUnaccepted(id) }
          continue
        }
        if try store.application(openedBy: offer) == nil { count += 1 }
        if !isDryRun { _ = try finish(offer) }
      } catch let error as StoreError {
        switch error {
        case .damaged, .newer, .readOnly, .unreadable: unfinished(id)
        default: throw error
        }
      } catch is PublicationError {
        unfinished(id)
      }
    }
    return count
  }
}

extension Edition {
  /// What an offer is for.
  func title(of offer: Offer) -> String {
    requestType(offer.request)?.title.text(in: agency.languages[0]) ?? offer.request.text
  }

  func lastDay(of offer: Offer) -> String {
    Pages.text(of: agency.timeZone.day(of: offer.until.adding(seconds: -1)))
  }

  /// The elements of an application that a party is asked for.
  func parts(
    of party: Party.ID, _ request: RequestType.ID, _ answers: Answers
  ) -> [Element] {
    elements(of: [request].compactMap(requestType), answers: answers)
      .filter { $0.submittedBy == party && $0.invitation != nil }
  }
}
