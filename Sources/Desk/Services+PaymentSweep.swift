import Applications
import CGI
import Payments
import Rules
import Store

/// What a sweep found about payments.
package struct PaymentSweep: Sendable {
  /// What has happened, or in a dry run would be tried, a line for each: numbers and references, never names.
  package var done: [String] = []
  /// What could not be found out, with the reason.
  package var failures: [String] = []
  /// Applications that could not be read or changed.
  package var unreadable: [ApplicationNumber] = []
}

extension Services {
  /// For so many seconds after the hand-over, or a doubt, a provider is not asked: until then its own word may come.
  static let graceSeconds = 3 * 3600
  /// A provider that has failed so often is not asked again in the same run.
  private static let failureLimit = 3

  /// A job of the sweep: settles notifications that were kept and not done, because their program died or the keys
  /// were wrong then; asks providers about attempts whose end is not known, and finishes the application;
  /// and ends those of which no word came within the provider's own time.
  ///
  /// Safe to run twice, or beside people at work: each change is decided under the lock of the application.
  ///
  /// `providers` finds one by its name; where nothing is said, those of the settings are meant.
  package func sweepPayments(
    isDryRun: Bool = false, providers: ((String) throws -> (any Provider)?)? = nil
  ) throws -> PaymentSweep {
    let providers = providers ?? provider(named:)
    var sweep = PaymentSweep()
    try settleKept(&sweep, isDryRun: isDryRun)
    var failures: [String: Int] = [:]
    for number in try store.applicationsInLimbo() {
      do {
        guard let application = try store.application(number) else { continue }
        for record in application.attempts where record.isOpen {
          let name = record.attempt.provider
          guard failures[name, default: 0] < Self.failureLimit else { continue }
          do {
            try look(
              at: record, of: application, by: try providers(name), &sweep, isDryRun: isDryRun)
          } catch let failure as ProviderFailure {
            failures[name, default: 0] += 1
            sweep.failures.append("\(words(record, application)): \(failure.reason)")
          }
        }
        if !isDryRun { try store.forgetLimbo(of: number) }
      } catch let error as StoreError {
        switch error {
        case .damaged, .newer, .readOnly, .missing, .unreadable: sweep.unreadable.append(number)
        default: throw error
        }
      }
    }
    if !isDryRun {
      for line in sweep.done + sweep.failures {
        log("sweep", about: "payments", line)
      }
    }
    return sweep
  }

  // MARK: Attempts

  private func look(
    at record: AttemptRecord, of application: Application, by provider: (any Provider)?,
    _ sweep: inout PaymentSweep, isDryRun: Bool
  ) throws {
    let isOver = now > record.openedAt.adding(seconds: record.attempt.windowSeconds)
    let words = words(record, application)
    switch record.state {
    case .handedOver(let since), .unknown(let since):
      guard now >= since.adding(seconds: Self.graceSeconds) else { return }
      if isDryRun, provider != nil {
        sweep.done.append("\(words): asks the provider" + (isOver ? ", or ends it" : ""))
        return
      }
      if let provider, let order = order(for: record.attempt) {
        switch try provider.ask(about: order, at: now) {
        case .says(let report)?:
          guard report.reference == record.attempt.reference else {
            throw ProviderFailure(reason: "the provider answers about another payment")
          }
          _ = try settle(report, by: .provider(provider.name))
          if let outcome = try outcome(of: record, application) {
            sweep.done.append("\(words): \(outcome)")
          }
          return
        case .refused(let fault)?:
          throw ProviderFailure(reason: "the answer is not to be believed: \(fault.rawValue)")
        case .irrelevant?, nil: break
        }
      }
      // The provider said that it does not know: then time does not answer either.
      if case .unknown = record.state { return }
    case .opened: break
    case .paid, .held, .ended: return
    }
    guard isOver else { return }
    if !isDryRun {
      _ = try change(application.number, by: .program("sweep")) { now in
        now.attempt(record.attempt.reference)?.state == record.state
          ? .attemptEnded(record.attempt.reference, .abandoned) : nil
      }
    }
    sweep.done.append("\(words): ended, no word came within the provider's time")
  }

  private func words(_ record: AttemptRecord, _ application: Application) -> String {
    "\(application.number) \(record.attempt.reference)"
  }

  /// What has become of an attempt; `nil` where nothing has changed.
  private func outcome(of record: AttemptRecord, _ before: Application) throws -> String? {
    guard let after = try store.application(before.number),
      let state = after.attempt(record.attempt.reference)?.state, state != record.state
    else { return nil }
    return switch state {
    case .paid(let payment, _): payment.use == .fee ? "paid, submitted" : "paid, kept as a credit"
    case .held: "paid, but not the amount of the invoice: held"
    case .ended(let end, _): end.rawValue
    case .unknown: "the provider does not know yet"
    case .opened, .handedOver: nil
    }
  }

  // MARK: Notifications

  private func settleKept(_ sweep: inout PaymentSweep, isDryRun: Bool) throws {
    let open = try store.openNotifications()
    for (kept, isRefused) in open.map({ ($0, false) })
      + (try store.refusedNotifications().map { ($0, true) })
    {
      do {
        guard let judged = try judge(kept) else { continue }
        if isRefused, case .refused = judged.verdict { continue }
        if isDryRun {
          if try isMatched(judged) { sweep.done.append("\(kept): settles it") }
          continue
        }
        switch try settle(kept, judged.verdict, cameAt: judged.cameAt) {
        case .settled(let reference):
          sweep.done.append("a notification about \(reference) that was kept: settled")
        case .irrelevant, .unmatched, .refused: break
        }
      } catch let fault as Settings.Fault {
        let words = "notifications of '\(kept.provider)': \(fault.description)"
        if !sweep.failures.contains(words) { sweep.failures.append(words) }
      } catch let error as StoreError {
        switch error {
        case .damaged, .newer, .readOnly, .missing, .unreadable:
          sweep.failures.append("\(kept): its application cannot be read or changed")
        default: throw error
        }
      }
    }
  }

  private func isMatched(_ judged: JudgedNotification) throws -> Bool {
    switch judged.verdict {
    case .refused: return false
    case .irrelevant: return true
    case .says(let report):
      guard let report = try named(report, by: .provider(judged.provider.name)),
        let application = try report.reference.flatMap(store.application(ofAttempt:))
      else { return false }
      return effect(of: report, on: application, at: now) != .unmatched
    }
  }

  /// A notification that is kept, judged as when it came; `nil` where its provider is not configured any more, or
  /// it has gone meanwhile.
  func judge(_ kept: NotificationID) throws -> JudgedNotification? {
    guard let provider = try provider(named: kept.provider),
      let bytes = try store.notification(kept), let stamp = try store.arrival(of: kept)
    else { return nil }
    // Files are stamped by the machine's clock, which a demonstration shifts.
    let cameAt = min(now, stamp.adding(seconds: settings.clockShiftDays * 86_400))
    let notification = Payments.Notification(kept: bytes)
    return JudgedNotification(
      provider: provider, cameAt: cameAt, verdict: provider.judge(notification, at: cameAt))
  }
}

struct JudgedNotification {
  let provider: any Provider
  let cameAt: Moment
  let verdict: Verdict
}
