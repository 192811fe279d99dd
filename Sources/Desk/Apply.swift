import Applications
import CGI
import Pages
import Rules
import Store

package let applyRoutes = [
  Route(.get, "", for: .account, query: [Field.word("request").repeated, .word("from")]),
  Route(.get, "questions", for: .account, query: chosen),
  Route(
    .post, "confirm", for: .account,
    accepts: .form([.word("token"), .word("account")] + chosen, answers: true)),
  Route(.get, "confirm", for: .account, query: chosen),
  Route(.get, "again/:application", for: .applicant),
  Route(.get, "offer/*token", for: .link),
  Route(.get, "offer/*token/decline", for: .link),
  Route(
    .post, "offer/*token/decline", for: .link,
    accepts: .form([.word("token"), .word("key"), .text("reason", byteLimit: 16_000)])),
  Route(
    .post, "start", for: .account,
    accepts: .form([.word("token"), .word("key"), .word("account")] + chosen)),
  Route(
    .get, "answers/:application", for: .applicant,
    query: [.line("answers", byteLimit: answersByteLimit)]),
  Route(
    .post, "answers/:application", for: .applicant, accepts: .form([.word("token")], answers: true)),
  Route(
    .get, "answers/:application/confirm", for: .applicant,
    query: [.line("answers", byteLimit: answersByteLimit)]),
  Route(
    .post, "answers/:application/confirm", for: .applicant,
    accepts: .form([
      .word("token"), .word("key"), .line("answers", byteLimit: answersByteLimit),
    ])),
]

/// The requests that were ticked, the answers to their clarifying questions as one packed text, and the
/// application whose answers and files are taken over, or the link of the offer by which it is started.
private let chosen = [
  Field.word("request").repeated, .line("answers", byteLimit: answersByteLimit), .word("from"),
  .word("offer"),
]
let answersByteLimit = 4000

/// Starts an application: choose, clarify, confirm, start. Nothing is stored before the start. The answers
/// of an application that is not submitted can be changed, which shows first what that changes.
///
/// 303 to the profile, and back, while a valid address and phone number are missing there; 422 with the
/// same page where a choice or an answer does not do.
package func apply(_ request: Request, services: Services) throws -> Response {
  let isByLink = request.route.path.hasPrefix("offer/") || request.query["offer"] != nil
  var response = try Visit.answer(request, services) { visit in
    do {
      return try visit.answerApplying()
    } catch let closed as OfferClosed {
      return visit.redirect(to: "apply/offer/\(closed.link)")
    }
  }
  if isByLink { response.hasSecretAddress = true }
  return response
}

extension Visit {
  fileprivate func answerApplying() throws -> Response {
    let isForm = request.method == .post
    if request.route.path.hasPrefix("offer/") { return try answerOffer() }
    if request.route.path.hasPrefix("answers/") {
      return isForm && session?.account == nil
        ? try holdAnswers() : try AnswersVisit(self).answer()
    }
    guard let account = try signedIn() else {
      if isForm { return try holdChoice() }
      throw SignInNeeded(then: try addressOfChoice())
    }
    guard account.profile.missing.isEmpty else {
      return redirect(
        to: "account/profile?then=" + queryEscaped(try addressOfChoice()))
    }
    switch (request.method, request.route.path) {
    case (.get, ""): return try choose(account)
    case (.get, "questions"): return try clarify(account)
    case (.post, "confirm"): return try takeClarifications(account)
    case (.get, "confirm"): return try confirmStart(account)
    case (.get, "again/:application"): return try again()
    case (.post, "start"): return try start(account)
    default: throw Refusal.notFound
    }
  }
}

/// What has been chosen so far, carried from page to page in the address.
private struct Choice {
  let ids: [RequestType.ID]
  var answers: Answers
  let from: ApplicationNumber?
  /// The secret word of the link to an offer.
  let offer: String?

  init(_ form: Form) {
    offer = form["offer"]
    ids = form.all("request").compactMap { Identifier($0) }
    answers = form.answers.isEmpty ? Answers(packed: form["answers"] ?? "") : Answers(form.answers)
    from = form["from"].flatMap { ApplicationNumber($0) }
  }

  init(_ ids: [RequestType.ID], _ answers: Answers, from: ApplicationNumber) {
    (self.ids, self.answers, self.from, offer) = (ids, answers, from, nil)
  }

  /// The page with the clarifying questions of this choice, without the answers.
  var questionsPage: String { "apply/questions?" + answered(Answers()).query }

  func answered(_ answers: Answers) -> Choice {
    var choice = self
    choice.answers = answers
    return choice
  }

  /// Without answers to anything else than the clarifying questions.
  func asked(_ requests: [RequestType]) -> Choice {
    answered(answers.belonging(to: requests.flatMap(\.questions)))
  }

  /// The query that brings it to the next page.
  var query: String {
    ids.map { "request=\($0)" }.joined(separator: "&")
      + (answers.isEmpty ? "" : "&answers=" + queryEscaped(answers.packed))
      + (from.map { "&from=\($0.text)" } ?? "") + (offer.map { "&offer=" + queryEscaped($0) } ?? "")
  }
}

extension Visit {
  /// The page on which the choice of this request can be gone on with: for a form, which is no page, the
  /// one that it was on, with what was chosen and answered.
  fileprivate func addressOfChoice() throws -> String {
    guard request.method == .post else { return currentAddress }
    let page = request.route.path == "start" ? "apply/confirm?" : "apply/questions?"
    let choice = Choice(try request.form())
    return localAddress(page + choice.query) ?? "apply"
  }

  /// For a form that came after the session had ended: its answers wait for the account that its page was for, and
  /// stand on the same page again after signing in.
  fileprivate func holdChoice() throws -> Response {
    let form = try request.form()
    let choice = Choice(form)
    guard let account = AccountID(form["account"] ?? "") else {
      throw SignInNeeded(then: choice.questionsPage)
    }
    let isStart = request.route.path == "start"
    return try hold(
      choice.answers, of: choice.questionsPage, for: account,
      then: isStart ? "apply/confirm?" + choice.answered(Answers()).query : nil)
  }

  /// What waits for this choice; `nil` where it has answers already, or nothing waits.
  private func heldAnswers(to choice: Choice, _ requests: [RequestType]) throws -> Answers? {
    guard choice.answers.isEmpty else { return nil }
    return try heldTyping(of: choice.questionsPage)?.belonging(to: requests.flatMap(\.questions))
  }

  fileprivate func choose(_ account: Account, faults: [ApplyFault] = []) throws -> Response {
    let choice = Choice(request.query)
    let edition = try services.newestEdition()
    return try reply(
      chooseRequestsPage(
        edition, standings: try standings(of: edition.requestTypes, for: nil, account, edition),
        chosen: choice.ids, from: choice.from, faults: faults),
      status: faults.isEmpty ? .ok : .unprocessable, agency: edition.agency,
      name: account.profile.name)
  }

  fileprivate func clarify(_ account: Account) throws -> Response {
    let choice = Choice(request.query)
    let edition = try services.newestEdition()
    let requests = choice.ids.compactMap(edition.requestType)
    let offer = try offer(choice.offer, for: choice.ids, account.id)
    if let fault = try faults(in: choice.ids, requests, account, edition).first {
      return try choose(account, faults: [fault])
    }
    if requests.allSatisfy(\.questions.isEmpty) {
      return redirect(to: "apply/confirm?" + choice.query)
    }
    let held = try heldAnswers(to: choice, requests)
    return try reply(
      clarifyPage(
        requests, edition: edition, answers: held ?? choice.answers, from: choice.from,
        offer: offer == nil ? nil : choice.offer, faults: [], isHeld: held != nil,
        account: account.id, keys: keys),
      agency: edition.agency, name: account.profile.name)
  }

  fileprivate func takeClarifications(_ account: Account) throws -> Response {
    let form = try request.form()
    try admit(form)
    let sent = Choice(form)
    let edition = try services.newestEdition()
    let requests = sent.ids.compactMap(edition.requestType)
    guard try faults(in: sent.ids, requests, account, edition).isEmpty else {
      return redirect(to: "apply/questions?" + sent.query)
    }
    let choice = sent.asked(requests)
    let faults = requests.flatMap { $0.questions.faults(in: choice.answers) }
    guard faults.isEmpty else {
      return try reply(
        clarifyPage(
          requests, edition: edition, answers: choice.answers, from: choice.from,
          offer: choice.offer,
          faults: faults, account: account.id, keys: keys),
        status: .unprocessable, agency: edition.agency, name: account.profile.name)
    }
    guard choice.answers.packed.utf8.count <= answersByteLimit else {
      throw Refusal(.tooLarge, "Your answers are too long together. Go back and shorten them.")
    }
    if let refusal = try refusal(of: choice, requests, account, edition) { return refusal }
    return redirect(to: "apply/confirm?" + choice.query)
  }

  fileprivate func confirmStart(_ account: Account) throws -> Response {
    let edition = try services.newestEdition()
    let requests = Choice(request.query).ids.compactMap(edition.requestType)
    var choice = Choice(request.query).asked(requests)
    if let held = try heldAnswers(to: choice, requests) { choice.answers = held }
    let offer = try offer(choice.offer, for: choice.ids, account.id)
    guard try faults(in: choice.ids, requests, account, edition).isEmpty,
      requests.allSatisfy({ $0.questions.faults(in: choice.answers).isEmpty })
    else { return redirect(to: "apply/questions?" + choice.query) }
    if let refusal = try refusal(of: choice, requests, account, edition) { return refusal }
    return try reply(
      confirmStartPage(
        StartConfirmation(
          edition: edition, requests: requests, answers: choice.answers,
          packedAnswers: choice.answers.packed,
          quote: price(of: requests, choice.answers, in: edition),
          lastDay: edition.day.adding(days: edition.agency.applicationDays),
          carryOver: try carryOver(choice, requests, edition),
          offer: try offer.flatMap { try offered($0, choice, edition) },
          before: try underWay(for: choice.ids, of: account)), account: account.id,
        keys: keys),
      agency: edition.agency, name: account.profile.name)
  }

  fileprivate func start(_ account: Account) throws -> Response {
    let form = try request.form()
    try admit(form)
    let edition = try services.newestEdition()
    let requests = Choice(form).ids.compactMap(edition.requestType)
    let choice = Choice(form).asked(requests)
    let offer = try offer(choice.offer, for: choice.ids, account.id)
    // The same form once more, or one that was cut off behind its acceptance.
    if let offer, offer.acceptance != nil,
      let application = try afterwards({ try services.finish(offer) })
    {
      return redirect(to: "dashboard/\(application.number.text)")
    }
    guard let publication = edition.publication,
      try faults(in: choice.ids, requests, account, edition).isEmpty,
      requests.allSatisfy({ $0.questions.faults(in: choice.answers).isEmpty })
    else { return redirect(to: "apply/questions?" + choice.query) }
    // What was open when the page was sent may not be when it comes back.
    if let refusal = try refusal(of: choice, requests, account, edition) { return refusal }
    let lastDay = edition.day.adding(days: edition.agency.applicationDays)
    if let offer, let link = choice.offer {
      let acceptance = Acceptance(
        account: account.id, answers: choice.answers, publication: publication, day: edition.day,
        deadline: edition.agency.timeZone.end(of: lastDay))
      let application = try accept(offer, link, with: acceptance)
      var response = redirect(to: "dashboard/\(application.number.text)")
      response.cookies = try discardHeldTyping(of: choice.questionsPage)
      return response
    }
    let carryOver = try carryOver(choice, requests, edition)
    let start = Start(
      applicant: account.id, profile: account.profile, requests: choice.ids,
      answers: choice.answers, publication: publication, day: edition.day,
      deadline: edition.agency.timeZone.end(of: lastDay), carriedFrom: carryOver?.from,
      key: key(of: form))
    let application = try services.store.startApplication(
      start, carrying: carryOver?.events ?? [], at: services.now)
    var response = redirect(to: "dashboard/\(application.number.text)")
    response.cookies = try discardHeldTyping(of: choice.questionsPage)
    return response
  }

  /// What the last page says of the offer by which an application is started.
  private func offered(
    _ offer: Offer, _ choice: Choice, _ edition: Edition
  ) throws -> StartConfirmation.Offered? {
    guard let link = choice.offer,
      let organisation = try services.store.organisation(offer.organisation)
    else { return nil }
    return StartConfirmation.Offered(
      link: link, name: offer.organisationName,
      parts: edition.parts(of: organisation.party, offer.request, choice.answers))
  }

  /// To the last page before a start, with what an application that has ended was for and said.
  fileprivate func again() throws -> Response {
    let old = try overview(of: try application(), isPriced: false)
    let number = old.application.number
    guard old.canBeCarriedOver else { return redirect(to: "dashboard/\(number.text)") }
    let edition = try services.newestEdition()
    let requests = old.application.start.requests.compactMap(edition.requestType)
    let answers = old.application.answers.belonging(to: requests.flatMap(\.questions))
    let choice = Choice(requests.map(\.id), answers, from: number)
    return redirect(to: (requests.isEmpty ? "apply?" : "apply/confirm?") + choice.query)
  }

  /// What is taken over; `nil` for an application that has not ended. 404 for somebody else's.
  private func carryOver(
    _ choice: Choice, _ requests: [RequestType], _ edition: Edition
  ) throws -> CarryOver? {
    guard let number = choice.from, choice.offer == nil else { return nil }
    let old = try overview(of: try application(number), isPriced: false)
    guard old.canBeCarriedOver else { return nil }
    return CarryOver(of: old, into: edition, requests: requests, answers: choice.answers)
  }

  private func price(
    of requests: [RequestType], _ answers: Answers, in edition: Edition
  ) -> Result<Quote, PricingRefusal> {
    do throws(PricingRefusal) {
      return .success(try edition.quote(for: requests, answers: answers, paid: edition.day))
    } catch {
      return .failure(error)
    }
  }

  private func standings(
    of requests: [RequestType], for answers: Answers?, _ account: Account, _ edition: Edition
  ) throws -> [Standing] {
    let circumstances = try services.circumstances(of: account, on: edition.day)
    return requests.map { $0.standing(for: answers, in: circumstances) }
  }

  /// The page that says why not, where the answers leave a rule unmet; `nil` where all is open.
  private func refusal(
    of choice: Choice, _ requests: [RequestType], _ account: Account, _ edition: Edition
  ) throws -> Response? {
    let standings = try standings(of: requests, for: choice.answers, account, edition)
    guard !standings.allSatisfy(\.isOpen) else { return nil }
    return try reply(
      notOpenPage(standings, among: requests, edition: edition), status: .unprocessable,
      agency: edition.agency, name: account.profile.name)
  }

  /// What keeps `ids` from being applied for together today by this person, whatever they answer.
  private func faults(
    in ids: [RequestType.ID], _ requests: [RequestType], _ account: Account, _ edition: Edition
  ) throws -> [ApplyFault] {
    if ids.isEmpty { return [.nothingChosen] }
    if requests.count < ids.count || Set(ids).count < ids.count { return [.notOffered] }
    for standing in try standings(of: requests, for: nil, account, edition) {
      if let rule = standing.failing.first { return [.notOpen(standing.request.title, rule)] }
    }
    for request in requests {
      if let other = requests.first(where: { request.conflicts.contains($0.id) }) {
        return [.conflict(request.title, other.title)]
      }
    }
    return []
  }
}
