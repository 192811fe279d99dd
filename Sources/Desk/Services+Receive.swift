import Applications
import Payments
import Rules
import Store

/// Money that came to the agency itself, with an attempt's reference on it.
package struct Receipt: Hashable, Sendable {
  package let money: Money
  /// The agency's own number of it: recorded once.
  package let number: String
  package let staff: StaffName

  package init(money: Money, number: String, staff: StaffName) {
    self.money = money
    self.number = number
    self.staff = staff
  }
}

extension Services {
  /// The attempt that has this reference, or the last of the application that has this number, which waits for
  /// money that staff records.
  ///
  /// - Throws: `NotReceivable` where there is none.
  package func attemptToReceive(
    _ text: String
  ) throws -> (application: Application, record: AttemptRecord) {
    let number = ApplicationNumber(text)
    let named = try number.flatMap { try store.application($0) }
    guard let application = try named ?? store.application(ofAttempt: text) else {
      throw NotReceivable(words: "there is no payment with the reference '\(text)'")
    }
    let record =
      named == nil ? application.attempt(text) : application.attempts.last(where: isManual)
    guard let record else {
      throw NotReceivable(
        words: named == nil
          ? "there is no payment with the reference '\(text)'"
          : "\(application.number) has no payment that staff records")
    }
    guard isManual(record) else {
      throw NotReceivable(
        words:
          "the payment \(text) is with '\(record.attempt.provider)', which says itself what has come"
      )
    }
    return (application, record)
  }

  /// Records the money, and lets happen what follows: the same as if a provider had said so.
  ///
  /// Returns the application as it is then; the same as before where this receipt had been recorded.
  ///
  /// - Throws: `NotEntitled` where that person may not record it.
  package func receive(_ receipt: Receipt, for record: AttemptRecord) throws -> Application? {
    let staff = try staff(receipt.staff.text, with: .ofMoney).name
    let attempt = record.attempt
    let report = Report(
      reference: attempt.reference, transaction: receipt.number,
      .paid(receipt.money, currency: attempt.currency))
    _ = try settle(report, by: .staff(staff.text))
    return try store.application(ofAttempt: attempt.reference)
  }

  private func isManual(_ record: AttemptRecord) -> Bool {
    settings.payment.contains { way in
      guard way.name == record.attempt.provider, case .manual = way.kind else { return false }
      return true
    }
  }
}

/// Whether a number of the agency's own can stand in a journal as it is.
package func isPlainNumber(_ text: String) -> Bool {
  text.utf8.count <= 80
    && text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "A")...UInt8(ascii: "Z"):
        true
      default: "-./_ ".utf8.contains(byte)
      }
    }
}

/// Why money cannot be recorded, in the words that are printed.
package struct NotReceivable: Error, Hashable, Sendable, CustomStringConvertible {
  let words: String
  package var description: String { words }
}
