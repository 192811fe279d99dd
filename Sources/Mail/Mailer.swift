import Files
import Rules
import Store

/// The program of this machine that takes mails: `sendmail`, or what a host has under that name.
package struct Mailer: Sendable {
  /// Started as `<path> -t -i`, with the mail on its standard input.
  package let program: OutsideProgram
  package let sender: Sender
  package let timeLimitSeconds: Int

  /// `nil` unless the path is absolute.
  package init?(command: String, sender: Sender, timeLimitSeconds: Int = 60) {
    guard let program = OutsideProgram(path: command, arguments: ["-t", "-i"]) else { return nil }
    self.program = program
    self.sender = sender
    self.timeLimitSeconds = timeLimitSeconds
  }

  /// Hands over what waits in the outbox. What is refused waits on, with the reason. Returns how
  /// many have gone.
  ///
  /// Set-id mailers need the rights they have by that: call it before, and not after, the program
  /// gives up gaining rights.
  @discardableResult
  package func deliver(from store: Store) throws(StoreError) -> Int {
    try store.deliver { message, postedAt in
      guard let mail = message.mail(from: sender, postedAt: postedAt) else {
        return "the recipient is not an e-mail address"
      }
      return handOver(mail, scratch: store.incomingFolder)
    }
  }

  /// Runs the program on one mail; `nil` when it took it.
  private func handOver(_ mail: [UInt8], scratch: String) -> String? {
    switch program.run(input: mail, scratch: scratch, timeLimitSeconds: timeLimitSeconds) {
    case .ended(0, _): nil
    case .ended(let code, let words):
      "\(program.path) ended with \(code)" + (words.isEmpty ? "" : ": \(words)")
    case .tookTooLong: "\(program.path) took too long"
    case .notStarted(let fault): "\(program.path) could not be started (errno \(fault))"
    case .noRoom(let fault): "the mail could not be written for the mailer (errno \(fault))"
    }
  }
}
