/// One JSON value and where it was written.
///
/// Docket has one JSON: definitions, journals, publications, settings and messages of payment
/// providers are all read into `JSONNode` and written from it. Two nodes are equal when their
/// values are, wherever they stand. Text is compared by its bytes: `é` written in one scalar and in
/// two are two names.
package struct JSONNode: Sendable {
  package var value: JSONValue
  /// Where the first byte stands, counted from the start of the text; 0 for a node made here.
  package var offset: Int
  /// Where the byte after the last one stands.
  package var end: Int

  package init(_ value: JSONValue, offset: Int = 0, end: Int = 0) {
    self.value = value
    self.offset = offset
    self.end = end
  }
}

package enum JSONValue: Sendable {
  case null
  case bool(Bool)
  /// A number without a fraction or exponent that fits a machine word.
  case integer(Int)
  /// Any other number, as it was written: no digit is lost, and nothing is rounded.
  case decimal(String)
  case string(String)
  case array([JSONNode])
  /// The members in the order they were written.
  case object([JSONMember])
}

package struct JSONMember: Sendable {
  package var name: String
  /// Where the name's first byte (its quote) stands.
  package var nameOffset: Int
  package var node: JSONNode

  package init(_ name: String, _ node: JSONNode, nameOffset: Int = 0) {
    self.name = name
    self.nameOffset = nameOffset
    self.node = node
  }
}

extension JSONNode {
  /// The member of that name; `nil` when there is none, or when this is no object.
  package subscript(name: String) -> JSONNode? {
    guard case .object(let members) = value else { return nil }
    for member in members where sameBytes(member.name, name) { return member.node }
    return nil
  }

  package var string: String? {
    guard case .string(let text) = value else { return nil }
    return text
  }

  package var integer: Int? {
    guard case .integer(let number) = value else { return nil }
    return number
  }

  package var bool: Bool? {
    guard case .bool(let truth) = value else { return nil }
    return truth
  }

  package var array: [JSONNode]? {
    guard case .array(let nodes) = value else { return nil }
    return nodes
  }

  package var members: [JSONMember]? {
    guard case .object(let members) = value else { return nil }
    return members
  }

  package var isNull: Bool {
    guard case .null = value else { return false }
    return true
  }
}

extension JSONNode {
  /// Stands where the author of a definition left a value out, or wrote one that cannot be read.
  /// The reader has already said so.
  package static func missing(at offset: Int) -> JSONNode {
    JSONNode(.null, offset: offset, end: offset - 1)
  }

  /// Whether a fault was already reported for this value, so that nobody need report another.
  package var isMissing: Bool { end < offset }
}

extension JSONNode: Equatable {
  package static func == (left: JSONNode, right: JSONNode) -> Bool { left.value == right.value }
}

extension JSONMember: Equatable {
  package static func == (left: JSONMember, right: JSONMember) -> Bool {
    sameBytes(left.name, right.name) && left.node == right.node
  }
}

extension JSONValue: Equatable {
  package static func == (left: JSONValue, right: JSONValue) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.bool(let left), .bool(let right)): left == right
    case (.integer(let left), .integer(let right)): left == right
    case (.decimal(let left), .decimal(let right)): sameBytes(left, right)
    case (.string(let left), .string(let right)): sameBytes(left, right)
    case (.array(let left), .array(let right)): left == right
    case (.object(let left), .object(let right)): left == right
    default: false
    }
  }
}

/// Swift finds `"é"` equal in both its spellings; keys and hashes must not.
func sameBytes(_ left: String, _ right: String) -> Bool {
  // The comparison in the middle is only there for speed: most names that differ differ for it too.
  left.utf8.count == right.utf8.count && left == right && left.utf8.elementsEqual(right.utf8)
}
