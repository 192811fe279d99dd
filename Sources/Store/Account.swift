import Applications
import JSON
import Rules
import Signing

/// A person who can sign in, as the journal of the account leaves them.
package struct Account: Equatable, Sendable {
  package let id: AccountID
  /// `emailAddress` is the address that was registered.
  package private(set) var profile: Profile
  package private(set) var passwordHash: PasswordHash
  package let registeredAt: Moment
  /// When the address was confirmed; `nil` before.
  package private(set) var confirmedAt: Moment?

  package var isConfirmed: Bool { confirmedAt != nil }

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
    case "password-changed": passwordHash = PasswordHash(text: try secrets.string("passwordHash"))
    case "erased": return
    default: throw .unknown("a line of the kind '\(line.kind)'")
    }
    try secrets.end()
    if line.details != [:] { throw .unknown("details of '\(line.kind)'") }
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
