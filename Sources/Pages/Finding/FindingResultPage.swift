import Markup
import Rules

/// Where a way ends: whether one can apply, what will be asked, what it costs and how long it lasts.
func findingResultPage(_ open: OpenRequest, _ trail: FindingTrail) -> Page {
  let edition = trail.edition
  let request = open.request
  let title = edition.text(request.title)
  let heading =
    "\(open.isClosed ? "You cannot apply for this" : "You can apply for this"): \(title)"
  let ending: [HTML?] =
    open.isClosed
    ? [closed(request, edition)]
    : [
      stillOpen(request, edition),
      "<p class=\"lead\">\(edition.text(request.summary))</p>",
      buttonGroup(buttonLink("Apply now", link: Links.questions([request.id]))),
      "<h2>What you will be asked for</h2>", parts(request, edition),
      "<h2>What it costs</h2>", FindingCosts(open, edition).html,
      lasting(request, edition), together(request, trail),
    ]
  return Page(
    title: heading,
    main: .lines(
      [trail.back, "<h1>\(heading)</h1>"] + ending
        + [
          trail.summary,
          """
          <p><a href="\(Links.credential(request.id))">Read all about it</a>, or \
          <a href="\(Links.find)">find something else</a>.</p>
          """,
        ]),
    section: .credentials)
}

private func closed(_ request: RequestType, _ edition: Edition) -> HTML {
  let failing = request.eligibility.filter { $0.needs == .never }
  return .lines(
    "<p>Going by what you said, this is not met:</p>", ruleList(failing, edition),
    """
    <p>If you answered a question by mistake, go back and choose again. If you think the rule does not \
    fit you, <a href="\(Links.help)">ask for help</a>.</p>
    """)
}

/// What no page asks, because there would be too many.
private func stillOpen(_ request: RequestType, _ edition: Edition) -> HTML? {
  guard !request.eligibility.isEmpty else { return nil }
  return .lines(
    "<p>You can apply only if this is met too, which we do not ask here:</p>",
    ruleList(request.eligibility, edition))
}

private func parts(_ request: RequestType, _ edition: Edition) -> HTML {
  let rows = request.elements.compactMap { use -> [HTML]? in
    guard let element = edition.element(use.element) else { return nil }
    var remarks: [String] = []
    if !element.isRequired { remarks.append("optional") }
    if use.when != .always { remarks.append("only if your answers ask for it") }
    if element.neededBefore == .decision { remarks.append("may follow after you submit") }
    let remark: HTML =
      remarks.isEmpty ? "" : " <span class=\"aside\">(\(remarks.joined(separator: ", ")))</span>"
    return [
      "\(edition.text(element.title))\(remark)", "\(edition.name(of: element.submittedBy))",
      "\(element.clause.citation)",
    ]
  }
  guard !rows.isEmpty else { return "<p>Nothing further.</p>" }
  return table(
    caption: "Parts of the application",
    columns: [Column("Part"), Column("Submitted By"), Column("Rule")], rows: rows)
}

private func lasting(_ request: RequestType, _ edition: Edition) -> HTML? {
  let rules = request.terms.map { rule -> HTML in
    let some: HTML = rule.when == .always ? "" : ", depending on your answers"
    return "<p>\(words(for: rule.term))\(some) \(clauseMark(rule.clause))</p>"
  }
  let said = request.term.map { "<p>\(edition.text($0))</p>" as HTML }
  guard !rules.isEmpty || said != nil else { return nil }
  return .lines("<h2>How long it lasts</h2>", said, .lines(rules))
}

/// What is otherwise when one applies for something else at the same time.
private func together(_ request: RequestType, _ trail: FindingTrail) -> HTML? {
  let edition = trail.edition
  let others = edition.requestTypes.filter { other in
    other.id != request.id && !request.conflicts.contains(other.id)
      && !other.conflicts.contains(request.id)
  }
  guard !others.isEmpty else { return nil }
  var items: [HTML] = ["A part that both ask for is asked once, and you pay for all together."]
  for use in request.fees {
    guard let fee = edition.fees.fee(use.fee) else { continue }
    let title = edition.text(fee.title)
    let unit = edition.amount(of: fee, for: request.id)?.per ?? fee.per
    if unit == .application, others.contains(where: { $0.fees.contains { $0.fee == fee.id } }) {
      items.append(
        "“\(title)” is charged once, however many of your requests owe it.")
    }
    let without = use.notWith.compactMap(edition.requestType)
    if !without.isEmpty {
      items.append(
        "“\(title)” is left out together with \(edition.titles(of: without)).")
    }
  }
  let apart = edition.requestTypes.filter { other in
    other.id != request.id && !others.contains { $0.id == other.id }
  }
  if !apart.isEmpty {
    items.append("It cannot be in one application with \(edition.titles(of: apart)).")
  }
  return .lines(
    "<h2>If you apply for more at once</h2>", "<ul>", .lines(items.map { "<li>\($0)</li>" }),
    "</ul>")
}
