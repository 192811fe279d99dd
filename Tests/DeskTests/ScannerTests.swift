import Applications
import CGI
import Store
import Foundation
import Rules
import Testing

@testable import Desk

@Suite struct ScannerTests {
  @Test func `without a scanner a file is accepted, and no page speaks of looking`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.attachesReceipt(to: number)
      try ada.opens("attach/\(number)/transcript")
      #expect(ada.shown.says("Accepted"))
      #expect(!ada.shown.says("malware"))
    }
  }

  @Test func `a file that the scanner has nothing against is accepted`() throws {
    try withScanner("exit 0") { office, ada, number in
      try ada.attachesReceipt(to: number)
      #expect(try office.states(of: number) == [.accepted])
      #expect(try office.store.applicationsWithUncheckedFiles() == [])
      #expect(try office.journal(of: number).contains("file-checked"))
      try ada.opens("attach/\(number)/transcript")
      #expect(ada.shown.says("We look for malware in every file before anybody opens it"))
      let id = try #require(try ada.attachment(of: number))
      try ada.opens("attach/\(number)/file/\(id)")
      #expect(ada.shown.body == aPDF())
    }
  }

  @Test func `a file in which something is found is set aside, kept, and not given to anybody`()
    throws
  {
    try withScanner("echo \"$1: Some.Thing FOUND\"; exit 1") { office, ada, number in
      try ada.attachesReceipt(to: number)
      #expect(try office.states(of: number) == [.setAside])
      #expect(try office.files(of: number).count == 1)
      #expect(try office.journal(of: number).contains("Some.Thing FOUND"))
      try ada.opens("save/\(number)/transcript")
      #expect(ada.shown.says("Set aside"))
      #expect(ada.shown.says("Replace it with a clean copy"))
      #expect(!ada.shown.says("Some.Thing"))
      #expect(!ada.shown.says("Download"))
      let id = try #require(try ada.attachment(of: number))
      try ada.opens("attach/\(number)/file/\(id)")
      #expect(ada.shown.status == .notFound)
      try ada.opens("save/\(number)/transcript")
      try ada.sends(["then": "continue"], to: "save/")
      #expect(ada.shown.says("Add a file to Transcript"), "it does not count")
    }
  }

  @Test(arguments: ["exit 2", "exit 50", "kill -9 $$", "sleep 100"])
  func `a scanner that does not answer leaves the file unopened, and the sweep asks again`(
    script: String
  ) throws {
    try withScanner(script) { office, ada, number in
      office.scannerSeconds = 1
      try ada.attachesReceipt(to: number)
      #expect(try office.states(of: number) == [.notChecked])
      let id = try #require(try ada.attachment(of: number))
      try ada.opens("attach/\(number)/file/\(id)")
      #expect(ada.shown.status == .notFound)
      try ada.opens("save/\(number)/transcript")
      #expect(ada.shown.says("Could not be checked"))
      try ada.sends(["then": "continue"], to: "save/")
      #expect(!ada.shown.says("Add a file to Transcript"), "nobody has to wait for a scanner")
      let journal = try office.journal(of: number)
      #expect(try office.services.checkWaitingFiles() == FileChecks(done: 0, left: 1))
      #expect(try office.journal(of: number) == journal, "the same answer is not worth a line")
      try office.write(scanner: "exit 0")
      #expect(try office.services.checkWaitingFiles(isDryRun: true) == FileChecks(done: 0, left: 1))
      #expect(try office.services.checkWaitingFiles() == FileChecks(done: 1, left: 0))
      #expect(try office.states(of: number) == [.accepted])
      #expect(try office.services.checkWaitingFiles() == FileChecks())
      try ada.opens("attach/\(number)/file/\(id)")
      #expect(ada.shown.body == aPDF())
    }
  }

  @Test func `a program that died before the scanner was asked leaves the file to the sweep`()
    throws
  {
    try withScanner("exit 1", isDamaged: true) { office, ada, number in
      try ada.attachesReceipt(to: number)
      let digest = try #require(try office.application(number).attachments.first).digest
      let id = try #require(try ada.attachment(of: number))
      // The same file in another part is known already; one that is not waits.
      try ada.opens("attach/\(number)/character-and-fitness")
      try ada.attaches(aPDF(), called: "again.pdf", type: "court-record")
      #expect(try office.states(of: number) == [.setAside, .setAside])
      let other = try #require(ApplicationNumber(try ada.starts()))
      let account = try office.application(other.text).applicant
      try FileManager.default.createDirectory(
        atPath: office.folder(of: other.text) + "/attachments", withIntermediateDirectories: true)
      try put(aPDF(), at: office.folder(of: other.text) + "/attachments/" + digest)
      _ = try office.store.change(other, at: office.now, by: .applicant(account)) { _ in
        .attached(
          Applications.Attachment(
            id: id, element: "transcript", fileName: "a.pdf", description: "x", type: "copy",
            mediaType: "application/pdf", byteCount: 1, digest: digest, awaitsCheck: true, key: "k")
        )
      }
      #expect(try office.states(of: other.text) == [.beingChecked])
      try ada.opens("save/\(other.text)/transcript")
      #expect(ada.shown.says("Being checked"))
      #expect(try office.services.checkWaitingFiles() == FileChecks(done: 1, left: 0))
      #expect(try office.states(of: other.text) == [.setAside])
    }
  }

  @Test(arguments: [
    ([], nil), (["clamdscan", "{}"], nil), (["/bin/clamdscan"], nil),
    (["/bin/clamdscan", "{}", "{}"], nil), (["/bin/clamdscan", "--x={}"], nil),
    (["/bin/clamdscan", "--fdpass", "{}"], true),
  ])
  func `a scanner is a whole path, and arguments with one place for the file`(
    words: [String], isGood: Bool?
  ) {
    #expect((Scanner(words) != nil) == (isGood ?? false))
  }
}

/// Runs `body` in an office whose scanner is this shell script, with the file as its argument.
private func withScanner(
  _ script: String, isDamaged: Bool = false, _ body: (Office, Person, String) throws -> Void
) throws {
  try withOffice(isDamaged: isDamaged) { office in
    try office.write(scanner: script)
    let path = office.installation.folder + "/scanner"
    office.settings.scanner = Scanner(["/bin/sh", path, "{}"])
    let ada = try Person.signedIn(office)
    try body(office, ada, ada.starts())
  }
}

extension Office {
  fileprivate func write(scanner script: String) throws {
    try put(Array("\(script)\n".utf8), at: installation.folder + "/scanner")
  }

  fileprivate func states(of number: String) throws -> [Applications.Attachment.State] {
    try application(number).attachments.map(\.state)
  }
}
