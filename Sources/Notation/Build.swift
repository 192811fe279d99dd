import JSON
import Rules

// From nodes to Rules values. For authors' files this follows a check that found nothing, for
// publications it is all there is: they were checked before they were published, and a program that
// answers a request has no time to check them again.

/// A node that is not what its shape promises.
struct Unbuildable: Error, Equatable {
  let offset: Int
  let expected: String
}

/// What a question is built with besides its own words.
struct BuildContext {
  let currency: Currency
  /// The list of that id. `isClosed` says that it takes no other names, so that its items are needed
  /// wherever an answer is judged, and not only where the form is shown.
  let list: (_ id: ChoiceList.ID, _ isClosed: Bool) throws(Unbuildable) -> ChoiceList
}

extension JSONNode {
  func needed(_ key: String) throws(Unbuildable) -> JSONNode {
    guard let node = self[key] else { throw Unbuildable(offset: offset, expected: key) }
    return node
  }

  func built<Value>(_ expected: String, _ value: Value?) throws(Unbuildable) -> Value {
    guard let value else { throw Unbuildable(offset: offset, expected: expected) }
    return value
  }

  func text() throws(Unbuildable) -> String { try built("text", string) }
  func day() throws(Unbuildable) -> Day { try built("a day", string.flatMap { Day($0) }) }
  func clause() throws(Unbuildable) -> Clause {
    try built("a clause", string.flatMap { Clause($0) })
  }

  func identifier<Named>() throws(Unbuildable) -> Identifier<Named> {
    try built("an id", string.flatMap { Identifier<Named>($0) })
  }

  func words() throws(Unbuildable) -> Words {
    if let string { return Words(string) }
    var texts: [(language: String, text: String)] = []
    for member in members ?? [] { texts.append((member.name, try member.node.text())) }
    return try built("text for people", Words(byLanguage: texts))
  }

  /// The values of the list at `key`; none when there is no such key.
  func list<Value>(
    _ key: String, _ value: (JSONNode) throws(Unbuildable) -> Value
  ) throws(Unbuildable) -> [Value] {
    guard let node = self[key] else { return [] }
    return try node.built("a list", node.array).map { (node) throws(Unbuildable) in try value(node)
    }
  }

  /// One of the cases that the key's text may name; `standard` when there is no such key.
  func listed<Value: RawRepresentable<String>>(
    _ key: String, standard: Value? = nil
  ) throws(Unbuildable) -> Value {
    guard let node = self[key] else { return try built(key, standard) }
    return try node.built(key, node.string.flatMap { Value(rawValue: $0) })
  }

  func period() throws(Unbuildable) -> Period {
    Period(first: try self["from"]?.day(), last: try self["until"]?.day())
  }

  /// The condition at `key`; always, when there is none.
  func condition(_ key: String) throws(Unbuildable) -> Condition {
    guard let node = self[key] else { return .always }
    return try node.condition()
  }
}
