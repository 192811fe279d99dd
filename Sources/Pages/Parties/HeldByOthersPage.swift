import Applications
import Markup
import Rules

/// What the applicant sees of a part that somebody else completes: who was asked, since when, until when, and what can be
/// done about it; what was signed, once it is.
func ofSomebodyElse(_ form: ElementForm) -> HTML {
  let overview = form.overview
  let (words, kind) = overview.status(of: form.entry)
  let status: HTML = "<p>Status: \(statusWords(words, kind))</p>"
  let why: HTML =
    "You cannot fill in this part yourself. It is submitted by: \(form.edition.name(of: form.element.submittedBy))."
  if let record = form.entry.evidence { return .lines(status, received(record, form)) }
  guard form.element.invitation != nil else {
    return .lines(status, note("<p>\(why)</p>"), form.part.isSealed ? sealed(form) : nil)
  }
  if form.part.isSealed {
    return .lines(status, sealed(form), sendBackLink(form), told(form))
  }
  return .lines(
    status, note("<p>\(why) \(overview.waitingSince(form.entry))</p>"),
    form.entry.invitation.map { requestRows($0, form) }, actions(form), told(form),
    form.edition.waitingRule)
}

/// What has come another way.
private func received(_ record: EvidenceRecord, _ form: ElementForm) -> HTML {
  let zone = form.edition.agency.timeZone
  return .lines(
    note(
      """
      <p>What is needed here has come another way, so nobody has to complete this part.</p>
      """),
    summaryList([
      SummaryRow("Received on", "\(text(of: record.evidence.day))"),
      SummaryRow("From", "\(record.evidence.source)"),
      SummaryRow("Marked by staff", "\(text(of: record.at, in: zone))"),
    ]))
}

/// Whether whoever was asked is also told what becomes of the application.
private func told(_ form: ElementForm) -> HTML? {
  let overview = form.overview
  guard let record = form.entry.invitation, !overview.application.isErased else { return nil }
  switch record.state(at: overview.now) {
  case .asked, .begun, .signed: break
  case .declined, .takenBack, .expired, .released, .received: return nil
  }
  let whom = Follower.party(record.invitation.id)
  return .lines(
    "<h2>What they are told</h2>",
    "<p>\(record.invitation.name) is told in any case what concerns this part.</p>",
    updatesForm(
      whom, record.invitation.name, isTold: overview.application.told.contains(whom), overview,
      form.keys))
}

/// The last request in full.
private func requestRows(_ record: InvitationRecord, _ form: ElementForm) -> HTML {
  let overview = form.overview
  let zone = form.edition.agency.timeZone
  var rows = [
    SummaryRow("Asked", "\(record.invitation.name)"),
    record.invitation.organisationID == nil
      ? SummaryRow("Email", "\(record.invitation.emailAddress)")
      : SummaryRow("Sent to", "whoever completes parts for them"),
    SummaryRow("First sent", "\(text(of: record.askedAt, in: zone))"),
  ]
  if !record.invitation.organisation.isEmpty {
    rows.insert(SummaryRow("Organization", "\(record.invitation.organisation)"), at: 1)
  }
  if record.lastSentAt != record.askedAt {
    rows.append(SummaryRow("Last sent", "\(text(of: record.lastSentAt, in: zone))"))
  }
  switch record.state(at: overview.now) {
  case .asked: rows.append(SummaryRow("Opened", "not yet"))
  case .begun:
    rows.append(
      SummaryRow("Opened", record.beganAt.map { "\(text(of: $0, in: zone))" }))
    if !record.member.isEmpty { rows.append(SummaryRow("Who has it", "\(record.member)")) }
  case .declined(let reason): rows.append(SummaryRow("Declined", "\(reason)"))
  default: break
  }
  if record.isPending {
    rows.append(SummaryRow("Good until", "the end of \(overview.lastDay(of: record))"))
  }
  for sentBack in record.returns {
    rows.append(
      SummaryRow("Sent back \(text(of: sentBack.at, in: zone))", "\(sentBack.reason)"))
  }
  return .lines("<h2>The request</h2>", summaryList(rows))
}

private func actions(_ form: ElementForm) -> HTML {
  let (overview, entry) = (form.overview, form.entry)
  let number = overview.application.number
  let left = (form.element.invitation?.resendsAtMost ?? 0) - (entry.invitation?.resendCount ?? 0)
  return .lines(
    overview.canAsk(entry)
      ? buttonGroup(
        buttonLink(
          entry.invitation == nil ? "Say who completes it" : "Name somebody else",
          link: Links.ask(number, form.element.id))) : nil,
    overview.canAskAgain(entry)
      ? postButton(
        "Send the request again", Links.askAgain(number, form.element.id), form.keys,
        aside: "You can do that \(times(left)).") : nil,
    overview.canTakeBack(entry)
      ? postButton(
        "Take the request back", Links.takeBack(number, form.element.id), form.keys,
        aside: entry.invitation?.invitation.organisationID == nil
          ? "Then the link opens nothing any more, and you can name somebody else."
          : "Then it leaves their work list, and you can name somebody else.") : nil)
}

private func postButton(_ words: String, _ link: Link, _ keys: FormKeys, aside: String) -> HTML {
  .lines(
    "<form method=\"post\" action=\"\(Links.action(link))\">", hidden(keys),
    "<p>\(button(words, .secondary)) <span class=\"aside\">\(aside)</span></p>", "</form>")
}

private func sendBackLink(_ form: ElementForm) -> HTML? {
  guard form.overview.canSendBack(form.entry) else { return nil }
  return .lines(
    "<h2>Is something wrong in it?</h2>",
    """
    <p>You can send it back to \(form.entry.invitation?.invitation.name ?? "") with a reason. What stands in it stays, and \
    it has to be signed anew.</p>
    """,
    buttonGroup(
      buttonLink(
        "Send it back", link: Links.sendBack(form.overview.application.number, form.element.id),
        .secondary)))
}

/// The form in which the applicant says what is wrong in a part that somebody else has signed.
package func sendBackPage(
  _ form: ElementForm, reason: String = "", fault: ReasonFault? = nil, why: String? = nil
) -> Page {
  let title = "Send back: \(form.edition.text(form.element.title))"
  let errors = fault.map { [$0.error] } ?? []
  let name = form.entry.invitation?.invitation.name ?? ""
  return elementFrame(
    form, title: title, isWithinElement: true,
    .lines(
      errorSummary(errors), "<h1>\(title)</h1>", why.map { note("<p>\($0)</p>") },
      """
      <p>\(name) gets a new link by email and corrects it. Until it is signed again, this part counts as not \
      complete.</p>
      """,
      "<form method=\"post\" action=\"\(Links.action(Links.sendBack(form.overview.application.number, form.element.id)))\" novalidate>",
      hidden(form.keys),
      textArea(
        Field(
          "reason", label: "What is wrong?", hint: "They see this when they open their link.",
          error: errors.first?.message),
        value: reason),
      buttonGroup(button("Send it back"), "<a href=\"\(form.link)\">Leave it as it is</a>"),
      "</form>"))
}

package enum ReasonFault: Hashable, Sendable {
  case missing, tooLong

  var error: FieldError {
    switch self {
    case .missing: FieldError(field: "reason", message: "Say why")
    case .tooLong:
      FieldError(
        field: "reason",
        message: "Shorten your reason to \(Invitation.reasonLimit) characters or fewer")
    }
  }
}
