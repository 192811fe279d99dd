import Applications
import CGI
import Notation
import Pages
import Rules
import Signing
import Store

/// What an organisation does about applications that it opens for others.
let organisationOfferRoutes = [
  Route(.get, ":organisation/open", for: .member),
  Route(
    .post, ":organisation/open", for: .member,
    accepts: .form([
      .word("token"), .word("key"), .word("request"), .line("name", byteLimit: 1000),
      .line("email", byteLimit: 1000), .text("words", byteLimit: 16_000),
    ])),
  Route(.get, ":organisation/opened", for: .member),
  Route(
    .post, ":organisation/opened/:offer/take-back", for: .member,
    accepts: .form([.word("token"), .word("key")])),
  Route(
    .post, ":organisation/opened/:offer/send-again", for: .member,
    accepts: .form([.word("token"), .word("key")])),
]

extension OrganisationVisit {
  /// `nil` for a route that is about something else.
  func answerOffers() throws -> Response? {
    let path = visit.request.route.path
    guard organisationOfferRoutes.contains(where: { $0.path == path }) else { return nil }
    try require(.submits)
    switch (visit.request.method, path) {
    case (.get, ":organisation/open"): return try visit.reply(openPage(try form()))
    case (.post, ":organisation/open"): return try open()
    case (.get, ":organisation/opened"): return try showOpened()
    case (.post, ":organisation/opened/:offer/take-back"): return try takeBack()
    case (.post, ":organisation/opened/:offer/send-again"): return try sendAgain()
    default: throw Refusal.notFound
    }
  }

  private func form(
    _ typed: TypedOffer = TypedOffer(), faults: [OpenForm.Fault] = [], why: String? = nil
  ) throws -> OpenForm {
    let edition = try visit.services.newestEdition()
    return OpenForm(
      frame, edition: edition,
      requests: edition.requestTypes.filter { $0.openedBy.contains(organisation.party) },
      request: typed.request, name: typed.name, emailAddress: typed.emailAddress,
      words: typed.words, lastDay: edition.day.adding(days: Offer.lastsDays), faults: faults,
      why: why, keys: visit.keys)
  }

  /// Makes the offer and mails its link. The same form again is one offer.
  private func open() throws -> Response {
    let sent = try visit.request.form()
    let typed = TypedOffer(sent)
    do { try visit.admit(sent) } catch let refusal as Refusal
      where visit.isOfAnEarlierSession(refusal)
    {
      return try visit.reply(openPage(try form(typed, why: Visit.openedBefore)), status: .forbidden)
    }
    let services = visit.services
    let key = visit.key(of: sent)
    let edition = try services.newestEdition()
    let requests = edition.requestTypes.filter { $0.openedBy.contains(organisation.party) }
    let faults = typed.faults(own: member.emailAddress, among: requests.map(\.id))
    guard faults.isEmpty, let request = RequestType.ID(typed.request) else {
      return try visit.reply(openPage(try form(typed, faults: faults)), status: .unprocessable)
    }
    let end = edition.agency.timeZone.end(of: edition.day.adding(days: Offer.lastsDays))
    func offer(_ id: OfferID) -> Offer {
      Offer(
        id: id, organisation: organisation.id, organisationName: organisation.name,
        member: member.id, request: request, name: typed.name, emailAddress: typed.emailAddress,
        words: typed.words, until: end, key: key, openedAt: services.now)
    }
    var new = offer(id(ofForm: key))
    let there = try services.store.offer(new.id)
    if there == nil || there?.isSame(as: new) == false,
      let until = try visit.take(visit.mailTries("offer", to: typed.emailAddress))
    {
      let words = try visit.words(for: until)
      var response = try visit.reply(
        openPage(try form(typed, faults: [.tooManyTries(until: words)])), status: .tooManyRequests)
      response.headers.append(visit.retryAfter(until))
      return response
    }
    do throws(StoreError) { try services.store.open(new) } catch {
      guard error == .taken else { throw error }
      if try services.store.offer(new.id)?.isSame(as: new) != true {
        new = offer(id(ofForm: services.random.word()))
        try services.store.open(new)
      }
    }
    // Comes after the offer is there, which mails nothing by itself. Sent before, this form is one that came again.
    _ = try services.change(new.id, by: who) { $0.sentCount == 0 ? .sent : nil }
    return visit.redirect(to: "organisation/\(organisation.id)/opened")
  }

  /// The same form has the same offer.
  private func id(ofForm key: String) -> OfferID {
    let digest = SHA256.digest(of: "\(organisation.id) \(member.id) \(key)".utf8).description
    guard let id = OfferID(String(digest.prefix(24))) else {
      preconditionFailure("a digest is hexadecimal")
    }
    return id
  }

  private func showOpened() throws -> Response {
    let edition = try visit.services.newestEdition()
    let offers = try visit.services.store.offers(of: organisation.id).filter { !$0.isErased }
    return try visit.reply(
      openedPage(
        OpenedList(
          frame, edition: edition,
          offers: offers.prefix(OpenedList.lengthLimit).map { offer in
            OpenedList.Row(
              offer, title: edition.title(of: offer), state: offer.state(at: visit.services.now),
              since: offer.since(at: visit.services.now))
          }, isWhole: offers.count <= OpenedList.lengthLimit, keys: visit.keys)))
  }

  private func takeBack() throws -> Response {
    try change { offer in offer.isOpen(at: visit.services.now) ? .ended(.takenBack) : nil }
  }

  /// Mails a link once more, as often as that may be; the links before open it too.
  private func sendAgain() throws -> Response {
    let id = try offer().id
    return try change { offer in
      guard offer.isOpen(at: visit.services.now), offer.sentCount < Offer.sendLimit else {
        return nil
      }
      guard try visit.take(visit.mailTries("offer", to: offer.emailAddress)) == nil else {
        visit.services.log("organisation", about: id.text, "too many mails to one address")
        return nil
      }
      return .sent
    }
  }

  /// 404 alike for one that there is not and for another organisation's.
  private func offer() throws -> Offer {
    guard let id = OfferID(visit.request["offer"]), let offer = try visit.services.store.offer(id),
      offer.organisation == organisation.id, !offer.isErased
    else { throw Refusal.notFound }
    return offer
  }

  private func change(_ decide: (Offer) throws -> Offer.Change?) throws -> Response {
    let form = try visit.request.form()
    try visit.admit(form)
    _ = try visit.services.change(try offer().id, by: who, decide: decide)
    return visit.redirect(to: "organisation/\(organisation.id)/opened")
  }
}

/// An offer as typed.
private struct TypedOffer {
  var request = ""
  var name = ""
  var emailAddress = ""
  var words = ""

  init() {}

  init(_ form: Form) {
    request = form["request"] ?? ""
    name = trimmed(form["name"])
    emailAddress = trimmed(form["email"])
    words = trimmed(form["words"])
  }

  /// `own` is the address of whoever opens it: nobody opens an application for themselves.
  func faults(own: String, among requests: [RequestType.ID]) -> [OpenForm.Fault] {
    var faults: [OpenForm.Fault] = []
    if !requests.contains(where: { $0.text == request }) { faults.append(.noRequest) }
    if isBlank(name) { faults.append(.noName) }
    if name.unicodeScalars.count > Offer.nameLimit { faults.append(.nameTooLong) }
    if !isEmailAddress(emailAddress) {
      faults.append(.noEmailAddress)
    } else if folded(emailAddress) == folded(own) {
      faults.append(.ownAddress)
    }
    if words.unicodeScalars.count > Offer.wordsLimit { faults.append(.wordsTooLong) }
    return faults
  }
}

extension Offer {
  /// Whether the same was typed.
  fileprivate func isSame(as other: Offer) -> Bool {
    request == other.request && name == other.name && emailAddress == other.emailAddress
      && words == other.words
  }
}
