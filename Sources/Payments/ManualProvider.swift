import Rules

/// Money that comes another way: a cheque, a counter, a till. People are told a reference and what to do;
/// staff records what has come.
package struct ManualProvider: Provider {
  package static let kind = "manual"

  package let name: String
  package let window: Int
  private let instructions: String

  /// `instructions` are the agency's own words, in Markdown. A payment that was begun in time may still come
  /// for so many days.
  package init(name: String = Self.kind, instructions: String, days: Int) {
    self.name = name
    self.instructions = instructions
    window = days * 86_400
  }

  package func start(_ order: Order, at now: Moment) -> WayToPay { .instructions(instructions) }

  /// Nobody notifies: whatever comes is forged.
  package func judge(_ notification: Notification, at now: Moment) -> Verdict {
    .refused(.noSignature)
  }
}
