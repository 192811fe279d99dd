import Desk
import Doctor
import Files
import Glibc
import JSON
import Store

let doctorCommand = Command(
  name: "doctor",
  summary: "what is wrong with this host, and the remedy, one line each",
  help: """
    usage: docket doctor --prefix FOLDER [--json]

    Tries what the store needs of its file system, on that file system, and looks whether there is
    room: locks that hold between processes, names given once, what is synced, who may read. Each line
    begins with ok, warning or fault; a fault says what to do about it. Nothing that people hold
    is touched: all is tried in a folder of its own, which is gone afterwards.

    Run it as root, or as the user the web server's programs run as: they are who it is tried for.

      --prefix FOLDER  the installation
      --json           what was found, as data

    Ends with 1 when there is a fault. What a store needs, and why: Sources/Store/FORMAT.md.
    """,
  options: [
    Command.Option(name: "prefix", takesValue: true),
    Command.Option(name: "json", takesValue: false),
    // Asked by a doctor of its own second process: may I have the lock on this file?
    Command.Option(name: "try-lock", takesValue: true),
  ]
) { options in
  if let file = options["try-lock"] { try LockTrier.tryLock(of: file) }
  let installation = try installation(at: options.needed("prefix"))
  try becomeOwner(of: installation.store)
  return try report(diagnose(installation), asJSON: options.has("json"))
}

private func diagnose(_ installation: Installation) throws -> [Finding] {
  let store = installation.store
  do { _ = try Store(at: store) } catch {
    return [
      .fault(
        "store", "the store in \(store) cannot be used: \(error)",
        remedy: "restore it from a backup, or bring in the Docket that made it")
    ]
  }
  guard let path = realpath(store, nil) else { throw DiskFault(store) }
  defer { free(path) }
  return findings(
    of: String(cString: path),
    lockTrier: LockTrier(path: "/proc/self/exe", arguments: ["doctor", "--try-lock"]))
}

private func report(_ findings: [Finding], asJSON: Bool) throws(Trouble) -> Int32 {
  if asJSON {
    let list = findings.map { finding -> JSONNode in
      .object([
        JSONMember("name", .string(finding.name)),
        JSONMember("grade", .string(finding.grade.rawValue)),
        JSONMember("words", .string(finding.words)),
        JSONMember("remedy", finding.remedy.map { .string($0) } ?? .null),
      ])
    }
    try printLine(JSONNode.object([JSONMember("findings", .array(list))]).text)
  } else {
    for finding in findings {
      let remedy = finding.remedy.map { "; \($0)" } ?? ""
      try printLine("\(finding.grade.rawValue): \(finding.name): \(finding.words)\(remedy)")
    }
  }
  return findings.contains { $0.grade == .fault } ? 1 : 0
}
