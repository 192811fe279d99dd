import JSON
import Rules

/// A mail to one person.
package struct Message: Hashable, Sendable {
  /// What it is called in the outbox and in its Message-ID: made of what it is about, so that the
  /// same mail written twice is one mail. Small letters, digits and single hyphens; at most 120
  /// bytes.
  package let name: String
  package let to: String
  /// The person's name, for the header; empty where only the address is to stand there.
  package let recipient: String
  package let subject: String
  /// Plain text; lines end with `\n`.
  package let body: String

  /// `nil` when the name is not one, or a line break stands where a header would end.
  package init?(name: String, to: String, recipient: String = "", subject: String, body: String) {
    guard isMessageName(name), ![to, recipient, subject].contains(where: hasControls), !to.isEmpty
    else { return nil }
    self.name = name
    self.to = to
    self.recipient = recipient
    self.subject = subject
    self.body = body
  }

  /// What stays of a mail that the law demanded to go: its name alone.
  init?(erased name: String) { self.init(name: name, to: "erased", subject: "", body: "") }
  var isErased: Bool { to == "erased" }

  var node: JSONNode {
    var members = [JSONMember("name", .string(name)), JSONMember("to", .string(to))]
    if !recipient.isEmpty { members.append(JSONMember("recipient", .string(recipient))) }
    members.append(JSONMember("subject", .string(subject)))
    members.append(JSONMember("body", .string(body)))
    return .object(members)
  }

  init(_ members: inout Members) throws(LineFault) {
    let name = try members.string("name")
    let to = try members.string("to")
    let recipient = try members.stringIfAny("recipient") ?? ""
    let subject = try members.string("subject")
    guard
      let message = Message(
        name: name, to: to, recipient: recipient, subject: subject,
        body: try members.string("body"))
    else { throw .wrong("a message is wrong") }
    self = message
  }
}

/// Whether something in the outbox can be called that. It is never a path.
func isMessageName(_ name: String) -> Bool {
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
