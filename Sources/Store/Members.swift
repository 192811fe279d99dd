import JSON
import Rules

/// Why a line, whose hash is right, says nothing to this program.
enum LineFault: Error, Equatable {
  /// A member is missing or is not what it should be.
  case wrong(String)
  /// A kind of line, or a member, that only a later Docket knows.
  case unknown(String)

  /// `path` and the line's number in the journal are for the message.
  func storeError(path: String, number: Int) -> StoreError {
    switch self {
    case .wrong(let what): .damaged(path: path, line: number + 1, reason: what)
    case .unknown(let what): .newer(path: path, format: what)
    }
  }
}

/// Takes an object apart member by member, so that one that nobody asked for is noticed.
struct Members {
  private var rest: [JSONMember]
  /// Whether the object is the remains of an erasure: every text in it reads as empty.
  let isErased: Bool

  /// Reads `node`; what is not an object has no members.
  init(_ node: JSONNode?, isErased: Bool = false) {
    rest = node?.members ?? []
    self.isErased = isErased
  }

  mutating func node(_ name: String) -> JSONNode? {
    guard let index = rest.firstIndex(where: { $0.name == name }) else { return nil }
    return rest.remove(at: index).node
  }

  mutating func string(_ name: String) throws(LineFault) -> String {
    if isErased { return "" }
    return try value(name, node(name)?.string)
  }

  /// `nil` when it is left out.
  mutating func stringIfAny(_ name: String) throws(LineFault) -> String? {
    guard let node = node(name) else { return nil }
    return try value(name, node.string)
  }

  mutating func integer(_ name: String) throws(LineFault) -> Int {
    try value(name, node(name)?.integer)
  }

  /// `false` when it is left out.
  mutating func flag(_ name: String) throws(LineFault) -> Bool {
    guard let node = node(name) else { return false }
    return try value(name, node.bool)
  }

  /// A text that `make` takes for what it should be.
  mutating func text<Value>(
    _ name: String, _ make: (String) -> Value?
  ) throws(LineFault) -> Value {
    try value(name, node(name)?.string.flatMap(make))
  }

  /// `nil` when it is left out.
  mutating func textIfAny<Value>(
    _ name: String, _ make: (String) -> Value?
  ) throws(LineFault) -> Value? {
    guard let node = node(name) else { return nil }
    return try value(name, node.string.flatMap(make))
  }

  mutating func array(_ name: String) throws(LineFault) -> [JSONNode] {
    try value(name, node(name)?.array)
  }

  mutating func members(_ name: String) throws(LineFault) -> Members {
    if isErased { return Members(nil, isErased: true) }
    let node = node(name)
    guard node?.members != nil else { throw .wrong("'\(name)' is missing or wrong") }
    return Members(node)
  }

  /// Every member has been taken.
  func end() throws(LineFault) {
    if let more = rest.first { throw .unknown("a member '\(more.name)'") }
  }

  private func value<Value>(_ name: String, _ value: Value?) throws(LineFault) -> Value {
    guard let value else { throw .wrong("'\(name)' is missing or wrong") }
    return value
  }
}
