import Applications
import Rules

/// Where files belong: to an element as a whole, or to one entry of it.
package struct FilePlace: Hashable, Sendable {
  package let element: Element
  package let part: Part
  /// The entry and what it is one of; `nil` for the element as a whole.
  package let entry: SuppliedEntry?
  package let group: EntryGroup?
  package let rule: Element.AttachmentRule

  /// `nil` where no files are taken, or there is no such entry.
  package init?(_ supplied: Overview.Entry, ofEntry id: String?) {
    element = supplied.element
    part = supplied.part
    entry = id.flatMap(supplied.part.entry)
    group = entry.flatMap { supplied.element.group($0.group) }
    guard let rule = id == nil ? element.attachments : group?.attachments else { return nil }
    self.rule = rule
  }

  package var files: [Attachment] { part.attachments(of: entry?.id) }
  var withdrawn: [Attachment] { part.withdrawn.filter { $0.entry == entry?.id } }

  func title(_ edition: Edition) -> String {
    guard let group else { return edition.text(element.title) }
    return "\(edition.text(element.title)): \(edition.text(group.title))"
  }
}

/// The form that adds files, or replaces one.
package struct AttachForm: Hashable, Sendable {
  package let overview: Overview
  package let place: FilePlace
  package let description: String
  /// The id of the chosen type; empty when none was chosen.
  package let type: String
  package let faults: [AttachFault]
  /// The names of the files that have just been added.
  package let added: [String]
  /// The attachment whose place the file is to take.
  package let replacing: Attachment?
  package let limits: AttachLimits

  package init(
    _ overview: Overview, _ place: FilePlace, description: String = "", type: String = "",
    faults: [AttachFault] = [], added: [String] = [], replacing: Attachment? = nil,
    limits: AttachLimits
  ) {
    self.overview = overview
    self.place = place
    self.description = description
    self.type = type
    self.faults = faults
    self.added = added
    self.replacing = replacing
    self.limits = limits
  }
}

/// What a host takes, in millions of bytes.
package struct AttachLimits: Hashable, Sendable {
  package let fileMegabytes: Int
  /// All that is sent at once.
  package let uploadMegabytes: Int
  /// All files of one application.
  package let applicationMegabytes: Int
  /// Whether something looks for malware in every file.
  package let areChecked: Bool

  package init(
    fileMegabytes: Int, uploadMegabytes: Int, applicationMegabytes: Int, areChecked: Bool
  ) {
    self.fileMegabytes = fileMegabytes
    self.uploadMegabytes = uploadMegabytes
    self.applicationMegabytes = applicationMegabytes
    self.areChecked = areChecked
  }
}

/// Why a file was not added, or what is wrong with what is said about it. Names are as the person's machine
/// has them.
package enum AttachFault: Hashable, Sendable {
  case noFile
  case empty(String)
  case tooLarge(String, megabytes: Int)
  /// All files of the form together.
  case allTooLarge(megabytes: Int)
  /// Not a PDF, PNG, JPEG, HEIC or DOCX, whatever its name says.
  case unknownKind(String)
  /// It cannot be read without a password.
  case passwordProtected(String)
  /// A Word document with programs in it.
  case macros(String)
  /// A Word document that would become larger than that.
  case expands(String, megabytes: Int)
  /// Another program would take it for something else.
  case twoKinds(String)
  /// The element has as many files as it takes.
  case tooMany(String, atMost: Int)
  /// The files of the application would be too large together.
  case noRoom(String, megabytes: Int)
  /// The same bytes are here already, under the other name.
  case sameFile(String, as: String)
  /// What it was to take the place of has been replaced or withdrawn meanwhile.
  case notThereToReplace(String)
  /// What is said where files are chosen does not do.
  case words(Attachment.Lack)
  /// A file was added, and what is said about it does not do.
  case lacks(Attachment, Attachment.Lack)

  /// Whether it is for its size that something was refused.
  package var isAboutSize: Bool {
    switch self {
    case .tooLarge, .allTooLarge: true
    default: false
    }
  }

  /// Whether it leaves a file to be chosen again.
  var isAboutChoosing: Bool {
    switch self {
    case .words, .lacks, .tooMany, .sameFile, .notThereToReplace: false
    default: true
    }
  }
}

/// What is said about one file, on the page where that can be changed.
package struct FileDetails: Hashable, Sendable {
  package let file: Attachment
  package let rule: Element.AttachmentRule
  package let description: String
  package let type: String

  /// As it was said before, or as in the fields of a form where those are there.
  package init(_ file: Attachment, in place: FilePlace, typed: Answers? = nil) {
    self.file = file
    rule = place.rule
    func text(_ field: String, _ before: String) -> String {
      guard let typed, typed.fields.contains(where: { $0.name == field }) else { return before }
      return typed.text(field)
    }
    description = text(Self.descriptionField(file), file.description)
    type = text(Self.typeField(file), file.type)
  }

  package var lacks: [Attachment.Lack] {
    Attachment.lacks(description: description, type: type, under: rule)
  }

  static func descriptionField(_ file: Attachment) -> String { "description.\(file.id)" }
  static func typeField(_ file: Attachment) -> String { "type.\(file.id)" }

  /// The id of the file that a field is about; `nil` for another field.
  package static func file(ofField name: String) -> String? {
    let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
    return parts.count == 2 && ["description", "type"].contains(parts[0]) ? parts[1] : nil
  }
}

/// The form that says what files are.
package struct DetailsForm: Hashable, Sendable {
  package let overview: Overview
  package let place: FilePlace
  package let files: [FileDetails]
  /// Whether the page names what is missing.
  package let showsFaults: Bool

  package init(
    _ overview: Overview, _ place: FilePlace, files: [FileDetails], showsFaults: Bool = false
  ) {
    self.overview = overview
    self.place = place
    self.files = files
    self.showsFaults = showsFaults
  }
}
