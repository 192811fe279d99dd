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
  printLine("installed in \(installer.installation.folder)")
  if !exists(installer.installation.newestPublicationFile) {
    printLine("next: docket publish --prefix \(prefix)")
  }
  return 0
}

/// Makes the folders of an installation, its programs and, where there are none, its settings.
struct Installer {
  let installation: Installation
  private let newSettings: String?
  private let owner: (user: uid_t, group: gid_t)?
  private let isDemonstration: Bool

  static let programs = [
    "account", "apply", "attach", "dashboard", "invoice", "payment", "save",
  ]

  /// With `mayBeRoot` root need not name an owner, because root runs the programs too.
  init(
    prefix: String, baseURL: String?, owner: String?, isDemonstration: Bool,
    mayBeRoot: Bool = false
  ) throws {
    try makeFolders(prefix)
    guard let path = realpath(prefix, nil) else { throw DiskFault(prefix) }
    defer { free(path) }
    installation = Installation(at: String(cString: path))
    if exists(installation.settingsFile) {
      newSettings = nil
      // Settings that cannot be read are said now, not by the first applicant's error page.
      self.isDemonstration = try settings(of: installation).isDemonstration
    } else {
      guard let baseURL else {
        throw Trouble.usage("'--base-url' is needed: the address people will reach it at")
      }
      let text = settingsText(baseURL: baseURL, isDemonstration: isDemonstration)
      do {
        _ = try Settings(reading: Array(text.utf8))
      } catch {
        throw Trouble.usage("\(error)")
      }
      newSettings = text
      self.isDemonstration = isDemonstration
    }
    if let owner {
      self.owner = try user(named: owner)
    } else if geteuid() == 0, newSettings != nil, !mayBeRoot {
      throw Trouble.usage(
        "root needs '--owner': the user the web server runs programs as, like www-data")
    } else {
      self.owner = nil
    }
  }

  func run() throws {
    let folder = installation.folder
    for name in ["cgi-bin", "publications", ".sites"] { try makeFolders(folder + "/" + name) }
    for name in ["log", "keys"] { try makeFolders(folder + "/" + name, mode: 0o700) }
    if isDemonstration { try makeFolders(installation.simulator, mode: 0o700) }
    try makeStore()
    try copyPrograms()
    if isDemonstration, !exists(folder + "/keys/simulator") {
      let key = RandomSource.kernel.token() + "\n"
      try replaceFile(folder + "/keys/simulator", with: Array(key.utf8), mode: 0o600)
    }
    if let newSettings {
      try replaceFile(installation.settingsFile, with: Array(newSettings.utf8), mode: 0o640)
    }
    try giveToOwner()
  }

  private func makeStore() throws {
    do {
      if exists(installation.store + "/format") {
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
    for name in Self.programs + (isDemonstration ? ["simulator"] : []) {
      guard let bytes = contents(ofFile: source + "/" + name) else {
        throw Trouble.impossible(
          "the program '\(name)' is not beside docket in '\(source)': "
            + "build all of them with 'swift build -c release'")
      }
      try replaceFile(installation.programs + "/" + name, with: bytes, mode: 0o755)
    }
  }

  /// What programs write to, and what only they may read, belongs to the user they run as.
  private func giveToOwner() throws {
    guard let owner else { return }
    let folder = installation.folder
    for name in ["store", "log", "keys", "simulator"] where exists(folder + "/" + name) {
      try give(folder + "/" + name, to: owner)
    }
    // The programs read the settings; only whoever installed may change them.
    guard chown(installation.settingsFile, geteuid(), owner.group) == 0 else {
      throw DiskFault(installation.settingsFile)
    }
  }

  private func give(_ path: String, to owner: (user: uid_t, group: gid_t)) throws {
    guard lchown(path, owner.user, owner.group) == 0 else { throw DiskFault(path) }
    for name in folderEntries(path) ?? [] { try give(path + "/" + name, to: owner) }
  }
}

/// From the machine's own list of users. A statically linked program cannot ask the C library.
private func user(named name: String) throws(Trouble) -> (user: uid_t, group: gid_t) {
  let list = String(decoding: contents(ofFile: "/etc/passwd") ?? [], as: UTF8.self)
  for line in list.split(separator: "\n") {
    let parts = line.split(separator: ":", omittingEmptySubsequences: false)
    if parts.count >= 4, parts[0] == name, let user = uid_t(parts[2]), let group = gid_t(parts[3]) {
      return (user, group)
    }
  }
  throw .impossible("there is no user '\(name)' in /etc/passwd")
}
