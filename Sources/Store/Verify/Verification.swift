import Files
import Rules

/// Reads everything in a store once more and says what is not as it should be.
///
/// People may be applying meanwhile: it takes no locks, and what looks wrong is looked at a second time
/// before it is said. It changes nothing, but for one thing: a journal that is read-only since a failed
/// sync, and was found whole with all its files, is written anew and takes changes again; `renewed` names
/// it.
///
/// ```swift
/// var verification = Verification(of: store, at: now)
/// for part in verification.parts() { verification.verify(part) }
/// ```
package struct Verification {
  package let store: Store
  /// What is younger than a day may be somebody's work under way.
  let yesterday: Moment
  package private(set) var findings: [Finding] = []
  /// The folders of applications, accounts, staff and organisations that take changes again.
  package private(set) var renewed: [String] = []
  /// The publications that were named, and the first place where each was.
  package private(set) var publications: [String: (path: String, line: Int)] = [:]
  package private(set) var counts = Counts()
  /// The application that each payment was booked for.
  private var payments: [UInt64: String] = [:]

  package struct Counts: Equatable, Sendable {
    package var applications = 0
    package var accounts = 0
    package var staff = 0
    package var organisations = 0
    package var lines = 0
    package var attachments = 0
    package var bytes = 0
    package var payments = 0
    /// Tails, drafts and look-ups that lead nowhere: what crashes leave, and nobody has to care about.
    package var leftovers = 0
  }

  /// One folder, small enough to report progress by.
  package struct Part: Hashable, Sendable {
    let kind: Store.Kind
    /// From the store's folder on.
    package let folder: String
  }

  /// `now` is the moment by the clock that stamps files.
  package init(of store: Store, at now: Moment) {
    self.store = store
    yesterday = now.adding(seconds: -86_400)
  }

  /// Everything there is to verify, in a stable order; the store's own folder is looked at on the way.
  package mutating func parts() -> [Part] {
    var look = Look()
    let parts = store.parts(&look, before: yesterday)
    take(look)
    return parts
  }

  package mutating func verify(_ part: Part) {
    var look = Look()
    let names = store.things(in: part, &look, before: yesterday)
    take(look)
    for name in names {
      let place = "\(part.folder)/\(name)"
      var look = store.look(part.kind, place, name, before: yesterday)
      // Somebody may have changed it between two steps. What is seen twice is so.
      if !look.findings.isEmpty { look = store.look(part.kind, place, name, before: yesterday) }
      if part.kind == .applications { counts.applications += 1 }
      if part.kind == .accounts { counts.accounts += 1 }
      if part.kind == .staff { counts.staff += 1 }
      if part.kind == .organisations { counts.organisations += 1 }
      take(look, named: name, in: place)
      if look.isReadOnly { renew(place, isWhole: look.findings.isEmpty) }
    }
  }

  private mutating func take(_ look: Look) { take(look, named: "", in: "") }

  private mutating func take(_ look: Look, named name: String, in place: String) {
    findings += look.findings
    counts.lines += look.lines
    counts.attachments += look.attachments
    counts.bytes += look.bytes
    counts.leftovers += look.leftovers
    counts.payments += look.payments.count
    for (publication, line) in look.publications where publications[publication] == nil {
      publications[publication] = (place + "/journal", line)
    }
    for payment in look.payments {
      let mark = Store.mark(of: payment)
      if let other = payments[mark], other != name {
        report(
          .error, place + "/journal", "a payment is booked that was booked for \(other) too",
          remedy: "ask the payment provider which of the two it was for; refund or rebook by hand")
      }
      payments[mark] = name
    }
  }

  /// Lets a journal take changes again if it is whole.
  private mutating func renew(_ place: String, isWhole: Bool) {
    guard isWhole else {
      report(
        .error, place, "takes no changes, since a sync failed and could not be undone",
        remedy: "put right what else is said about it, then verify again")
      return
    }
    do throws(StoreError) {
      try LockedJournal.renew(folder: store.folder + "/" + place, random: store.random)
      renewed.append(place)
    } catch {
      report(
        .error, place, "whole, but could not be written anew: \(error)",
        remedy: Look.askTheMachine)
    }
  }

  mutating func report(
    _ severity: Finding.Severity, _ path: String, line: Int = 0, _ summary: String, remedy: String
  ) {
    findings.append(
      Finding(severity: severity, path: path, line: line, summary: summary, remedy: remedy))
  }
}
