import Foundation
import Testing

/// A browser gives up where a program answers before it has read an upload to its end. `Tests/run` sets
/// `DOCKET_TEST_BROWSER=none`, and says so, on the one system where none can be installed.
@Suite(.serialized) struct RealBrowserTests {
  @Test(arguments: [Office.Way.apache, .nginx])
  func `people read why their upload of 31 MB was refused, and which of three files was not kept`(
    way: Office.Way
  ) throws {
    if ProcessInfo.processInfo.environment["DOCKET_TEST_BROWSER"] == "none" { return }
    try withOffice(way) { office in
      let ada = Applicant("Ada Okoro", at: office)
      try ada.hasAnAccount()
      let number = try ada.starts(.firstCertificate)
      let file = office.scratch.appendingPathComponent("scan.pdf")
      try (Form.Upload.smallPDF.bytes + Data(count: 31_000_000)).write(to: file)

      let chromium = try Chromium(scratch: office.scratch)
      defer { chromium.end() }
      try chromium.open(office.address + "cgi-bin/account/sign-in")
      try chromium.type(ada.emailAddress, into: "main input[name=email]")
      try chromium.type(ada.password, into: "main input[name=password]")
      try chromium.click("main form button")
      try chromium.waits(toRead: "Dashboard", in: "main h1")
      try chromium.open(office.address + "cgi-bin/attach/\(number)/transcript")
      try chromium.type(file.path, into: "input[type=file]")
      try chromium.click("main form button:not([name])")
      try chromium.waits(toRead: "scan.pdf must be smaller than 30 MB", in: "main")

      // Three at once, of which one does not do.
      let names = ["one.pdf", "two.txt", "three.pdf"]
      let paths = try names.map { name in
        let file = office.scratch.appendingPathComponent(name)
        try (Form.Upload.smallPDF.bytes.dropFirst(name == "two.txt" ? 5 : 0) + Data(name.utf8))
          .write(to: file)
        return file.path
      }
      try chromium.type("From my <college>", into: "#description")
      try chromium.click("#type")
      try chromium.type(paths.joined(separator: "\n"), into: "input[type=file]")
      try chromium.click("main form[enctype] button:not([name])")
      try chromium.waits(toRead: "two.txt must be a PDF, PNG, JPEG, HEIC or Word", in: "main")
      try chromium.waits(toRead: "Kept: one.pdf, three.pdf.", in: "main")
      try chromium.open(office.address + "cgi-bin/save/\(number)/transcript")
      try chromium.waits(toRead: "three.pdf", in: "main")
      try chromium.waits(toRead: "From my <college>", in: "main")
    }
  }
}
