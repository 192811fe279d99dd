/// Adds `text` so that a browser reads it as text, in element content and in a quoted attribute.
///
/// The five characters that mean something to a browser become references. Control characters, which no
/// page may hold, become U+FFFD. Everything else is copied byte for byte.
func appendEscaped(_ text: some StringProtocol, to bytes: inout [UInt8]) {
  let done: Void? = text.utf8.withContiguousStorageIfAvailable { appendEscaped($0, to: &bytes) }
  if done == nil { Array(text.utf8).withUnsafeBufferPointer { appendEscaped($0, to: &bytes) } }
}

func appendEscaped(_ text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
  var copied = 0
  for index in text.indices {
    guard let reference = reference(for: text[index]) else { continue }
    bytes += text[copied..<index]
    bytes += reference.utf8
    copied = index + 1
  }
  bytes += text[copied...]
}

func appendEscaped(_ text: some Collection<UInt8>, to bytes: inout [UInt8]) {
  for byte in text {
    if let reference = reference(for: byte) { bytes += reference.utf8 } else { bytes.append(byte) }
  }
}

@inline(__always)
private func reference(for byte: UInt8) -> String? {
  guard byte <= UInt8(ascii: ">") else { return nil }
  switch byte {
  case UInt8(ascii: "&"): return "&amp;"
  case UInt8(ascii: "<"): return "&lt;"
  case UInt8(ascii: ">"): return "&gt;"
  case UInt8(ascii: "\""): return "&quot;"
  case UInt8(ascii: "'"): return "&#39;"
  case 0..<0x09, 0x0B, 0x0C, 0x0E..<0x20: return "\u{FFFD}"
  default: return nil
  }
}
