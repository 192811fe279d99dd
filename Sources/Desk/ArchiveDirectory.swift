import Files

/// What a ZIP archive says that it holds: the directory at its end (APPNOTE 4.3.12, 4.3.16). Nothing is
/// unpacked to find out.
struct ArchiveDirectory {
  struct Entry: Equatable {
    let name: String
    let isEncrypted: Bool
    /// Unpacked, as declared. 4 GB stands for "more": such an archive says how much elsewhere.
    let byteCount: Int
  }

  let entries: [Entry]

  /// What a document may become when it is unpacked.
  static let expandedByteLimit = 250_000_000
  /// The largest directory that is read.
  private static let directoryByteLimit = 1 << 20

  /// `nil` where the file does not end as an archive does, or its directory is not whole or too long.
  init?(_ file: borrowing File) throws {
    // The record at the end has 22 bytes, and a comment of at most 65535 that ends where the file does.
    let tailStart = max(0, try file.status().size - 22 - 65_535)
    let tail = try file.read(from: tailStart)
    guard tail.count >= 22,
      let end = (0...(tail.count - 22)).last(where: {
        tail[$0...].starts(with: [0x50, 0x4B, 0x05, 0x06] as [UInt8])
          && number(in: tail, at: $0 + 20, 2) == tail.count - $0 - 22
      })
    else { return nil }
    let length = number(in: tail, at: end + 12, 4)
    // Just before that record, wherever it says that it is: something may stand before the archive.
    let start = tailStart + end - length
    guard length <= Self.directoryByteLimit, start >= 0 else { return nil }
    let directory = try file.read(from: start, limit: length)
    var entries: [Entry] = []
    var place = 0
    while place + 46 <= directory.count,
      directory[place...].starts(with: [0x50, 0x4B, 0x01, 0x02] as [UInt8])
    {
      let nameLength = number(in: directory, at: place + 28, 2)
      entries.append(
        Entry(
          name: String(
            decoding: directory[(place + 46)...].prefix(nameLength), as: UTF8.self),
          isEncrypted: directory[place + 8] & 1 == 1,
          byteCount: number(in: directory, at: place + 24, 4)))
      place +=
        46 + nameLength + number(in: directory, at: place + 30, 2)
        + number(in: directory, at: place + 32, 2)
    }
    guard entries.count == number(in: tail, at: end + 10, 2) else { return nil }
    self.entries = entries
  }

  func has(_ name: String) -> Bool { entries.contains { $0.name == name } }

  var expandedByteCount: Int { entries.reduce(0) { $0 + $1.byteCount } }
}

/// Lowest byte first. The caller has seen that the bytes are there.
func number(in bytes: [UInt8], at place: Int, _ count: Int) -> Int {
  bytes[place..<place + count].reversed().reduce(0) { $0 << 8 | Int($1) }
}
