import Applications
import CGI
import Pages
import Rules
import Store

/// A visit to the clarifying questions of an application that has been started.
struct AnswersVisit {
  private let visit: Visit
  private let account: Account
  private let overview: Overview

  private var request: Request { visit.request }
  private var address: String { "apply/answers/\(overview.application.number.text)" }

  init(_ visit: Visit) throws {
    self.visit = visit
    account = try visit.account()
    overview = try visit.overview(of: try visit.application())
  }

  /// 303 to the page on which they are confirmed, 422 with the same page where an answer does not do, 409
  /// where they cannot be changed any more; what was sent is shown back.
  func answer() throws -> Response {
    switch (request.method, request.route.path) {
    case (.get, "answers/:application"): try show()
    case (.post, "answers/:application"): try take()
    case (.get, _): try showChanges()
    case (.post, _): try change()
    }
  }

  private func show() throws -> Response {
    if let why = overview.whyClosed { return try notChanged(why, sent: Answers()) }
    let answers = request.query["answers"].map { Answers(packed: $0).belonging(to: questions) }
    let held = answers == nil ? try visit.heldTyping()?.belonging(to: questions) : nil
    return try reply(
      changeAnswersPage(
        overview, answers: answers ?? held ?? overview.application.answers, isHeld: held != nil,
        keys: visit.keys))
  }

  private func take() throws -> Response {
    let form = try request.form()
    let sent = Answers(form.answers).belonging(to: questions)
    if let why = overview.whyClosed { return try notChanged(why, sent: sent) }
    do { try visit.admit(form) } catch let refusal as Refusal where refusal == Visit.foreignForm {
      guard !visit.comesFromElsewhere else { throw refusal }
      // Most likely a page of a session before this one; nothing is changed before the next page.
    }
    let faults = questions.faults(in: sent)
    guard faults.isEmpty else {
      return try reply(
        changeAnswersPage(overview, answers: sent, faults: faults, keys: visit.keys),
        status: .unprocessable)
    }
    guard sent.packed.utf8.count <= answersByteLimit else {
      throw Refusal(.tooLarge, "Your answers are too long together. Go back and shorten them.")
    }
    return visit.redirect(to: "\(address)/confirm?answers=\(queryEscaped(sent.packed))")
  }

  private func showChanges() throws -> Response {
    let sent = Answers(packed: request.query["answers"] ?? "").belonging(to: questions)
    if let why = overview.whyClosed { return try notChanged(why, sent: sent) }
    guard questions.faults(in: sent).isEmpty else {
      return visit.redirect(to: "\(address)?answers=\(queryEscaped(sent.packed))")
    }
    if let refusal = try refusal(of: sent) { return refusal }
    let after = overview.answering(sent)
    return try reply(
      confirmAnswersPage(
        overview, after: after, quotes: ChangedQuotes(before: overview.price, after: after.price),
        packedAnswers: sent.packed, keys: visit.keys))
  }

  private func change() throws -> Response {
    let form = try request.form()
    let sent = Answers(packed: form["answers"] ?? "").belonging(to: questions)
    try visit.admit(form)
    guard questions.faults(in: sent).isEmpty else {
      return visit.redirect(to: "\(address)?answers=\(queryEscaped(sent.packed))")
    }
    if let refusal = try refusal(of: sent) { return refusal }
    let key = visit.key(of: form)
    do {
      _ = try visit.services.change(
        overview.application.number, by: .applicant(account.id)
      ) { application in
        if case .clarified(let earlier) = application.deed(ofForm: key), earlier.answers == sent {
          return nil
        }
        let now = Overview(application, edition: overview.edition, now: visit.services.now)
        if let why = now.whyClosed { throw Closed(why: why) }
        return application.answers == sent
          ? nil : .clarified(Clarification(answers: sent, key: key))
      }
    } catch let closed as Closed {
      return try notChanged(closed.why, sent: sent)
    }
    var response = visit.redirect(to: "dashboard/\(overview.application.number.text)")
    response.cookies = try visit.discardHeldTyping(of: address)
    return response
  }

  private var questions: [Question] { overview.clarifyingQuestions }

  /// The page that says why not, where the answers leave a rule of eligibility unmet.
  private func refusal(of answers: Answers) throws -> Response? {
    let circumstances = try visit.services.circumstances(
      of: account, on: overview.application.start.day)
    let standings = overview.requests.map { $0.standing(for: answers, in: circumstances) }
    guard !standings.allSatisfy(\.isOpen) else { return nil }
    return try reply(
      answersNotOpenPage(overview, standings, packedAnswers: queryEscaped(answers.packed)),
      status: .unprocessable)
  }

  private func notChanged(_ why: String, sent: Answers) throws -> Response {
    try reply(answersNotChangedPage(overview, why: why, sent: sent), status: .conflict)
  }

  private func reply(_ page: Page, status: Status = .ok) throws -> Response {
    try visit.reply(
      page, status: status, agency: overview.edition.agency, mark: EditionMark(overview.edition),
      name: account.profile.name)
  }
}

extension Visit {
  /// For answers that came after the session had ended.
  func holdAnswers() throws -> Response {
    let form = try request.form()
    let typed =
      form.answers.isEmpty ? Answers(packed: form["answers"] ?? "") : Answers(form.answers)
    return try holdForApplicant(typed, of: "apply/answers/\(request["application"])")
  }
}
