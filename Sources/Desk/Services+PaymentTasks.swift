import Applications
import Payments
import Rules
import Signing
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
  /// What was proposed about it and is open.
  package var proposals: [ProposalRecord] = []
  /// Whether the money may be taken for the fee.
  package var canBeAccepted = false
  /// Whether its provider says itself what has gone back.
  package var isToldOfReturns = false

  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case held
    case credit
    case reversed
    case refunded
    /// A fee is to go back, or what is proposed is about something that is no task any more.
    case proposed
    /// A genuine notification about a payment that is not known here.
    case unmatched
    /// One that is kept and can be settled: its program died.
    case waiting
    /// Not signed as it must be.
    case refused
  }

  /// By which it is named on a command line: eight letters and digits. It stays the same while the task is open.
  package var id: String {
    if kind == .proposed, let first = proposals.first { return first.proposal.id }
    let name =
      notification.map(\.description)
      ?? "\(kind.rawValue) \(application?.text ?? "") \(reference) \(transaction)"
    return Self.id(of: name)
  }

  static func id(of name: String) -> String {
    String(SHA256.digest(of: name.utf8).description.prefix(8))
  }

  /// How far it is.
  package var stage: Stage {
    if proposals.contains(where: { $0.stage == .proposed }) { return .proposed }
    return proposals.isEmpty ? .open : .confirmed
  }

  package enum Stage: String, Hashable, Sendable {
    /// Nobody has proposed anything.
    case open
    /// A second person has to confirm or refuse.
    case proposed
    /// Money has to be sent.
    case confirmed
  }

  /// What to do next.
  package var remedy: String {
    if !proposals.isEmpty { return proposals.map(nextStep).joined(separator: "; ") }
    return switch kind {
    case .held:
      "money came that is not the amount of the invoice: 'docket store refund' proposes to return it, "
        + "'docket store close-task \(id)' to keep it, or with --accept to take it for the fee"
    case .credit where canBeAccepted:
      "it came after the last day, and there is more time since: 'docket store close-task \(id) --accept' "
        + "proposes to take it for the fee, 'docket store refund' to return it"
    case .credit:
      "nothing is owed for it: 'docket store refund' proposes to return it, 'docket store close-task "
        + "\(id)' to keep it"
    case .reversed:
      "the bank took the fee back: ask the applicant, decide what becomes of the application, and "
        + "'docket store close-task \(id)'"
    case .refunded:
      "the provider has sent the fee back, and nobody had proposed it: decide what becomes of the "
        + "application, and 'docket store close-task \(id)'"
    case .proposed: ""
    case .unmatched:
      "find out at the provider whose money it is, return it there, and 'docket store close-task \(id)'"
    case .waiting: "'docket store sweep' settles it"
    case .refused:
      "compare the keys in docket.jsonc with those of the provider; after \(Store.refusedDays) days they "
        + "go by themselves"
    }
  }

  private func nextStep(_ record: ProposalRecord) -> String {
    let id = record.proposal.id
    let what = record.proposal.kind.rawValue
    guard record.isToBeSent else {
      return
        "\(what) was proposed by \(record.proposedBy.name): a second person says 'docket store "
        + "refund --confirm \(id)' or '--refuse \(id)'"
    }
    return "the refund was confirmed: return it at the provider"
      + (isToldOfReturns ? ", which tells us" : ", then 'docket store refund --sent \(id)'")
  }
}

extension Event.Actor {
  /// Without the role.
  package var name: String {
    switch self {
    case .applicant(let id): id.text
    case .party(let name), .helper(let name), .payer(let name), .provider(let name),
      .program(let name), .staff(let name), .member(let name, _):
      name
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
        tasks += self.tasks(of: application)
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

  private func tasks(of application: Application) -> [MoneyTask] {
    var open = application.openProposals
    var tasks = application.paymentTasks.map { task in
      let mine = open.filter { $0.isAbout(task) }
      open.removeAll { mine.contains($0) }
      var listed = MoneyTask(task, of: application.number)
      listed.proposals = mine
      return listed
    }
    tasks += open.map { record in
      let proposal = record.proposal
      return MoneyTask(
        kind: .proposed, application: application.number, money: proposal.money,
        currency: proposal.currency, since: record.proposedAt, reference: proposal.reference,
        transaction: proposal.transaction, proposals: [record])
    }
    for index in tasks.indices {
      let provider = application.attempt(tasks[index].reference)?.attempt.provider
      tasks[index].isToldOfReturns = provider.map(tellsOfReturns) ?? false
      tasks[index].canBeAccepted =
        tasks[index].kind == .held
        || tasks[index].kind == .credit
          && application.canAccept(tasks[index].transaction, for: tasks[index].reference)
    }
    return tasks
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

extension ProposalRecord {
  /// Whether it would settle that task, or a part of it.
  fileprivate func isAbout(_ task: PaymentTask) -> Bool {
    guard proposal.reference == task.reference, proposal.transaction == task.transaction else {
      return false
    }
    return switch task.kind {
    case .held, .credit: true
    case .reversed: proposal.kind == .settleReversal
    case .refunded: proposal.kind == .settleRefund
    }
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
