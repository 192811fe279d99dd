import Files
import Desk
import Glibc
import Signing
import Store

let installCommand = Command(
  name: "install",
  summary: "makes an installation on this host, or renews its programs",
  help: """
    usage: docket install --prefix FOLDER [--base-url URL] [--owner USER] [--demonstration]

    Makes the folders, puts the programs into cgi-bin and writes docket.jsonc with every setting
    explained. Doing it again renews the programs and leaves settings, store and pages as they are.
    Then: docket publish --prefix FOLDER. How to set up the web server: cgi-bin/README.md.

      --prefix FOLDER  where the installation goes
      --base-url URL   the address people reach it at; needed the first time
      --owner USER     the user the web server runs programs as; needed when root installs
      --demonstration  with the simulator as payment provider, and a banner on every page
    """,
  options: [
    Command.Option(name: "prefix", takesValue: true),
    Command.Option(name: "base-url", takesValue: true),
    Command.Option(name: "owner", takesValue: true),
    Command.Option(name: "demonstration", takesValue: false),
  ]
) { options in
  let prefix = try options.needed("prefix")
  let installer = try Installer(
    prefix: prefix, baseURL: options["base-url"], owner: options["owner"],
    isDemonstration: options.has("demonstration"))
  try installer.run()
  let folder = installer.installation.folder
  try printLine(
    installer.isRenewal
      ? "renewed the programs in \(folder); settings, store and pages are as they were"
      : "installed in \(folder)")
  for note in installer.notes { complain("docket install: \(note)") }
  if !isThere(installer.installation.newestPublicationFile) {
    try printLine("next: docket publish --prefix \(prefix)")
  }
  return 0
}

/// Makes the folders of an installation, its programs and, where there are none, its settings.
struct Installer {
  let installation: Installation
  /// What was asked for and not done, in words.
  private(set) var notes: [String] = []
  private let newSettings: String?
  private let owner: Owner?
  private let isDemonstration: Bool

  /// Whether an installation was there before.
  var isRenewal: Bool { newSettings == nil }

  /// Refuses before anything is made. With `mayBeRoot` root need not name an owner, because root runs the
  /// programs too.
  init(
    prefix: String, baseURL: String?, owner: String?, isDemonstration: Bool,
    mayBeRoot: Bool = false
  ) throws {
    let found = Installation(at: prefix)
    if isThere(found.settingsFile) {
      newSettings = nil
      // Settings that cannot be read are said now, not by the first applicant's error page.
      let settings = try settings(of: found)
      self.isDemonstration = settings.isDemonstration
      if let baseURL, try address(baseURL) != settings.baseURL {
        notes.append("the address stays \(settings.baseURL): change it in docket.jsonc")
      }
      if isDemonstration, !settings.isDemonstration {
        notes.append("it stays as it is, no demonstration: change that in docket.jsonc")
      }
    } else {
      guard let baseURL else {
        throw Trouble.usage("'--base-url' is needed: the address people will reach it at")
      }
      newSettings = settingsText(baseURL: try address(baseURL), isDemonstration: isDemonstration)
      self.isDemonstration = isDemonstration
    }
    if let owner {
      let named = try user(named: owner)
      self.owner = named
      if let before = ownerOfFile(found.store), before != named {
        notes.append(
          "the store stays with its owner: as root, give store, log and keys to '\(owner)'")
      }
    } else if geteuid() == 0, newSettings == nil {
      self.owner = ownerOfFile(found.store)
    } else if geteuid() == 0, !mayBeRoot {
      throw Trouble.usage(
        "root needs '--owner': the user the web server runs programs as, like www-data")
    } else {
      self.owner = nil
    }
    try makeFolders(prefix)
    guard let path = realpath(prefix, nil) else { throw DiskFault(prefix) }
    defer { free(path) }
    installation = Installation(at: String(cString: path))
  }

  func run() throws {
    let folder = installation.folder
    for name in ["cgi-bin", "publications", ".sites"] { try makeFolders(folder + "/" + name) }
    // What programs write to, and what only they may read, belongs to the user they run as. It is given
    // when it is made and never again: in what is theirs, they could lead root to other files.
    let theirs =
      ["store", "log", "keys", "payment", "live"] + (isDemonstration ? ["simulator"] : [])
    let new = theirs.filter { !isThere(folder + "/" + $0) }
    for name in theirs where name != "store" {
      // What is in `live` everybody reads.
      try makeFolders(folder + "/" + name, mode: name == "live" ? 0o755 : 0o700)
    }
    try makeStore()
    try copyPrograms()
    let key = folder + "/keys/simulator"
    if isDemonstration, !isThere(key) {
      try replaceFile(key, with: Array((RandomSource.kernel.token() + "\n").utf8), mode: 0o600)
      if !new.contains("keys"), let owner { try give(key, to: owner) }
    }
    if let owner { for name in new { try give(folder + "/" + name, to: owner) } }
    if let newSettings {
      try replaceFile(installation.settingsFile, with: Array(newSettings.utf8), mode: 0o640)
      // The programs read the settings; only whoever installed may change them.
      if let owner, chown(installation.settingsFile, geteuid(), owner.group) != 0 {
        throw DiskFault(installation.settingsFile)
      }
    }
  }

  private func makeStore() throws {
    do {
      if isThere(installation.store + "/format") {
        _ = try Store(at: installation.store)
      } else {
        try Store.make(at: installation.store)
      }
    } catch {
      throw Trouble.impossible("the store in '\(installation.store)' cannot be used: \(error)")
    }
  }

  /// The programs lie beside this one. Each is put in place by draft and rename: one that runs goes on.
  private func copyPrograms() throws {
    var buffer = [CChar](repeating: 0, count: 4096)
    guard readlink("/proc/self/exe", &buffer, buffer.count - 1) > 0 else {
      throw DiskFault("/proc/self/exe")
    }
    let source = String(
      decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self
    ).prefixBeforeLastSlash
    let names = programs.map(\.name).filter { isDemonstration || $0 != "simulator" }
    var progress = Progress("copying the programs", of: names.count)
    defer { progress.end() }
    for name in names {
      progress.step()
      guard let bytes = contents(ofFile: source + "/" + name) else {
        throw Trouble.impossible(
          "the program '\(name)' is not beside docket in '\(source)': "
            + "build all of them with 'swift build -c release'")
      }
      try replaceFile(installation.programs + "/" + name, with: bytes, mode: 0o755)
    }
  }
}

/// An address that links can be made from: `https://host/`, or with a path and `/` at its end.
private func address(_ text: String) throws(Trouble) -> String {
  let scheme = ["https://", "http://"].first { text.hasPrefix($0) }
  let rest = text.dropFirst(scheme?.utf8.count ?? 0)
  let isPlain = rest.unicodeScalars.allSatisfy {
    $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil)
      || "-._~:/[]%".unicodeScalars.contains($0)
  }
  guard scheme != nil, isPlain, let first = rest.first, first != "/", first != ":" else {
    throw .usage(
      "'--base-url' is an address like https://www.example.org/credentials/, not '\(text)'")
  }
  return text.hasSuffix("/") ? text : text + "/"
}

/// From the machine's own list of users. A statically linked program cannot ask the C library.
private func user(named name: String) throws(Trouble) -> Owner {
  let list = String(decoding: contents(ofFile: "/etc/passwd") ?? [], as: UTF8.self)
  for line in list.split(separator: "\n") {
    let parts = line.split(separator: ":", omittingEmptySubsequences: false)
    if parts.count >= 4, parts[0] == name, let user = uid_t(parts[2]), let group = gid_t(parts[3]) {
      return Owner(user: user, group: group)
    }
  }
  throw .impossible(
    "there is no user '\(name)' in /etc/passwd: name the one the web server runs programs as")
}
