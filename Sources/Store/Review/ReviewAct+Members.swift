import Applications
import JSON
import Rules

// The lines about the review of what was submitted. What staff or the applicant typed, and letters as they were
// sent, are secrets; ids, elements, reasons of the definitions and days are not.

extension ReviewAct {
  var members: (kind: String, details: [JSONMember], secrets: [JSONMember]) {
    switch self {
    case .assigned(let assignment):
      (
        "review-assigned",
        [JSONMember("to", .string(assignment.to.text)), keyMember(assignment.key)],
        wordsMembers(assignment.words)
      )
    case .released(let mark): ("review-released", [keyMember(mark.key)], wordsMembers(mark.words))
    case .accepted(let element, let key):
      (
        "element-accepted", [JSONMember("element", .string(element.text)), keyMember(key)], []
      )
    case .flagged(let flag): ("flagged", flag.details, flag.secrets)
    case .flagLifted(let id, let key): ("flag-lifted", idMembers(id, key), [])
    case .noted(let note):
      ("noted", idMembers(note.id, note.key), [JSONMember("text", .string(note.text))])
    case .held(let hold): ("held", hold.details, wordsMembers(hold.words))
    case .resumed(let mark): ("resumed", [keyMember(mark.key)], wordsMembers(mark.words))
    case .deficiencySent(let deficiency):
      ("deficiency-sent", deficiency.details, deficiency.secrets)
    case .deficiencyExtended(let extended):
      (
        "deficiency-extended",
        [JSONMember("until", .string(extended.until.description)), keyMember(extended.key)],
        extended.letter.members + wordsMembers(extended.words)
      )
    case .deficiencyAnswered(let key): ("deficiency-answered", [keyMember(key)], [])
    case .deficiencyLapsed(let id): ("deficiency-lapsed", [JSONMember("id", .string(id))], [])
    case .fitnessDecided(let outcome):
      ("fitness-decided", outcome.details, wordsMembers(outcome.words))
    case .preliminaryFound(let finding):
      ("preliminary-found", finding.details, finding.secrets)
    case .preliminaryConfirmed(let confirmation):
      (
        "preliminary-confirmed", confirmation.outcome.details,
        confirmation.letter.members + wordsMembers(confirmation.outcome.words)
      )
    case .sealedViewed(let element):
      ("sealed-viewed", [JSONMember("element", .string(element.text))], [])
    case .decided(let decision): ("decided", decision.details, decision.secrets)
    case .decisionConfirmed(let id, let key): ("decision-confirmed", idMembers(id, key), [])
    case .decisionRefused(let id, let words, let key):
      ("decision-refused", idMembers(id, key), wordsMembers(words))
    case .decisionUndone(let undoing):
      (
        "decision-undone", idMembers(undoing.decision, undoing.key),
        [JSONMember("reason", .string(undoing.reason))] + undoing.letter.members
      )
    case .appealed(let appeal):
      ("appealed", [keyMember(appeal.key)], [JSONMember("text", .string(appeal.text))])
    case .appealRefused(let answer):
      ("appeal-refused", [keyMember(answer.key)], answer.letter.members)
    }
  }

  /// `nil` for a kind of line that is not about the review.
  init?(
    kind: String, _ details: inout Members, _ secrets: inout Members
  ) throws(LineFault) {
    switch kind {
    case "review-assigned":
      self = .assigned(
        Assignment(
          to: try details.text("to", StaffName.init), words: try secrets.words(),
          key: try details.string("key")))
    case "review-released": self = .released(try ReviewMark(&details, &secrets))
    case "element-accepted":
      self = .accepted(
        try details.text("element", Element.ID.init), key: try details.string("key"))
    case "flagged": self = .flagged(try Flag(&details, &secrets))
    case "flag-lifted":
      self = .flagLifted(try details.string("id"), key: try details.string("key"))
    case "noted":
      self = .noted(
        Note(
          id: try details.string("id"), text: try secrets.string("text"),
          key: try details.string("key")))
    case "held": self = .held(try Hold(&details, &secrets))
    case "resumed": self = .resumed(try ReviewMark(&details, &secrets))
    case "deficiency-sent": self = .deficiencySent(try Deficiency(&details, &secrets))
    case "deficiency-extended":
      self = .deficiencyExtended(
        DeficiencyExtension(
          until: try details.text("until", Moment.init), words: try secrets.words(),
          letter: try SentLetter(&secrets), key: try details.string("key")))
    case "deficiency-answered": self = .deficiencyAnswered(key: try details.string("key"))
    case "deficiency-lapsed": self = .deficiencyLapsed(try details.string("id"))
    case "fitness-decided": self = .fitnessDecided(try FitnessOutcome(&details, &secrets))
    case "preliminary-found": self = .preliminaryFound(try PreliminaryFinding(&details, &secrets))
    case "preliminary-confirmed":
      self = .preliminaryConfirmed(try PreliminaryConfirmation(&details, &secrets))
    case "sealed-viewed": self = .sealedViewed(try details.text("element", Element.ID.init))
    case "decided": self = .decided(try Decision(&details, &secrets))
    case "decision-confirmed":
      self = .decisionConfirmed(try details.string("id"), key: try details.string("key"))
    case "decision-refused":
      self = .decisionRefused(
        try details.string("id"), words: try secrets.words(), key: try details.string("key"))
    case "decision-undone":
      self = .decisionUndone(
        DecisionUndoing(
          decision: try details.string("id"), reason: try secrets.string("reason"),
          letter: try SentLetter(&secrets), key: try details.string("key")))
    case "appealed":
      self = .appealed(
        Appeal(text: try secrets.string("text"), key: try details.string("key")))
    case "appeal-refused":
      self = .appealRefused(
        AppealAnswer(letter: try SentLetter(&secrets), key: try details.string("key")))
    default: return nil
    }
  }
}

private func keyMember(_ key: String) -> JSONMember { JSONMember("key", .string(key)) }

private func idMembers(_ id: String, _ key: String) -> [JSONMember] {
  [JSONMember("id", .string(id)), keyMember(key)]
}

extension ReviewMark {
  fileprivate init(_ details: inout Members, _ secrets: inout Members) throws(LineFault) {
    self.init(words: try secrets.words(), key: try details.string("key"))
  }
}

extension Members {
  /// What staff has typed; empty where that was nothing.
  mutating func words() throws(LineFault) -> String { try stringIfAny("words") ?? "" }

  /// One member for each text of a list.
  mutating func texts<Value>(
    _ name: String, _ make: (String) -> Value?
  ) throws(LineFault) -> [Value] {
    var values: [Value] = []
    for node in try array(name) {
      guard let value = node.string.flatMap(make) else { throw .wrong("'\(name)' is wrong") }
      values.append(value)
    }
    return values
  }

  /// The same; none where it is left out.
  mutating func textsIfAny<Value>(
    _ name: String, _ make: (String) -> Value?
  ) throws(LineFault) -> [Value] {
    guard let node = node(name) else { return [] }
    var alone = Members(.object([JSONMember(name, node)]))
    return try alone.texts(name, make)
  }
}
