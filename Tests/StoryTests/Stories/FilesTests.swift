import Foundation
import Support
import Testing

/// What becomes of files on a whole installation: several at once, and with a real scanner.
@Suite(.serialized) struct FileStoryTests {
  private let errand = Errand.firstCertificate

  @Test(arguments: Office.Way.allCases)
  func `of three files sent at once the one that does not do is named, and the others are kept`(
    way: Office.Way
  ) throws {
    try withOffice(way) { office in
      let ada = Applicant("Ada Okoro", at: office)
      try ada.hasAnAccount()
      let number = try ada.starts(errand)
      try ada.opensTheOverview(of: number)
      try ada.browser.follow("Transcript").press("+ Add a file")
      try ada.browser.press(
        "Save Attachments",
        with: ["Description": "Page of <mine>", "Type": "Receipt for an ordered transcript"],
        files: [
          "Files": .pdf("one.pdf"), "Files": .init(name: "two.txt", bytes: Data("two".utf8)),
          "Files": .pdf("three.pdf"),
        ], expecting: 422)
      try ada.browser.sees(
        "two.txt must be a PDF", "Kept: one.pdf, three.pdf. You need not send this again.")
      #expect(ada.browser.reply.text.contains("value=\"Page of &lt;mine&gt;\""))
      try ada.browser.press("Withdraw one.pdf").sees("Withdrawn files")
      try ada.browser.press("Bring back one.pdf").doesNotSee("Withdrawn files")
      try ada.browser.follow("Replace three.pdf")
      try ada.browser.press("Replace the file", files: ["New file": .pdf("four.pdf")])
      try ada.browser.sees("one.pdf", "four.pdf").doesNotSee("three.pdf")
      let download = try #require(
        ada.browser.page.all("a").first { $0.words == "Download four.pdf" }?["href"])
      let reply = try ada.browser.send(
        WebRequest("GET", ada.browser.address.following(download).target))
      #expect(reply.body == Form.Upload.pdf("four.pdf").bytes)
      #expect(reply["Content-Disposition"]?.hasPrefix("attachment") == true)
      #expect(reply["X-Content-Type-Options"] == "nosniff")
    }
  }

  @Test(arguments: Office.Way.allCases)
  func `a real scanner says what nobody opens, and when it is down nothing passes for clean`(
    way: Office.Way
  ) throws {
    try withOffice(way) { office in
      let clamd = try Clamd(scratch: office.scratch)
      defer { clamd.end() }
      try office.settle(["scanner": clamd.command])
      let ada = Applicant("Ada Okoro", at: office)
      try ada.hasAnAccount()
      let number = try ada.starts(errand)
      func sends(_ files: [Form.Upload]) throws {
        try ada.browser.open("cgi-bin/attach/\(number)/transcript")
        for file in files {
          try ada.browser.open("cgi-bin/attach/\(number)/transcript").press(
            "Save Attachments",
            with: ["Description": file.name, "Type": "Receipt for an ordered transcript"],
            files: ["Files": file])
        }
      }
      try sends([.pdf("good.pdf"), .eicar("bad.pdf")])
      try ada.browser.sees("Accepted", "Set aside: We found something harmful in it")
      #expect(ada.browser.page.all("a").filter { $0.words.hasPrefix("Download") }.count == 1)

      clamd.end()
      try sends([.eicar("later.pdf", "x"), .pdf("fine.pdf")])
      try ada.browser.sees("Could not be checked: We could not look for malware in it yet")
      #expect(ada.browser.page.all("a").filter { $0.words.hasPrefix("Download") }.count == 1)
      let failed = try office.sweeps()
      #expect(failed.status == 1)
      #expect(failed.error.contains("2 files nobody may open yet: the scanner did not say"))

      let again = try Clamd(scratch: office.scratch)
      defer { again.end() }
      #expect(try office.sweeps().words == "files: looked at 2 files\n")
      #expect(try office.sweeps().words == "")
      try ada.browser.open("cgi-bin/save/\(number)/transcript")
      try ada.browser.sees("fine.pdf").doesNotSee("Could not be checked")
      #expect(ada.browser.page.all("a").filter { $0.words.hasPrefix("Download") }.count == 2)
    }
  }
}

extension Form.Upload {
  /// A small PDF that is unlike those of other names.
  static func pdf(_ name: String) -> Form.Upload {
    Form.Upload(name: name, bytes: smallPDF.bytes + Data("% \(name)\n".utf8))
  }

  /// What every scanner finds, by agreement, and what does no harm. It is put together here so that no
  /// scanner finds this file.
  static func eicar(_ name: String, _ more: String = "") -> Form.Upload {
    let text = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
    return Form.Upload(name: name, bytes: smallPDF.bytes + Data((text + more).utf8))
  }
}

extension Office {
  /// Runs the sweep, as a timer does.
  fileprivate func sweeps() throws -> Command.Outcome {
    try Command(
      program: Repository.programs.appendingPathComponent("docket").path,
      arguments: ["store", "sweep", "--prefix", prefix.path]
    ).run(in: scratch)
  }
}

/// ClamAV's daemon with a database of one signature, in a folder of the test.
private final class Clamd {
  let command: [String]
  private let process: ServerProcess

  init(scratch: URL) throws {
    let folder = scratch.appendingPathComponent("clamd-\(UUID().uuidString.prefix(8))")
    // The socket has one place, so that a daemon that is started again is found.
    let place = scratch.appendingPathComponent("clamd")
    try? FileManager.default.createDirectory(at: place, withIntermediateDirectories: false)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    let eicar = Form.Upload.eicar("").bytes.dropFirst(Form.Upload.smallPDF.bytes.count)
    let signature = "Docket.Eicar:0:*:" + eicar.map { String(format: "%02x", $0) }.joined() + "\n"
    try signature.write(
      to: folder.appendingPathComponent("docket.ndb"), atomically: false, encoding: .utf8)
    let settings = folder.appendingPathComponent("clamd.conf")
    let socket = place.appendingPathComponent("socket").path
    try """
    DatabaseDirectory \(folder.path)
    LocalSocket \(socket)
    LocalSocketMode 666
    FixStaleSocket yes
    Foreground yes
    AlertExceedsMax yes

    """.write(to: settings, atomically: false, encoding: .utf8)
    try ServerUser.own(folder, scratch: scratch)
    try ServerUser.own(place, scratch: scratch)
    command = [
      "/usr/bin/clamdscan", "--config-file=\(settings.path)", "--fdpass", "--no-summary", "{}",
    ]
    process = try ServerProcess(
      Command(program: "/usr/sbin/clamd", arguments: ["--config-file=\(settings.path)"]),
      log: folder.appendingPathComponent("clamd.log"))
    try process.await("clamd") { FileManager.default.fileExists(atPath: socket) }
  }

  func end() { process.end() }
}
