import Applications
import Markup
import Rules

// The lower parts of the page of an application.

/// What can be done by whoever looks, each with the way to it or why it cannot be done now.
func actions(_ review: ReviewCase, _ keys: FormKeys) -> HTML {
  let number = review.number
  var items: [HTML] = []
  func add(_ act: CaseAct, _ words: String, _ what: String) {
    guard review.may(act) else { return }
    items.append(
      review.why(not: act).map { "<li>\(words): not now. \($0)</li>" }
        ?? "<li><a href=\"\(Links.reviewed(number, what))\">\(words)</a></li>")
  }
  if review.overview.isWithStaff, review.viewer.may(.ofReview) {
    items.append(
      """
      <li><a href="\(Links.reviewed(number, "assign"))">\
      \(review.review.assignee == nil ? "Take it, or give it to somebody" : "Give it to somebody else, or back to the queue")\
      </a></li>
      """)
  }
  if !review.sealed.isEmpty { add(.findFitness, "Look into fitness", "fitness") }
  add(.sendBack, "Send it back to the applicant", "deficiency")
  if review.review.openDeficiency != nil { add(.extend, "Give the applicant more time", "extend") }
  add(.decide, "Decide about it", "decision")
  if review.review.proposedDecision != nil {
    add(.confirm, "Confirm or refuse the \(review.proposalWord)", "confirm")
  }
  if review.review.preliminary != nil {
    add(.revoke, "Propose that the approval is revoked", "revoke")
  }
  if review.review.openAppeal != nil { add(.answerAppeal, "Answer the appeal", "appeal") }
  if review.review.decision != nil { add(.undo, "Undo the decision", "undo") }
  if review.review.hold == nil {
    add(.hold, "Put it on hold", "hold")
  } else {
    add(.resume, "Take it up again", "hold")
  }
  return items.isEmpty
    ? "<p>You have nothing to do here: what can be done now takes another role.</p>"
    : "<ul>\n\(items)\n</ul>"
}

/// What was paid, in a line.
func money(_ review: ReviewCase) -> String {
  let edition = review.overview.edition
  guard let payment = review.application.payment, case .paid(let money, let moment) = payment.state
  else {
    return review.application.submittedAt == nil ? "Not paid." : "Nothing was owed."
  }
  return "\(edition.agency.text(money.money, in: money.currency)) paid "
    + "\(review.time(moment)) (payment \(payment.attempt.reference))."
}

/// What somebody has to settle about money.
func paymentTasks(_ review: ReviewCase) -> HTML? {
  let application = review.application
  let agency = review.overview.edition.agency
  let tasks = application.paymentTasks.map { task -> HTML in
    let sum = agency.text(task.money, in: task.currency)
    let what =
      switch task.kind {
      case .held: "came in, and is not the amount of the invoice"
      case .credit: "is kept as a credit"
      case .reversed: "was taken back by the bank"
      case .refunded: "was sent back by the payment service, and nobody had proposed it"
      }
    return "<li>\(sum) \(what), since \(review.time(task.since)).</li>"
  }
  let proposals = application.openProposals.map { record -> HTML in
    """
    <li>\(agency.text(record.proposal.money, in: record.proposal.currency)): proposed by \
    \(review.name(record.proposedBy)) on \(review.time(record.proposedAt)), and not finished.</li>
    """
  }
  guard !tasks.isEmpty || !proposals.isEmpty else { return nil }
  return .lines(
    "<h2>To be settled about its money</h2>", "<ul>\n\(tasks + proposals)\n</ul>")
}

/// Letters that were sent about its review.
func letters(_ review: ReviewCase) -> HTML? {
  let sent = review.sentLetters
  guard !sent.isEmpty else { return nil }
  let items = sent.enumerated().map { index, letter -> HTML in
    """
    <li><a href="\(Links.reviewed(review.number, "letters"))#letter-\(index + 1)">\(letter.letter.subject)</a>, \
    \(review.time(letter.at))</li>
    """
  }
  return .lines("<h2>Letters</h2>", "<ul>\n\(items)\n</ul>")
}

/// What those who work here have written for each other.
func notes(
  _ review: ReviewCase, _ form: NoteForm, _ errors: [FieldError], _ keys: FormKeys
) -> HTML {
  let number = review.number
  let rows = review.review.notes.map { record in
    SummaryRow("\(review.name(record.who)), \(review.time(record.at))", "\(record.note.text)")
  }
  return .lines(
    "<h2>Notes</h2>",
    "<p>Notes are for those who work here. The applicant never sees them.</p>",
    rows.isEmpty ? nil : summaryList(rows),
    "<form method=\"post\" action=\"\(Links.action(Links.reviewed(number, "note")))\" novalidate>",
    hidden(keys),
    textArea(
      Field("text", label: "A note", error: errors.message("text")), value: form.text, lines: 3),
    buttonGroup(button("Add the note", .secondary)), "</form>")
}

func more(_ review: ReviewCase) -> HTML {
  let number = review.number
  let zone = review.overview.edition.agency.timeZone
  return .lines(
    "<div class=\"no-print\">", "<h2>More</h2>", "<ul>",
    """
    <li><a href="\(Links.reviewed(number, "history"))">History</a>: everything that happened, who did it, and when</li>
    """,
    repairs(review), "</ul>", "</div>",
    "<p class=\"aside\">Times are those of the zone \(zone.name).</p>")
}

/// The way to what can be put right, as an item of a list.
func repairs(_ review: ReviewCase) -> HTML? {
  guard review.viewer.may(.ofRepair) else { return nil }
  return """
    <li><a href="\(Links.reviewed(review.number, "repair"))">Repairs</a>: what went wrong and is put right by hand</li>
    """
}
