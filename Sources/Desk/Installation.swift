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
  /// Where payment programs keep what they have to remember.
  package var payment: String { folder + "/payment" }
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
