import Applications
import Notation
import Pages
import Rules
import Store

// Letters about the review of an application. Staff sees them before they are sent, and the event that owes one holds
// it as it was sent.

extension Services {
  /// The letter with its slots filled in: that of the application's own publication, or else the newest's; `nil` where
  /// neither has it.
  func sentLetter(
    _ id: Letter.ID, about overview: Overview, _ slots: [String: String]
  ) throws -> SentLetter? {
    let application = overview.application
    let (agency, language) = (overview.edition.agency, overview.edition.agency.languages[0])
    var reader = publication(application.start.publication)
    if try !reader.hasLetter(id) { reader = publication(try newestPublication()) }
    guard try reader.hasLetter(id) else { return nil }
    let common = [
      "agency": agency.name.text(in: language), "contact": contactWords(agency),
      "name": application.start.profile.name, "number": application.number.description,
      "requests": overview.requests.map { $0.title.text(in: language) }.joined(separator: "\n"),
      "day": Pages.text(of: agency.timeZone.day(of: now)),
      "link": address(ofProgram: "dashboard/\(application.number.text)"),
    ]
    // Nothing is sent by this: it is the words that are wanted.
    let message = message(
      named: "letter", to: "nobody@docket.invalid", try reader.letter(id),
      common.merging(slots) { $1 }, language: language)
    return message.map { SentLetter(subject: $0.subject, body: withoutGaps($0.body)) }
  }
}

/// Where a slot is empty, there would be a gap of several lines.
private func withoutGaps(_ text: String) -> String {
  var lines: [Substring] = []
  for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
    if line.isEmpty, lines.last?.isEmpty == true { continue }
    lines.append(line)
  }
  while lines.last?.isEmpty == true { lines.removeLast() }
  return lines.joined(separator: "\n") + "\n"
}

extension StaffVisit {
  /// What tells a letter from any other: what was looked at is what is sent.
  func word(of letter: SentLetter) -> String { word(letter.subject, letter.body) }

  /// A rule in the agency's words, with where it stands.
  func cited(_ words: Words, _ clause: Clause?, in review: ReviewCase) -> String {
    let text = words.text(in: review.overview.edition.agency.languages[0])
    return clause.map { "\(text) (\($0.citation))" } ?? text
  }
}

extension OutOfDate {
  static let otherLetter =
    "This is not the letter that you looked at: something it says has changed. Look at it again, then send it."
}
