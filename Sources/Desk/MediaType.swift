import Files

let pdfType = "application/pdf"

/// What a file is by its bytes; `nil` for a kind that is not accepted. What the browser says, and the
/// name, do not count.
func mediaType(ofFile path: String) throws -> String? {
  let file = try File(path)
  let head = try file.read(limit: 4096)
  if let type = mediaType(of: head) { return type }
  // A Word document is a ZIP archive whose parts for Word lie in `word/` (ISO/IEC 29500-1, 11.2).
  guard head.starts(with: [0x50, 0x4B, 0x03, 0x04]) else { return nil }
  let names = try namesInArchive(file)
  guard names.contains("[Content_Types].xml"), names.contains(where: { $0.hasPrefix("word/") })
  else { return nil }
  return "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
}

/// The same for kinds that their first bytes, up to 4096, tell.
func mediaType(of bytes: [UInt8]) -> String? {
  func has(_ text: [UInt8], at offset: Int = 0) -> Bool {
    bytes.dropFirst(offset).starts(with: text)
  }
  // ISO 32000-1, annex H: readers accept the header anywhere in the first kilobyte.
  let pdf = Array("%PDF-".utf8)
  if (0..<min(1024, bytes.count)).contains(where: { has(pdf, at: $0) }) { return pdfType }
  if has([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return "image/png" }
  if has([0xFF, 0xD8, 0xFF]) { return "image/jpeg" }
  let brands = ["heic", "heix", "heim", "heis", "mif1", "msf1"]
  if has(Array("ftyp".utf8), at: 4), brands.contains(where: { has(Array($0.utf8), at: 8) }) {
    return "image/heic"
  }
  return nil
}
