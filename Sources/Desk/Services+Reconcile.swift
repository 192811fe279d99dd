import Applications
import Notation
import Rules
import Store

/// Where a provider's report and the ledgers of the applications do not agree, to the cent.
package struct Reconciliation: Hashable, Sendable {
  /// By transaction.
  package var differences: [Difference] = []
  /// What both have in all, by currency.
  package var sums: [Sum] = []
  /// Applications that cannot be read: what they have is not in the sums.
  package var unreadable: [ApplicationNumber] = []

  package struct Difference: Hashable, Sendable {
    package let transaction: String
    package let currency: String
    /// What the provider says has moved; `nil` where the report does not have the transaction.
    package let reported: Money?
    /// What is booked here; `nil` where nothing is.
    package let booked: Money?
    /// Whose money it is; `nil` for a transaction that no application has.
    package let application: ApplicationNumber?
    package let reference: String?
    /// Whether it is booked here, but on days that the report is not about.
    package let isOfOtherDays: Bool
  }

  package struct Sum: Hashable, Sendable {
    package let currency: String
    package var reported = Money.zero
    package var booked = Money.zero

    package var difference: Money { Money(cents: reported.cents - booked.cents) }
  }
}

extension Services {
  /// Compares a provider's report with all that is booked for it. `days`: those that the report is about, in the
  /// agency's time zone; all, where nothing is said. `progress` is called once for each application, with how
  /// many there are.
  package func reconcile(
    _ report: [SettlementReport.Movement], with provider: String, on days: ClosedRange<Day>? = nil,
    progress: (Int) -> Void = { _ in }
  ) throws -> Reconciliation {
    let zone = try publication(newestPublication()).agency().timeZone
    var result = Reconciliation()
    var reported: [Key: Money] = [:]
    for movement in report {
      let key = Key(movement.transaction, movement.currency)
      reported[key] = (reported[key] ?? .zero) + movement.money
    }
    var booked: [Key: Booked] = [:]
    let numbers = try store.applicationNumbers()
    for number in numbers {
      progress(numbers.count)
      do {
        guard let application = try store.application(number) else { continue }
        for record in application.attempts where record.attempt.provider == provider {
          for money in record.received {
            let key = Key(money.payment.transaction, money.payment.currency)
            var known = booked[key] ?? Booked(number, record.attempt.reference)
            for (moved, moment) in money.movements {
              if let days, !days.contains(zone.day(of: moment)) {
                known.isOnOtherDays = true
              } else {
                known.money = (known.money ?? .zero) + moved
              }
            }
            booked[key] = known
          }
        }
      } catch {
        switch error {
        case .damaged, .newer, .missing, .unreadable: result.unreadable.append(number)
        default: throw error
        }
      }
    }
    var sums: [String: Reconciliation.Sum] = [:]
    for key in Set(reported.keys).union(booked.keys) {
      let (theirs, ours) = (reported[key], booked[key]?.money)
      // Of other days, and not in the report: that is as it should be.
      guard theirs != nil || ours != nil else { continue }
      var sum = sums[key.currency] ?? Reconciliation.Sum(currency: key.currency)
      sum.reported = sum.reported + (theirs ?? .zero)
      sum.booked = sum.booked + (ours ?? .zero)
      sums[key.currency] = sum
      guard theirs != ours else { continue }
      result.differences.append(
        Reconciliation.Difference(
          transaction: key.transaction, currency: key.currency, reported: theirs, booked: ours,
          application: booked[key]?.application, reference: booked[key]?.reference,
          isOfOtherDays: booked[key]?.isOnOtherDays ?? false))
    }
    result.differences.sort { ($0.transaction, $0.currency) < ($1.transaction, $1.currency) }
    result.sums = sums.values.sorted { $0.currency < $1.currency }
    return result
  }

  private struct Key: Hashable {
    let transaction: String
    let currency: String

    init(_ transaction: String, _ currency: String) {
      self.transaction = transaction
      self.currency = currency
    }
  }

  private struct Booked {
    let application: ApplicationNumber
    let reference: String
    /// On the days that count; `nil` where nothing moved on them.
    var money: Money?
    var isOnOtherDays = false

    init(_ application: ApplicationNumber, _ reference: String) {
      self.application = application
      self.reference = reference
    }
  }
}

extension ReceivedMoney {
  /// Each time money moved, and how much: below zero where it went back.
  fileprivate var movements: [(Money, Moment)] {
    [(payment.money, at)] + returns.map { (Money(cents: -$0.money.cents), $0.at) }
  }
}
