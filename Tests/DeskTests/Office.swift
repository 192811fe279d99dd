import Applications
import CGI
import Desk
import Files
import Foundation
import Glibc
import Notation
import Payments
import Rules
import Signing
import Store
import Support
import Testing

/// An installation of its own for one test, without a process and with a clock that stands still.
final class Office {
  let installation: Installation
  let store: Store
  var settings: Settings
  var now = Office.opening
  /// Long, because other tests have the two cores too.
  var hashingWaitMilliseconds = 60_000
  var scannerSeconds = 60
  var mailSeconds = 60
  var paymentSeconds = 60
  /// The folder of the built programs that answer in place of the handlers; `nil` where none do.
  private(set) var programs: URL?

  /// A Sunday noon on the east coast of America, far from any change of fees or of clocks.
  static let opening =
    Moment("2026-11-22T17:00:00.000Z") ?? Moment(millisecondsSince1970: 1_795_366_800_000)

  fileprivate init(at folder: String, _ definitions: Definitions) throws {
    installation = Installation(at: folder)
    settings = Settings(baseURL: "http://office.example/", mailFrom: "office@office.example")
    settings.isDemonstration = true
    settings.payment = [.simulator(keyFiles: ["payment.key"])]
    settings.simulatorHoldsNotifications = true
    settings.passwordCost = .light
    try Store.make(at: installation.store)
    store = try Store(at: installation.store)
    try putKey(Office.paymentKey, at: folder + "/payment.key")
    for name in ["simulator", "log", "payment", "site/pages"] {
      try makeFolder(folder + "/" + name)
    }
    try FileManager.default.createSymbolicLink(
      atPath: installation.publicFolder, withDestinationPath: "site/pages")
    try put(definitions.layout, at: folder + "/site/layout.html")
    try publish(definitions)
  }

  static let paymentKey = "a key that only tests have"

  var services: Services {
    var services = Services(installation: installation, settings: settings, store: store, now: now)
    services.hashingWaitMilliseconds = hashingWaitMilliseconds
    services.scannerSeconds = scannerSeconds
    services.mailSeconds = mailSeconds
    services.paymentSeconds = paymentSeconds
    return services
  }

  var provider: SimulatorProvider {
    SimulatorProvider(
      keys: [Array(Office.paymentKey.utf8)], action: "http://office.example/cgi-bin/simulator")
  }

  /// Keeps the definitions as a publication and puts them in force.
  func publish(_ definitions: Definitions) throws {
    for (path, bytes) in definitions.publication {
      let place = "\(installation.publications)/\(definitions.hash)/\(path)"
      try makeFolder((place as NSString).deletingLastPathComponent)
      try put(bytes, at: place)
    }
    try put(Array("\(definitions.hash)\n".utf8), at: installation.newestPublicationFile)
  }

  /// Lets time pass.
  func wait(minutes: Int = 0, hours: Int = 0, days: Int = 0) {
    now = now.adding(seconds: ((days * 24 + hours) * 60 + minutes) * 60)
  }

  /// From now on every request is answered by a built program, by the machine's clock.
  func runsPrograms() throws {
    let milliseconds = Int(Date().timeIntervalSince1970 * 1000)
    now = Moment(millisecondsSince1970: milliseconds)
    let text = """
      { "baseURL": "\(settings.baseURL)", "mailFrom": "\(settings.mailFrom)",
        "demonstration": true, "passwordCost": "light",
        "payment": [{ "provider": "simulator", "keyFiles": ["payment.key"] }],
        "simulatorHoldsNotifications": true, "clockShiftDays": \(settings.clockShiftDays) }
      """
    try put(Array(text.utf8), at: installation.settingsFile)
    programs = Repository.programs
  }

  /// Somebody begins to work here.
  func employs(_ name: String, _ roles: [StaffRole]) throws {
    try store.addStaff(
      StaffMember(
        name: try #require(StaffName(name)), fullName: name.capitalized,
        emailAddress: "\(name)@agency.example", roles: roles, addedAt: now), by: "program:staff")
  }

  /// The mails that wait, oldest first.
  func mails() throws -> [Message] { try store.messages(in: .new).map(\.message) }

  /// The text of the journal of an application, to see that nothing was added.
  func journal(of number: String) throws -> String {
    let text = try #require(contents(ofFile: folder(of: number) + "/journal"))
    return String(decoding: text, as: UTF8.self)
  }

  /// The files that the application's folder holds, whether or not a line names them.
  func files(of number: String) throws -> [String] {
    let place = try folder(of: number) + "/attachments"
    return (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []
  }

  func folder(of number: String, in kind: String = "applications") throws -> String {
    let place = "\(installation.store)/\(kind)"
    let shards = try FileManager.default.contentsOfDirectory(atPath: place)
    return try #require(
      shards.map { "\(place)/\($0)/\(number)" }.first(where: FileManager.default.fileExists))
  }

  func application(_ number: String) throws -> Application {
    let number = try #require(ApplicationNumber(number))
    return try #require(try store.application(number))
  }
}

/// What an agency has written down: read once for all tests, because it never changes.
struct Definitions: Sendable {
  let publication: [(path: String, bytes: [UInt8])]
  let layout: [UInt8]
  let hash: String

  /// The site that comes with Docket.
  static let ours = read("site")
  /// The second agency, unlike the first.
  static let harbour = read("Tests/Agencies/harbour")

  /// Our own, with another amount and another question from a day on; without its worked examples, which
  /// may no longer come out.
  static func ours(changingOn day: String, to amount: String = "90.00") -> Definitions {
    read("site") { files in
      change("fees.jsonc", of: &files) { text in
        let now =
          "\"amount\": \"85.00\",\n          \"clause\": \"16 KAR 4:040 §2(1)\",\n        },"
        guard let amounts = text.range(of: now), let examples = text.range(of: examplesBegin)
        else { return nil }
        return text[..<amounts.upperBound]
          + "{ \"from\": \"\(day)\", \"amount\": \"\(amount)\", \"clause\": \"The new rule\" },"
          + text[amounts.upperBound..<examples.lowerBound] + "}"
      }
      change("elements/degrees.jsonc", of: &files) { text in
        guard let questions = text.range(of: "\"questions\": [") else { return nil }
        return text[..<questions.upperBound]
          + "{ \"id\": \"anew\", \"ask\": \"What is asked anew?\", \"kind\": \"text\", "
          + "\"from\": \"\(day)\" }," + text[questions.upperBound...]
      }
    }
  }

  /// Our own, charging what the agency is seen to charge, which is $15.00 for an initial certificate too.
  static func oursChargingPractice() -> Definitions {
    read("site") { files in
      change("agency.jsonc", of: &files) {
        replacing("\"feeLayer\": \"letter\"", with: "\"feeLayer\": \"practice\"", in: $0)
      }
      change("fees.jsonc", of: &files) { text in
        replacing(
          "[\"renew-substitute-five-year\"]",
          with: "[\"renew-substitute-five-year\", \"initial-certificate\"]", in: text
        ).flatMap { text in
          text.range(of: examplesBegin).map { text[..<$0.lowerBound] + "}" }
        }
      }
    }
  }

  /// Our own, without the rule for what is approved preliminarily, and without its letters.
  static func oursWithNothingPreliminary() -> Definitions {
    read("site") { files in
      change("review.jsonc", of: &files) { text in
        guard let rule = text.range(of: "\"preliminary\": {"),
          let next = text.range(of: "// Days on which this office")
        else { return nil }
        return String(text[..<rule.lowerBound]) + text[next.lowerBound...]
      }
      for letter in ["decision-preliminary", "fitness-confirmed", "preliminary-revoked"] {
        files["letters/\(letter).md"] = nil
      }
    }
  }

  private static let examplesBegin = "  \"examples\": ["

  private static func replacing(_ old: String, with new: String, in text: String) -> String? {
    text.range(of: old).map { text[..<$0.lowerBound] + new + text[$0.upperBound...] }
  }

  private static func change(
    _ path: String, of files: inout [String: [UInt8]], _ body: (String) -> String?
  ) {
    let text = files[path].flatMap { body(String(decoding: $0, as: UTF8.self)) }
    guard let text else { preconditionFailure("\(path) is not as it was") }
    files[path] = Array(text.utf8)
  }

  private static func read(
    _ folder: String, changing: (inout [String: [UInt8]]) -> Void = { _ in }
  ) -> Definitions {
    let top = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: folder)
    let paths = (try? FileManager.default.subpathsOfDirectory(atPath: top.path)) ?? []
    var files: [String: [UInt8]] = [:]
    for path in paths { files[path] = contents(ofFile: top.appending(path: path).path) }
    changing(&files)
    do { return try Definitions(reading: files, folder: folder) } catch {
      preconditionFailure("the definitions in \(folder) have no fault:\n\(error)")
    }
  }
}

extension Definitions {
  /// - Throws: what is wrong with them.
  init(reading files: [String: [UInt8]], folder: String) throws {
    let reading = readSite(files, folder: folder, zones: TimeZones(table: zoneTable))
    guard let site = reading.site, let layout = files["layout.html"] else {
      throw Trouble(reading.report())
    }
    let publication = publicationFiles(of: site)
    self.init(
      publication: publication, layout: layout,
      hash: SHA256.digest(of: publication.flatMap(\.bytes)).description)
  }
}

/// Runs `body` in an installation that is gone afterwards. Unless `body` damages it, its store is whole then.
func withOffice(
  _ definitions: Definitions = .ours, isDamaged: Bool = false, _ body: (Office) throws -> Void
) throws {
  // In memory where there is such a place: the store syncs, and these tests are not about disks.
  let memory = "/dev/shm"
  let top =
    access(memory, W_OK) == 0 ? memory : FileManager.default.temporaryDirectory.path
  let folder = top + "/desk-" + UUID().uuidString
  try makeFolder(folder)
  defer { try? FileManager.default.removeItem(atPath: folder) }
  let office = try Office(at: folder, definitions)
  try body(office)
  if !isDamaged { try expectWhole(office.store) }
}

/// Whatever people have done, everything is whole afterwards, and every look-up is there.
private func expectWhole(_ store: Store) throws {
  var time = timespec()
  clock_gettime(CLOCK_REALTIME, &time)
  let now = Moment(millisecondsSince1970: time.tv_sec * 1000)
  var verification = Verification(of: store, at: now)
  for part in verification.parts() { verification.verify(part) }
  #expect(verification.findings == [])
  var reindexing = Reindexing(of: store, at: now, isDryRun: true)
  for part in reindexing.parts() { reindexing.run(part) }
  #expect(reindexing.written == [] && reindexing.replaced == [] && reindexing.findings == [])
}

/// A script that can be run. Another process writes it: what this one holds open while another test starts a
/// program is open there too, and what is open for writing cannot be run.
func putProgram(_ script: String, at path: String) throws {
  let folder = URL(filePath: path).deletingLastPathComponent()
  try writeProgram(script, to: URL(filePath: path), scratch: folder)
}

/// A key file as Docket wants it: nobody else may read it.
func putKey(_ key: String, at path: String) throws {
  try put(Array("\(key)\n".utf8), at: path)
  try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
}

func put(_ bytes: [UInt8], at path: String) throws {
  try Data(bytes).write(to: URL(filePath: path))
}

private func makeFolder(_ path: String) throws {
  try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
}

private func zoneTable(_ name: String) -> TimeZoneTable? {
  guard let zone = TimeZone(identifier: name) else { return nil }
  let start = Date(timeIntervalSince1970: 1_577_836_800)
  var changes = [TimeZoneTable.Change(at: 0, offset: zone.secondsFromGMT(for: start))]
  var moment = start
  for _ in 0..<30 {
    guard let next = zone.nextDaylightSavingTimeTransition(after: moment) else { break }
    changes.append(
      .init(at: Int(next.timeIntervalSince1970), offset: zone.secondsFromGMT(for: next)))
    moment = next
  }
  return TimeZoneTable(name: name, changes: changes)
}
