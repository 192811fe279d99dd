import Applications
import Rules
import Store

/// All about money that goes back, is kept, or was decided about, over all applications.
package struct MoneyRegister: Hashable, Sendable {
  /// Oldest first.
  package var lines: [Line] = []
  /// What each account has more or less by them, by currency and in the order of the accounts. Together they are
  /// nothing.
  package var sums: [Sum] = []
  /// Applications that cannot be read: what they have is not in it.
  package var unreadable: [ApplicationNumber] = []

  /// One proposal with what was booked by it, or one booking that nobody had proposed.
  package struct Line: Hashable, Sendable {
    package let application: ApplicationNumber
    package let at: Moment
    package var proposal: ProposalRecord?
    package var entries: [RegisterEntry] = []
  }

  package struct Sum: Hashable, Sendable {
    package let currency: String
    package let account: MoneyAccount
    package var money: Money
  }
}

extension Services {
  /// The register. Only applications that have something in it are read; with `isOpen`, only those in which
  /// something waits for somebody.
  package func moneyRegister(isOpen: Bool = false) throws -> MoneyRegister {
    var register = MoneyRegister()
    let numbers =
      isOpen
      ? try store.applicationsWithPaymentTasks() : try store.applicationsInTheRegister()
    for number in numbers {
      do {
        guard let application = try store.application(number) else { continue }
        register.lines += application.registerLines.filter { line in
          !isOpen || line.proposal?.isOpen ?? false
        }
      } catch {
        register.unreadable.append(number)
      }
    }
    register.lines.sort { ($0.at, $0.application.text) < ($1.at, $1.application.text) }
    register.add()
    return register
  }
}

extension Application {
  fileprivate var registerLines: [MoneyRegister.Line] {
    let entries = register
    let proposed = proposals.map { record in
      MoneyRegister.Line(
        application: number, at: record.proposedAt, proposal: record,
        entries: entries.filter { $0.proposal == record.proposal.id })
    }
    let others = entries.filter { $0.proposal == nil }.map {
      MoneyRegister.Line(application: number, at: $0.at, entries: [$0])
    }
    return proposed + others
  }
}

extension MoneyRegister {
  fileprivate mutating func add() {
    let entries = lines.flatMap(\.entries)
    for currency in Set(entries.map(\.currency)).sorted() {
      for account in MoneyAccount.allCases {
        let all = entries.filter { $0.currency == currency }
        let more = all.filter { $0.to == account }.reduce(0) { $0 + $1.money.cents }
        let less = all.filter { $0.from == account }.reduce(0) { $0 + $1.money.cents }
        if more != 0 || less != 0 {
          sums.append(Sum(currency: currency, account: account, money: Money(cents: more - less)))
        }
      }
    }
  }
}
