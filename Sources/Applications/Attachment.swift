import Rules

/// A file the applicant added to an element, as it stands now.
package struct Attachment: Hashable, Sendable {
  /// Short and unique within the application.
  package let id: String
  package let element: Element.ID
  /// The entry of the element that it belongs to; `nil` for one of the element as a whole.
  package let entry: String?
  /// The name the file had on the applicant's machine.
  package let fileName: String
  /// As typed; blank where nothing has been said yet.
  package internal(set) var description: String
  /// One of the element's attachment types; anything else where none has been chosen yet.
  package internal(set) var type: String
  /// As found in the bytes, never as the browser said.
  package let mediaType: String
  package let byteCount: Int
  /// SHA-256 in hexadecimal; the file's name in the store.
  package let digest: String
  /// Whether a scanner has to look at it before anybody opens it.
  package let awaitsCheck: Bool
  /// The attachment whose place it takes.
  package let replaces: String?
  package let key: String
  package internal(set) var state: State

  package init(
    id: String, element: Element.ID, entry: String? = nil, fileName: String, description: String,
    type: String, mediaType: String, byteCount: Int, digest: String, awaitsCheck: Bool = false,
    replaces: String? = nil, key: String
  ) {
    self.id = id
    self.element = element
    self.entry = entry
    self.fileName = fileName
    self.description = description
    self.type = type
    self.mediaType = mediaType
    self.byteCount = byteCount
    self.digest = digest
    self.awaitsCheck = awaitsCheck
    self.replaces = replaces
    self.key = key
    state = awaitsCheck ? .beingChecked : .accepted
  }

  /// Whether the law demanded that it goes: then all texts of it read as empty, and the file is gone.
  package var isErased: Bool { fileName.isEmpty }

  package enum State: Hashable, Sendable {
    case beingChecked
    case accepted
    /// The scanner found something. It is kept, counts as not supplied, and nobody is given it.
    case setAside
    /// The scanner could not say. It is asked again.
    case notChecked
  }

  /// The longest description, in characters (Unicode scalars).
  package static let descriptionLimit = 200

  /// What still has to be said about it.
  package func lacks(under rule: Element.AttachmentRule) -> [Lack] {
    Self.lacks(description: description, type: type, under: rule)
  }

  /// The same for what is said about a file before there is one.
  package static func lacks(
    description: String, type: String, under rule: Element.AttachmentRule
  ) -> [Lack] {
    var lacks: [Lack] = []
    if isBlank(description) { lacks.append(.description) }
    if description.unicodeScalars.count > descriptionLimit { lacks.append(.shorterDescription) }
    if !rule.types.contains(where: { $0.id.text == type }) { lacks.append(.type) }
    return lacks
  }

  package enum Lack: Hashable, Sendable {
    case description
    case shorterDescription
    case type
  }
}

/// What the applicant said about a file later, in place of what was said before.
package struct FileDescription: Hashable, Sendable {
  /// The attachment's id.
  package let attachment: String
  package let description: String
  package let type: String
  package let key: String

  package init(attachment: String, description: String, type: String, key: String) {
    self.attachment = attachment
    self.description = description
    self.type = type
    self.key = key
  }
}

/// What the scanner said about the file of a digest, wherever in the application it is attached.
package struct FileCheck: Hashable, Sendable {
  package let digest: String
  package let outcome: Outcome
  /// The scanner's own words, for whoever looks after the host.
  package let words: String

  package init(digest: String, outcome: Outcome, words: String) {
    self.digest = digest
    self.outcome = outcome
    self.words = words
  }

  package enum Outcome: String, Hashable, Sendable, CaseIterable {
    case accepted
    case setAside = "set-aside"
    case notChecked = "not-checked"

    package var state: Attachment.State {
      switch self {
      case .accepted: .accepted
      case .setAside: .setAside
      case .notChecked: .notChecked
      }
    }
  }
}
