import Rules

/// What keeps one field of a form from being complete.
package struct FieldFault: Hashable, Sendable {
  /// The name of the field to go to.
  package let field: String
  package let fault: Fault

  package init(field: String, fault: Fault) {
    self.field = field
    self.fault = fault
  }

  /// What is wrong with it. The sentences are made where pages are made, one file a language.
  package enum Fault: Hashable, Sendable {
    case unanswered(Question)
    /// More characters than the limit.
    case tooLong(Question, limit: Int)
    /// Not one of the choices the question has.
    case notAChoice(Question)
    /// Not a day of the calendar.
    case notADay(Question)
    case notANumber(Question, ClosedRange<Int>)
    case notAnEmailAddress(Question)
    case notAPhoneNumber(Question)
    case unconfirmed(Question)
    case tooFewAttachments(Element, missing: Int)
    /// A file that is there, and of which it is not said what it is.
    case undescribedAttachment(Element, Attachment)
    /// Neither something supplied nor the statement that there is nothing.
    case nothingSupplied(Element)
    /// The statement that there is nothing, and something typed as well: one of the two has to go.
    case noneAndAnswers(Element)
    case unsigned(Element)
  }
}
