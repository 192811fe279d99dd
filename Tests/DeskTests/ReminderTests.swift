import Files
import Foundation
import Applications
import Mail
import Notation
import Rules
import Store
import Testing

@testable import Desk

/// Started on 22 November 2026, an application of ours can be paid until the end of 20 February 2027.
@Suite struct ReminderTests {
  private func reminders(_ office: Office) throws -> [String] {
    try office.mails().map(\.name).filter { $0.hasPrefix("reminder-") || $0.hasPrefix("expired-") }
  }

  @Test func `reminders go out on their days, once each, and a letter after the end`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      var seen: [Int: [String]] = [:]
      for day in 1...120 {
        office.wait(days: 1)
        let before = try reminders(office)
        for _ in 1...2 { _ = try office.services.postReminders() }
        let new = try reminders(office).filter { !before.contains($0) }
        if !new.isEmpty { seen[day] = new }
      }
      #expect(
        seen == [
          60: ["reminder-\(number)-30"], 76: ["reminder-\(number)-14"],
          83: ["reminder-\(number)-7"], 89: ["reminder-\(number)-1"], 91: ["expired-\(number)"],
        ])
      let mail = try #require(try office.mails().first { $0.name == "reminder-\(number)-30" })
      #expect(mail.subject.hasSuffix("ends on 20 February 2027"))
      #expect(mail.body.contains("\nYour degrees\n") || mail.body.contains("Degrees"))
      #expect(mail.body.contains("/cgi-bin/dashboard/\(number)"))
      #expect(mail.to == ada.emailAddress && !mail.body.contains("{{"))
    }
  }

  @Test func `after weeks without a sweep only the nearest goes out`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      office.wait(days: 84)
      #expect(try office.services.postReminders(isDryRun: true).reminded.count == 1)
      #expect(try reminders(office).isEmpty)
      #expect(try office.services.postReminders().reminded.map(\.text) == [number])
      #expect(try reminders(office) == ["reminder-\(number)-7"])
      office.wait(days: 5)
      _ = try office.services.postReminders()
      #expect(
        try reminders(office).sorted() == ["reminder-\(number)-1", "reminder-\(number)-7"])
      office.wait(days: 40)
      #expect(try office.services.postReminders() == Reminders())
      #expect(try reminders(office).count == 2, "who has long known is not told")
    }
  }

  @Test func `the days are those of the agency, to the last minute`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      _ = try ada.starts()
      // 20 January 2027, 23:59 in New York: 31 days before the last.
      office.now = try #require(Moment("2027-01-21T04:59:59.999Z"))
      #expect(try office.services.postReminders().reminded.isEmpty)
      office.now = try #require(Moment("2027-01-21T05:00:00.000Z"))
      #expect(try office.services.postReminders().reminded.count == 1)
      office.now = try #require(Moment("2027-02-21T04:59:59.999Z"))
      #expect(try office.services.postReminders().expired.isEmpty)
      office.now = try #require(Moment("2027-02-21T05:00:00.000Z"))
      #expect(try office.services.postReminders().expired.count == 1)
    }
  }

  @Test func `nobody is reminded of what is submitted, cancelled, or held`() throws {
    try withOffice(isDamaged: true) { office in
      let (_, paid, reference) = try Person.paying(office)
      try office.bankPays(reference)
      let eve = try Person.signedIn(office, "Eve Ho")
      let cancelled = try eve.starts()
      try eve.opens("dashboard/\(cancelled)/cancel")
      try eve.sends(to: "dashboard/")
      #expect(try due(office).isEmpty, "what has ended is not looked for any more")
      let days = office.installation.store + "/due"
      #expect(try FileManager.default.contentsOfDirectory(atPath: days) == ["2027-02-21"])
      let bob = try Person.signedIn(office, "Bob Li")
      let held = try bob.starts()
      try bob.completes(held)
      let other = try bob.beginsToPay(held)
      try office.notifies(office.notification("paid", other, amount: "1.00"))
      for _ in 1...100 {
        office.wait(days: 1)
        #expect(try office.services.postReminders() == Reminders(), "\(paid)")
      }
      // That of the held one is in it.
      #expect(try FileManager.default.contentsOfDirectory(atPath: days) == ["2027-02-21"])
      try FileManager.default.removeItem(atPath: days + "/2027-02-21/" + held)
      office.wait(days: 20)
      _ = try office.services.postReminders()
      #expect(try FileManager.default.contentsOfDirectory(atPath: days).isEmpty)
    }
  }

  @Test func `who has begun to pay is reminded, and has not expired`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.completes(number)
      office.wait(days: 89)
      try ada.signsIn()
      let reference = try ada.beginsToPay(number)
      #expect(try office.services.postReminders().reminded.map(\.text) == [number])
      office.wait(days: 3)
      #expect(try office.services.postReminders().expired.isEmpty)
      try office.notifies(office.notification("declined", reference))
      #expect(try office.services.postReminders().expired.map(\.text) == [number])
    }
  }

  @Test func `a reminder that was overtaken while it waited is not sent`() throws {
    try withOffice { office in
      let (_, number, reference) = try Person.paying(office)
      office.wait(days: 60)
      _ = try office.services.postReminders()
      try office.bankPays(reference)
      let scratch = office.installation.folder
      try putProgram("#!/bin/sh\ncat >> \"\(scratch)/sent\"\n", at: scratch + "/mailer")
      office.settings.mailCommand = scratch + "/mailer"
      let result = try office.services.sendWaitingMail()
      #expect(result.gone == 1 && result.givenUp == 1)
      #expect(
        try office.store.mail("reminder-\(number)-30", in: .failed)?.reason
          == "it reminds of something that is over")
      _ = try office.services.postReminders()
      #expect(try office.mails().isEmpty)
    }
  }

  @Test func `a crash between the start and its look-up hides nothing`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      let entry = try #require(try due(office).first)
      #expect(entry.hasSuffix("/2027-02-21/\(number)"))
      // One that leads nowhere, and one that outlived its application.
      try FileManager.default.copyItem(
        atPath: entry, toPath: entry.replacingOccurrences(of: number, with: "22222222"))
      try ada.opens("dashboard/\(number)/cancel")
      let copy = try #require(contents(ofFile: entry))
      try ada.sends(to: "dashboard/")
      try put(copy, at: entry)
      office.wait(days: 80)
      #expect(try office.services.postReminders() == Reminders())
      #expect(try due(office).map { $0.hasSuffix("22222222") } == [true])
    }
  }

  @Test func `one that cannot be read keeps nobody else's`() throws {
    try withOffice(isDamaged: true) { office in
      let ada = try Person.signedIn(office)
      let (first, second) = (
        try ada.starts(), try ada.starts(["one-year-certificate"], answering: oneYearAnswers)
      )
      try put(Array("x\n".utf8), at: office.folder(of: first) + "/journal")
      office.wait(days: 80)
      let found = try office.services.postReminders()
      #expect(found.reminded.map(\.text) == [second] && found.unreadable.map(\.text) == [first])
    }
  }

  @Test func `the other agency has its own days and zone`() throws {
    try withOffice(.harbour) { office in
      let agency = try office.services.publication(office.services.newestPublication()).agency()
      #expect(agency.reminderDays == [14, 3] && agency.applicationDays == 60)
    }
  }

  private func due(_ office: Office) throws -> [String] {
    let top = office.installation.store + "/due"
    return try FileManager.default.subpathsOfDirectory(atPath: top).sorted()
      .filter { $0.contains("/") }.map { "\(top)/\($0)" }
  }
}
