import Foundation

/// Gives `body` a folder of its own that a web server's user can enter, and removes it afterwards.
package func withScratch<Result>(_ body: (URL) throws -> Result) throws -> Result {
  let parent = ProcessInfo.processInfo.environment["DOCKET_TEST_SCRATCH"] ?? "/tmp"
  // Short: sockets lie below it, and their whole path may have 107 bytes.
  let name = "s" + UUID().uuidString.prefix(8).lowercased()
  let folder = URL(fileURLWithPath: parent).appendingPathComponent(name)
  try FileManager.default.createDirectory(
    at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o755])
  defer { try? FileManager.default.removeItem(at: folder) }
  return try body(folder)
}

/// Where things lie in this repository.
package enum Repository {
  package static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The *release* programs: `DOCKET_PROGRAMS`, or where `swift build -c release` puts them.
  package static var programs: URL {
    if let path = ProcessInfo.processInfo.environment["DOCKET_PROGRAMS"] {
      return URL(fileURLWithPath: path)
    }
    return folder.appendingPathComponent(".build/release")
  }

  package static func text(_ path: String) throws -> String {
    try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
  }
}
