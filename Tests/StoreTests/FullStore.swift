import Applications
import Foundation
import Rules
import Signing

@testable import Store

/// A store with one of everything, for tests of what reads it all.
struct FullStore {
  let store: Store
  let ada: AccountID
  let number: ApplicationNumber
  /// A file that no scanner has looked at.
  let digest: Digest
  let notification: NotificationID
  let session: String

  /// The folder of the application.
  var application: String { store.path(.applications, number.text) }
  var journal: String { application + "/journal" }
  var attachment: String { "\(application)/attachments/\(digest)" }
  var account: String { store.path(.accounts, ada.text) }

  init(at folder: String) throws {
    try Store.make(at: folder)
    store = try Store(at: folder)
    ada = try store.person()
    _ = try store.person("ben@example.org")
    number = try store.startApplication(start(ada), at: moment).number
    digest = try store.file("scanned", for: number)
    notification = try store.keepNotification(Array("paid".utf8), from: "simulator").id
    session = try store.openSession(
      for: ada, at: moment, idleSeconds: 3600, absoluteSeconds: 7200
    ).token
    try happen([
      save(1), .attached(attachedFile(digest, awaitsCheck: true)),
      .attemptOpened(sampleAttempt), .attemptHandedOver("ref-1"),
      .attemptPaid(
        Payment(
          reference: "ref-1", transaction: "t1", money: Money(cents: 50_21), currency: "USD",
          use: .fee)),
    ])
    try store.markDone(notification)
    _ = try store.keepNotification(Array("waits".utf8), from: "simulator")
    for name in ["sent-1", "waits-1"] { try store.post(try message(name), at: moment) }
    _ = try store.deliver("sent-1", at: moment) { _ in .gone }
    _ = try store.deliver("waits-1", at: moment) { _ in
      .waits(until: moment.adding(seconds: 600), reason: "no route")
    }
    _ = try store.issueToken(for: "reset", subject: "x", until: moment.adding(seconds: 60))
    try store.hold(
      "a=b", purpose: "save", cookie: "c", for: nil, from: "192.0.2.1", at: moment,
      until: moment.adding(seconds: 60))
    _ = try store.take("ada", of: Allowance(5, inSeconds: 60), at: moment)
    let list = CertificateList(
      reading: Array(
        "email,kind,number,first-day,last-day\nada@example.org,novice,1,2026-01-01,\n".utf8),
      kinds: ["novice"])
    _ = try store.importCertificates(list, at: moment)
    if let mara = StaffName("mara") {
      try store.addStaff(
        StaffMember(
          name: mara, fullName: "Mara Lind", emailAddress: "mara@agency.example",
          roles: [.administrator], addedAt: moment), by: "program:staff")
    }
    if let id = OrganisationID("district-9") {
      try store.addOrganisation(
        Organisation(id: id, name: "District 9", party: "district", addedAt: moment),
        by: "program:organisation")
    }
  }

  /// Adds lines to the application.
  func happen(_ events: [Event.What]) throws {
    for what in events {
      _ = try store.change(number, at: moment, by: .applicant(ada)) { _ in what }
    }
  }
}

extension Store {
  /// Makes a file of this text one of the application's.
  @discardableResult
  func file(_ text: String, for number: ApplicationNumber) throws -> Digest {
    let arriving = incomingFolder + "/\(UUID().uuidString)"
    try put(text.utf8, at: arriving)
    let digest = SHA256.digest(of: text.utf8)
    try keep(fileAt: arriving, digest: digest, for: number)
    return digest
  }
}

func attachedFile(_ digest: Digest, awaitsCheck: Bool = false) -> Attachment {
  Attachment(
    id: "a1", element: "transcript", fileName: "a.pdf", description: "scan", type: "transcript",
    mediaType: "application/pdf", byteCount: "scanned".utf8.count, digest: digest.description,
    awaitsCheck: awaitsCheck, key: "k2")
}

func withFullStore(_ body: (FullStore) throws -> Void) throws {
  try withScratch { scratch in try body(FullStore(at: scratch + "/store")) }
}

/// The bytes, modes and links of everything in a folder, by path: equal when nothing has changed.
func tree(_ folder: String) throws -> [String: String] {
  var tree: [String: String] = [:]
  for path in try FileManager.default.subpathsOfDirectory(atPath: folder) {
    let place = folder + "/" + path
    let attributes = try FileManager.default.attributesOfItem(atPath: place)
    let isFile = attributes[.type] as? FileAttributeType == .typeRegular
    let mode = attributes[.posixPermissions] as? Int ?? 0
    tree[path] = String(mode, radix: 8) + (isFile ? " \(try bytes(of: place))" : "")
  }
  return tree
}
