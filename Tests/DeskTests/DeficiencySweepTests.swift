import Applications
import CGI
import Rules
import Store
import Testing

@testable import Desk

/// A letter of 22 November gives 60 days: until the end of 21 January 2027. Reminders of ours go 30, 7 and 1 days before.
@Suite struct DeficiencySweepTests {
  private func notices(_ office: Office) throws -> [String] {
    try office.mails().map(\.name).filter {
      $0.hasPrefix("deficiency-reminder") || $0.hasPrefix("deficiency-lapsed")
    }
  }

  @Test func `who does not answer is reminded, and told when the last day is over`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.submitted()
      try office.sendsBack(number, [("degrees", .element)], days: 60)
      var seen: [Int: [String]] = [:]
      for day in 1...70 {
        office.wait(days: 1)
        let before = try notices(office)
        for _ in 1...2 { _ = try office.services.postReminders() }
        let new = try notices(office).filter { !before.contains($0) }
        if !new.isEmpty { seen[day] = new }
      }
      let last = try office.application(number).lastEvent
      #expect(
        seen == [
          30: ["deficiency-reminder-\(number)-1-0-30"],
          53: ["deficiency-reminder-\(number)-1-0-7"],
          59: ["deficiency-reminder-\(number)-1-0-1"], 61: ["deficiency-lapsed-\(number)-\(last)"],
        ])
      let mail = try #require(
        try office.mails().first { $0.name == "deficiency-reminder-\(number)-1-0-30" })
      #expect(mail.subject.contains("21 January 2027") && mail.to == ada.emailAddress)
      #expect(mail.body.contains("The answer is not to what was asked. (16 KAR 4:040 §1(1))"))
      #expect(mail.body.contains("closed without a decision") && !mail.body.contains("{{"))
      #expect(try office.application(number).review.openDeficiency?.lapsedAt != nil)
    }
  }

  @Test func `a dry run does nothing, and who has answered is not troubled`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.submitted()
      try office.sendsBack(number, [("degrees", .element)], days: 60)
      office.wait(days: 55)
      let journal = try office.journal(of: number)
      #expect(
        try office.services.postReminders(isDryRun: true).reminded.map(\.text) == [number])
      #expect(try notices(office).isEmpty)
      _ = try office.services.postReminders()
      #expect(try notices(office).count == 1)
      #expect(try office.journal(of: number) == journal)
      let mail = try #require(
        try office.mails().first { $0.name.hasPrefix("deficiency-reminder") })
      #expect(office.services.whyNotSent(mail) == nil)
      try ada.signsIn()
      try ada.saves(number, "degrees", goodAnswers(to: "degrees"))
      try ada.opens("dashboard/\(number)/answer")
      try ada.sends(to: "dashboard/")
      #expect(ada.shown.status == .seeOther)
      #expect(office.services.whyNotSent(mail) != nil, "what waits to be sent is over")
      office.wait(days: 20)
      #expect(try office.services.postReminders() == Reminders())
    }
  }

  @Test func `of what only some may see a letter says no more than that it is there`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.submitted()
      try office.sendsBack(
        number, [("character-and-fitness", .question("convicted"))], days: 60,
        anew: ["character-and-fitness"])
      office.wait(days: 31)
      _ = try office.services.postReminders()
      let mail = try #require(
        try office.mails().first { $0.name.hasPrefix("deficiency-reminder") })
      #expect(
        mail.body.contains("Character & Fitness\nWhat is asked here, and why, stands on its page"))
      #expect(!mail.body.contains("Look at") && !mail.body.contains("not to what was asked"))
      try ada.signsIn()
      try ada.opens("dashboard/\(number)")
      #expect(ada.shown.says("Look at <this"))
    }
  }
}
