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
        Links.questions(
          ids, from: confirmation.carryOver?.from, offer: confirmation.offer?.link),
        label: "Back to the questions"),
      appliedBefore(
        confirmation.before,
        """
        If you start here you have another application beside it, with a fee of its own where one is owed. Nothing of \
        what you have is changed by it.
        """), "<h1>Check before you start</h1>",
      summaryList(
        [requestRow(confirmation)] + answerRows(confirmation)),
      "<h2>What you will be asked for</h2>", elementTable(elements, edition),
      confirmation.carryOver.map { carryOverSection($0, edition) },
      confirmation.offer.map { offeredSection($0, confirmation) },
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
          + fromField(confirmation.carryOver?.from) + offerField(confirmation.offer?.link)),
      buttonGroup(
        button(confirmation.offer == nil ? "Start Application" : "Accept and Start Application"),
        "<a href=\"\(Links.dashboard)\">Not now</a>"),
      "</form>"),
    section: .dashboard)
}

/// What an organisation has opened cannot be changed into something else.
private func requestRow(_ confirmation: StartConfirmation) -> SummaryRow {
  let title: HTML = "\(confirmation.edition.titles(of: confirmation.requests))"
  guard confirmation.offer == nil else { return SummaryRow("You apply for", title) }
  return SummaryRow(
    "You apply for", title,
    change: Links.choose(
      confirmation.requests.map(\.id), from: confirmation.carryOver?.from))
}

private func offeredSection(
  _ offer: StartConfirmation.Offered, _ confirmation: StartConfirmation
) -> HTML {
  .lines(
    "<h2>What \(offer.name) learns</h2>",
    "<p>\(offer.name) opened this for you. By starting you accept it, and it is told that you have.</p>",
    offer.parts.isEmpty
      ? nil
      : offeredParts(
        offer.name, offer.parts, confirmation.requests.flatMap(\.questions), confirmation.edition)
  )
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
