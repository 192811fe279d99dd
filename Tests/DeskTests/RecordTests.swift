import Applications
import CGI
import Files
import Foundation
import Rules
import Support
import Testing

@testable import Desk

@Suite struct RecordTests {
  @Test func `a person takes away everything that is kept about them, and no secret`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let first = try ada.submitted()
      let second = try ada.starts()
      try ada.opens("save/\(second)/degrees")
      try ada.sends(["institution": "Kept <and> found", "then": "leave"], to: "save/")
      try ada.opens("dashboard/record")
      try ada.sends(to: "dashboard/record")
      #expect(ada.shown.status == .ok)
      #expect(ada.shown["Content-Type"] == "application/zip")
      #expect(ada.shown["Cache-Control"] == "no-store")
      #expect(ada.shown["Content-Disposition"]?.contains("record-2026-11-22.zip") == true)
      #expect(try office.incoming() == [], "nothing of it stays behind")
      let archive = try opened(ada.shown.body)
      let one = try #require(ApplicationNumber(first)).description
      let two = try #require(ApplicationNumber(second)).description
      #expect(
        Set(archive.keys) == [
          "README.txt", "account/account.txt", "account/journal.jsonl",
          "applications/\(one)/application.txt", "applications/\(one)/history.txt",
          "applications/\(one)/journal.jsonl",
          "applications/\(one)/files/\(try file(first, office))",
          "applications/\(two)/application.txt", "applications/\(two)/history.txt",
          "applications/\(two)/journal.jsonl",
        ])
      #expect(
        text(archive["applications/\(one)/journal.jsonl"]) == (try office.journal(of: first)))
      #expect(archive["applications/\(one)/files/\(try file(first, office))"] == aPDF())
      let answers = text(archive["applications/\(two)/application.txt"])
      #expect(answers.contains("Kept <and> found"))
      #expect(
        text(archive["applications/\(one)/history.txt"]).contains("Payment of $85.00 received."))
      let account = text(archive["account/account.txt"])
      #expect(account.contains("ada@example.org") && account.contains("12 Sample Street"))
      let journal = text(archive["account/journal.jsonl"])
      #expect(journal.contains("\"kind\":\"registered\"") && journal.contains("12 Sample Street"))
      for (name, bytes) in archive {
        #expect(!text(bytes).contains("passwordHash"), "\(name)")
        for cookie in ada.cookies.values { #expect(!text(bytes).contains(cookie), "\(name)") }
      }
    }
  }

  @Test func `one application that cannot be read keeps nothing else out`() throws {
    try withOffice(isDamaged: true) { office in
      let ada = try Person.signedIn(office)
      let damaged = try ada.starts()
      let sound = try ada.starts()
      let journal = try office.folder(of: damaged) + "/journal"
      try put(Array((try office.journal(of: damaged)).utf8) + Array("nonsense\n".utf8), at: journal)
      try ada.opens("dashboard/record")
      try ada.sends(to: "dashboard/record")
      let archive = try opened(ada.shown.body)
      let (bad, good) = (
        try #require(ApplicationNumber(damaged)).description,
        try #require(ApplicationNumber(sound)).description
      )
      #expect(archive["applications/\(bad)/NOT-READABLE.txt"] != nil)
      #expect(archive["applications/\(good)/application.txt"] != nil)
    }
  }

  @Test func `it goes to nobody else, and to no form from elsewhere`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      try ada.posts("dashboard/record", [("token", "wrong")])
      #expect(ada.shown.status == .forbidden)
      let nobody = Person(office)
      try nobody.posts("dashboard/record", [])
      #expect(nobody.shown.leadsTo == "account/sign-in?then=dashboard%2Frecord")
      #expect(try office.incoming() == [])
    }
  }

  private func file(_ number: String, _ office: Office) throws -> String {
    let file = try #require(try office.application(number).attachments.first)
    return "\(file.id)-\(file.fileName)"
  }

  private func text(_ bytes: [UInt8]?) -> String { String(decoding: bytes ?? [], as: UTF8.self) }

  @Test func `the record holds the letters, and no word that was not for its person`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.submitted()
      try office.reviews(number, .noted(Note(id: "n", text: "A classified word", key: "n")))
      try office.denies(number, appealUntil: nil)
      try ada.opens("dashboard/record")
      try ada.sends(to: "dashboard/record")
      let archive = try opened(ada.shown.body)
      let folder = "applications/\(try office.application(number).number.description)"
      let letters = String(decoding: archive["\(folder)/letters.txt"] ?? [], as: UTF8.self)
      #expect(letters.contains("It is denied."))
      let text = String(decoding: archive["\(folder)/application.txt"] ?? [], as: UTF8.self)
      #expect(text.contains("It was not shown. (Rule 9)"))
      for (name, bytes) in archive {
        #expect(!String(decoding: bytes, as: UTF8.self).contains("classified"), "\(name)")
      }
    }
  }

  /// The entries of an archive, as another program finds them.
  private func opened(_ bytes: [UInt8]) throws -> [String: [UInt8]] {
    try withScratch { scratch in
      let path = scratch.appending(path: "record.zip").path
      try put(bytes, at: path)
      let script = """
        import zipfile, sys, json
        z = zipfile.ZipFile(sys.argv[1])
        assert z.testzip() is None
        print(json.dumps({i.filename: z.read(i).hex() for i in z.infolist()}))
        """
      let outcome = try Command(
        program: "/usr/bin/env", arguments: ["python3", "-c", script, path],
        environment: ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"]
      ).runWell(in: scratch)
      let texts = try JSONDecoder().decode([String: String].self, from: outcome.output)
      return texts.mapValues { hex in
        let digits = Array(hex.utf8)
        return stride(from: 0, to: digits.count, by: 2).compactMap {
          UInt8(String(decoding: digits[$0..<$0 + 2], as: UTF8.self), radix: 16)
        }
      }
    }
  }
}
