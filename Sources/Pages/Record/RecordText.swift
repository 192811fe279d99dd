import Applications
import Rules

// The record of a person as plain text: for whoever has nothing but the archive.

/// One application: what it is, how it stands, and every question with its answer.
package func recordText(_ overview: Overview) -> String {
  var text = RecordText()
  let edition = overview.edition
  let zone = edition.agency.timeZone
  let application = overview.application
  text.heading("Application \(application.number.description)", "=")
  text.row("For", overview.title)
  text.row("Status", "\(overview.stageWords.words): \(overview.stageWords.meaning)")
  text.row("Started", Pages.text(of: application.startedAt, in: zone))
  text.row("To be paid by", Pages.text(of: overview.lastDay))
  for record in application.moreTimes {
    text.row(
      "More time",
      "given on \(Pages.text(of: record.at, in: zone)), until the end of "
        + "\(Pages.text(of: edition.day(endingAt: record.given.until))): \(record.given.reason)")
  }
  if let submitted = application.submittedAt {
    text.row("Submitted", Pages.text(of: submitted, in: zone))
  }
  text.row("Rules as of", Pages.text(of: application.start.day))
  text.row("Publication of the rules", application.start.publication)
  text.heading("Applicant, as of the start", "-")
  text.profile(application.start.profile)
  text.heading("First questions", "-")
  text.answers(application.answers, to: overview.requests.flatMap(\.questions), edition)
  for element in edition.elements {
    let part = application.part(element.id)
    guard overview.entry(element.id) != nil || !part.isUntouched else { continue }
    text.element(element, part, overview)
  }
  text.decision(overview)
  for attempt in application.attempts {
    text.heading("Payment \(attempt.attempt.reference)", "-")
    text.row("Begun", Pages.text(of: attempt.openedAt, in: zone))
    text.row("State", attempt.stateWords(at: overview.now))
    for line in attempt.attempt.quote.lines {
      text.row(edition.text(line.what), "\(edition.text(line.amount)) (\(line.clause.citation))")
    }
    text.row("Total", edition.text(attempt.attempt.quote.total))
    for came in attempt.received {
      text.row(
        "Money received",
        "\(edition.agency.text(came.payment.money, in: came.payment.currency)), "
          + "\(Pages.text(of: came.at, in: zone)), transaction \(came.payment.transaction): "
          + came.fate(edition.agency))
    }
  }
  return text.whole
}

/// Everything that happened to it, oldest first.
package func historyText(_ overview: Overview, _ events: [Event]) -> String {
  var text = RecordText()
  let zone = overview.edition.agency.timeZone
  let words = EventWords(overview)
  text.heading("History of application \(overview.application.number.description)", "=")
  for event in events {
    text.line("\(event.number). \(Pages.text(of: event.at, in: zone)), \(words.who(event)):")
    text.indented(words.sentence(event))
  }
  text.line("")
  text.line("Times are those of the zone \(zone.name).")
  return text.whole
}

/// The letters about its review, as they were sent, oldest first; `nil` where none was.
package func lettersText(_ overview: Overview, _ events: [Event]) -> String? {
  let letters = events.compactMap { ReviewLetter($0, in: overview.application) }
  guard !letters.isEmpty else { return nil }
  var text = RecordText()
  text.heading("Letters about application \(overview.application.number.description)", "=")
  for letter in letters {
    text.heading(letter.letter.subject, "-")
    text.row("Sent", Pages.text(of: letter.at, in: overview.edition.agency.timeZone))
    if letter.isUndone { text.line("What it tells was undone since.") }
    text.line("")
    text.indented(letter.letter.body)
  }
  return text.whole
}

/// What was written to and fro; `nil` where nothing was.
package func messagesText(_ overview: Overview) -> String? {
  guard !overview.application.threads.isEmpty else { return nil }
  var text = RecordText()
  let zone = overview.edition.agency.timeZone
  text.heading("Messages of application \(overview.application.number.description)", "=")
  for thread in overview.application.threads {
    text.heading(thread.subject, "-")
    for message in thread.messages {
      text.line(
        "\(Pages.text(of: message.at, in: zone)), \(message.isFromOffice ? "we wrote" : "you wrote"):"
      )
      text.indented(message.text)
    }
  }
  return text.whole
}

/// The profile and what the agency's lists say about a person.
///
/// `rows` are further facts, each with its name.
package func accountText(
  _ profile: Profile, certificates: [HeldCertificate], kinds: [CertificateKind],
  rows: [(name: String, text: String)], language: String
) -> String {
  var text = RecordText()
  text.heading("Account", "=")
  text.profile(profile)
  for row in rows { text.row(row.name, row.text) }
  if !certificates.isEmpty { text.heading("Certificates, as the agency lists them", "-") }
  for certificate in certificates {
    let title = kinds.first { $0.id == certificate.kind }?.title.text(in: language)
    let end = certificate.last.map { "to \(Pages.text(of: $0))" } ?? "without an end"
    text.row(
      "\(title ?? certificate.kind.text) \(certificate.number)",
      "from \(Pages.text(of: certificate.first)) \(end)")
  }
  return text.whole
}

private struct RecordText {
  private(set) var whole = ""

  mutating func line(_ text: String) { whole += text + "\n" }

  mutating func heading(_ text: String, _ underline: Character) {
    if !whole.isEmpty { line("") }
    line(text)
    line(String(repeating: underline, count: min(76, text.count)))
    line("")
  }

  mutating func row(_ name: String, _ text: String) {
    line("\(name):")
    indented(text.isEmpty ? "(nothing)" : text)
  }

  mutating func indented(_ text: String) {
    for part in text.split(separator: "\n", omittingEmptySubsequences: false) {
      line("    \(part)")
    }
  }

  mutating func profile(_ profile: Profile) {
    row("Name", profile.name)
    row("Email", profile.emailAddress)
    row("Phone", profile.phoneNumber)
    let address = profile.address
    row(
      "Address",
      [address.street, address.city, address.region, address.postalCode, address.country]
        .filter { !$0.isEmpty }.joined(separator: "\n"))
  }

  /// What was decided, where something was.
  mutating func decision(_ overview: Overview) {
    guard let record = overview.application.review.decision, let since = record.holdsSince else {
      return
    }
    heading("Decision", "-")
    row("Decided", Pages.text(of: since, in: overview.edition.agency.timeZone))
    row("Decision", record.outcomeWords)
    if let preliminary = record.decision.preliminary {
      row("Preliminary", preliminary.rule.text + (preliminary.rule.clause.map { " (\($0))" } ?? ""))
    }
    if let confirmed = record.confirmation {
      row("Confirmed", Pages.text(of: confirmed.at, in: overview.edition.agency.timeZone))
    }
    for reason in record.decision.reasons {
      row("Reason", reason.text + (reason.clause.map { " (\($0))" } ?? ""))
    }
    for grant in record.grants { row("Certificate", overview.words(of: grant)) }
  }

  /// All of them, also those that do not apply but were answered once.
  mutating func answers(_ answers: Answers, to questions: [Question], _ edition: Edition) {
    let applying = Set(questions.applying(to: answers).map(\.id))
    var seen: Set<Question.ID> = []
    for question in questions where seen.insert(question.id).inserted {
      let text = answerText(question, answers, edition)
      if applying.contains(question.id) {
        row(edition.text(question.ask), text ?? "(no answer)")
      } else if let text {
        row(edition.text(question.ask) + " (not asked any more)", text)
      }
    }
  }

  mutating func element(_ element: Element, _ part: Part, _ overview: Overview) {
    let edition = overview.edition
    heading(edition.text(element.title), "-")
    row("Submitted By", edition.name(of: element.submittedBy))
    if let entry = overview.entry(element.id) {
      row("Status", overview.status(of: entry).words)
      if let record = entry.evidence { row("Another way", overview.receivedWords(record)) }
    } else {
      row("Status", "Not asked any more")
    }
    guard element.submittedBy == Party.applicant || part.isSealed else { return }
    supplied(part, element, overview)
    for earlier in part.earlier {
      line("")
      line("What was signed before:")
      supplied(earlier, element, overview)
    }
  }

  private mutating func supplied(_ part: Part, _ element: Element, _ overview: Overview) {
    let edition = overview.edition
    if part.statesNone, let none = element.none { row(edition.text(none), "Yes") }
    answers(part.answers, to: element.questions, edition)
    for entry in part.entries + part.removedEntries {
      let group = element.group(entry.group)
      let removed = part.isRemoved(entry.id) ? " (removed)" : ""
      line("")
      line("\(group.map { edition.text($0.title) } ?? entry.group.text)\(removed):")
      answers(entry.answers, to: group?.questions ?? [], edition)
    }
    for file in part.attachments + part.withdrawn {
      let isWithdrawn = part.withdrawn.contains { $0.id == file.id }
      let state =
        switch file.state {
        case .accepted: ""
        case .beingChecked, .notChecked: ", not checked yet"
        case .setAside: ", set aside because something harmful was found in it: not in this archive"
        }
      row(
        "File \(file.fileName)",
        "\(file.description)\n\(byteCountText(file.byteCount))\(isWithdrawn ? ", taken away" : "")\(state)"
      )
    }
    if let signature = part.signature, let moment = part.sealedAt {
      row(
        part.isSealed ? "Signed" : "Signed before it was changed",
        "\(signature.name)\(signature.role.map { ", \($0)" } ?? ""), \(Pages.text(of: moment, in: edition.agency.timeZone))"
      )
    }
  }
}
