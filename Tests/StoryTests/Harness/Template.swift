import Foundation
import Support
import Synchronization

/// A whole installation that nobody has used yet, one for each site, made by `docket` the first time that it is
/// asked for. Every story gets a copy of its own.
enum Template {
  private static let made = Mutex<[String: URL]>([:])

  /// Lays a copy of the installation of `site` at `prefix`, with owners and modes.
  ///
  /// Programs are second names of the template's: `docket` replaces a program and never writes into one.
  static func copy(of site: String, to prefix: URL) throws {
    let whole = try made.withLock { made in
      if let whole = made[site] { return whole }
      let whole = try make(site)
      made[site] = whole
      return whole
    }
    let script = """
      set -e
      mkdir "$2"; chmod --reference="$1" "$2"
      cd "$1"
      for name in * .[!.]*; do
        case $name in cgi-bin) cp -al "$name" "$2" ;; *) cp -a "$name" "$2" ;; esac
      done
      """
    try Command(program: "/bin/sh", arguments: ["-c", script, "sh", whole.path, prefix.path])
      .runWell(in: whole)
  }

  private static func make(_ site: String) throws -> URL {
    let parent = ProcessInfo.processInfo.environment["DOCKET_TEST_SCRATCH"] ?? "/tmp"
    let folder = URL(fileURLWithPath: parent)
      .appendingPathComponent("t" + UUID().uuidString.prefix(8).lowercased())
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o755])
    folders.withLock { $0.append(folder) }
    let prefix = folder.appendingPathComponent("installation")
    let docket = Repository.programs.appendingPathComponent("docket").path
    // Only the path of this address matters until `settle`.
    let install =
      ["install", "--prefix", prefix.path, "--demonstration"]
      + ["--base-url", "http://licensing.example\(Office.path)"]
      + (ServerUser.isAnother ? ["--owner", ServerUser.name] : [])
    let publish = [
      "publish", "--prefix", prefix.path,
      "--site", Repository.folder.appendingPathComponent(site).path,
    ]
    for arguments in [install, publish] {
      try Command(program: docket, arguments: arguments).runWell(in: folder)
    }
    return prefix
  }

  /// They go when the process ends.
  private static let folders: Mutex<[URL]> = {
    atexit {
      Template.folders.withLock {
        for folder in $0 { try? FileManager.default.removeItem(at: folder) }
      }
    }
    return Mutex([])
  }()
}
