import Markup
import Rules

/// Everything about one request type: for whom, what is needed and from whom, what it costs and why.
package func credentialPage(_ request: RequestType, _ edition: Edition) -> Page {
  let title = edition.text(request.title)
  return Page(
    title: title,
    main: .lines(
      breadcrumbs([Crumb("Home", link: Links.home), Crumb("Credentials", link: Links.credentials)]),
      """
      <h1>\(title)</h1>
      <p class="lead">\(edition.text(request.summary))</p>
      """,
      summaryList(facts(request, edition)),
      "<h2>Who it is for</h2>", edition.markdown(request.whoFor),
      eligibility(request, edition), needs(request, edition), questions(request, edition),
      costs(request, edition),
      howToApply(request, edition)),
    section: .credentials)
}

private func facts(_ request: RequestType, _ edition: Edition) -> [SummaryRow] {
  var rows = [SummaryRow("Rule", "\(request.clause.citation)")]
  if let term = request.term {
    rows.append(SummaryRow("How long it lasts", "\(edition.text(term))"))
  }
  for (index, rule) in request.terms.enumerated() {
    let name = index == 0 && request.term == nil ? "How long it lasts" : "Its term by rule"
    rows.append(
      SummaryRow(
        name,
        "\(words(for: rule.term))\(", for some", when: rule.when != .always) \(clauseMark(rule.clause))"
      ))
  }
  if let first = request.period.first, request.period.last != nil {
    rows.append(SummaryRow("Offered from", "\(text(of: first))"))
  }
  if let last = request.period.last {
    rows.append(SummaryRow("Last day to start an application", "\(text(of: last))"))
  }
  rows.append(
    SummaryRow(
      "Time to finish and pay", "\(edition.agency.applicationDays) days from the day you start"))
  return rows
}

private func eligibility(_ request: RequestType, _ edition: Edition) -> HTML {
  guard !request.eligibility.isEmpty else { return "" }
  let knowsAnswers = request.eligibility.contains { rule in
    !rule.when.questions.isEmpty || !rule.needs.questions.isEmpty
  }
  return .lines(
    "<h2>Who may apply</h2>", ruleList(request.eligibility, edition),
    knowsAnswers
      ? "<p>Some of this hangs on your answers to the questions before you start.</p>" : nil,
    "<p>What you hold is looked up in our records when you are signed in.</p>")
}

/// A term as people read it.
func words(for term: Term) -> String {
  switch term {
  case .years(1): return "1 year"
  case .years(let years): return "\(years) years"
  case .untilDay(let day): return "Until \(text(of: day))"
  case .untilYearDay(let day, let later):
    let year =
      switch later {
      case 0: "the calendar year it begins in"
      case 1: "the next calendar year"
      default: "the calendar year \(later) years later"
      }
    return "Until \(text(of: day)) of \(year)"
  }
}

private func needs(_ request: RequestType, _ edition: Edition) -> HTML {
  let items = request.elements.compactMap { use -> HTML? in
    guard let element = edition.element(use.element) else { return nil }
    var remarks = [element.isRequired ? "Required" : "Optional"]
    if use.when != .always { remarks.append("only if your answers ask for it") }
    if element.neededBefore == .decision { remarks.append("may follow after you submit") }
    return """
      <li>
      <h3>\(edition.text(element.title))</h3>
      \(edition.markdown(element.why))
      <p class="aside">Submitted By: \(edition.name(of: element.submittedBy)). \
      \(remarks.joined(separator: ", ")). \(element.clause.citation)</p>
      </li>
      """
  }
  guard !items.isEmpty else { return "" }
  let asksOthers = request.elements.contains { use in
    edition.element(use.element)?.submittedBy != Party.applicant
  }
  return """
    <h2>What is needed, and from whom</h2>
    <ul class="cards">
    \(items)
    </ul>
    \(asksOthers ? edition.waitingRule ?? "" : "")
    """
}

private func questions(_ request: RequestType, _ edition: Edition) -> HTML {
  guard !request.questions.isEmpty else { return "" }
  let items = request.questions.map { question -> HTML in
    let clause = question.clause.map { " \(clauseMark($0))" as HTML }
    return "<li>\(edition.text(question.ask))\(clause)</li>"
  }
  return """
    <h2>What we ask before you start</h2>
    <p>Your answers decide which parts you are asked for, and what you pay.</p>
    <ul>
    \(items)
    </ul>
    """
}

private func costs(_ request: RequestType, _ edition: Edition) -> HTML {
  let rows = request.fees.compactMap { use -> [HTML]? in
    guard let fee = edition.fees.fee(use.fee) else { return nil }
    let condition: HTML =
      use.when == .always ? "" : "<br><span class=\"aside\">Depends on your answers</span>"
    let amount = edition.amount(of: fee, for: request.id)
    let unit = amount?.per ?? fee.per
    let per: HTML =
      unit == .item || unit == .certificate
      ? "<br><span class=\"aside\">\(unit.words)</span>" : ""
    return [
      "\(edition.text(fee.title))\(condition)\(per)",
      "\(amountWords(fee, edition, for: request.id))\(otherLayers(fee, edition, for: request.id))",
      amount.map { "\($0.clause.citation)" } ?? "",
    ]
  }
  guard !rows.isEmpty else { return "<h2>What it costs</h2>\n<p>There is no fee for this.</p>" }
  return .lines(
    "<h2>What it costs</h2>",
    table(
      caption: "Fees",
      columns: [Column("Fee"), Column("Amount"), Column("Rule")], rows: rows),
    refundWords(edition),
    "<p>The fee is that of the day you pay. <a href=\"\(Links.fees)\">See all fees</a></p>")
}

private func howToApply(_ request: RequestType, _ edition: Edition) -> HTML {
  let forms: HTML =
    request.elements.isEmpty
    ? ""
    : """
    <p>You can <a href="\(Links.liveForms(request.id))">look at every form, and fill it in</a>, before \
    you have an account.</p>
    """
  return .lines(
    "<h2>How to apply</h2>",
    """
    <p>You need an account with your address and phone number. You can save and come back at any time \
    within \(edition.agency.applicationDays) days.</p>
    """,
    buttonGroup(buttonLink("Apply now", link: Links.questions([request.id]))), forms)
}
