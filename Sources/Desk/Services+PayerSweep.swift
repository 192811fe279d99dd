import Applications
import Rules
import Store

/// What a sweep found about requests to others to pay.
package struct PayerSweep: Hashable, Sendable {
  /// Whose time is over.
  package var expired: [ApplicationNumber] = []
  /// Those that could not be read.
  package var unreadable: [ApplicationNumber] = []
}

extension Services {
  /// A job of the sweep: tells applicants that the time of somebody whom they asked to pay is over. It is over by the
  /// clock, whether anybody swept or not. In a dry run it only finds whom it would tell.
  ///
  /// Safe to run twice, or beside people at work: whether it is so is decided under the lock of the application.
  package func sweepPayers(isDryRun: Bool = false) throws -> PayerSweep {
    var sweep = PayerSweep()
    for number in try store.applicationsAskingPayers() {
      do {
        guard let application = try store.application(number) else { continue }
        if application.hasExpiredPayer(at: now) {
          sweep.expired.append(number)
          if !isDryRun { try expirePayer(of: number) }
        }
        if !isDryRun { try store.forgetPayers(of: number) }
      } catch let error as StoreError {
        switch error {
        case .damaged, .newer, .readOnly, .missing, .unreadable: sweep.unreadable.append(number)
        default: throw error
        }
      }
    }
    return sweep
  }

  private func expirePayer(of number: ApplicationNumber) throws {
    _ = try change(number, by: .program("sweep")) { application in
      guard application.hasExpiredPayer(at: now), let record = application.unendedPayer else {
        return nil
      }
      return .payerExpired(record.request.id)
    }
  }
}
