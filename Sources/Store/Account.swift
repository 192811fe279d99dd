import Applications
import JSON
import Rules
import Signing

/// A person who can sign in, as the journal of the account leaves them.
package struct Account: Equatable, Sendable {
  package let id: AccountID
  /// `emailAddress` is the address that was confirmed last, or registered when none was.
  package private(set) var profile: Profile
  package private(set) var passwordHash: PasswordHash
  /// The number of the line that says the password; the same password as another hash is none.
  private var passwordLine = 1
  package let registeredAt: Moment
  /// When the address was confirmed; `nil` before.
  package private(set) var confirmedAt: Moment?

  /// What they hold and have held, as the agency's lists say. The store fills it in: a journal alone
  /// cannot tell whether the import that a line belongs to is whole.
  package private(set) var certificates: [HeldCertificate] = []
  private var imports: [(name: String, certificates: [HeldCertificate])] = []

  package var isConfirmed: Bool { confirmedAt != nil }

  /// Whether nobody has chosen another password between two looks at an account.
  package func hasPassword(of other: Account) -> Bool {
    id == other.id && passwordLine == other.passwordLine
  }

  /// Stands for the password and the address as they are now. A mailed link that was made for another
  /// one has ended: after a new password, and after a new address, all links of before have.
  package var keyhole: String {
    SHA256.digest(of: "\(passwordHash.text)\n\(folded(profile.emailAddress))".utf8).description
  }

  /// Folds a journal; `path` is for messages.
  init(_ journal: Journal, path: String) throws(StoreError) {
    do throws(LineFault) {
      guard journal.kind == "account", let id = AccountID(journal.id),
        let first = journal.lines.first, first.kind == "registered"
      else { throw .wrong("not the journal of an account") }
      var secrets = Members(first.secrets, isErased: first.isErased)
      self.id = id
      registeredAt = first.at
      profile = Profile(
        name: try secrets.string("name"), emailAddress: try secrets.string("emailAddress"))
      passwordHash = PasswordHash(text: try secrets.string("passwordHash"))
      try secrets.end()
    } catch {
      throw error.storeError(path: path, number: 1)
    }
    for line in journal.lines.dropFirst() {
      do throws(LineFault) { try apply(line) } catch {
        throw error.storeError(path: path, number: line.number)
      }
    }
  }

  private mutating func apply(_ line: JournalLine) throws(LineFault) {
    var secrets = Members(line.secrets, isErased: line.isErased)
    switch line.kind {
    case "confirmed": confirmedAt = confirmedAt ?? line.at
    case "profile-changed":
      var members = try secrets.members("profile")
      profile = try Profile(&members)
      try members.end()
    case "password-changed", "password-rehashed":
      passwordHash = PasswordHash(text: try secrets.string("passwordHash"))
      if line.kind == "password-changed" { passwordLine = line.number }
    case "address-changed": profile.emailAddress = try secrets.string("emailAddress")
    case "certificates-imported":
      var details = Members(line.details)
      let name = try details.string("import")
      try details.end()
      guard !name.isEmpty, !name.utf8.contains(UInt8(ascii: "/")) else {
        throw .wrong("'import' is wrong")
      }
      if line.isErased { return }
      var certificates: [HeldCertificate] = []
      for node in try secrets.array("certificates") {
        certificates.append(try HeldCertificate(node))
      }
      imports.append((name, certificates))
    case "erased": return
    default: throw .unknown("a line of the kind '\(line.kind)'")
    }
    try secrets.end()
    if line.kind != "certificates-imported", line.details != [:] {
      throw .unknown("details of '\(line.kind)'")
    }
  }
}

extension Account {
  /// Takes the certificates of the imports that are whole. What came later replaces what came before
  /// of the same kind and number.
  mutating func takeCertificates(
    _ isWhole: (String) throws(StoreError) -> Bool
  ) throws(StoreError) {
    certificates = []
    for (name, imported) in imports where try isWhole(name) {
      for certificate in imported {
        certificates.removeAll { $0.kind == certificate.kind && $0.number == certificate.number }
        certificates.append(certificate)
      }
    }
  }

  package static func == (left: Account, right: Account) -> Bool {
    left.id == right.id && left.profile == right.profile && left.passwordHash == right.passwordHash
      && left.registeredAt == right.registeredAt && left.confirmedAt == right.confirmedAt
      && left.certificates == right.certificates
  }
}

/// An e-mail address as it is compared: without spaces around it, capital letters of ASCII made
/// small. The part before the @ could tell them apart, but no mail host does.
package func folded(_ emailAddress: String) -> String {
  var bytes = ArraySlice(emailAddress.utf8)
  while let last = bytes.last, last == 0x20 || (0x09...0x0D).contains(last) { bytes.removeLast() }
  let trimmed = bytes.drop { $0 == 0x20 || (0x09...0x0D).contains($0) }
  return String(
    decoding: trimmed.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 + 32 : $0 },
    as: UTF8.self)
}
