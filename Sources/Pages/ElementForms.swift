import Applications
import Rules

/// The form of one element in one application.
package struct ElementForm: Hashable, Sendable {
  package let overview: Overview
  package let entry: Overview.Entry
  /// What the page names as still to be put right.
  package let faults: [FieldFault]
  package let keys: FormKeys

  package var element: Element { entry.element }
  package var part: Part { entry.part }

  package init(
    _ overview: Overview, _ entry: Overview.Entry, faults: [FieldFault] = [], keys: FormKeys
  ) {
    self.overview = overview
    self.entry = entry
    self.faults = faults
    self.keys = keys
  }
}

/// The form that adds a file to an element.
package struct AttachForm: Hashable, Sendable {
  package let overview: Overview
  package let entry: Overview.Entry
  package let description: String
  /// The id of the chosen type; empty when none was chosen.
  package let type: String
  package let faults: [AttachFault]
  /// The largest file, in millions of bytes.
  package let megabytes: Int

  package init(
    _ overview: Overview, _ entry: Overview.Entry, description: String = "", type: String = "",
    faults: [AttachFault] = [], megabytes: Int
  ) {
    self.overview = overview
    self.entry = entry
    self.description = description
    self.type = type
    self.faults = faults
    self.megabytes = megabytes
  }
}

/// What can be wrong with a file or with what is said about it. Names are as the person's machine has them.
package enum AttachFault: Hashable, Sendable {
  case noFile
  case emptyFile(String)
  case tooLarge(megabytes: Int)
  /// Not a PDF, PNG, JPEG, HEIC or DOCX, whatever its name says.
  case unknownKind(String)
  /// A PDF that cannot be read without a password.
  case passwordProtected(String)
  /// The element has as many files as it takes.
  case tooMany(atMost: Int)
  case noDescription
  /// More than 200 characters.
  case descriptionTooLong
  case noType
}

/// What was sent for an element and cannot be kept, because the element can no longer be changed.
package enum SentInVain: Hashable, Sendable {
  case answers(Answers, statesNone: Bool)
  case file(name: String, description: String, type: String)
}

/// What was typed without an application to keep it in.
package struct HeldForm: Hashable, Sendable {
  package let element: Element.ID
  package let answers: Answers
  package let statesNone: Bool
  /// The application that it was typed in, where that is known.
  package let application: ApplicationNumber?

  package init(
    element: Element.ID, answers: Answers, statesNone: Bool = false,
    application: ApplicationNumber? = nil
  ) {
    self.element = element
    self.answers = answers
    self.statesNone = statesNone
    self.application = application
  }
}
