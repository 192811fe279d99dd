import Applications
import Markup
import Rules

/// One application with all that those who review it have to know: what it is, how it and each of its parts stand,
/// what can be done next, and why not.
///
/// - `note`: a note that is being written, with what has to be put right about it.
package func casePage(
  _ review: ReviewCase, note form: NoteForm = NoteForm(), keys: FormKeys
) -> Page {
  let overview = review.overview
  let errors = form.faults.map { $0.error(at: "text") }
  guard review.viewer.may(.ofSight) else {
    return casePage(
      review, title: "Application \(review.number.description)", isCase: true,
      summaryList(head(review)),
      """
      <p>What was supplied, and what becomes of it, is seen by those who review it.</p>
      """, paymentTasks(review), repairs(review).map { "<ul class=\"no-print\">\n\($0)\n</ul>" })
  }
  return casePage(
    review, title: "Application \(review.number.description)", isCase: true, errors: errors,
    why: form.why, overview.erasure, standing(review), summaryList(head(review)),
    sameness(review),
    "<h2>What can be done</h2>", actions(review, keys), "<h2>Parts</h2>", taskList(parts(review)),
    paymentTasks(review), letters(review), notes(review, form, errors, keys), more(review))
}

/// A note as it is being written.
package struct NoteForm: Hashable, Sendable {
  package let text: String
  package let faults: [WordsFault]
  package let why: String?

  package init(text: String = "", faults: [WordsFault] = [], why: String? = nil) {
    self.text = text
    self.faults = faults
    self.why = why
  }
}

private func standing(_ review: ReviewCase) -> HTML? {
  if let hold = review.review.hold {
    return notificationBanner(
      .lines(
        """
        <p>On hold since \(review.time(hold.at)), by \(review.name(hold.who)): \
        \(sentences(hold.hold.reason.text, clockWords(stops: hold.hold.stopsClock)))</p>
        """,
        hold.hold.words.isEmpty ? nil : "<p>\(hold.hold.words)</p>"), heading: "On hold")
  }
  if let proposed = review.review.proposedDecision {
    return notificationBanner(
      """
      <p>\(review.name(proposed.who)) proposed on \(review.time(proposed.at)) that it is \
      \(proposed.decision.outcome == .revoked ? "revoked" : "denied"). It waits for a second person.</p>
      """, heading: "A \(review.proposalWord) is proposed")
  }
  if let appeal = review.review.openAppeal {
    return notificationBanner(
      """
      <p>On \(review.time(appeal.at)) the applicant asked that the decision is looked at again.</p>
      <p>\(appeal.appeal.text)</p>
      """, heading: "Appeal")
  }
  if let approved = review.review.preliminary {
    let until = approved.decision.preliminary?.until.map {
      " A certificate that it issued holds to \(text(of: $0)) at most." as HTML
    }
    return notificationBanner(
      """
      <p>Approved on \(review.time(approved.at)), while fitness is not decided. It is confirmed when that is cleared, and \
      otherwise revoked.\(until ?? "")</p>
      """, heading: "Preliminary approval")
  }
  return nil
}

/// What a hold does to the days that the agency takes.
func clockWords(stops: Bool) -> String {
  stops
    ? "The days that we take do not count meanwhile." : "The days that we take go on meanwhile."
}

private func head(_ review: ReviewCase) -> [SummaryRow] {
  let overview = review.overview
  let start = overview.application.start
  let zone = overview.edition.agency.timeZone
  let stage = review.stageWords
  var rows = [
    SummaryRow("Applicant", "\(start.profile.name)"), SummaryRow("For", "\(overview.title)"),
    SummaryRow("Status", "\(statusWords(stage.words, stage.kind)): \(stage.meaning)"),
    SummaryRow("Since", "\(review.time(overview.stageSince))"),
  ]
  if let received = review.application.receivedAt {
    let age = zone.day(of: received).days(until: zone.day(of: overview.now))
    let ago = age == 0 ? "today" : age == 1 ? "1 day ago" : "\(age) days ago"
    let worked = WorkCalendar(timeZone: zone, holidays: review.rules.holidays).workingDays(
      from: received, until: overview.now, without: review.application.pauses)
    let ours =
      age == 0 ? "" : worked == 1 ? ", 1 working day of ours" : ", \(worked) working days of ours"
    rows.append(
      SummaryRow(
        "Received",
        "\(review.time(received)), \(ago)\(ours). Its place in the queue goes by this, whatever happened since."
      ))
  }
  for record in review.application.moreTimes {
    rows.append(
      SummaryRow(
        "More time",
        """
        It had expired. \(review.name(record.who)) gave more time \(review.time(record.at)), until the end of \
        \(review.lastDay(before: record.given.until)): \(record.given.reason)
        """))
  }
  rows.append(SummaryRow("With", "\(review.review.assignee?.text ?? "nobody")"))
  if review.review.round > 0 {
    rows.append(SummaryRow("Sent back", "\(times(review.review.round))"))
  }
  rows.append(SummaryRow("Money", "\(money(review))"))
  guard review.viewer.may(.ofSight) else { return rows }
  rows.append(
    SummaryRow(
      "Contact", "\(start.profile.emailAddress)<br>\(start.profile.phoneNumber)"))
  return rows
}

private func parts(_ review: ReviewCase) -> [TaskRow] {
  review.overview.elements.map { entry in
    let (words, kind) = review.standing(of: entry)
    let isOpen = review.sees(entry.element)
    return TaskRow(
      review.title(of: entry.element.id),
      link: isOpen
        ? entry.element.isUnderSeal
          ? Links.reviewed(review.number, "fitness")
          : Links.reviewed(review.number, entry.element.id) : nil,
      submittedBy: entry.element.submittedBy == Party.applicant
        ? "the applicant" : review.overview.edition.name(of: entry.element.submittedBy),
      hint: "\(entry.element.isRequired ? "Required" : "Optional"). \(review.hint(of: entry))",
      status: words, kind)
  }
}
