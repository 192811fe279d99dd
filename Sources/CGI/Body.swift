/// The bytes a request brings, read once, from front to back.
///
/// A class, because there is only one standard input and reading moves it. Reading stops at the stated
/// length: some servers keep the pipe open after it. A stated length that is not reached is refused,
/// because an upload broken off half-way looks to a program like a short one.
final class Body {
  enum Length: Hashable {
    case stated(Int)
    /// Chunked, so nobody knows (Apache passes it on without a length): to the end of the input.
    case untilEnd
    case malformed
  }

  /// Fills a buffer, waiting at most so many seconds: the count, 0 at the end, negative when nothing came.
  typealias Source = (_ buffer: UnsafeMutableRawBufferPointer, _ seconds: Int) -> Int

  let length: Length
  /// Files made from this body that nobody has taken away yet.
  var scratchFiles: [ScratchFile] = []
  private let source: Source
  private let clock: () -> Int
  private var byteLimit = 0
  private var readCount = 0
  private var isAtEnd = false
  private var deadline = 0
  private(set) var hasBegun = false
  /// The fields that were read from it, as far as reading came.
  var form: Form?

  /// The clock counts seconds since some start.
  init(_ variables: Metavariables, clock: @escaping () -> Int, source: @escaping Source) {
    length = Length(variables)
    self.clock = clock
    self.source = source
    isAtEnd = length == .stated(0)
  }

  /// Says how much may be read. Must come first, and once.
  ///
  /// With `refusingLength` false a stated length that is more is left for the caller to refuse, who
  /// wants to read what comes first; past the limit reading stops all the same.
  /// - Throws: 413 when the stated length is more; 400 when it is no number.
  func begin(byteLimit: Int, refusingLength: Bool = true) throws {
    guard !hasBegun else { throw Fault("the body is read twice") }
    hasBegun = true
    self.byteLimit = byteLimit
    deadline = clock() + Limits.bodySeconds
    switch length {
    case .malformed: throw Refusal.malformed("The length of the request is not a number.")
    case .stated, .untilEnd: if refusingLength { try refuseLength() }
    }
  }

  /// - Throws: 413 when the stated length is more than may be read.
  func refuseLength() throws {
    if case .stated(let count) = length, count > byteLimit { throw Refusal(.tooLarge) }
  }

  /// The next bytes; 0 when the body is complete.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    var room = buffer.count
    if case .stated(let count) = length { room = min(room, count - readCount) }
    guard !isAtEnd, room > 0 else { return 0 }
    guard clock() < deadline else { throw Refusal(.requestTimeout) }
    let count = source(UnsafeMutableRawBufferPointer(rebasing: buffer[..<room]), Limits.idleSeconds)
    guard count >= 0 else { throw Refusal(.requestTimeout) }
    if count == 0 {
      isAtEnd = true
      guard case .stated = length else { return 0 }
      throw Refusal.malformed("The request ended before all of it had arrived.")
    }
    readCount += count
    guard readCount <= byteLimit else { throw Refusal(.tooLarge) }
    return count
  }

  /// All of it, in memory.
  func readAll() throws -> [UInt8] {
    var all: [UInt8] = []
    if case .stated(let count) = length { all.reserveCapacity(min(count, byteLimit)) }
    var buffer = [UInt8](repeating: 0, count: 16 * 1024)
    while true {
      let count = try read(into: &buffer)
      guard count > 0 else { return all }
      all += buffer[..<count]
    }
  }

  private func read(into buffer: inout [UInt8]) throws -> Int {
    try buffer.withUnsafeMutableBytes { bytes in try read(into: bytes) }
  }

  /// Reads and forgets what is left, within bounds.
  ///
  /// An answer given before the body was read reaches no browser on Apache's mod_cgid or on nginx.
  func drain() {
    if length == .malformed { return }
    let until = clock() + Limits.drainSeconds
    var left = Limits.drainBytes
    if case .stated(let count) = length { left = min(left, count - readCount) }
    var buffer = [UInt8](repeating: 0, count: 64 * 1024)
    while !isAtEnd, left > 0, clock() < until {
      let count = buffer.withUnsafeMutableBytes { bytes in
        source(
          UnsafeMutableRawBufferPointer(rebasing: bytes[..<min(bytes.count, left)]),
          max(1, until - clock()))
      }
      guard count > 0 else { return }
      left -= count
    }
  }
}

extension Body.Length {
  init(_ variables: Metavariables) {
    let text = variables["CONTENT_LENGTH"]
    if text.isEmpty {
      self = variables["HTTP_TRANSFER_ENCODING"].isEmpty ? .stated(0) : .untilEnd
      return
    }
    let isNumber = text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    // More digits than fit are still a number: it is too large, not malformed.
    self = isNumber ? .stated(Int(text) ?? .max) : .malformed
  }
}
