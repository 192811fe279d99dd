import Applications
import Markup
import Rules

/// One element as somebody looks at it who reviews it, and what they are about to flag.
package struct ReviewElementForm: Hashable, Sendable {
  package let review: ReviewCase
  /// In the words in which it was signed.
  package let entry: Overview.Entry
  /// The same part when it was last sent back, to tell what has changed since; `nil` before.
  package let before: Part?
  /// What is to be noticed about the address of whoever was asked for it.
  package let hints: [AddressHint]
  package let flag: FlagForm
  /// Why something was not done, where nothing that was typed is at fault.
  package let why: String?

  package init(
    _ review: ReviewCase, _ entry: Overview.Entry, before: Part? = nil,
    hints: [AddressHint] = [], flag: FlagForm = FlagForm(), why: String? = nil
  ) {
    self.review = review
    self.entry = entry
    self.before = before
    self.hints = hints
    self.flag = flag
    self.why = why
  }

  package var element: Element { entry.element }
  package var part: Part { entry.part }
  var edition: Edition { review.overview.edition }
}

extension Part {
  /// Changes whenever anything in it does, or it is signed. A form has it.
  package var mark: String { "\(changes)-\(sealedAt?.millisecondsSince1970 ?? 0)" }
}

/// What somebody is flagging, as typed.
package struct FlagForm: Hashable, Sendable {
  /// As `Flag.Target.word` has it.
  package let target: String
  /// The id of the reason.
  package let reason: String
  /// For the applicant.
  package let words: String
  package let faults: [Fault]

  package enum Fault: Hashable, Sendable {
    case noTarget, noReason
    case words(WordsFault)

    var error: FieldError {
      switch self {
      case .noTarget: FieldError(field: "target", message: "Choose what has to be put right")
      case .noReason: FieldError(field: "reason", message: "Choose why it has to be put right")
      case .words(let fault): fault.error(at: "words")
      }
    }
  }

  package init(
    target: String = "", reason: String = "", words: String = "", faults: [Fault] = []
  ) {
    self.target = target
    self.reason = reason
    self.words = words
    self.faults = faults
  }
}

extension AddressHint {
  func sentence(_ edition: Edition) -> String {
    switch self {
    case .sameAs(.party(let party)):
      "The same address was given for somebody else: \(edition.name(of: party))."
    case .sameAs(.payer): "The same address was given for somebody who was asked to pay."
    case .sameAs(.helper): "The same address was given for somebody who helps the applicant."
    case .likeApplicant: "The address seems to be the applicant's own."
    case .freeMail(let domain):
      "Anybody can have an address at \(domain), and an organization was named."
    case .otherDomain(let domain, let known):
      "The address is at \(domain). Those who act for the organization have theirs at \(known.joined(separator: ", "))."
    }
  }
}
