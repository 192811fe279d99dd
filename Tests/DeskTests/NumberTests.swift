import Applications
import CGI
import Rules
import Testing

@testable import Desk

@Suite struct NumberTests {
  @Test func `the number stands on each page of an application, with the way to help`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.completes(number)
      let shown = try #require(ApplicationNumber(number)).description
      #expect(
        try ada.opens("attach/\(number)/transcript").says("Application number \(shown)"))
      let reference = try ada.beginsToPay(number)
      for page in [
        "dashboard/\(number)", "dashboard/\(number)/summary", "dashboard/\(number)/history",
        "dashboard/\(number)/messages", "dashboard/\(number)/cancel",
        "dashboard/\(number)/withdraw", "save/\(number)/degrees", "save/\(number)/transcript",
        "invoice/\(number)", "payment/\(number)/\(reference)",
        "payment/receipt/\(reference)",
      ] {
        try ada.opens(page)
        #expect(ada.shown.says("Application number \(shown)"), "\(page)")
        #expect(ada.shown.text.contains("With the number alone nobody can open"), "\(page)")
        let nobody = try Person(office).opens(page)
        #expect(!nobody.says(shown), "\(page)")
      }
    }
  }
}
