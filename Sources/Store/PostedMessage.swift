import JSON
import Rules

/// A mail in the outbox, and what has become of it so far.
package struct PostedMessage: Equatable, Sendable {
  package let message: Message
  package let postedAt: Moment
  /// How often a mailer was asked to take it.
  package var tries = 0
  /// While it waits: when it is tried again; `nil` when the next who sends takes it.
  package var nextTry: Moment?
  /// When it has gone, or was given up.
  package var endedAt: Moment?
  /// Why the last try failed, or why it is not sent at all; empty when there is nothing to say.
  package var reason = ""

  init(message: Message, postedAt: Moment) {
    self.message = message
    self.postedAt = postedAt
  }

  package func isDue(at moment: Moment) -> Bool { nextTry.map { $0 <= moment } ?? true }

  /// The bytes of its file.
  var bytes: [UInt8] {
    var members = [
      JSONMember("message", message.node),
      JSONMember("postedAt", .string(postedAt.description)),
    ]
    if tries > 0 { members.append(JSONMember("tries", .integer(tries))) }
    if let nextTry { members.append(JSONMember("nextTry", .string(nextTry.description))) }
    if let endedAt { members.append(JSONMember("endedAt", .string(endedAt.description))) }
    if !reason.isEmpty { members.append(JSONMember("reason", .string(reason))) }
    return JSONNode.object(members).bytes
  }

  init(_ bytes: [UInt8]) throws(LineFault) {
    guard let node = try? JSONNode(strict: bytes) else { throw .wrong("not JSON") }
    var members = Members(node)
    var inner = try members.members("message")
    message = try Message(&inner)
    postedAt = try members.text("postedAt", Moment.init)
    if let node = members.node("tries") {
      guard let number = node.integer else { throw .wrong("'tries' is wrong") }
      tries = number
    }
    nextTry = try members.momentIfAny("nextTry")
    endedAt = try members.momentIfAny("endedAt")
    reason = try members.stringIfAny("reason") ?? ""
  }
}

extension Members {
  /// `nil` when it is left out.
  fileprivate mutating func momentIfAny(_ name: String) throws(LineFault) -> Moment? {
    guard let text = try stringIfAny(name) else { return nil }
    guard let moment = Moment(text) else { throw .wrong("'\(name)' is wrong") }
    return moment
  }
}
