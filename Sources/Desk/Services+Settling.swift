import Applications
import Payments
import Rules
import Store

/// What became of something that a provider has sent.
enum Settlement: Hashable, Sendable {
  /// Not signed as it must be.
  case refused(Verdict.Fault)
  /// Genuine, and about nothing that is known here.
  case unmatched
  case irrelevant
  /// What it says has happened, or had happened before.
  case settled(reference: String)
}

extension Services {
  /// Does what a notification that is kept says, as it was judged. It is marked done only after that is lasting; one
  /// that nobody can be found for stays as it is.
  ///
  /// `cameAt` is when its word came, which may be longer ago than now.
  func settle(
    _ kept: NotificationID, _ verdict: Verdict, cameAt: Moment
  ) throws -> Settlement {
    switch verdict {
    case .refused(let fault):
      try store.refuse(kept)
      return .refused(fault)
    case .irrelevant:
      try store.markDone(kept)
      return .irrelevant
    case .says(let report):
      let reference = try settle(report, by: .provider(kept.provider), cameAt: cameAt) {
        try store.markDone(kept)
      }
      return reference.map { .settled(reference: $0) } ?? .unmatched
    }
  }

  /// Does what a provider says, or staff for it, exactly once however often it comes, and sends the letter that
  /// this owes. The reference of the attempt; `nil` where it is about an attempt, or money, that is not here: then nothing has happened.
  ///
  /// `cameAt` is when its word came; now where nothing is said. `done` is called once it has happened and is
  /// lasting, or has been so before.
  func settle(
    _ report: Report, by who: Event.Actor, cameAt: Moment? = nil, done: () throws -> Void = {}
  ) throws -> String? {
    guard let report = try named(report, by: who), let reference = report.reference,
      let application = try store.application(ofAttempt: reference)
    else { return nil }
    var owed: [Message] = []
    var isMatched = true
    try afterwards {
      _ = try store.change(
        application.number, at: now, by: who,
        owing: { application, event in
          owed = try lettersOwed(application, event)
          return owed
        }
      ) { application in
        switch effect(of: report, on: application, at: cameAt ?? now) {
        case .nothing: return nil
        case .happens(let what): return what
        case .unmatched:
          isMatched = false
          return nil
        }
      }
      if isMatched { try done() }
    }
    // Last, because it may take a while; and also when nothing is owed: one before may have died here.
    sendMail(owed)
    return isMatched ? reference : nil
  }

  /// The same report with the reference of the attempt that its transaction was booked for, where it has none itself:
  /// who sends money back does not always say what for. `nil` where there is no such transaction either.
  func named(_ report: Report, by who: Event.Actor) throws -> Report? {
    if report.reference != nil { return report }
    guard case .provider(let name) = who,
      let record = try store.attempt(ofTransaction: report.transaction, with: name)
    else { return nil }
    return Report(
      reference: record.attempt.reference, transaction: report.transaction, report.what)
  }
}
