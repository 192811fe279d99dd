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
    is touched: all is tried in a folder of its own, which is gone afterwards. Then whether each way to
    pay has the keys it needs, and nobody else may read them.

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

private func diagnose(_ installation: Installation) throws -> [Verdict] {
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
  return verdicts(
    of: String(cString: path),
    lockTrier: LockTrier(path: "/proc/self/exe", arguments: ["doctor", "--try-lock"]))
    + paymentVerdicts(try Services(installation: installation))
}

/// Whether everything is there that the ways to pay need: keys that nobody else may read, instructions.
private func paymentVerdicts(_ services: Services) -> [Verdict] {
  services.settings.payment.map { way in
    do {
      _ = try services.provider(named: way.name)
      return .ok("payment", "'\(way.name)' has what it needs")
    } catch {
      return .fault(
        "payment", "'\(way.name)' cannot be used: \(error)",
        remedy: "cgi-bin/README.md has a chapter on payment")
    }
  }
}

private func report(_ verdicts: [Verdict], asJSON: Bool) throws(Trouble) -> Int32 {
  if asJSON {
    let list = verdicts.map { verdict -> JSONNode in
      .object([
        JSONMember("name", .string(verdict.name)),
        JSONMember("grade", .string(verdict.grade.rawValue)),
        JSONMember("words", .string(verdict.words)),
        JSONMember("remedy", verdict.remedy.map { .string($0) } ?? .null),
      ])
    }
    try printLine(JSONNode.object([JSONMember("verdicts", .array(list))]).text)
  } else {
    for verdict in verdicts {
      let remedy = verdict.remedy.map { "; \($0)" } ?? ""
      try printLine("\(verdict.grade.rawValue): \(verdict.name): \(verdict.words)\(remedy)")
    }
  }
  return verdicts.contains { $0.grade == .fault } ? 1 : 0
}
