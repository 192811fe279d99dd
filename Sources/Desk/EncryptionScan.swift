import Glibc

/// Looks, as the bytes of a PDF go by, for a trailer that names an encryption dictionary: whoever opens such a
/// file is asked for a password, or may not print it (ISO 32000-1, 7.5.5 and 7.6.1).
///
/// The trailer is never compressed, not even where the file has a stream in its place (7.5.8). Only the
/// name followed by a reference or a dictionary counts, so that a text about encryption does not.
struct EncryptionScan {
  private(set) var isFound = false
  /// The last bytes of the piece before, in which a name may have begun.
  private var rest: [UInt8] = []

  /// `/Encrypt`, white space, and a reference with its numbers written out: a match is never longer.
  private static let longestMatch = 64

  mutating func see(_ bytes: UnsafeRawBufferPointer) {
    guard !isFound else { return }
    // Where two pieces meet first, then the new piece where it lies.
    let seam = rest + bytes.prefix(Self.longestMatch)
    isFound =
      seam.withUnsafeBytes(names) || names(bytes)
    rest = Array((rest + bytes.suffix(Self.longestMatch)).suffix(Self.longestMatch))
  }

  private func names(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard let base = bytes.baseAddress else { return false }
    let name = Array("/Encrypt".utf8)
    var from = 0
    while bytes.count - from > name.count,
      let slash = memchr(base + from, Int32(name[0]), bytes.count - from - name.count)
    {
      let start = base.distance(to: UnsafeRawPointer(slash))
      if memcmp(slash, name, name.count) == 0,
        isValue(bytes[(start + name.count)...].prefix(Self.longestMatch - name.count))
      {
        return true
      }
      from = start + 1
    }
    return false
  }

  /// `<<`, or two numbers and `R` (7.3.10), after white space.
  private func isValue(_ bytes: Slice<UnsafeRawBufferPointer>) -> Bool {
    var rest = bytes.drop(while: isSpace)
    if rest.starts(with: "<<".utf8) { return true }
    for _ in 0..<2 {
      let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      let after = rest[digits.endIndex...]
      guard !digits.isEmpty, let next = after.first, isSpace(next) else { return false }
      rest = after.drop(while: isSpace)
    }
    return rest.first == UInt8(ascii: "R")
  }
}

/// White space of a PDF (7.2.2).
private func isSpace(_ byte: UInt8) -> Bool { [0x00, 0x09, 0x0A, 0x0C, 0x0D, 0x20].contains(byte) }
