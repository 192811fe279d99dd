import Files
import Glibc

/// A line of `/proc/self/mountinfo` (proc_pid_mountinfo(5)): what file system lies where.
package struct Mount: Hashable, Sendable {
  /// Where it is mounted.
  let point: String
  /// `ext4`, `nfs4`, `fuse.glusterfs` …
  let type: String
  /// The device, or the server and its volume.
  let source: String
  /// Those of this mount and those of the file system.
  let options: [String]

  /// `nil` when the line is none.
  package init?(_ line: Substring) {
    let halves = line.split(separator: " - ", maxSplits: 1)
    guard halves.count == 2 else { return nil }
    let first = halves[0].split(separator: " ")
    let second = halves[1].split(separator: " ")
    guard first.count >= 6, second.count >= 3 else { return nil }
    point = plain(first[4])
    type = String(second[0])
    source = plain(second[1])
    options = (first[5].split(separator: ",") + second[2].split(separator: ",")).map(String.init)
  }

  /// The one that `path`, absolute and without links, lies on: the longest, and of those the last, which
  /// hides the ones before.
  static func holding(_ path: String, among mounts: [Mount]) -> Mount? {
    mounts.filter { path == $0.point || path.hasPrefix($0.point == "/" ? "/" : $0.point + "/") }
      .reduce(nil) { best, next in
        best.map { $0.point.utf8.count > next.point.utf8.count } == true ? best : next
      }
  }

  static func all() -> [Mount] {
    String(decoding: contents(ofFile: "/proc/self/mountinfo") ?? [], as: UTF8.self)
      .split(separator: "\n").compactMap(Mount.init)
  }
}

/// Blanks, tabs, line ends and backslashes stand there as a backslash and three octal digits.
private func plain(_ text: Substring) -> String {
  var bytes: [UInt8] = []
  var rest = Array(text.utf8)[...]
  while let byte = rest.popFirst() {
    let digits = String(decoding: rest.prefix(3), as: UTF8.self)
    if byte == UInt8(ascii: "\\"), digits.utf8.count == 3, let code = UInt8(digits, radix: 8) {
      bytes.append(code)
      rest = rest.dropFirst(3)
    } else {
      bytes.append(byte)
    }
  }
  return String(decoding: bytes, as: UTF8.self)
}
