// A ZIP archive as APPNOTE 6.3.10 has it, in the form that everything opens: entries one behind the other,
// stored as they are, each with a head; then the central directory, which names them all once more; then its
// end. No compression, no encryption, no ZIP64, names in UTF-8.
//
// An entry's head says its size and checksum, which are known when all of it has been written: the head is
// written last, into the place kept for it. So memory is constant, whatever the size of a file.

/// Writes an archive. `finish` ends it; without that, what was written is no archive.
package struct ZipWriter: ~Copyable {
  private let file: File
  private var offset = 0
  private var directory: [UInt8] = []
  private var count = 0
  private let stamp: Stamp

  /// What keeps an archive from being written.
  package enum Failure: Error, Equatable {
    /// The whole is more than 4 GB, or has more than 65 534 entries: more than old readers open.
    case tooLarge
    case system(SystemFailure)

    /// No errno has it.
    static let tooLargeCode: Int32 = -1

    init(_ failure: SystemFailure) {
      self = failure.code == Self.tooLargeCode ? .tooLarge : .system(failure)
    }
  }

  /// When something was put in, in local time; archives know years from 1980 on, and even seconds.
  package struct Stamp: Hashable, Sendable {
    let date: UInt16
    let time: UInt16

    package init(year: Int, month: Int, dayOfMonth: Int, minutes: Int) {
      date = UInt16(max(0, min(127, year - 1980)) << 9 | month << 5 | dayOfMonth)
      time = UInt16((minutes / 60) << 11 | (minutes % 60) << 5)
    }
  }

  /// Makes the file at `path`, which is not there yet.
  package init(making path: String, stamp: Stamp) throws(Failure) {
    do throws(SystemFailure) { file = try File(making: path) } catch { throw .system(error) }
    self.stamp = stamp
  }

  /// Adds an entry. `name` is a path with `/`, as `archiveName` makes its parts.
  package mutating func add(_ name: String, _ bytes: [UInt8]) throws(Failure) {
    var entry = try begin(name)
    do throws(SystemFailure) { try put(bytes, into: &entry) } catch { throw Failure(error) }
    try end(entry)
  }

  /// Adds the file at `path` as an entry, 64 kB at a time.
  package mutating func add(_ name: String, fileAt path: String) throws(Failure) {
    var entry = try begin(name)
    do throws(SystemFailure) {
      let source = try File(path)
      while true {
        let piece = try source.read(from: entry.size, limit: 64 * 1024)
        if piece.isEmpty { break }
        try put(piece, into: &entry)
      }
    } catch {
      throw Failure(error)
    }
    try end(entry)
  }

  /// An entry that is being written.
  private struct Entry {
    let name: [UInt8]
    let start: Int
    var size = 0
    var checksum = CRC32()

    var end: Int { start + 30 + name.count + size }
  }

  private func begin(_ name: String) throws(Failure) -> Entry {
    let bytes = Array(name.utf8)
    precondition(!bytes.isEmpty && bytes.count < 0xFFFF, "an entry has a name")
    guard count < 0xFFFE else { throw .tooLarge }
    return Entry(name: bytes, start: offset)
  }

  private func put(_ piece: [UInt8], into entry: inout Entry) throws(SystemFailure) {
    guard entry.end + piece.count + directory.count < Self.limit else {
      throw SystemFailure(code: Failure.tooLargeCode)
    }
    entry.checksum.update(piece)
    try file.write(piece, at: entry.end)
    entry.size += piece.count
  }

  private mutating func end(_ entry: Entry) throws(Failure) {
    let common = common(entry)
    do throws(SystemFailure) {
      try file.write([0x50, 0x4B, 0x03, 0x04] + common + entry.name, at: entry.start)
    } catch {
      throw Failure(error)
    }
    directory += directoryHead(common, at: entry.start) + entry.name
    offset = entry.end
    count += 1
  }

  /// Writes the directory. Afterwards the file is an archive.
  package consuming func finish() throws(Failure) {
    guard offset + directory.count + 22 < Self.limit else { throw .tooLarge }
    var end: [UInt8] = [0x50, 0x4B, 0x05, 0x06]
    end.append(little: 0, bytes: 4)
    end.append(little: count, bytes: 2)
    end.append(little: count, bytes: 2)
    end.append(little: directory.count, bytes: 4)
    end.append(little: offset, bytes: 4)
    end.append(little: 0, bytes: 2)
    do throws(SystemFailure) { try file.write(directory + end, at: offset) } catch {
      throw .system(error)
    }
  }

  /// What stands alike in an entry's head and in the directory (APPNOTE 4.4), from the version that is
  /// needed to the lengths.
  private func common(_ entry: Entry) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(little: 20, bytes: 2)
    bytes.append(little: 0x0800, bytes: 2)  // the name is UTF-8
    bytes.append(little: 0, bytes: 2)  // stored
    bytes.append(little: Int(stamp.time), bytes: 2)
    bytes.append(little: Int(stamp.date), bytes: 2)
    bytes.append(little: Int(entry.checksum.value), bytes: 4)
    bytes.append(little: entry.size, bytes: 4)
    bytes.append(little: entry.size, bytes: 4)
    bytes.append(little: entry.name.count, bytes: 2)
    bytes.append(little: 0, bytes: 2)
    return bytes
  }

  private func directoryHead(_ common: [UInt8], at start: Int) -> [UInt8] {
    var bytes: [UInt8] = [0x50, 0x4B, 0x01, 0x02]
    bytes.append(little: 0x031E, bytes: 2)  // made on Unix
    bytes += common
    bytes.append(little: 0, bytes: 6)  // comment, disk, kind of content
    bytes.append(little: 0o100600 << 16, bytes: 4)
    bytes.append(little: start, bytes: 4)
    return bytes
  }

  private static let limit = 0xFFFF_FFFF
}

extension [UInt8] {
  fileprivate mutating func append(little number: Int, bytes: Int) {
    for shift in 0..<bytes { append(UInt8(number >> (8 * shift) & 0xFF)) }
  }
}

/// One part of a name in an archive, from text that people gave: without what leads to another folder, and
/// without what some system does not take in a name. Never empty; at most 120 bytes.
package func archiveName(_ text: String) -> String {
  let forbidden = Set("/\\:*?\"<>|".unicodeScalars)
  var name = ""
  for scalar in text.unicodeScalars {
    let isFine =
      scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value)
      && !(0x200B...0x200F).contains(scalar.value) && !(0x202A...0x202E).contains(scalar.value)
      && !(0x2066...0x2069).contains(scalar.value) && !forbidden.contains(scalar)
    let next = isFine ? scalar : "_"
    guard name.utf8.count + String(next).utf8.count <= 120 else { break }
    name.unicodeScalars.append(next)
  }
  while let last = name.unicodeScalars.last, last == "." || last == " " {
    name.unicodeScalars.removeLast()
  }
  while let first = name.unicodeScalars.first, first == "." || first == " " {
    name.unicodeScalars.removeFirst()
  }
  return name.isEmpty ? "_" : name
}
