import JSON
import Rules

/// A mail to one person.
package struct Message: Hashable, Sendable {
  /// What it is called in the outbox and in its Message-ID: made of what it is about, so that the
  /// same mail written twice is one mail. Small letters, digits and single hyphens; at most 120
  /// bytes.
  package let name: String
  package let to: String
  package let subject: String
  /// Plain text; lines end with `\n`.
  package let body: String

  /// `nil` when the name is not one, or a line break stands where a header would end.
  package init?(name: String, to: String, subject: String, body: String) {
    guard isMessageName(name), !hasControls(to), !hasControls(subject), !to.isEmpty else {
      return nil
    }
    self.name = name
    self.to = to
    self.subject = subject
    self.body = body
  }

  var node: JSONNode {
    [
      "name": .string(name), "to": .string(to), "subject": .string(subject),
      "body": .string(body),
    ]
  }

  init(_ members: inout Members) throws(LineFault) {
    let name = try members.string("name")
    let to = try members.string("to")
    let subject = try members.string("subject")
    guard
      let message = Message(
        name: name, to: to, subject: subject, body: try members.string("body"))
    else { throw .wrong("a message is wrong") }
    self = message
  }
}

private func isMessageName(_ name: String) -> Bool {
  let bytes = Array(name.utf8)
  return (1...120).contains(bytes.count)
    && bytes.allSatisfy {
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: "-")
    } && bytes.first != UInt8(ascii: "-")
}

/// Whether a text could end a header early, or hide something in it.
private func hasControls(_ text: String) -> Bool {
  text.unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) }
}
