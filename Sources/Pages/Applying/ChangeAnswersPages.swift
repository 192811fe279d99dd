import Applications
import Markup
import Rules

/// The clarifying questions of an application that is not submitted yet, with the present answers, to be
/// answered anew.
///
/// - `isHeld`: whether `answers` were sent after the session had ended, and changed nothing.
package func changeAnswersPage(
  _ overview: Overview, answers: Answers, faults: [FieldFault] = [], isHeld: Bool = false,
  keys: FormKeys
) -> Page {
  let edition = overview.edition
  let number = overview.application.number
  let fields = QuestionFields(
    overview.clarifyingQuestions, answers: answers, faults: faults, edition: edition)
  return Page(
    title: "Change your answers",
    main: .lines(
      backLink(Links.overview(number), label: "Overview"),
      errorSummary(Messages(edition).summary(faults)),
      "<h1>Change your answers</h1>",
      isHeld ? note("<p>You typed this before you signed in. Nothing is changed yet.</p>") : nil,
      """
      <p>These are the questions you answered before you started: \
      <strong>\(overview.title)</strong>. Your answers decide which parts you are asked for and what you \
      pay. On the next page you see what would change. Nothing is changed before you confirm it.</p>
      """,
      "<form method=\"post\" action=\"\(Links.action(Links.answers(number)))\" novalidate>",
      hidden([HiddenField("token", keys.token)]), fields.html,
      buttonGroup(
        button("Continue"), "<a href=\"\(Links.overview(number))\">Leave them as they are</a>"),
      "</form>"),
    hasErrors: !faults.isEmpty, section: .dashboard)
}

/// What new answers to the clarifying questions would change. The button at the end makes them count.
///
/// - `after`: the same application with the new answers.
/// - `packedAnswers`: those as one text, for the hidden field `answers`.
package func confirmAnswersPage(
  _ before: Overview, after: Overview, quotes: ChangedQuotes, packedAnswers: String,
  keys: FormKeys
) -> Page {
  let edition = before.edition
  let number = before.application.number
  let gained = after.elements.filter { before.entry($0.element.id) == nil }
  let lost = before.elements.filter { after.entry($0.element.id) == nil }
  return Page(
    title: "Check what changes",
    main: .lines(
      backLink(Links.answers(number), label: "Back to the questions"),
      "<h1>Check what changes</h1>",
      table(
        caption: "Your answers",
        columns: [Column("Question"), Column("Until now"), Column("From now on")],
        rows: answerRows(before, after)),
      "<h2>What you will be asked for</h2>",
      gained.isEmpty && lost.isEmpty ? "<p>The parts stay the same.</p>" : nil,
      gained.isEmpty
        ? nil : .lines("<p>New parts:</p>", list(gained, edition, isLost: false)),
      lost.isEmpty
        ? nil
        : .lines(
          "<p>No longer asked for:</p>", list(lost, edition, isLost: true),
          "<p>What you typed there is kept. It is there again if you change your answers back.</p>"),
      "<h2>What it costs</h2>", cost(quotes, edition),
      "<form method=\"post\" action=\"\(Links.confirmAnswers(number))\">",
      hidden(keys, [HiddenField("answers", packedAnswers)]),
      buttonGroup(
        button("Confirm"), "<a href=\"\(Links.overview(number))\">Leave everything as it is</a>"),
      "</form>"),
    section: .dashboard)
}

/// Where new answers would leave a rule of eligibility unmet: which, and the way back to what was answered.
///
/// - `packedAnswers`: what was answered, as it stands in a query.
package func answersNotOpenPage(
  _ overview: Overview, _ standings: [Standing], packedAnswers: String
) -> Page {
  let number = overview.application.number
  let back = Links.answers(number, packedAnswers)
  return Page(
    title: "With these answers you cannot apply",
    main: .lines(
      backLink(back, label: "Back to the questions"),
      "<h1>With these answers you cannot apply</h1>",
      "<p>A rule is not met. Nothing was changed: your application is as it was.</p>",
      .lines(standings.filter { !$0.isOpen }.map { ruleList($0.failing, overview.edition) }),
      """
      <p>If you answered a question by mistake, <a href="\(back)">answer them again</a>. You can also \
      <a href="\(Links.overview(number))">leave everything as it is</a>.</p>
      """),
    section: .dashboard)
}

/// Where the answers can no longer be changed: why, and what was sent.
package func answersNotChangedPage(_ overview: Overview, why: String, sent: Answers) -> Page {
  let rows = answered(overview.clarifyingQuestions, sent, overview.edition)
  let link = Links.overview(overview.application.number)
  return Page(
    title: "Not changed: your answers",
    main: .lines(
      backLink(link, label: "Overview"), "<h1>Your answers were not changed</h1>",
      "<p class=\"lead\">\(why)</p>",
      rows.isEmpty
        ? nil
        : .lines(
          "<h2>What you sent</h2>", "<p>Copy it from here if you still need it.</p>",
          summaryList(rows)),
      buttonGroup(buttonLink("See what is saved", link: link, .secondary))),
    section: .dashboard)
}

/// What it costs with the answers of now and with the new ones.
package struct ChangedQuotes: Hashable, Sendable {
  package let before: Result<Quote, PricingRefusal>
  package let after: Result<Quote, PricingRefusal>

  package init(
    before: Result<Quote, PricingRefusal>, after: Result<Quote, PricingRefusal>
  ) {
    self.before = before
    self.after = after
  }
}

private func answerRows(_ before: Overview, _ after: Overview) -> [[HTML]] {
  let edition = before.edition
  return before.clarifyingQuestions.map { question in
    func text(_ overview: Overview) -> HTML {
      let answers = overview.application.answers
      guard question.applies(to: answers, among: overview.clarifyingQuestions) else {
        return "Not asked"
      }
      return "\(answerText(question, answers, edition) ?? "Nothing")"
    }
    return ["\(edition.text(question.ask))", text(before), text(after)]
  }
}

private func list(_ entries: [Overview.Entry], _ edition: Edition, isLost: Bool) -> HTML {
  let items = entries.map { entry -> HTML in
    let who = edition.name(of: entry.element.submittedBy)
    let typed = isLost && !entry.part.isUntouched ? "You have filled in something here. " : ""
    return """
      <li>\(edition.text(entry.element.title)), Submitted By: \(who). \(typed)\
      \(clauseMark(entry.element.clause))</li>
      """
  }
  return "<ul>\n\(items)\n</ul>"
}

private func cost(_ quotes: ChangedQuotes, _ edition: Edition) -> HTML {
  guard quotes.before != quotes.after else {
    return .lines("<p>It costs the same.</p>", costSection(quotes.after, edition))
  }
  guard case .success(let old) = quotes.before, case .success(let new) = quotes.after else {
    return costSection(quotes.after, edition)
  }
  let words: HTML =
    old.total == new.total
    ? "<p>The total stays \(edition.price(new.total)), for other reasons.</p>"
    : """
    <p>Until now it was <strong>\(edition.price(old.total))</strong>. With these answers it is \
    <strong>\(edition.price(new.total))</strong>.</p>
    """
  return .lines(words, quoteTable(new, edition))
}

extension Overview {
  /// A question that two requests share is asked once.
  package var clarifyingQuestions: [Question] {
    var seen: Set<Question.ID> = []
    return requests.flatMap(\.questions).filter { seen.insert($0.id).inserted }
  }
}

extension Question {
  fileprivate func applies(to answers: Answers, among questions: [Question]) -> Bool {
    questions.applying(to: answers).contains { $0.id == id }
  }
}
