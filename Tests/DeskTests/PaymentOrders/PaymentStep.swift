import Applications

import Payments
import Rules
import Testing

@testable import Desk

/// One thing that can happen while somebody pays.
enum PaymentStep: String, CaseIterable, Sendable {
  /// The applicant begins an attempt, or another one where the one before may be given up.
  case begins
  /// The provider's server says that the newest attempt is paid. Again, it is the same notification.
  case pays
  /// The same, brought by the browser.
  case returns
  /// The newest attempt is paid with a further transaction.
  case paysTwice = "pays twice"
  /// Money comes for the first attempt, however long ago that was.
  case paysFirst = "pays the first"
  /// Another sum comes than the invoice says.
  case paysWrong = "pays another sum"
  /// The newest attempt is paid, and the program dies somewhere on its way to say so.
  case paysAndDies = "pays, the program dies"
  case declines
  /// The provider does not know.
  case doubts
  /// The bank takes back what paid the newest attempt first.
  case reverses
  case sweeps
  /// A day passes.
  case waits
  /// It is the last day on which it can be paid.
  case lastDay = "the last day comes"

  /// All orders of so many steps.
  static func orders(of length: Int) -> Int {
    (0..<length).reduce(1) { all, _ in all * allCases.count }
  }

  /// The order of that number, counted from 0.
  static func order(_ number: Int, of length: Int) -> [PaymentStep] {
    var rest = number
    return (0..<length).map { _ in
      defer { rest /= allCases.count }
      return allCases[rest % allCases.count]
    }
  }
}

/// What should become of an application and its money, and what Docket's own rules make of it, without a store.
///
/// The first attempt is open when it begins.
struct PaymentCase {
  private(set) var application: Application
  private(set) var now: Moment
  /// Said by the provider, and not done yet: the program died over it.
  private var unsettled: [(report: Report, cameAt: Moment)] = []
  /// Every sum that has come, as the test itself counts: by the attempt's number, its transaction, its cents.
  private(set) var expected: [Sum] = []
  private var isSubmitted = false
  /// Word of money that goes back before it came: it waits.
  private(set) var unmatched: [Report] = []
  private var reversed: Set<String> = []
  /// How many lines say that money came.
  private var bookedCount = 0

  struct Sum: Hashable {
    let attempt: Int
    let transaction: String
    let cents: Int
    let use: Use
  }

  enum Use: Hashable { case fee, credit, held }

  static let day = 86_400
  static let total = 40_00

  init(_ application: Application, now: Moment) {
    self.application = application
    self.now = now
  }

  var newest: Int { application.attempts.count - 1 }

  static func transaction(_ attempt: Int, _ number: Int) -> String { "T\(attempt)-\(number)" }

  // MARK: What happens

  /// `hasDied`: whether the program died before it had done anything.
  mutating func take(_ step: PaymentStep, hasDied: Bool = true) {
    switch step {
    case .begins: begin()
    case .pays, .returns: pay(newest, 1, Self.total)
    case .paysTwice: pay(newest, 2, Self.total)
    case .paysFirst: pay(0, 1, Self.total)
    case .paysWrong: pay(newest, 3, Self.total - 1)
    case .paysAndDies:
      if hasDied {
        unsettled.append((paid(newest, 1, Self.total), now))
      } else {
        pay(newest, 1, Self.total)
      }
    case .declines: happens(report(newest, "", .declined))
    case .doubts: happens(report(newest, "", .undecided))
    case .reverses:
      reverse(
        report(
          newest, Self.transaction(newest, 1), .reversed(Money(cents: Self.total), currency: "EUR"))
      )
    case .sweeps: sweep()
    case .waits: now = now.adding(seconds: Self.day)
    case .lastDay:
      now = max(now, application.start.deadline.adding(seconds: -Self.day / 2))
    }
  }

  /// The clock of programs is the machine's, and shifted by days.
  mutating func isAt(_ moment: Moment) { now = moment }

  /// What a sweep does, and the provider sending again what nobody has confirmed. `asOfNow`: where the clock is
  /// shifted, what was kept counts as having come just now.
  mutating func sweep(asOfNow: Bool = false) {
    for (report, cameAt) in unsettled {
      let moment = asOfNow ? now : cameAt
      count(report, at: moment)
      happens(report, at: moment)
    }
    unsettled = []
    let early = unmatched
    unmatched = []
    for report in early { reverse(report) }
    for record in application.attempts where record.isOpen {
      if case .unknown = record.state { continue }
      guard now > record.openedAt.adding(seconds: record.attempt.windowSeconds) else { continue }
      append(.attemptEnded(record.attempt.reference, .abandoned), by: .program("sweep"))
    }
  }

  private mutating func begin() {
    guard application.submittedAt == nil, application.heldAttempt == nil,
      now < application.start.deadline
    else { return }
    if let open = application.openAttempt {
      guard open.canBeGivenUp(at: now) else { return }
      append(.attemptEnded(open.attempt.reference, .abandoned))
    }
    let first = application.attempts[0].attempt
    let reference = "attempt-\(application.attempts.count)"
    append(
      .attemptOpened(
        Attempt(
          reference: reference, provider: first.provider, quote: first.quote,
          publication: first.publication, currency: first.currency,
          checkingSeconds: first.checkingSeconds, windowSeconds: first.windowSeconds,
          key: reference)))
    append(.attemptHandedOver(reference))
  }

  private func report(_ attempt: Int, _ transaction: String, _ what: Report.What) -> Report {
    Report(
      reference: application.attempts[attempt].attempt.reference, transaction: transaction, what)
  }

  private func paid(_ attempt: Int, _ number: Int, _ cents: Int) -> Report {
    report(
      attempt, Self.transaction(attempt, number), .paid(Money(cents: cents), currency: "EUR"))
  }

  private mutating func pay(_ attempt: Int, _ number: Int, _ cents: Int) {
    let report = paid(attempt, number, cents)
    count(report, at: now)
    happens(report)
  }

  private mutating func reverse(_ report: Report) {
    guard expected.contains(where: { $0.transaction == report.transaction }) else {
      if !unmatched.contains(report) { unmatched.append(report) }
      return
    }
    reversed.insert(report.transaction)
    happens(report)
  }

  private mutating func happens(_ report: Report, at moment: Moment? = nil) {
    if case .happens(let what) = effect(of: report, on: application, at: moment ?? now) {
      append(what, by: .provider("simulator"))
    }
  }

  private mutating func append(_ what: Event.What, by who: Event.Actor? = nil) {
    if case .attemptPaid = what { bookedCount += 1 }
    application.apply(
      Event(
        number: application.lastEvent + 1, at: now,
        who: who ?? .applicant(application.applicant), what: what))
  }

  // MARK: What should be

  /// Books a sum as the regulation and the issue have it, in the plainest way.
  private mutating func count(_ report: Report, at moment: Moment) {
    guard case .paid(let money, _) = report.what,
      let attempt = application.attempts.firstIndex(where: {
        $0.attempt.reference == report.reference
      }), !expected.contains(where: { $0.transaction == report.transaction })
    else { return }
    let opened = application.attempts[attempt].openedAt
    let deadline = application.start.deadline
    let isInTime =
      opened < deadline && (moment < deadline || moment <= opened.adding(seconds: 3 * Self.day))
    let hasBeenPaid = expected.contains { $0.attempt == attempt && $0.use != .held }
    let use: Use =
      money.cents != Self.total
      ? .held : isInTime && !isSubmitted && !hasBeenPaid ? .fee : .credit
    if use == .fee { isSubmitted = true }
    expected.append(
      Sum(attempt: attempt, transaction: report.transaction, cents: money.cents, use: use))
  }

  /// What is wrong with the application as it stands here, or in a store.
  func fault(in application: Application) -> String? {
    let sums = application.attempts.enumerated().flatMap { index, record in
      record.received.map { money in
        Sum(
          attempt: index, transaction: money.payment.transaction, cents: money.payment.money.cents,
          use: Use(money.payment.use))
      }
    }
    if Set(sums) != Set(expected) || sums.count != expected.count {
      return "booked \(sums), not \(expected)"
    }
    let fees = sums.count { $0.use == .fee }
    if fees != (isSubmitted ? 1 : 0) || (application.submittedAt != nil) != isSubmitted {
      return "\(fees) submissions, expected \(isSubmitted ? 1 : 0)"
    }
    let returned = application.attempts.flatMap(\.received).flatMap(\.returns)
      .reduce(0) { $0 + $1.money.cents }
    let kept = application.attempts.flatMap(\.received).reduce(0) { $0 + $1.kept.cents }
    let returnedCents = expected.reduce(0) {
      reversed.contains($1.transaction) ? $0 + $1.cents : $0
    }
    if returned != returnedCents { return "\(returned) cents went back, not \(returnedCents)" }
    if kept + returned != expected.reduce(0, { $0 + $1.cents }) {
      return "the ledger has a difference"
    }
    if bookedCount != expected.count { return "\(bookedCount) lines for \(expected.count) sums" }
    if application.attempts.count(where: \.isOpen) > 1 { return "two attempts are open" }
    return nil
  }
}

extension PaymentCase.Use {
  fileprivate init(_ use: Payment.Use) {
    switch use {
    case .fee: self = .fee
    case .credit: self = .credit
    case .held: self = .held
    }
  }
}
