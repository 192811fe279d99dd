import Applications
import Markup
import Rules

/// The Application Summary: everything that was supplied, to be read from top to bottom or printed. Each
/// element can be opened from here.
///
/// - `elements`: those of the overview, each in the words in which it is signed, or was.
package func summaryPage(
  _ overview: Overview, _ elements: [Overview.Entry], quote: Result<Quote, PricingRefusal>
) -> Page {
  let edition = overview.edition
  let number = overview.application.number
  return Page(
    title: "Application Summary",
    main: .lines(
      backLink(Links.overview(number), label: "Overview"), "<h1>Application Summary</h1>",
      overview.erasure, summaryList(head(overview)),
      """
      <p class="no-print">You can print this page, or save it as a PDF from your browser's print window.</p>
      """,
      "<h2>Applicant</h2>", summaryList(applicant(overview.application.start.profile)),
      questions(overview), .lines(elements.map { section($0, overview) }),
      "<h2>\(overview.stage == .open ? "What it costs" : "Payment")</h2>",
      costSection(quote, edition, moving: overview.movingFees), refundWords(edition)),
    section: .dashboard, about: number)
}

private func head(_ overview: Overview) -> [SummaryRow] {
  let zone = overview.edition.agency.timeZone
  let status = overview.stageWords
  return [
    SummaryRow("For", "\(overview.title)"),
    SummaryRow("Application number", "\(overview.application.number.description)"),
    SummaryRow("Status", "\(statusWords(status.words, status.kind)): \(status.meaning)"),
    SummaryRow("Since", "\(text(of: overview.stageSince, in: zone))"),
    SummaryRow("As it stands", "\(text(of: overview.now, in: zone)), zone \(zone.name)"),
  ]
}

private func applicant(_ profile: Profile) -> [SummaryRow] {
  let address = profile.address
  let lines = [
    address.street,
    [address.postalCode, address.city].filter { !$0.isEmpty }.joined(separator: " "),
    address.region, address.country,
  ].filter { !$0.isEmpty }
  return [
    SummaryRow("Name", "\(profile.name)"), SummaryRow("Email", "\(profile.emailAddress)"),
    SummaryRow("Phone", "\(profile.phoneNumber)"),
    SummaryRow("Address", "\(lines.joined(separator: "\n"))"),
  ]
}

/// The clarifying questions, each once.
private func questions(_ overview: Overview) -> HTML? {
  var seen: Set<Question.ID> = []
  let questions = overview.requests.flatMap(\.questions).filter { seen.insert($0.id).inserted }
  let rows = readBack(questions, overview.application.answers, overview.edition)
  return rows.isEmpty ? nil : .lines("<h2>First questions</h2>", summaryList(rows))
}

private func section(_ entry: Overview.Entry, _ overview: Overview) -> HTML {
  let edition = overview.edition
  let element = entry.element
  let (words, kind) = overview.status(of: entry)
  let title = edition.text(element.title)
  let link = Links.element(overview.application.number, element.id)
  return .lines(
    "<h2>\(title)</h2>",
    """
    <p>\(statusWords(words, kind)). Submitted By: \(edition.name(of: element.submittedBy)). \
    \(clauseMark(element.clause)) \
    <a class="no-print" href="\(link)">Open<span class="unseen"> \(title)</span></a></p>
    """,
    entry.evidence.map { "<p>\(overview.receivedWords($0))</p>" },
    entry.evidence != nil
      ? nil
      : element.submittedBy == Party.applicant || entry.part.isSealed
        ? supplied(entry.part, element, overview)
        : "<p>Somebody else supplies this part. You see what it says once it is signed.</p>",
    .lines(
      entry.part.earlier.map {
        .lines("<h3>What was signed before</h3>", supplied($0, element, overview))
      }))
}

private func supplied(_ part: Part, _ element: Element, _ overview: Overview) -> HTML {
  let edition = overview.edition
  guard !part.isUntouched else { return "<p>Nothing was supplied.</p>" }
  return .lines(
    summaryList(suppliedRows(element, part, edition)),
    fileList(part, element, overview), suppliedEntries(element, part, overview),
    part.isSealed ? signature(part, edition) : nil)
}

private func signature(_ part: Part, _ edition: Edition) -> HTML? {
  guard let signature = part.signature, let moment = part.sealedAt else { return nil }
  return """
    <p>Signed by \(signature.name)\(signature.role.map { ", \($0)," } ?? "") on \(text(of: moment, in: edition.agency.timeZone)), in the wording of \
    \(text(of: signature.version)).</p>
    """
}
