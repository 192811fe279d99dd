import Applications
import CGI
import Notation
import Pages
import Rules
import Store

// What an applicant does about the review of an application: answers what has to be put right, reads the letters, and
// asks that a denial is looked at again.

extension Visit {
  func showAnswer() throws -> Response {
    let overview = try overview(of: try application(), isPriced: false)
    return try reply(
      answerPage(overview, why: overview.whyNotAnswered, keys: keys), about: overview)
  }

  /// Sends the answer: all that was to be put right at once. The same form again changes nothing; 422 names what is
  /// missing, 409 says why it cannot be answered now.
  func answer() throws -> Response {
    let account = try account(then: currentAddress)
    var overview = try overview(of: try application(), isPriced: false)
    let form = try request.form()
    try admit(form)
    let key = key(of: form)
    do {
      _ = try services.change(
        overview.application.number, by: .applicant(account.id)
      ) { application in
        if application.deed(ofForm: key) == .review(.deficiencyAnswered(key: key)) { return nil }
        let now = Overview(application, edition: overview.edition, now: services.now)
        overview = now
        if let why = now.whyNotAnswered { throw Closed(why: why) }
        guard now.openItems.isEmpty else { throw Unanswered() }
        return .review(.deficiencyAnswered(key: key))
      }
    } catch let closed as Closed {
      return try reply(
        answerPage(overview, why: closed.why, keys: keys), status: .conflict, about: overview)
    } catch is Unanswered {
      return try reply(
        answerPage(overview, namesMissing: true, keys: keys), status: .unprocessable,
        about: overview)
    }
    return redirect(to: "dashboard/\(overview.application.number.text)")
  }

  func showLetters() throws -> Response {
    let overview = try overview(of: try application(), isPriced: false)
    return try reply(lettersPage(overview, try letters(overview)), about: overview)
  }

  /// 404 for an event that sent none.
  func showLetter() throws -> Response {
    let overview = try overview(of: try application(), isPriced: false)
    guard let number = Int(request["letter"]),
      let letter = try letters(overview).first(where: { $0.event == number })
    else { throw Refusal.notFound }
    return try reply(letterPage(overview, letter), about: overview)
  }

  private func letters(_ overview: Overview) throws -> [ReviewLetter] {
    let events = try services.store.events(of: overview.application.number) ?? []
    return events.compactMap { ReviewLetter($0, in: overview.application) }
  }

  func showAppeal() throws -> Response {
    let overview = try overview(of: try application(), isPriced: false)
    let held = try heldTyping()
    return try reply(
      appealPage(
        AppealForm(
          overview, rule: try appealRule(), text: held?.text("text") ?? "",
          why: overview.whyNotAppealed ?? held.map { _ in Self.typedBefore }), keys: keys),
      about: overview)
  }

  /// Asks that a denial is looked at again, once for each denial and in time. What cannot be sent now is answered
  /// with what had been typed.
  func appeal() throws -> Response {
    let form = try request.form()
    let text = trimmed(form["text"] ?? "")
    guard let applicant = session?.account else {
      return try holdForApplicant(
        Answers([Answers.Field(name: "text", texts: [text])]), of: pageAddress)
    }
    var overview = try overview(of: try application(), isPriced: false)
    func again(
      _ status: Status, why: String? = nil, fault: AppealForm.Fault? = nil
    ) throws -> Response {
      try reply(
        appealPage(
          AppealForm(overview, rule: try appealRule(), text: text, fault: fault, why: why),
          keys: keys),
        status: status, about: overview)
    }
    do {
      try admit(form)
    } catch let refusal as Refusal where refusal == Self.foreignForm && !comesFromElsewhere {
      return try again(.forbidden, why: Self.openedBefore)
    }
    if isBlank(text) {
      let why = overview.whyNotAppealed
      return try again(
        why == nil ? .unprocessable : .conflict, why: why, fault: why == nil ? .noText : nil)
    }
    guard text.unicodeScalars.count <= ReviewLimits.words else {
      return try again(.unprocessable, fault: .tooLong)
    }
    let appeal = Event.What.review(.appealed(Appeal(text: text, key: key(of: form))))
    do {
      _ = try services.change(
        overview.application.number, by: .applicant(applicant)
      ) { application in
        if application.deeds(ofForm: key(of: form)).contains(appeal) { return nil }
        let now = Overview(application, edition: overview.edition, now: services.now)
        overview = now
        if let why = now.whyNotAppealed { throw Closed(why: why) }
        return appeal
      }
    } catch let closed as Closed {
      return try again(.conflict, why: closed.why)
    }
    var response = redirect(to: "dashboard/\(overview.application.number.text)")
    response.cookies = try discardHeldTyping()
    return response
  }

  private func appealRule() throws -> AppealRule? {
    try services.publication(try services.newestPublication()).reviewRules().appeal
  }
}

/// Something of what was to be put right is missing.
private struct Unanswered: Error {}

extension Overview {
  /// Why what was sent back cannot be answered now; `nil` while it can.
  var whyNotAnswered: String? {
    if stage == .deficient { return nil }
    let last = application.review.deficiencies.last
    if let open = application.review.openDeficiency, open.isOver(at: now) {
      return "The last day to answer was \(Pages.text(of: lastDay(of: open))). "
        + "What you entered is there. Write us a message if you need more time."
    }
    switch stage {
    case .submitted where last?.answeredAt != nil, .pendingReview where last?.answeredAt != nil:
      return "Your answer is sent already. Nothing else has to be put right."
    case .approved, .denied, .revoked: return "This application is decided already."
    case .withdrawn: return "This application was withdrawn."
    default: return "Nothing was sent back to you to be put right."
    }
  }

  /// Why it cannot be asked that a decision is looked at again; `nil` while it can.
  var whyNotAppealed: String? {
    guard stage == .denied || stage == .revoked, let decision = application.review.decision
    else {
      return "Only a denial can be looked at again, and this application is not denied."
    }
    guard let lastDay = lastDayToAppeal else {
      return "There is no way here to have this decision looked at again. Please ask us."
    }
    if application.review.appeals.contains(where: { $0.decision == decision.decision.id }) {
      return "You have asked for this already. We tell you what comes of it."
    }
    guard edition.agency.timeZone.day(of: now) <= lastDay else {
      return "The last day to ask for this was \(Pages.text(of: lastDay))."
    }
    return nil
  }
}
