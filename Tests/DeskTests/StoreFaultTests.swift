import Applications
import CGI
import Foundation
import Store
import Support
import Testing

@testable import Desk

/// What somebody sees when the store could not do what was asked: no more than is known, what they typed, and
/// whom to tell.
@Suite struct StoreFaultTests {
  @Test func `what could not be confirmed is said so, with what was typed`() throws {
    try withOffice { office in
      let page = failing(office, "subject=A%26B&text=one%0D%0Atwo&key=k1&token=t", .unconfirmed(5))
      #expect(page.status == .unavailable)
      #expect(htmlFaults(in: page.text) == [])
      #expect(page.text.contains("We could not confirm that this was saved"))
      #expect(page.text.contains("Look at your application before you send it again."))
      #expect(page.text.contains("one\ntwo") && page.text.contains("A&amp;B"))
      #expect(page.text.contains("cgi-bin/dashboard/k7m42q9p\""))
      #expect(page.text.contains("name=\"key\" value=\"k1\""))
      #expect(page.text.contains("action=\"../../../cgi-bin/dashboard/k7m42q9p/messages\""))
      #expect(page.logLine.hasSuffix(" StoreError.unconfirmed(5)\n"))
      let reference = try #require(page.logLine.split(separator: " ").dropFirst().first)
      #expect(page.text.contains("<strong>\(reference)</strong>"))
    }
  }

  @Test func `what is known not to be stored is said plainly`() throws {
    try withOffice { office in
      let page = failing(office, "subject=A&text=one&key=k1&token=t", .notWritten(28))
      #expect(page.status == .unavailable)
      #expect(page.text.contains("Nothing was changed"))
      #expect(page.text.contains("Send it again") && page.text.contains(">one<"))
      let long = failing(office, "subject=A&text=one&key=k1&token=t", .tooLarge)
      #expect(long.status == .tooLarge && !long.text.contains("Send it again"))
      for error in [StoreError.unreadable(5), .missing, .taken] {
        let page = failing(office, "subject=A&text=one&key=k1&token=t", error)
        #expect(page.text.contains("We could not confirm") && page.status == .internalError)
      }
    }
  }

  @Test func `a password is on no such page, and is not sent again from it`() throws {
    try withOffice { office in
      let body = "present-password=old&password=new&key=k1&token=t"
      let page = rehearse(
        [
          Route(
            .post, "password", for: .anybody,
            accepts: .form([.word("token"), .word("key"), "present-password", "password"]))
        ], variables("account", "/password"), body: Array(body.utf8), services: office.services
      ) { request, services in
        try Visit.answer(request, services) { visit in
          _ = try visit.request.form()
          throw StoreError.unconfirmed(5)
        }
      }
      #expect(page.text.contains("We could not confirm"))
      #expect(!page.text.contains("old") && !page.text.contains(">new<"))
      #expect(!page.text.contains("Send it again"))
    }
  }

  @Test func `damage stops one application, says whom to tell, and hides none of the others`()
    throws
  {
    try withOffice(isDamaged: true) { office in
      let ada = try Person.signedIn(office)
      let hurt = try ada.starts()
      let other = try ada.starts()
      let journal = try office.folder(of: hurt) + "/journal"
      try put(Array((try office.journal(of: hurt)).utf8) + Array("nonsense\n".utf8), at: journal)

      try ada.opens("dashboard/\(hurt)")
      #expect(ada.shown.status == .internalError)
      #expect(ada.shown.says("Our staff have to look at this first"))
      #expect(ada.shown.says("your other applications are not affected"))
      #expect(ada.shown.logLine.contains("StoreError.damaged \(journal):3: "))
      try ada.opens("save/\(hurt)/degrees")
      #expect(ada.shown.says("Our staff have to look at this first"))

      try ada.opens("dashboard")
      #expect(ada.shown.status == .ok)
      #expect(ada.shown.says(try #require(ApplicationNumber(other)).description))
      #expect(ada.shown.logLine.contains("StoreError.damaged \(journal):3: "))
      try ada.opens("save/\(other)/degrees")
      try ada.fillsIn("degrees", of: other)
      #expect(ada.shown.status == .seeOther)
    }
  }

  @Test func `what takes no changes can be read, and shows back what was typed`() throws {
    try withOffice(isDamaged: true) { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.opens("save/\(number)/degrees")
      try put([], at: try office.folder(of: number) + "/readonly")
      let before = try office.journal(of: number)
      try ada.sends(["institution": "Sample <College>", "then": "continue"], to: "save/")
      #expect(ada.shown.status == .unavailable)
      #expect(ada.shown.says("Our staff have to look at this first"))
      #expect(ada.shown.text.contains("Sample &lt;College&gt;"))
      #expect(!ada.shown.says("Send it again"))
      #expect(try office.journal(of: number) == before)
      try ada.opens("dashboard/\(number)")
      #expect(ada.shown.status == .ok)
    }
  }

  /// A form that writes a message, and a store that fails with `error`.
  private func failing(_ office: Office, _ body: String, _ error: StoreError) -> Rehearsal {
    rehearse(
      dashboardRoutes, variables("dashboard", "/k7m42q9p/messages"), body: Array(body.utf8),
      services: office.services
    ) { request, services in
      try Visit.answer(request, services) { visit in
        _ = try visit.request.form()
        throw error
      }
    }
  }

  private func variables(_ program: String, _ path: String) -> [String: String] {
    [
      "REQUEST_METHOD": "POST", "SCRIPT_NAME": "/cgi-bin/\(program)", "PATH_INFO": path,
      "CONTENT_TYPE": "application/x-www-form-urlencoded",
    ]
  }
}
