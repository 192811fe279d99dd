import Applications
import Files
import Rules

// Every certificate that was granted here has a name, made of its number, by which anybody finds out whether it
// holds: `certificates/<shard>/<name>` leads to the account of its holder. It is lasting before the line that
// grants it, and stays.
//
// Its page lies outside the store. `showing/<shard>/<application>` says that pages of an application may be other than
// they should be: it is lasting before a line that changes them, and goes when they have been written.

/// The name of a certificate in addresses: the letters and digits of its number, small.
package struct CertificateName: Hashable, Sendable, CustomStringConvertible {
  package let text: String

  /// Spaces, hyphens and capitals do not matter. `nil` for what has none or more than 60 letters and digits.
  package init?(_ number: String) {
    var bytes: [UInt8] = []
    for byte in number.utf8 {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): bytes.append(byte + 32)
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        bytes.append(byte)
      default: continue
      }
    }
    guard (1...60).contains(bytes.count) else { return nil }
    text = String(decoding: bytes, as: UTF8.self)
  }

  package var description: String { text }
}

extension Application {
  /// The certificates that its decisions have granted or changed, undone ones too, each once.
  package var grantedNames: [CertificateName] {
    let all = review.decisions.flatMap(\.decision.grants)
      .flatMap { [$0.certificate] + $0.aligned }
    return all.compactMap { CertificateName($0.number) }
      .reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }
}

extension Store {
  /// Whose certificate has this name; `nil` for a name that none was granted under. A look-up alone says nothing: it
  /// goes before the line that grants.
  package func holder(ofCertificate name: CertificateName) throws(StoreError) -> AccountID? {
    try readFile(certificatePath(name), limit: 100).flatMap {
      AccountID(String(decoding: $0, as: UTF8.self))
    }
  }

  /// What a person holds and has held: by the lists that came in, and by what their applications were granted, which
  /// counts where both speak of the same. One that cannot be read is left out, and `unreadable` is told.
  package func certificates(
    of account: Account, unreadable: (ApplicationNumber) -> Void = { _ in }
  ) throws(StoreError) -> [HeldCertificate] {
    account.certificates.taking(
      grantsOf: try decidedApplications(of: account.id, unreadable: unreadable))
  }

  /// Those of a person about which something was ever decided.
  package func decidedApplications(
    of account: AccountID, unreadable: (ApplicationNumber) -> Void = { _ in }
  ) throws(StoreError) -> [Application] {
    var decided: [Application] = []
    for number in try applications(of: account) {
      do throws(StoreError) {
        guard let application = try application(number), application.applicant == account,
          !application.review.decisions.isEmpty
        else { continue }
        decided.append(application)
      } catch {
        unreadable(number)
      }
    }
    return decided
  }

  /// Before a line about a decision, by which the application becomes what it is `after`.
  ///
  /// `.taken` where somebody else holds a certificate of one of its numbers.
  func lookUpGrants(of after: Application) throws(StoreError) {
    let names = after.grantedNames
    guard !names.isEmpty else { return }
    let holder = Array(after.applicant.text.utf8)
    for name in names {
      let place = certificatePath(name)
      do throws(StoreError) {
        try createFile(place, with: holder, levels: 2, random: random)
      } catch {
        guard error == .taken, try readFile(place, limit: 100) == holder else { throw error }
        try replaceFile(place, with: holder, random: random)
      }
    }
    try replaceFile(path(.showing, after.number.text), with: [], levels: 2, random: random)
  }

  /// The applications whose certificates may have pages that say something else.
  package func applicationsToShow() throws(StoreError) -> [ApplicationNumber] {
    var numbers: [ApplicationNumber] = []
    try forEachThing(of: .showing) { _, name throws(StoreError) in
      if let number = ApplicationNumber(name) { numbers.append(number) }
    }
    return numbers
  }

  /// Has `write` bring the pages of an application's certificates up to date, and notes that they are. Nobody decides
  /// anything about the application meanwhile.
  package func show(
    _ number: ApplicationNumber, _ write: (Application) throws -> Void
  ) throws {
    let folder = path(.applications, number.text)
    do {
      var locked = try LockedJournal(folder: folder, random: random)
      try locked.confirm()
      try write(try Application(locked.journal, path: folder + "/journal"))
    } catch let error as StoreError {
      // What was noted for an application that never came to be says nothing.
      guard error == .missing else { throw error }
    }
    _ = try removeFile(path(.showing, number.text))
  }

  /// The names of all certificates that were granted here, in their order.
  package func certificateNames() throws(StoreError) -> [CertificateName] {
    var names: [CertificateName] = []
    try forEachThing(of: .certificates) { _, text throws(StoreError) in
      if let name = CertificateName(text) { names.append(name) }
    }
    return names.sorted { $0.text < $1.text }
  }

  /// Whether the name leads to somebody who was never granted such a certificate.
  func isVoid(certificate name: CertificateName, at place: String) throws(StoreError) -> Bool {
    guard
      let holder = try readFile(place, limit: 100).flatMap({
        AccountID(String(decoding: $0, as: UTF8.self))
      })
    else { return true }
    var isUnreadable = false
    let decided = try decidedApplications(of: holder) { _ in isUnreadable = true }
    return !isUnreadable && !decided.contains { $0.grantedNames.contains(name) }
  }

  func certificatePath(_ name: CertificateName) -> String { path(.certificates, name.text) }
}
