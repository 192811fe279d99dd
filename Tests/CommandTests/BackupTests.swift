import Applications
import Foundation
import Rules
import Signing
import Store
import Support
import Testing

/// The restore drill: what was copied while people were applying is all there on another machine.
@Suite struct BackupTests {
  @Test func `all that people were told is kept before a backup began is there after the worst`()
    throws
  {
    try withInstallation { docket in
      let office = try BusyOffice(docket)
      for round in 1...3 {
        office.waitForMore()
        let promised = office.promised
        let outcome = try docket.command(
          [
            "store", "backup", "--prefix", docket.path("installation"), "--to",
            docket.path("shelf"),
          ]
        ).run(in: docket.scratch)
        #expect(outcome.status == 0 && outcome.error.isEmpty, "\(outcome.error)")
        let backup = try #require(backups(docket).last)
        #expect(try backups(docket).count == round)

        try docket.install(to: "other")
        let restored = try restore(docket, backup, into: "other")
        #expect(restored.status == 0, "\(restored.error)")
        let verified = try docket.command(["store", "verify", "--prefix", docket.path("other")])
          .run(in: docket.scratch)
        #expect(verified.status == 0, "\(verified.error)")
        let other = try Store(at: docket.path("other/store"))
        for save in promised {
          let application = try #require(try other.application(save.number))
          #expect(application.deed(ofForm: save.key) != nil)
          #expect(try other.applications(of: application.applicant).contains(save.number))
          #expect(try other.account(application.applicant) != nil)
        }
        #expect(promised.count > round * 10)
        #expect(try docket.owner("other/store/format") == docket.owner("other/store"))
        try FileManager.default.removeItem(atPath: docket.path("other"))
      }
      office.close()
    }
  }

  @Test func `nothing that people have is written over, and a dry run brings back nothing`() throws
  {
    try withInstallation { docket in
      let office = try BusyOffice(docket)
      office.waitForMore()
      office.close()
      try docket(
        "store", "backup", "--prefix", docket.path("installation"), "--to", docket.path("shelf"))
      let backup = try #require(backups(docket).first)
      let before = try docket.contents("installation/store")
      let refused = try restore(docket, backup, into: "installation")
      #expect(refused.status == 1 && refused.error.contains("the store is not empty"))
      #expect(try docket.contents("installation/store") == before)

      try docket.install(to: "other")
      let empty = try docket.contents("other")
      let dry = try restore(docket, backup, into: "other", "--dry-run")
      #expect(dry.status == 0 && dry.words.hasPrefix("would bring back "))
      #expect(try docket.contents("other") == empty)
    }
  }

  @Test func `a journal that was damaged when it was copied is brought back as it was, and named`()
    throws
  {
    try withInstallation { docket in
      let office = try BusyOffice(docket)
      office.waitForMore()
      office.close()
      let store = docket.path("installation/store")
      let journals = try FileManager.default.subpathsOfDirectory(atPath: store).filter {
        $0.hasPrefix("applications/") && $0.hasSuffix("/journal")
      }
      let journal = try #require(journals.first)
      let handle = try #require(FileHandle(forWritingAtPath: "\(store)/\(journal)"))
      try handle.seek(toOffset: 10)
      try handle.write(contentsOf: Data("damaged".utf8))
      try handle.close()
      let backup = try docket(
        "store", "backup", "--prefix", docket.path("installation"), "--to", docket.path("shelf"))
      #expect(backup.status == 1)
      try docket.install(to: "other")
      let restored = try restore(docket, try #require(backups(docket).first), into: "other")
      #expect(
        restored.status == 1 && restored.error.contains(String(journal.dropLast("/journal".count))),
        "\(restored.error)")
      #expect(restored.words.hasPrefix("brought back "))
    }
  }

  @Test func `a backup with a damaged file is named and not brought back`() throws {
    try withInstallation { docket in
      let office = try BusyOffice(docket)
      office.waitForMore()
      office.close()
      try docket(
        "store", "backup", "--prefix", docket.path("installation"), "--to", docket.path("shelf"))
      let backup = try #require(backups(docket).first)
      let files = try FileManager.default.subpathsOfDirectory(atPath: docket.path(backup))
      let journal = try #require(files.first { $0.hasSuffix("/journal") })
      try docket.write("other", to: "\(backup)/\(journal)")
      try docket.install(to: "other")
      let empty = try docket.contents("other")
      let refused = try restore(docket, backup, into: "other")
      #expect(refused.status == 1 && refused.error.contains("\(journal): not what was copied"))
      #expect(try docket.contents("other") == empty)

      let none = try restore(docket, "shelf", into: "other")
      #expect(none.status == 1 && none.error.contains("is no backup"))
      let inside = try docket(
        "store", "backup", "--prefix", docket.path("installation"), "--to",
        docket.path("installation/store"))
      #expect(inside.status == 2 && inside.error.contains("must lie outside"))
    }
  }

  private func restore(
    _ docket: Docket, _ backup: String, into installation: String, _ more: String...
  ) throws -> Command.Outcome {
    try docket.command(
      ["store", "restore", "--from", docket.path(backup), "--prefix", docket.path(installation)]
        + more
    ).run(in: docket.scratch)
  }

  private func backups(_ docket: Docket) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: docket.path("shelf"))
      .filter { !$0.hasPrefix(".") }.sorted().map { "shelf/" + $0 }
  }

  private func withInstallation(_ body: (Docket) throws -> Void) throws {
    try withDocket { docket in
      try docket.install()
      #expect(try docket.publish().status == 0)
      try FileManager.default.createDirectory(
        atPath: docket.path("shelf"), withIntermediateDirectories: false)
      try body(docket)
    }
  }
}

extension Docket {
  /// Another machine, without pages.
  fileprivate func install(to folder: String) throws {
    try command(installing.map { $0 == path("installation") ? path(folder) : $0 })
      .runWell(in: scratch)
  }
}

/// Four people who apply again and again until it closes, and what they were told is kept.
private final class BusyOffice: @unchecked Sendable {
  struct Save: Hashable {
    let number: ApplicationNumber
    let key: String
  }

  private let store: Store
  private let publication: String
  private let lock = NSCondition()
  private var saves: [Save] = []
  /// How many saves there may be; more come while a backup is made, and not without an end.
  private var limit = 0
  private var isOpen = true
  private var working = 0

  init(_ docket: Docket) throws {
    store = try Store(at: docket.path("installation/store"))
    publication = String(try docket.text("installation/publications/newest").dropLast())
    for person in 1...4 {
      working += 1
      Thread.detachNewThread { [self] in
        work(as: person)
        lock.withLock {
          working -= 1
          lock.broadcast()
        }
      }
    }
  }

  var promised: [Save] { lock.withLock { saves } }

  /// Until there are twenty saves more; up to eighty more follow by and by.
  func waitForMore() {
    lock.withLock {
      let before = saves.count
      limit = before + 100
      lock.broadcast()
      while saves.count < before + 20, working > 0 { lock.wait() }
    }
  }

  func close() {
    lock.withLock {
      isOpen = false
      lock.broadcast()
      while working > 0 { lock.wait() }
    }
  }

  /// What goes wrong ends that person's work, and the test has too few saves.
  private func work(as person: Int) {
    var round = 0
    while mayGoOn() {
      round += 1
      guard let number = try? start(as: "person-\(person)-\(round)@example.org") else { return }
      for revision in 1...5 {
        guard let save = try? save(number, revision) else { return }
        lock.withLock {
          saves.append(save)
          lock.broadcast()
        }
      }
    }
  }

  private func mayGoOn() -> Bool {
    lock.withLock {
      while isOpen, saves.count >= limit { lock.wait() }
      return isOpen
    }
  }

  private func start(as address: String) throws -> ApplicationNumber {
    let moment = Moment(millisecondsSince1970: 1_790_000_000_000)
    let id = try store.register(
      name: "Person", emailAddress: address, passwordHash: PasswordHash(text: "x"), at: moment)
    guard try store.confirm(id, at: moment) == .claimed else { throw Trouble("not confirmed") }
    return try store.startApplication(
      Start(
        applicant: id, profile: Profile(name: "Person", emailAddress: address),
        requests: ["balloonist"],
        answers: Answers(), publication: publication, day: try day("2026-11-22"),
        deadline: moment.adding(seconds: 90 * 86_400), key: "start-\(address)"), at: moment
    ).number
  }

  private func save(_ number: ApplicationNumber, _ revision: Int) throws -> Save {
    let save = Save(number: number, key: "\(number.text)-\(revision)")
    let now = Moment(millisecondsSince1970: 1_790_000_000_000 + revision)
    guard let applicant = try store.application(number)?.applicant else { throw Trouble("gone") }
    _ = try store.change(number, at: now, by: .applicant(applicant)) { _ in
      .saved(
        Applications.Save(
          element: "name", revision: revision, answers: Answers(), statesNone: false, key: save.key
        ))
    }
    return save
  }

  private func day(_ text: String) throws -> Day {
    guard let day = Day(text) else { throw Trouble("no day") }
    return day
  }
}
