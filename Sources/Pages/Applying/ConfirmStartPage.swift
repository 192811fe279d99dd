import Applications
import Markup
import Rules

/// What will be asked, of whom, what it costs and until when: the last page before an application is
/// started, which its button does.
package func confirmStartPage(
  _ confirmation: StartConfirmation, account: AccountID, keys: FormKeys
) -> Page {
  let edition = confirmation.edition
  let ids = confirmation.requests.map(\.id)
  let elements = edition.elements(of: confirmation.requests, answers: confirmation.answers)
  return Page(
    title: "Check before you start",
    main: .lines(
      backLink(
        Links.questions(ids, from: confirmation.carryOver?.from), label: "Back to the questions"),
      "<h1>Check before you start</h1>",
      summaryList(
        [
          SummaryRow(
            "You apply for", "\(edition.titles(of: confirmation.requests))",
            change: Links.choose(ids, from: confirmation.carryOver?.from))
        ]
          + answerRows(confirmation)),
      "<h2>What you will be asked for</h2>", elementTable(elements, edition),
      confirmation.carryOver.map { carryOverSection($0, edition) },
      "<h2>What it costs</h2>",
      costSection(confirmation.quote, edition, moving: Set(Fee.PricingDay.allCases)),
      refundWords(edition),
      "<p>You pay at the end. The fee is that of the day you pay.</p>",
      "<h2>Until when</h2>",
      """
      <p>If you start today you have until the end of <strong>\(text(of: confirmation.lastDay))</strong> \
      to finish and pay. After that the application expires, and you would have to start a new one.</p>
      """,
      "<form method=\"post\" action=\"\(Links.start)\">",
      hidden(
        keys,
        [HiddenField("account", account.text)] + ids.map { HiddenField("request", $0.text) }
          + [HiddenField("answers", confirmation.packedAnswers)]
          + fromField(confirmation.carryOver?.from)),
      buttonGroup(button("Start Application"), "<a href=\"\(Links.dashboard)\">Not now</a>"),
      "</form>"),
    section: .dashboard)
}

private func answerRows(_ confirmation: StartConfirmation) -> [SummaryRow] {
  var seen: Set<Question.ID> = []
  let questions = confirmation.requests.flatMap(\.questions).filter { seen.insert($0.id).inserted }
  return readBack(questions, confirmation.answers, confirmation.edition)
}

private func elementTable(_ elements: [Element], _ edition: Edition) -> HTML {
  guard !elements.isEmpty else { return "<p>Nothing further.</p>" }
  return table(
    caption: "Parts of the application",
    columns: [Column("Part"), Column("Submitted By"), Column("Rule")],
    rows: elements.map { element in
      [
        "\(edition.text(element.title))\(" <span class=\"aside\">(optional)</span>", when: !element.isRequired)",
        "\(edition.name(of: element.submittedBy))", "\(element.clause.citation)",
      ]
    })
}
