import Applications
import Payments
import Rules
import Store

/// Something about money that staff has to settle, as `docket store tasks` lists it.
package struct MoneyTask: Hashable, Sendable {
  package let kind: Kind
  /// `nil` where nobody knows yet whose it is.
  package var application: ApplicationNumber?
  package var money: Money?
  package var currency = ""
  package let since: Moment
  package var reference = ""
  package var transaction = ""
  /// The file in which a notification lies.
  package var notification: NotificationID?
  /// How many there are of this kind; more than one only where nobody can tell them apart.
  package var count = 1

  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case held
    case credit
    case reversed
    case refunded
    /// A genuine notification about a payment that is not known here.
    case unmatched
    /// One that is kept and can be settled: its program died.
    case waiting
    /// Not signed as it must be.
    case refused
  }

  package var remedy: String {
    switch kind {
    case .held:
      "money came that is not the amount of the invoice: return it at the provider, or ask the applicant"
    case .credit: "nothing is owed for it: return it at the provider, which tells us"
    case .reversed:
      "the bank took the fee back: ask the applicant, and decide what becomes of the application"
    case .refunded: "the provider has sent the fee back: decide what becomes of the application"
    case .unmatched: "find out at the provider whose money it is, and return it or ask the payer"
    case .waiting: "'docket store sweep' settles it"
    case .refused:
      "compare the keys in docket.jsonc with those of the provider; after \(Store.refusedDays) days they "
        + "go by themselves"
    }
  }
}

extension Services {
  /// All there is, oldest first. An application that cannot be read hides none of the others; `unreadable` is told.
  package func moneyTasks(unreadable: (String) -> Void) throws -> [MoneyTask] {
    var tasks: [MoneyTask] = []
    for number in try store.applicationsWithPaymentTasks() {
      do {
        guard let application = try store.application(number) else { continue }
        tasks += application.paymentTasks.map { MoneyTask($0, of: number) }
      } catch {
        unreadable(number.text)
      }
    }
    for kept in try store.openNotifications() {
      if let task = try task(about: kept) { tasks.append(task) }
    }
    let refused = try store.refusedNotifications()
    let since = try refused.compactMap { try store.arrival(of: $0) }.min()
    if let since {
      tasks.append(MoneyTask(kind: .refused, since: since, count: refused.count))
    }
    return tasks.sorted { ($0.since, $0.transaction) < ($1.since, $1.transaction) }
  }

  private func task(about kept: NotificationID) throws -> MoneyTask? {
    guard let since = try store.arrival(of: kept) else { return nil }
    var task = MoneyTask(kind: .unmatched, since: since, notification: kept)
    // Without its provider, or its keys, nobody can say what is in it.
    guard let judged = try? judge(kept), case .says(let said) = judged.verdict else { return task }
    let report = try named(said, by: .provider(kept.provider)) ?? said
    task.reference = report.reference ?? ""
    task.transaction = report.transaction
    switch report.what {
    case .paid(let money, let currency), .refunded(let money, let currency),
      .reversed(let money, let currency):
      (task.money, task.currency) = (money, currency)
    case .declined, .cancelled, .undecided: break
    }
    guard let application = try store.application(ofAttempt: task.reference) else { return task }
    task.application = application.number
    guard effect(of: report, on: application, at: judged.cameAt) != .unmatched else { return task }
    return MoneyTask(
      kind: .waiting, application: task.application, money: task.money, currency: task.currency,
      since: since, reference: task.reference, transaction: task.transaction, notification: kept)
  }
}

extension MoneyTask {
  fileprivate init(_ task: PaymentTask, of number: ApplicationNumber) {
    let kind: Kind =
      switch task.kind {
      case .held: .held
      case .credit: .credit
      case .reversed: .reversed
      case .refunded: .refunded
      }
    self.init(
      kind: kind, application: number, money: task.money, currency: task.currency,
      since: task.since, reference: task.reference, transaction: task.transaction)
  }
}
