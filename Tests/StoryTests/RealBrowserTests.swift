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
      try chromium.signsIn(ada, at: office)
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
  @Test(arguments: [Office.Way.apache])
  func
    `an invoice and its receipt fill one sheet each, and a browser closed after paying loses nothing`(
      way: Office.Way
    ) throws
  {
    if ProcessInfo.processInfo.environment["DOCKET_TEST_BROWSER"] == "none" { return }
    try withOffice(way) { office in
      let ada = Applicant("Ada Okoro", at: office)
      try ada.hasAnAccount()
      let number = try ada.starts(.firstCertificate)
      try ada.completesEverything(.firstCertificate, of: number)

      let chromium = try Chromium(scratch: office.scratch)
      do {
        defer { chromium.end() }
        try chromium.signsIn(ada, at: office)
        try chromium.open(office.address + "cgi-bin/invoice/\(number)")
        try chromium.waits(toRead: "Total", in: "main")
        #expect(try chromium.sheets(width: 21, height: 29.7) == 1)
        #expect(try chromium.sheets(width: 21.59, height: 27.94) == 1)
        try chromium.click("main form button")
        // A click on the page before would be lost: the next one has to be there.
        try chromium.waits(toRead: "Continue to payment", in: "main form button")
        try chromium.click("main form button")
        try chromium.waits(toRead: "Pretend payment", in: "main h1")
        try chromium.click("main form button")
        // Closed as soon as the provider has it: Docket hears nothing of this browser any more.
        for _ in 0..<300 where try office.notificationsOnTheirWay() == 0 { usleep(100_000) }
      }
      #expect(try office.notificationsArrive() == [200])
      #expect(try ada.dashboard().contains("Submitted"))

      let again = try Chromium(scratch: office.scratch, profile: "again")
      defer { again.end() }
      try again.signsIn(ada, at: office)
      let receipt = try ada.browser.open("cgi-bin/dashboard/\(number)").follow("Details")
      try again.open(receipt.address.origin + receipt.address.target)
      try again.waits(toRead: "Payment received", in: "main h1")
      #expect(try again.sheets(width: 21, height: 29.7) == 1)
      #expect(try again.sheets(width: 21.59, height: 27.94) == 1)
    }
  }
}

extension Chromium {
  fileprivate func signsIn(_ person: Applicant, at office: Office) throws {
    try open(office.address + "cgi-bin/account/sign-in")
    try type(person.emailAddress, into: "main input[name=email]")
    try type(person.password, into: "main input[name=password]")
    try click("main form button")
    try waits(toRead: "Dashboard", in: "main h1")
  }
}
