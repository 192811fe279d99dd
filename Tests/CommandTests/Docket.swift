import Foundation
import Support
import Testing

/// The real command, run as a process, with a folder of its own to work in.
struct Docket {
  let scratch: URL

  static let program = Repository.programs.appendingPathComponent("docket").path

  @discardableResult
  func callAsFunction(_ arguments: String...) throws -> Command.Outcome {
    try command(arguments).run(in: scratch)
  }

  func command(_ arguments: [String]) -> Command {
    Command(
      program: Self.program, arguments: arguments,
      environment: ["TMPDIR": scratch.path, "SWIFT_BACKTRACE": "enable=no"])
  }

  func path(_ name: String) -> String { scratch.appendingPathComponent(name).path }

  /// Makes `site/` of these files, in place of the one before.
  func writeSite(_ files: [String: String]) throws {
    let site = scratch.appendingPathComponent("site")
    try? FileManager.default.removeItem(at: site)
    for (path, text) in files { try write(text, to: "site/" + path) }
  }

  func write(_ text: String, to path: String) throws {
    let file = scratch.appendingPathComponent(path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: file, atomically: false, encoding: .utf8)
  }

  /// The command alone, in another place. A process of its own copies it: were it open for writing here, a
  /// child that another test starts at that moment would hold it open, and it could not be run.
  func copyProgram(to path: String) throws {
    try Command(program: "/bin/cp", arguments: [Self.program, self.path(path)]).runWell(in: scratch)
  }

  func text(_ path: String) throws -> String {
    try String(contentsOf: scratch.appendingPathComponent(path), encoding: .utf8)
  }

  /// All that is in a folder, by path: kind, mode, inode, moment of the last change, and where a link
  /// leads. Equal before and after when nothing was written.
  func snapshot(_ folder: String) throws -> [String: String] {
    var entries: [String: String] = [:]
    let top = scratch.appendingPathComponent(folder).path
    for path in try FileManager.default.subpathsOfDirectory(atPath: top) {
      var status = stat()
      guard lstat("\(top)/\(path)", &status) == 0 else { throw Trouble("no \(path)") }
      let link = try? FileManager.default.destinationOfSymbolicLink(atPath: "\(top)/\(path)")
      entries[path] =
        "\(String(status.st_mode, radix: 8)) \(status.st_ino) \(status.st_mtim.tv_sec)."
        + "\(status.st_mtim.tv_nsec) \(link ?? "")"
    }
    return entries
  }

  /// The bytes of all files of a folder, by path.
  func contents(_ folder: String) throws -> [String: Data] {
    let top = scratch.appendingPathComponent(folder)
    var files: [String: Data] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: top.path) {
      let file = top.appendingPathComponent(path)
      guard try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else {
        continue
      }
      files[path] = try Data(contentsOf: file)
    }
    return files
  }
}

/// Gives `body` the command and a folder with the small agency in `site/`.
func withDocket(_ body: (Docket) throws -> Void) throws {
  try withScratch { scratch in
    let docket = Docket(scratch: scratch)
    try docket.writeSite(kiteOffice)
    try body(docket)
  }
}

extension [String: String] {
  /// The same with `old` replaced by `new` in one file, where it must stand.
  func with(_ path: String, _ old: String, _ new: String) throws -> [String: String] {
    guard let text = self[path], text.contains(old) else { throw Trouble("no '\(old)' in \(path)") }
    return merging([path: text.replacingOccurrences(of: old, with: new)]) { $1 }
  }

  func without(_ path: String) -> [String: String] { filter { $0.key != path } }
}
