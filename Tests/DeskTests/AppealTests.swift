import Applications
import CGI
import Rules
import Store
import Testing

@testable import Desk

@Suite struct AppealTests {
  private let last = Day("2026-12-22")

  @Test func `who is denied reads why, and asks once and in time for another look`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.submitted()
      try ada.opens("dashboard/\(number)/appeal")
      #expect(ada.shown.says("this application is not denied"))
      try office.denies(number, appealUntil: last)
      try ada.opens("dashboard/\(number)")
      #expect(ada.shown.says("Denied") && ada.shown.says("It was not shown. Rule 9"))
      #expect(!ada.shown.says("secret"))
      try ada.opens("dashboard/\(number)/appeal")
      #expect(ada.shown.says("You have a right to a hearing"))
      let form = try #require(ada.shown.form(to: "dashboard/"))
      let journal = try office.journal(of: number)
      try ada.posts(form.address, form.hidden + [("text", "  ")])
      #expect(ada.shown.status == .unprocessable && ada.shown.says("Say what should be looked at"))
      let long = String(repeating: "long ", count: 900)
      try ada.posts(form.address, form.hidden + [("text", long)])
      #expect(ada.shown.status == .unprocessable && ada.shown.text.contains("long long"))
      #expect(try office.journal(of: number) == journal)
      for _ in 1...2 {
        try ada.posts(form.address, form.hidden + [("text", "Look at <page> 2.")])
        #expect(ada.shown.leadsTo == "dashboard/\(number)")
      }
      let application = try office.application(number)
      #expect(application.review.appeals.map(\.appeal.text) == ["Look at <page> 2."])
      #expect(application.review.openAppeal != nil, "it waits for staff")
      let token = try #require(form.hidden.first { $0.0 == "token" }?.1)
      try ada.posts(form.address, [("token", token), ("key", "other"), ("text", "Once more")])
      #expect(ada.shown.status == .conflict && ada.shown.says("Once more"))
      #expect(ada.shown.says("You have asked for this already"))
      #expect(try office.mails().contains { $0.name.hasPrefix("appeal-received") })
      try ada.opens("dashboard/\(number)/history")
      #expect(ada.shown.says("You asked us to look at the decision again."))
      #expect(ada.shown.says("A second person has looked at it. Your application was denied."))
    }
  }

  @Test func `after the last day, or without one, nothing is taken and the words are shown`() throws
  {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.submitted()
      try office.denies(number, appealUntil: last)
      let token = try #require(
        try ada.opens("dashboard/\(number)/appeal").hidden("token", to: "dashboard/"))
      office.wait(days: 30)
      try ada.signsIn()
      try ada.opens("dashboard/\(number)/appeal")
      let now = try #require(ada.shown.form(to: "dashboard/"))
      office.wait(days: 1)
      let journal = try office.journal(of: number)
      try ada.signsIn()
      let fresh = try #require(
        try ada.opens("account/profile").hidden("token", to: "account/profile"))
      for word in [token, fresh] {
        try ada.posts(now.address, [("token", word), ("key", "k"), ("text", "Words to keep")])
        #expect([.conflict, .forbidden].contains(ada.shown.status))
        #expect(ada.shown.says("Words to keep"))
      }
      #expect(ada.shown.says("The last day to ask for this was 22 December 2026"))
      #expect(try office.journal(of: number) == journal)
    }
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.submitted()
      try office.denies(number, appealUntil: nil)
      try ada.opens("dashboard/\(number)/appeal")
      #expect(ada.shown.says("There is no way here") && ada.shown.form(to: "dashboard/") == nil)
    }
  }

  @Test func `what was typed waits for its writer to sign in`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.submitted()
      try office.denies(number, appealUntil: last)
      ada.cookies = [:]
      try ada.posts("dashboard/\(number)/appeal", [("text", "Words to keep")])
      #expect(ada.shown.status == .seeOther)
      try ada.signsIn(then: "dashboard/\(number)/appeal")
      try ada.follows()
      #expect(ada.shown.says("It is not sent yet") && ada.shown.says("Words to keep"))
      try ada.sends(["text": "Words to keep"], to: "dashboard/")
      #expect(try office.application(number).review.openAppeal != nil)
    }
  }
}
