import Applications
import Files
import Rules

// What may be taken away: journals as they stand, and nothing that opens a door.

extension Store {
  /// Every application there is, in the order of shards and numbers.
  package func applicationNumbers() throws(StoreError) -> [ApplicationNumber] {
    var numbers: [ApplicationNumber] = []
    try forEachThing(of: .applications) { _, name throws(StoreError) in
      if let number = ApplicationNumber(name) { numbers.append(number) }
    }
    return numbers
  }

  /// Lines in which those who work for the agency write for each other.
  private static let internalKinds: Set<String> = [
    "review-assigned", "review-released", "flagged", "noted", "held", "resumed",
    "deficiency-extended", "fitness-decided", "preliminary-found", "preliminary-confirmed",
    "decided", "decision-refused",
  ]

  /// The journal of an application for its applicant, without a torn last line. What somebody else has entered in a part
  /// is blanked, as an erasure does it: it is the applicant's to read once it is signed, and stands in the part then. So
  /// is what those who work for the agency wrote for each other; letters stand beside the journal as they were sent.
  package func journalBytes(of number: ApplicationNumber) throws(StoreError) -> [UInt8] {
    try journalBytes(in: path(.applications, number.text)) { line in
      line.who.hasPrefix("party:") && ["saved", "entry-saved"].contains(line.kind)
        || Self.internalKinds.contains(line.kind)
    }
  }

  /// The journal of an account. In lines with a password's hash all that is personal is blanked, as an
  /// erasure does it: what stands beside the hash is in the account itself, and the chain still holds.
  package func journalBytes(of account: AccountID) throws(StoreError) -> [UInt8] {
    try journalBytes(in: path(.accounts, account.text)) { line in
      ["registered", "password-changed", "password-rehashed"].contains(line.kind)
    }
  }

  /// The files in an application's folder that hold bytes of a torn line, by name.
  package func tails(of number: ApplicationNumber) throws(StoreError) -> [(
    name: String, path: String
  )] {
    let folder = path(.applications, number.text)
    do throws(SystemFailure) {
      return try names(in: folder).filter { $0.hasPrefix("tail-") }.map { ($0, "\(folder)/\($0)") }
    } catch {
      throw error.asUnreadable
    }
  }

  private func journalBytes(
    in folder: String, blanking isBlanked: (JournalLine) -> Bool
  ) throws(StoreError) -> [UInt8] {
    let bytes: [UInt8]
    do throws(SystemFailure) {
      bytes = try File(folder + "/journal").read(limit: JournalFormat.journalLimit + 1)
    } catch {
      throw error.asUnreadable
    }
    let journal = try Journal(bytes, path: folder + "/journal")
    var whole = Array(bytes.prefix(journal.end))
    let blanked = Set(journal.lines.filter(isBlanked).map(\.number))
    for secret in journal.secrets where blanked.contains(secret.number) {
      for index in secret.range.dropFirst().dropLast() { whole[index] = UInt8(ascii: " ") }
    }
    return whole
  }
}
