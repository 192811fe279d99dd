import Files
import Glibc

/// A request's body on its way into a file without a name.
struct IncomingBody {
  private enum State: Equatable {
    case content(left: Int)
    /// The line with a chunk's size, so far.
    case size([UInt8])
    case chunk(left: Int)
    case chunkEnd([UInt8])
    /// Lines after the last chunk; so far of this line, and of all.
    case trailer([UInt8], byteCount: Int)
    case complete
  }

  let file: Int32
  private(set) var byteCount = 0
  private var state: State
  private let byteLimit: Int

  /// - Throws: 413 when the stated length is over the limit; 500 when there is no room to put it.
  init(_ length: RequestHead.BodyLength, in folder: String, byteLimit: Int) throws(HTTPFault) {
    self.byteLimit = byteLimit
    switch length {
    case .bytes(let count):
      guard count <= byteLimit else { throw HTTPFault(status: 413) }
      state = count == 0 ? .complete : .content(left: count)
    case .chunked:
      state = .size([])
    }
    do throws(SystemFailure) { file = try namelessFile(in: folder) } catch {
      throw HTTPFault(status: 500)
    }
  }

  var isComplete: Bool { state == .complete }

  /// Takes the next bytes of the connection; what comes after the body is left out.
  /// - Throws: 400 for chunks that are none, 413 over the limit, 500 when the disk is full.
  mutating func take(_ bytes: ArraySlice<UInt8>) throws(HTTPFault) {
    var bytes = bytes
    while let byte = bytes.first, !isComplete {
      switch state {
      case .content(let left):
        let count = try keep(&bytes, atMost: left)
        state = count == left ? .complete : .content(left: left - count)
      case .chunk(let left):
        let count = try keep(&bytes, atMost: left)
        state = count == left ? .chunkEnd([]) : .chunk(left: left - count)
      case .size(let line):
        bytes.removeFirst()
        state = try afterSize(line, byte)
      case .chunkEnd(let line):
        bytes.removeFirst()
        guard byte == (line.isEmpty ? 0x0D : 0x0A) else { throw HTTPFault(status: 400) }
        state = line.isEmpty ? .chunkEnd([byte]) : .size([])
      case .trailer(let line, let total):
        bytes.removeFirst()
        guard total < 4096 else { throw HTTPFault(status: 400) }
        if byte == 0x0A {
          state = line.allSatisfy { $0 == 0x0D } ? .complete : .trailer([], byteCount: total + 1)
        } else {
          state = .trailer(line + [byte], byteCount: total + 1)
        }
      case .complete: return
      }
    }
  }

  /// Back to the beginning, for the program to read.
  func rewind() { lseek(file, 0, SEEK_SET) }

  private func afterSize(_ line: [UInt8], _ byte: UInt8) throws(HTTPFault) -> State {
    guard byte == 0x0A else {
      guard line.count < 64 else { throw HTTPFault(status: 400) }
      return .size(line + [byte])
    }
    guard line.last == 0x0D else { throw HTTPFault(status: 400) }
    let digits = line.dropLast().prefix { $0 != UInt8(ascii: ";") }
    let text = String(decoding: digits, as: UTF8.self)
    guard (1...15).contains(digits.count), digits.allSatisfy({ hexadecimal($0) != nil }),
      let count = Int(text, radix: 16)
    else { throw HTTPFault(status: 400) }
    guard count <= byteLimit - byteCount else { throw HTTPFault(status: 413) }
    return count == 0 ? .trailer([], byteCount: 0) : .chunk(left: count)
  }

  private mutating func keep(
    _ bytes: inout ArraySlice<UInt8>, atMost limit: Int
  ) throws(HTTPFault) -> Int {
    let part = bytes.prefix(limit)
    let isKept = part.withUnsafeBytes { writeAll($0, to: file) }
    guard isKept else { throw HTTPFault(status: 500) }
    byteCount += part.count
    bytes = bytes.dropFirst(part.count)
    return part.count
  }
}

func errorText(_ number: Int32) -> String { String(cString: strerror(number)) }
