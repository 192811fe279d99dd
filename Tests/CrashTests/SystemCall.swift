import Foundation
import Support

/// One system call as strace tells it: `412 rename("\x2f…", "\x2f…") = -1 EIO (…) (INJECTED)`.
struct SystemCall: Sendable {
  let process: String
  let name: String
  /// As they are written, cut at the commas between them.
  let arguments: [String]
  /// -1 for a failure, and for a call that never came back.
  let result: Int
  /// What follows the result: the file of a descriptor, or the error.
  let remark: String

  var failed: Bool { result < 0 }
  var isInjected: Bool { remark.hasSuffix("(INJECTED)") }

  /// Reads all lines of a trace. Calls that others interrupted count from where they were taken up again.
  static func all(in trace: String) throws -> [SystemCall] {
    var calls: [SystemCall] = []
    var begun: [Substring: Substring] = [:]
    for line in trace.utf8.split(separator: UInt8(ascii: "\n")).map({ Substring($0) }) {
      let process = line.prefix { $0 != " " }
      var text = line.dropFirst(process.utf8.count).drop { $0 == " " }
      // "+++ exited with 0 +++" and "--- SIGCHLD … ---"
      if text.hasPrefix("+++") || text.hasPrefix("---") { continue }
      if text.hasSuffix("<unfinished ...>") {
        begun[process] = text.dropLast(16)
        continue
      }
      if text.hasPrefix("<... ") {
        guard let start = begun.removeValue(forKey: process),
          let rest = text.range(of: "resumed>")
        else { throw Trouble("a call goes on that never began: \(line.prefix(200))") }
        text = start + text[rest.upperBound...]
      }
      calls.append(try SystemCall(process: String(process), text))
    }
    return calls
  }

  private init(process: String, _ text: Substring) throws {
    let bytes = text.utf8
    guard let open = bytes.firstIndex(of: UInt8(ascii: "(")),
      // Arguments are written in hexadecimal, so what they hold cannot look like this.
      let end = text.range(of: ") ", options: .backwards, range: open..<Self.equalsSign(in: text))
    else { throw Trouble("a line of strace that cannot be read: \(text.prefix(200))") }
    self.process = process
    name = String(text[..<open])
    arguments = Self.cut(text[bytes.index(after: open)..<end.lowerBound])
    let outcome = text[end.upperBound...].drop { $0 == " " || $0 == "=" }
    let number = outcome.prefix { $0 != " " && $0 != "<" }
    result = Int(number) ?? -1
    remark = String(outcome.dropFirst(number.count))
  }

  /// Where the ` = ` before the result stands.
  private static func equalsSign(in text: Substring) -> String.Index {
    text.range(of: " = ", options: .backwards)?.upperBound ?? text.endIndex
  }

  /// Cuts at commas outside of quotes, brackets and braces.
  private static func cut(_ text: Substring) -> [String] {
    var parts: [String] = []
    var start = text.startIndex
    var (depth, isQuoted) = (0, false)
    let bytes = text.utf8
    var at = start
    while at < text.endIndex {
      switch bytes[at] {
      case UInt8(ascii: "\""): isQuoted.toggle()
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: ",") where !isQuoted && depth == 0:
        parts.append(text[start..<at].trimmingCharacters(in: .whitespaces))
        start = bytes.index(after: at)
      default: break
      }
      at = bytes.index(after: at)
    }
    let last = text[start...].trimmingCharacters(in: .whitespaces)
    return last.isEmpty && parts.isEmpty ? [] : parts + [last]
  }

  /// The bytes of a text: `"\x61\x62"`.
  func bytes(_ index: Int) throws -> Data {
    guard index < arguments.count, arguments[index].hasPrefix("\""),
      arguments[index].hasSuffix("\"")
    else { throw Trouble("\(name) has no text as argument \(index): \(arguments)") }
    return try Self.decoded(arguments[index].utf8.dropFirst().dropLast())
  }

  func path(_ index: Int) throws -> String { String(decoding: try bytes(index), as: UTF8.self) }

  func number(_ index: Int) throws -> Int {
    guard index < arguments.count else { throw Trouble("\(name) has no argument \(index)") }
    let text = arguments[index].prefix { $0 != "<" }
    let number = text.hasPrefix("0") && text.count > 1 ? Int(text, radix: 8) : Int(text)
    guard let number else { throw Trouble("\(name): \(text) is no number") }
    return number
  }

  /// The file that a descriptor stood for: `5<\x2f…>`, with `(deleted)` behind it where it has no name.
  func file(_ index: Int) throws -> (path: String, isDeleted: Bool)? {
    try index < arguments.count ? Self.file(of: arguments[index]) : nil
  }

  static func file(of text: String) throws -> (path: String, isDeleted: Bool)? {
    guard let open = text.firstIndex(of: "<"), let close = text.lastIndex(of: ">") else {
      return nil
    }
    let path = try decoded(text[text.index(after: open)..<close].utf8)
    return (String(decoding: path, as: UTF8.self), text.hasSuffix("(deleted)"))
  }

  private static func decoded(_ text: Substring.UTF8View) throws -> Data {
    var bytes = Data(capacity: text.count / 4)
    var rest = text
    while let first = rest.first {
      guard first == UInt8(ascii: "\\") else {
        bytes.append(first)
        rest = rest.dropFirst()
        continue
      }
      let digits = rest.dropFirst(2).prefix(2)
      guard rest.dropFirst().first == UInt8(ascii: "x"),
        let byte = UInt8(String(Substring(digits)), radix: 16)
      else { throw Trouble("strace was not asked for hexadecimal") }
      bytes.append(byte)
      rest = rest.dropFirst(4)
    }
    return bytes
  }
}
