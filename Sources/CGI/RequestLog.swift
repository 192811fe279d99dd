import Files
import Glibc

/// One line of the log: `time reference program method path status ms`, and for a fault what it was.
///
/// Never a query, an answer, a name or a token.
struct LogLine {
  var time: Int
  var reference: String
  var program: String
  var method: String
  var path: String
  var status: Status
  var milliseconds: Int
  var words: String?

  var text: String {
    let parts = [
      utcText(time), reference, program, method, path, String(status.rawValue),
      String(milliseconds),
    ]
    return (parts + (words.map { [$0] } ?? [])).map(printable).joined(separator: " ") + "\n"
  }

  /// Opens, appends in one write, closes: so log files can be moved away at any time.
  func append(to path: String?) {
    var descriptor: Int32 = -1
    if let path { descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o640) }
    defer { if descriptor >= 0 { close(descriptor) } }
    _ = Array(text.utf8).withUnsafeBytes { writeAll($0, to: descriptor >= 0 ? descriptor : 2) }
  }

  /// A path that no route took, for the log: what looks like a token is left out.
  static func path(unmatched components: [String]) -> String {
    components.isEmpty
      ? "/" : components.reduce(into: "") { $0 += "/" + ($1.utf8.count > 24 ? "*" : $1) }
  }
}

/// Writes what no request did into the log of the programs: references, never answers or names.
///
/// - `path`: nothing is written where it is `nil`.
package func log(
  _ program: String, about: String, _ words: String, at seconds: Int, to path: String?
) {
  guard let path else { return }
  LogLine(
    time: seconds, reference: newReference(), program: program, method: "-", path: about,
    status: .ok, milliseconds: 0, words: words
  ).append(to: path)
}

/// Visible ASCII, so that a line stays a line.
private func printable(_ text: String) -> String {
  let bytes = text.utf8.map { 0x20..<0x7F ~= $0 ? $0 : UInt8(ascii: "?") }
  return bytes.isEmpty ? "-" : String(decoding: bytes.prefix(300), as: UTF8.self)
}

private func utcText(_ seconds: Int) -> String {
  var seconds = time_t(seconds)
  var parts = tm()
  gmtime_r(&seconds, &parts)
  func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
  return "\(parts.tm_year + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))"
    + "T\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec))Z"
}

/// Eight letters and digits that are hard to confuse when read out.
func newReference() -> String {
  let letters = Array("23456789ABCDEFGHJKMNPQRSTVWXYZ")
  // One draw for all eight: 30 to the 8th is far less than 2 to the 64th.
  var draw = UInt64.random(in: .min ... .max)
  var text = ""
  for _ in 0..<8 {
    text.append(letters[Int(draw % UInt64(letters.count))])
    draw /= UInt64(letters.count)
  }
  return text
}
