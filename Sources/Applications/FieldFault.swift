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
    case notMoney(Question, Currency)
    /// An address without a line that every address has.
    case addressLacks(Question, AddressPart)
    /// Not an entry of the list, which takes no others.
    case notInList(Question, ChoiceList)
    case unconfirmed(Question)
    case tooFewAttachments(Element, missing: Int)
    /// A file that is there, and of which it is not said what it is.
    case undescribedAttachment(Element, Attachment)
    /// Neither something supplied nor the statement that there is nothing.
    case nothingSupplied(Element)
    /// The statement that there is nothing, and something typed as well: one of the two has to go.
    case noneAndAnswers(Element)
    /// The statement that there is nothing, and entries as well.
    case noneAndEntries(Element)
    case tooFewEntries(EntryGroup, missing: Int)
    case tooManyEntries(EntryGroup)
    /// Something is missing in the entry of this id, which is the so-manieth of its group.
    case incompleteEntry(EntryGroup, id: String, number: Int)
    case tooFewEntryAttachments(EntryGroup, missing: Int)
    /// A file of an entry of which something still has to be said.
    case undescribedEntryAttachment(EntryGroup, Attachment)
    case unsigned(Element)
    /// Somebody else who signs has not said as what.
    case withoutRole(Element)
  }
}
