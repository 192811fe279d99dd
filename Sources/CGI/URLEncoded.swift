/// The pairs of a body or query that was kept or carried as it came, in their order.
/// - Throws: 400 where it is malformed.
package func formPairs(_ encoded: some Collection<UInt8>) throws -> [Form.Entry] {
  var entries: [Form.Entry] = []
  try forEachPair(in: encoded) { entries.append(Form.Entry(name: $0, value: $1)) }
  return entries
}

/// Reads `name=value&…` (WHATWG URL, application/x-www-form-urlencoded), strictly.
///
/// - Throws: 400 for a `%` that is no escape, for bytes that are not UTF-8, and for NUL.
func forEachPair(
  in encoded: some Collection<UInt8>, _ take: (_ name: String, _ value: String) throws -> Void
) throws {
  for pair in encoded.split(separator: UInt8(ascii: "&")) {
    let equals = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
    let name = try decoded(pair[..<equals])
    let value = equals == pair.endIndex ? "" : try decoded(pair[equals...].dropFirst())
    try take(name, value)
  }
}

private func decoded(_ encoded: some Collection<UInt8>) throws(Refusal) -> String {
  var bytes: [UInt8] = []
  bytes.reserveCapacity(encoded.count)
  var rest = encoded.makeIterator()
  while let byte = rest.next() {
    switch byte {
    case UInt8(ascii: "+"): bytes.append(0x20)
    case UInt8(ascii: "%"):
      guard let high = rest.next().flatMap(hexadecimal), let low = rest.next().flatMap(hexadecimal)
      else { throw .malformed("The form has a % that stands for nothing.") }
      bytes.append(high << 4 | low)
    default: bytes.append(byte)
    }
  }
  return try text(bytes)
}

/// - Throws: 400 for bytes that are not UTF-8, and for NUL.
func text(_ bytes: [UInt8]) throws(Refusal) -> String {
  guard let text = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else {
    throw .malformed("The form has text that is not UTF-8.")
  }
  return text
}

private func hexadecimal(_ byte: UInt8) -> UInt8? {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
  case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
  case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
  default: nil
  }
}
