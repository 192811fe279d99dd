import Glibc

/// Reads `multipart/form-data` (RFC 7578, RFC 2046 §5.1) part by part, in constant memory.
///
/// Strict where browsers are exact: the body begins with the boundary, line breaks are CR LF, nothing but
/// one CR LF follows the closing boundary. Use: `nextPart()`, then `readContent` once, until `nil`.
struct MultipartReader {
  private let body: Body
  /// CR LF, `--`, the boundary. The first boundary has no CR LF before it, so the buffer starts with one.
  private let delimiter: [UInt8]
  private var buffer: [UInt8]
  private var start = 0
  private var end = 2
  private var hasBegun = false

  init(_ body: Body, boundary: [UInt8], bufferBytes: Int = 64 * 1024) {
    self.body = body
    delimiter = [0x0D, 0x0A, 0x2D, 0x2D] + boundary
    buffer = [UInt8](repeating: 0, count: max(bufferBytes, Limits.partHeadBytes + 4))
    buffer[0] = 0x0D
    buffer[1] = 0x0A
  }

  /// The head of the next part, or `nil` when the closing boundary and the end of the body were read.
  mutating func nextPart() throws -> PartHead? {
    if !hasBegun {
      hasBegun = true
      try need(delimiter.count)
      guard buffer[start..<start + delimiter.count].elementsEqual(delimiter) else { throw broken }
      start += delimiter.count
    }
    try need(2)
    switch (buffer[start], buffer[start + 1]) {
    case (0x2D, 0x2D):
      start += 2
      try expectEnd()
      return nil
    case (0x0D, 0x0A):
      start += 2
      return try PartHead(headBytes())
    default: throw broken
    }
  }

  /// Passes on the content of the part, piece by piece, and stops after the boundary that ends it.
  mutating func readContent(_ take: (UnsafeRawBufferPointer) throws -> Void) throws {
    while true {
      let found = position(of: delimiter)
      // What may yet turn out to be the beginning of a boundary stays in the buffer.
      let sure = found ?? max(start, end - delimiter.count + 1)
      if sure > start {
        try buffer.withUnsafeBytes { try take(UnsafeRawBufferPointer(rebasing: $0[start..<sure])) }
        start = sure
      }
      if found != nil {
        start += delimiter.count
        return
      }
      try more()
    }
  }

  /// The header lines of a part, without the empty line that ends them.
  private mutating func headBytes() throws -> ArraySlice<UInt8> {
    while true {
      if let found = position(of: [0x0D, 0x0A, 0x0D, 0x0A]) {
        defer { start = found + 4 }
        return buffer[start..<found]
      }
      guard end - start < Limits.partHeadBytes else { throw broken }
      try more()
    }
  }

  private mutating func expectEnd() throws {
    while try fill() {
      guard end - start <= 2 else { throw broken }
    }
    guard end == start || buffer[start..<end].elementsEqual([0x0D, 0x0A]) else { throw broken }
  }

  private mutating func need(_ count: Int) throws {
    while end - start < count { try more() }
  }

  private mutating func more() throws {
    guard try fill() else { throw broken }
  }

  /// Reads once, moving what is kept to the front. False at the end of the body.
  private mutating func fill() throws -> Bool {
    if start > 0 {
      buffer.withUnsafeMutableBytes { bytes in
        guard let base = bytes.baseAddress else { return }
        _ = memmove(base, base + start, end - start)
      }
      end -= start
      start = 0
    }
    let kept = end
    let count = try buffer.withUnsafeMutableBytes { bytes in
      try body.read(into: UnsafeMutableRawBufferPointer(rebasing: bytes[kept...]))
    }
    end += count
    return count > 0
  }

  private func position(of needle: [UInt8]) -> Int? {
    buffer.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return nil }
      var from = start
      while end - from >= needle.count {
        let range = end - from - needle.count + 1
        guard let found = memchr(base + from, Int32(needle[0]), range) else { return nil }
        let position = base.distance(to: UnsafeRawPointer(found))
        if memcmp(found, needle, needle.count) == 0 { return position }
        from = position + 1
      }
      return nil
    }
  }
}

/// A body that is not in parts as its type says: also one that stops before the closing boundary.
private let broken = Refusal.malformed("The form did not arrive whole. Send it again.")
