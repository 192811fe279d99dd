extension JSONNode {
  /// Reads one JSON value (RFC 8259) that fills `bytes` from end to end, white space apart.
  ///
  /// For what programs wrote: journals, publications, messages. Refuses, with the offset, whatever
  /// two readers might understand differently: a name twice in one object, text that is not UTF-8,
  /// half a surrogate pair, more than 64 levels.
  package init(strict bytes: some Collection<UInt8>) throws(JSONFault) {
    let read = { (bytes: UnsafeBufferPointer<UInt8>) -> Result<JSONNode, JSONFault> in
      var reader = StrictReader(bytes: bytes)
      return Result { () throws(JSONFault) in try reader.document() }
    }
    if let result = bytes.withContiguousStorageIfAvailable(read) {
      self = try result.get()
    } else {
      self = try Array(bytes).withUnsafeBufferPointer(read).get()
    }
  }

  package init(strict text: String) throws(JSONFault) {
    try self.init(strict: text.utf8)
  }
}

/// Reads journals on every request, so it works on bytes where they lie: one pass, no copy but the
/// text of each string.
struct StrictReader {
  let bytes: UnsafeBufferPointer<UInt8>
  var position = 0
  private var depth = 0
  /// Members and elements of what is still open, innermost last: each object and list is then made
  /// once, in its final size.
  private var members: [JSONMember] = []
  private var elements: [JSONNode] = []

  init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  mutating func document() throws(JSONFault) -> JSONNode {
    skipSpace()
    let node = try value()
    skipSpace()
    guard position == bytes.count else { throw fault("text after the end of the value") }
    return node
  }

  private mutating func value() throws(JSONFault) -> JSONNode {
    guard position < bytes.count else { throw fault("a value is missing") }
    let start = position
    let value: JSONValue
    switch bytes[position] {
    case UInt8(ascii: "\""): value = .string(try string())
    case UInt8(ascii: "{"): value = .object(try object())
    case UInt8(ascii: "["): value = .array(try array())
    case UInt8(ascii: "-"), 0x30...0x39: value = try number()
    case UInt8(ascii: "t"): value = try word("true", .bool(true))
    case UInt8(ascii: "f"): value = try word("false", .bool(false))
    case UInt8(ascii: "n"): value = try word("null", .null)
    default: throw fault("a value is missing")
    }
    return JSONNode(value, offset: start, end: position)
  }

  private mutating func object() throws(JSONFault) -> [JSONMember] {
    try enter()
    defer { depth -= 1 }
    let base = members.count
    if closes(with: UInt8(ascii: "}")) { return [] }
    while true {
      skipSpace()
      let nameOffset = position
      guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
        throw fault("a name is missing")
      }
      let name = try string()
      skipSpace()
      guard take(UInt8(ascii: ":")) else { throw fault("':' is missing") }
      skipSpace()
      members.append(JSONMember(name, try value(), nameOffset: nameOffset))
      if try ends(with: UInt8(ascii: "}")) { break }
    }
    let object = Array(members[base...])
    members.removeSubrange(base...)
    if let second = firstRepeated(object) {
      throw JSONFault(offset: second.nameOffset, summary: "'\(second.name)' stands here twice")
    }
    return object
  }

  private mutating func array() throws(JSONFault) -> [JSONNode] {
    try enter()
    defer { depth -= 1 }
    let base = elements.count
    if closes(with: UInt8(ascii: "]")) { return [] }
    while true {
      skipSpace()
      elements.append(try value())
      if try ends(with: UInt8(ascii: "]")) { break }
    }
    let array = Array(elements[base...])
    elements.removeSubrange(base...)
    return array
  }

  private mutating func enter() throws(JSONFault) {
    guard depth < depthLimit else { throw fault("more than \(depthLimit) levels deep") }
    depth += 1
    position += 1
  }

  private mutating func closes(with bracket: UInt8) -> Bool {
    skipSpace()
    return take(bracket)
  }

  private mutating func ends(with bracket: UInt8) throws(JSONFault) -> Bool {
    skipSpace()
    if take(UInt8(ascii: ",")) { return false }
    guard take(bracket) else { throw fault("',' or the closing bracket is missing") }
    return true
  }

  private mutating func number() throws(JSONFault) -> JSONValue {
    guard let number = scanNumber(bytes, at: position) else { throw fault("not a number") }
    position = number.end
    return number.value
  }

  private mutating func word(
    _ word: StaticString, _ value: JSONValue
  ) throws(JSONFault) -> JSONValue {
    let count = word.utf8CodeUnitCount
    guard position + count <= bytes.count else { throw fault("a value is missing") }
    for index in 0..<count where bytes[position + index] != word.utf8Start[index] {
      throw fault("a value is missing")
    }
    position += count
    return value
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  private mutating func skipSpace() {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x09, 0x0A, 0x0D: position += 1
      default: return
      }
    }
  }

  func fault(_ summary: String) -> JSONFault { JSONFault(offset: position, summary: summary) }
}
