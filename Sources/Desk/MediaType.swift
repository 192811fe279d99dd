import Files

/// The kinds of files that are accepted, by their media types.
enum MediaType: String, Hashable, Sendable, CaseIterable {
  case pdf = "application/pdf"
  case png = "image/png"
  case jpeg = "image/jpeg"
  case heic = "image/heic"
  case docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

  /// What the name of such a file ends in; the first is what is added to one that ends in something else.
  var endings: [String] {
    switch self {
    case .pdf: [".pdf"]
    case .png: [".png"]
    case .jpeg: [".jpg", ".jpeg"]
    case .heic: [".heic", ".heif"]
    case .docx: [".docx"]
    }
  }

  /// The name under which a file is given back: `scan.exe` that is a PDF becomes `scan.exe.pdf`, so that
  /// no machine takes it for what its name says.
  func downloadName(_ fileName: String) -> String {
    let name = fileName.lowercased()
    return endings.contains(where: name.hasSuffix) ? fileName : fileName + endings[0]
  }
}

/// Why a file is of no kind that is accepted.
enum KindFault: Error, Equatable {
  case unknown
  /// It cannot be read without a password.
  case protected
  /// A document with programs in it.
  case macros
  /// It would become larger than that when unpacked.
  case expands(megabytes: Int)
  /// It is something else as well, to another program.
  case twoKinds
}

extension MediaType {
  /// What a file is by its bytes. What the browser says, and the name, do not count.
  ///
  /// Whether a PDF is protected is not seen here: `EncryptionScan`.
  init(ofFile path: String) throws {
    let file = try File(path)
    let head = try file.read(limit: 4096)
    if head.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
      try wordDocument(in: file)
      self = .docx
      return
    }
    guard let type = MediaType(head) else {
      throw try isProtectedDocument(file, head) ? KindFault.protected : .unknown
    }
    // A ZIP archive is read from its end: with one behind it, the file is two things at once.
    if try ArchiveDirectory(file) != nil { throw KindFault.twoKinds }
    self = type
  }

  /// The same for kinds that their first bytes, up to 4096, tell.
  init?(_ bytes: [UInt8]) {
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
      self = .png
    } else if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
      self = .jpeg
    } else if isHEIC(bytes) {
      self = .heic
    } else if isPDF(bytes) {
      self = .pdf
    } else {
      return nil
    }
  }
}

/// ISO 32000-1, annex H: readers accept the header anywhere in the first kilobyte. So that it is nothing else
/// to anybody, what stands before must not begin like a file of another kind.
private func isPDF(_ bytes: [UInt8]) -> Bool {
  let name = Array("%PDF-".utf8)
  let place = (0..<min(1024, bytes.count)).first { bytes[$0...].starts(with: name) }
  guard let place, let version = bytes.dropFirst(place + name.count).first,
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(version)
  else { return false }
  let before = bytes[..<place].drop { $0 <= 0x20 || [0xEF, 0xBB, 0xBF].contains($0) }
  let others = ["MZ", "PK", "\u{7F}ELF", "#!", "<", "GIF8", "{\\rtf", "Rar!", "7z", "RIFF", "%!"]
  return !others.contains { before.starts(with: $0.utf8) } && !before.contains(0)
}

/// ISO/IEC 23008-12, annex B: the brands of images in HEVC, as the file's own brand, or among those it is
/// compatible with where its own is the general one, which AVIF has too.
private func isHEIC(_ bytes: [UInt8]) -> Bool {
  guard bytes.count >= 12, bytes[4...].starts(with: "ftyp".utf8) else { return false }
  func brand(_ place: Int) -> String {
    String(decoding: bytes[place...].prefix(4), as: UTF8.self)
  }
  let images = ["heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs"]
  if images.contains(brand(8)) { return true }
  let size = bytes[..<4].reduce(0) { $0 << 8 | Int($1) }
  return ["mif1", "msf1"].contains(brand(8))
    && stride(from: 16, to: min(size, bytes.count) - 3, by: 4).contains {
      images.contains(brand($0))
    }
}

/// A Word document is a ZIP archive whose parts for Word lie in `word/` (ISO/IEC 29500-1, 11.2).
private func wordDocument(in file: borrowing File) throws {
  guard let archive = try ArchiveDirectory(file), archive.has("[Content_Types].xml"),
    archive.entries.contains(where: { $0.name.hasPrefix("word/") })
  else { throw KindFault.unknown }
  if archive.entries.contains(where: \.isEncrypted) { throw KindFault.protected }
  if archive.entries.contains(where: { $0.name.lowercased().hasSuffix("vbaproject.bin") }) {
    throw KindFault.macros
  }
  if archive.expandedByteCount > ArchiveDirectory.expandedByteLimit {
    throw KindFault.expands(megabytes: ArchiveDirectory.expandedByteLimit / 1_000_000)
  }
}

/// A document with a password is a compound file with a stream `EncryptedPackage` (MS-OFFCRYPTO 2.3.1). Its
/// directory begins in the sector that the header names (MS-CFB 2.2).
private func isProtectedDocument(_ file: borrowing File, _ head: [UInt8]) throws -> Bool {
  guard head.count >= 512, head.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])
  else { return false }
  let sector = number(in: head, at: 0x1E, 2) == 12 ? 4096 : 512
  let directory = try file.read(from: (number(in: head, at: 0x30, 4) + 1) * sector, limit: 4096)
  let name = "EncryptedPackage".utf8.flatMap { [$0, 0] as [UInt8] }
  return stride(from: 0, to: directory.count, by: 128)
    .contains { directory[$0...].starts(with: name) }
}
