import Applications
import Notation
import Pages
import Rules
import Store

// Letters about the review of an application. Those that staff sends are filled in before, shown, and kept in the
// event as they are sent; the others go out by themselves.

extension Services {
  /// A letter as it will be sent, for its preview and the event that keeps it; `nil` where no publication has it.
  ///
  /// What it can say of the application is filled in; `slots` is what the caller knows besides (the table in
  /// `site/README.md` says which letter may have what). A slot that neither has is left empty, and no gap stays where
  /// it was.
  func reviewLetter(
    _ id: Letter.ID, about overview: Overview, _ slots: [String: String]
  ) throws -> SentLetter? {
    var reader = publication(overview.application.start.publication)
    if try !reader.hasLetter(id) { reader = publication(try newestPublication()) }
    guard try reader.hasLetter(id) else { return nil }
    let all = self.slots(about: overview, on: now, amount: "").merging(slots) { $1 }
    let letter = try reader.letter(id)
    let language = overview.edition.agency.languages[0]
    return SentLetter(
      subject: inOneLine(filled(letter.subject.text(in: language), all)),
      body: withoutGaps(filled(letter.body.text(in: language), all)))
  }

  /// What follows when nothing is put right in time, as letters say it.
  func consequenceText(
    _ consequence: DeficiencyRule.Consequence, in agency: Agency
  ) throws -> String {
    let rule = try publication(newestPublication()).reviewRules().deficiency
    // A rule that says otherwise since then is not what was said to this applicant.
    guard let rule, rule.consequence == consequence else { return consequence.sentence }
    return cited(rule.words, rule.clause, agency)
  }

  /// What becomes of the fee when an application is denied; empty where the agency says nothing, or nothing was paid.
  func refundText(of overview: Overview) -> String {
    let (application, agency) = (overview.application, overview.edition.agency)
    guard let payment = application.payment, case .paid = payment.state,
      let rule = agency.refunds(on: agency.timeZone.day(of: payment.openedAt))
    else { return "" }
    return cited(rule.words, rule.clause, agency)
  }

  /// How one asks for another look, and how long; empty where nobody can. Until when follows from the day on which the
  /// letter goes out, which nobody knows who looks at it before.
  func appealText(_ rule: AppealRule?, in agency: Agency) -> String {
    guard let rule else { return "" }
    return cited(rule.words, rule.clause, agency)
      + " You have \(rule.days) days after the day on which this letter was sent."
  }

  /// A rule in the agency's words, with where it stands.
  func cited(_ words: Words, _ clause: Clause?, _ agency: Agency) -> String {
    words.text(in: agency.languages[0]) + (clause.map { " (\($0))" } ?? "")
  }

  /// What an event of a review owes its applicant: the letter that it keeps, just as it reads there.
  func reviewLettersOwed(_ application: Application, _ event: Event) throws -> [Message] {
    guard let letter = event.sentLetter(in: application) else { return [] }
    let profile = application.start.profile
    let account = try store.account(application.applicant)
    let message = Message(
      name: "review-\(application.number.text)-\(event.number)",
      to: account?.profile.emailAddress ?? profile.emailAddress,
      recipient: inOneLine(profile.name), subject: inOneLine(letter.subject), body: letter.body)
    return [message].compactMap(\.self)
  }

  /// What can be said of the last time that it went back to its applicant.
  func slots(about record: DeficiencyRecord, in overview: Overview) throws -> [String: String] {
    let zone = overview.edition.agency.timeZone
    return [
      "items": overview.itemsText(overview.items(of: record)),
      "last-day": Pages.text(of: zone.day(of: record.until.adding(seconds: -1))),
      "consequence": try consequenceText(
        record.deficiency.consequence, in: overview.edition.agency),
      "received": overview.application.receivedAt.map { Pages.text(of: zone.day(of: $0)) } ?? "",
    ]
  }

  /// Paragraphs that came out empty take no room.
  private func withoutGaps(_ text: String) -> String {
    var lines: [Substring] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let isBlank = line.utf8.allSatisfy { $0 == UInt8(ascii: " ") }
      if isBlank, lines.last?.isEmpty ?? true { continue }
      lines.append(isBlank ? "" : line)
    }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines.joined(separator: "\n")
  }
}

extension Letter.ID {
  static let deficiencyReminder: Letter.ID = "deficiency-reminder"
}
