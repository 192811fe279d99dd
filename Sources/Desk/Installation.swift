import Glibc

/// The folders of one installation.
package struct Installation: Hashable, Sendable {
  /// Absolute, without a `/` at its end.
  package let folder: String

  package init(at folder: String) { self.folder = folder }

  package var settingsFile: String { folder + "/docket.jsonc" }
  /// A symbolic link to the pages of the newest site.
  package var publicFolder: String { folder + "/public" }
  /// The layout that belongs to the pages of `publicFolder`, so that both change in one step.
  package var layoutFile: String { folder + "/public/../layout.html" }
  package var programs: String { folder + "/cgi-bin" }
  package var publications: String { folder + "/publications" }
  /// One line: the hash of the newest publication.
  package var newestPublicationFile: String { folder + "/publications/newest" }
  package var store: String { folder + "/store" }
  package var logFile: String { folder + "/log/docket.log" }
  /// Where the simulator keeps notifications that it is told to hold.
  package var simulator: String { folder + "/simulator" }

  /// The installation that `program`, a path, belongs to: `named`, the value of `DOCKET_ROOT` where the
  /// server sets it, else the folder above the program's own.
  package init(ofProgram program: String, named: String) throws(Settings.Fault) {
    if named.hasPrefix("/") {
      self.init(at: named)
      return
    }
    let parts = program.split(separator: "/")
    guard parts.count > 2 else {
      throw Settings.Fault(description: "the program does not lie in an installation's cgi-bin")
    }
    let folder = parts.dropLast(2).map { "/" + $0 }.joined()
    self.init(at: folder)
  }
}

/// The bytes of a file; `nil` when it is not there or cannot be read.
package func contents(ofFile path: String) -> [UInt8]? {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { return nil }
  defer { close(descriptor) }
  var status = stat()
  guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
  var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
  var filled = 0
  while filled < bytes.count {
    let count = bytes.withUnsafeMutableBytes {
      read(descriptor, $0.baseAddress.map { $0 + filled }, $0.count - filled)
    }
    if count < 0, errno == EINTR { continue }
    guard count > 0 else { return nil }
    filled += count
  }
  return bytes
}
