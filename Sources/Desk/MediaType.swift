import Glibc

/// What a file is by its first bytes; `nil` for a kind that is not accepted. What the browser says, and
/// the name, do not count.
func mediaType(ofFile path: String) throws -> String? {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { return nil }
  defer { close(descriptor) }
  var head = [UInt8](repeating: 0, count: 4096)
  let count = head.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
  return mediaType(of: head.prefix(max(0, count)))
}

/// The same for the first bytes of a file, up to 4096.
func mediaType(of head: some Collection<UInt8>) -> String? {
  let bytes = Array(head)
  func has(_ text: [UInt8], at offset: Int = 0) -> Bool {
    bytes.dropFirst(offset).starts(with: text)
  }
  // ISO 32000-1, annex H: readers accept the header anywhere in the first kilobyte.
  let pdf = Array("%PDF-".utf8)
  if (0..<min(1024, bytes.count)).contains(where: { has(pdf, at: $0) }) { return "application/pdf" }
  if has([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return "image/png" }
  if has([0xFF, 0xD8, 0xFF]) { return "image/jpeg" }
  let brands = ["heic", "heix", "heim", "heis", "mif1", "msf1"]
  if has(Array("ftyp".utf8), at: 4), brands.contains(where: { has(Array($0.utf8), at: 8) }) {
    return "image/heic"
  }
  // A Word document is a ZIP archive (ISO/IEC 29500-2) whose parts for Word lie in `word/`.
  if has([0x50, 0x4B, 0x03, 0x04]) {
    let type = Array("[Content_Types].xml".utf8)
    if (0..<bytes.count).contains(where: { has(type, at: $0) }) {
      return "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    }
  }
  return nil
}
