/// What an object of the notation may hold. The checker, the JSON Schema for editors and the glossary
/// are all made from these tables, so they cannot disagree.
struct Shape: Sendable {
  let name: Name
  /// What such an object is called in messages: `fee`, `question`.
  let noun: String
  /// A sentence or two for authors.
  let documentation: String
  let keys: [Key]
  /// Sets of keys of which an object has exactly one; empty where any keys go together.
  var forms: [[String]] = []
  /// Keys that go with one form only, by the first key of that form; at least so many are needed.
  var companions: [String: (keys: [String], atLeast: Int)] = [:]

  enum Name: String, Sendable, CaseIterable {
    case agency, contact, refunds, earlierRefund, withdrawal, parties, party, waiting, invitation
    case fees, textEdition, fee, countedFrom, amount, tier, band, share, reduction, example
    case layer, sighting, seenAmount, refundReason, credential
    case elementUse, feeUse, element, entryGroup, attachments, seal, question, choice, condition
    case certificates, certificateKind, eligibilityRule, termRule, dayPoint, step
    case list, item
    case review, reviewReason, holdReason, deficiencyRule, appealRule, reopeningRule, grantRule
    case preliminaryRule, preliminaryCondition
  }

  /// The shapes that fill a whole file.
  static let files: [Name] = [
    .agency, .parties, .certificates, .fees, .credential, .element, .list, .review,
  ]

  func key(_ name: String) -> Key? { keys.first { $0.name == name } }
}

/// One name an object may have, and what belongs behind it.
struct Key: Sendable {
  let name: String
  let kind: Kind
  var isRequired = false
  /// The key belongs only to objects whose `only.key` has one of `only.values`; required means
  /// required there.
  var only: (key: String, values: [String])?
  /// What to do where it is missing, or its list is empty, in place of the usual words.
  var remedy: String?
  /// What holds without it, as an author would write it.
  var standard: String?
  let documentation: String

  /// A key that must be there.
  static func must(
    _ name: String, _ kind: Kind, only: (key: String, values: [String])? = nil,
    remedy: String? = nil, _ documentation: String
  ) -> Key {
    Key(
      name: name, kind: kind, isRequired: true, only: only, remedy: remedy,
      documentation: documentation)
  }

  /// A key that may be left out.
  static func may(
    _ name: String, _ kind: Kind, only: (key: String, values: [String])? = nil,
    standard: String? = nil,
    _ documentation: String
  ) -> Key {
    Key(name: name, kind: kind, only: only, standard: standard, documentation: documentation)
  }
}

/// What a value may be.
indirect enum Kind: Sendable {
  case text
  case emailAddress
  /// Text for people: one, or one for each language.
  case words
  /// The same, in Markdown.
  case markdown
  /// `"2026-07-01"`
  case day
  /// `"12.50"`, with the decimals of the agency's currency.
  case money
  /// `"12.5"`: a number with at most so many decimals.
  case decimal(places: Int)
  /// `"06-30"`: a day of every year.
  case yearDay
  /// `"today"`, a day, or an object that says which.
  case dayPoint
  case bool
  case integer(ClosedRange<Int>)
  /// The id that this object is known by.
  case id
  case oneOf([Listed])
  /// The id of something that is defined elsewhere.
  case reference(Family)
  case list(of: Kind, atLeast: Int)
  case shape(Shape.Name)
  /// An id, or an object with the id and more.
  case referenceOr(Family, Shape.Name)
  /// One text or a list of texts: the answers a condition waits for.
  case values
  /// Question ids with an answer each.
  case answers
  case timeZone
  case currency
  case language

  struct Listed: Sendable {
    let value: String
    let documentation: String

    init(_ value: String, _ documentation: String) {
      self.value = value
      self.documentation = documentation
    }
  }

  /// The kinds of things that have ids others may name.
  enum Family: String, Sendable {
    case party, fee, request, element, question, certificate, list
    /// A clarifying question of any credential.
    case asked
    case layer

    /// Where an author finds those that exist.
    var whereDefined: String {
      switch self {
      case .party: "parties.jsonc"
      case .fee: "fees.jsonc"
      case .request: "credentials/"
      case .element: "elements/"
      case .list: "lists/"
      case .question: "the questions of this file"
      case .asked: "the questions of credentials/"
      case .layer: "the layers of fees.jsonc"
      case .certificate: "certificates.jsonc"
      }
    }
  }
}
