import Applications
import Markup
import Rules

/// A decision as somebody is about to make it.
package struct DecisionForm: Hashable, Sendable {
  package let outcome: Decision.Outcome?
  /// The ids of the reasons of a denial.
  package let reasons: [String]
  /// What is said besides in the letter, as typed.
  package let words: String
  /// For those who work here, as typed.
  package let note: String
  /// Which of the certificates that are held is meant, by the request.
  package let chosen: [RequestType.ID: String]
  /// Whether it is approved before fitness is decided.
  package let isPreliminary: Bool
  /// The ids of the conditions of that which whoever decides has found to hold.
  package let conditions: [String]
  /// What an approval would give; a preliminary one, in the end.
  package let grants: [Grant]
  /// Where several certificates fit, those of them that can be chosen from.
  package let choices: [GrantChoices]
  package let letter: SentLetter?
  /// What tells this letter from any other.
  package let shown: String
  package let faults: [Fault]
  package let why: String?

  package enum Fault: Hashable, Sendable {
    case noOutcome, noReason
    case noCertificate(RequestType.ID)
    /// Not all conditions of a preliminary approval are found.
    case noCondition
    /// Nothing can be granted for a request, and why.
    case cannotGrant(String)
    case words(WordsFault)
    case note(WordsFault)

    var error: FieldError {
      switch self {
      case .noOutcome: FieldError(field: "outcome", message: "Choose what is decided")
      case .noReason: FieldError(field: "reasons", message: "Choose at least one reason")
      case .noCondition:
        FieldError(
          field: "conditions",
          message: "Tick every condition that you have found to hold: all have to")
      case .noCertificate(let request):
        FieldError(
          field: "certificate.\(request)", message: "Choose which certificate is meant")
      case .cannotGrant(let why): FieldError(field: "outcome", message: why)
      case .words(let fault): fault.error(at: "words")
      case .note(let fault): fault.error(at: "note")
      }
    }
  }

  package init(
    outcome: Decision.Outcome? = nil, reasons: [String] = [], words: String = "",
    note: String = "", isPreliminary: Bool = false, conditions: [String] = [],
    chosen: [RequestType.ID: String] = [:], grants: [Grant] = [],
    choices: [GrantChoices] = [], letter: SentLetter? = nil, shown: String = "",
    faults: [Fault] = [], why: String? = nil
  ) {
    self.outcome = outcome
    self.reasons = reasons
    self.words = words
    self.note = note
    self.isPreliminary = isPreliminary
    self.conditions = conditions
    self.chosen = chosen
    self.grants = grants
    self.choices = choices
    self.letter = letter
    self.shown = shown
    self.faults = faults
    self.why = why
  }

  /// The same words, refused.
  package func refused(_ faults: [Fault] = [], why: String? = nil) -> DecisionForm {
    DecisionForm(
      outcome: outcome, reasons: reasons, words: words, note: note,
      isPreliminary: isPreliminary, conditions: conditions, chosen: chosen,
      grants: grants, choices: choices, letter: faults.isEmpty ? letter : nil,
      shown: faults.isEmpty ? shown : "", faults: faults, why: why)
  }
}

/// The certificates that may be meant by a request.
package struct GrantChoices: Hashable, Sendable {
  package let request: RequestType.ID
  package let certificates: [HeldCertificate]

  package init(request: RequestType.ID, certificates: [HeldCertificate]) {
    self.request = request
    self.certificates = certificates
  }
}

/// Something that stands in the way of an approval, with where to go about it.
package struct Obstacle: Hashable, Sendable {
  package let words: String
  let link: Link?
  /// Whether it is that fitness is not decided: a preliminary approval waits for that afterwards.
  var isFitness = false
}

extension ReviewCase {
  /// Everything that stands in the way of an approval, in the order of the page.
  package var obstacles: [Obstacle] {
    var all: [Obstacle] = []
    if review.hold != nil {
      all.append(Obstacle(words: "It is on hold.", link: Links.reviewed(number, "hold")))
    }
    for entry in overview.elements {
      let title = title(of: entry.element.id)
      let isOpen = sees(entry.element)
      let link =
        !isOpen
        ? nil
        : entry.element.isUnderSeal
          ? Links.reviewed(number, "fitness") : Links.reviewed(number, entry.element.id)
      let flags = review.openFlags.count { $0.flag.element == entry.element.id }
      if flags > 0, isOpen {
        all.append(
          Obstacle(
            words: "\(title): \(flags == 1 ? "a flag is" : "\(flags) flags are") open.", link: link)
        )
      } else if entry.element.isRequired, entry.status != .complete {
        all.append(Obstacle(words: "\(title): it is missing, or not complete.", link: link))
      } else if entry.element.isUnderSeal, entry.element.isRequired || !entry.part.isUntouched,
        !isCleared || flags > 0
      {
        all.append(
          Obstacle(
            words: "\(title): it is not cleared yet.", link: link, isFitness: flags == 0))
      }
    }
    if !application.paymentTasks.isEmpty {
      all.append(
        Obstacle(
          words: "Something about its money has to be settled.", link: Links.reviewed(number)))
    }
    return all
  }

  /// Parts that nobody has found right. They stand in no way, and are named.
  package var notLookedAt: [Overview.Entry] {
    overview.elements.filter {
      !$0.element.isUnderSeal && $0.status == .complete && !application.isAccepted($0.element.id)
    }
  }
}
