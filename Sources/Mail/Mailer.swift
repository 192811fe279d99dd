import Files
import Rules
import Store

/// The program of this machine that takes mails: `sendmail`, or what a host has under that name.
package struct Mailer: Sendable {
  /// Started as `<path> -t -i`, with the mail on its standard input.
  package let program: OutsideProgram
  package let sender: Sender
  /// For one mail.
  package let timeLimitSeconds: Int

  /// `nil` unless the path is absolute.
  package init?(command: String, sender: Sender, timeLimitSeconds: Int = 60) {
    guard let program = OutsideProgram(path: command, arguments: ["-t", "-i"]) else { return nil }
    self.program = program
    self.sender = sender
    self.timeLimitSeconds = timeLimitSeconds
  }

  /// Hands over those mails of the outbox that are due. What is refused waits on, with the reason, and is
  /// tried again later and later (`pauseSeconds`); after the last try it is given up. When `patience` runs
  /// out, the rest is left as it is.
  ///
  /// `whyNot` says why a mail is not to be sent any more; `nil` when it is.
  ///
  /// Set-id mailers need the rights they have by that: call it before, and not after, the program
  /// gives up gaining rights.
  package func deliver(
    _ names: [String], from store: Store, at moment: Moment, within patience: Patience,
    unless whyNot: (Message) -> String? = { _ in nil }
  ) throws(StoreError) -> Deliveries {
    var deliveries = Deliveries()
    for name in names {
      guard patience.secondsLeft > 0 else {
        deliveries.left += 1
        continue
      }
      let delivery: Store.Delivery?
      do throws(StoreError) {
        delivery = try store.deliver(name, at: moment) { mail in
          if let reason = whyNot(mail.message) { return .givenUp(reason: reason) }
          guard let bytes = mail.message.mail(from: sender, postedAt: mail.postedAt) else {
            return .givenUp(reason: "the recipient is not an e-mail address")
          }
          guard let reason = handOver(bytes, scratch: store.incomingFolder, within: patience) else {
            return .gone
          }
          guard let pause = Mailer.pauseSeconds(afterTry: mail.tries + 1) else {
            return .givenUp(reason: reason)
          }
          return .waits(until: moment.adding(seconds: pause), reason: reason)
        }
      } catch {
        // One that cannot be read keeps none of the others.
        switch error {
        case .damaged, .newer, .tooLarge, .unreadable:
          deliveries.unreadable.append(name)
          continue
        default: throw error
        }
      }
      deliveries.take(delivery)
    }
    return deliveries
  }

  /// How long a mail waits after a try that failed: ten minutes, then twice as long each time, at most
  /// twelve hours. `nil` after the sixteenth, about five days after the first (RFC 5321 §4.5.4.1).
  package static func pauseSeconds(afterTry tries: Int) -> Int? {
    guard tries < 16 else { return nil }
    return min(600 << min(max(tries, 1) - 1, 10), 43_200)
  }

  /// Runs the program on one mail; `nil` when it took it.
  private func handOver(_ mail: [UInt8], scratch: String, within patience: Patience) -> String? {
    let seconds = max(1, min(timeLimitSeconds, patience.secondsLeft))
    return switch program.run(input: mail, scratch: scratch, timeLimitSeconds: seconds) {
    case .ended(0, _): nil
    case .ended(let code, let words):
      "\(program.path) ended with \(code)" + (words.isEmpty ? "" : ": \(words)")
    case .tookTooLong: "\(program.path) took too long"
    case .notStarted(let fault): "\(program.path) could not be started (errno \(fault))"
    case .noRoom(let fault): "the mail could not be written for the mailer (errno \(fault))"
    }
  }
}

/// What came of sending several mails.
package struct Deliveries: Hashable, Sendable {
  package internal(set) var gone = 0
  /// Those that were refused and wait for another try.
  package internal(set) var refused = 0
  package internal(set) var givenUp = 0
  /// Those that there was no time for.
  package internal(set) var left = 0
  /// The names of those whose files cannot be read.
  package internal(set) var unreadable: [String] = []
  /// Why the last one that has not gone has not.
  package internal(set) var reason = ""

  package init() {}

  mutating func take(_ delivery: Store.Delivery?) {
    switch delivery {
    case nil: break
    case .gone: gone += 1
    case .waits(_, let why): (refused, reason) = (refused + 1, why)
    case .givenUp(let why): (givenUp, reason) = (givenUp + 1, why)
    }
  }
}
