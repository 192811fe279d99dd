import Applications
import CGI
import Rules
import Store
import Testing

@testable import Desk

/// More time for what has expired. Ours gives 30 days, once, within 180 days after the last one: for an application begun
/// on 22 November 2026 that was 20 February 2027.
@Suite struct ReopeningTests {
  private let reason = ("reason", "She was in hospital, as her letter says.")

  @Test func `staff gives more time once it was read back, and nothing of it was lost`() throws {
    try withOffice { office in
      let (ada, number) = try expired(office)
      let before = try office.application(number)
      try ada.opens("dashboard/\(number)")
      #expect(ada.shown.says("Ask for more time") && ada.shown.says("19 August 2027"))
      let page = "review/\(number)/repair/reopen"
      let kim = try Person.employed(office, "kim", [.specialist])
      try kim.opens("review/search?q=\(number)")
      #expect(kim.shown.text.contains("review/\(number)/repair\""))
      try kim.opens("review/\(number)/repair")
      #expect(kim.shown.says("its last day was 20 February 2027"))
      #expect(kim.shown.text.contains("\(page)\""))
      try kim.opens(page)
      #expect(kim.shown.says("We can give you 30 days more, once."))
      try kim.sends(["reason": " "], to: page)
      #expect(kim.shown.status == .unprocessable && kim.shown.says("Fill this in"))
      try kim.posts(page, (kim.shown.form(to: page)?.hidden ?? []) + [reason])
      #expect(kim.shown.status == .ok && kim.shown.says("Check before it is done"))
      #expect(kim.shown.says("She was in hospital") && kim.shown.says("2 April 2027"))
      #expect(try office.application(number).lastEvent == before.lastEvent, "nothing yet")
      try kim.sends(to: page)
      #expect(kim.shown.leadsTo == "review/\(number)/repair?done=yes")
      try kim.repeats()
      #expect(kim.shown.leadsTo == "review/\(number)/repair?done=yes", "as the first time")
      let after = try office.application(number)
      #expect(after.moreTimes.count == 1 && after.lastEvent == before.lastEvent + 1)
      #expect(
        after.attachments == before.attachments && after.part("degrees") == before.part("degrees"))
      try kim.follows()
      #expect(kim.shown.says("2 April 2027, as staff said on"))

      let mail = try #require(try office.mails().last)
      #expect(mail.name == "application-reopened-\(number)-\(after.lastEvent)")
      #expect(
        mail.to == ada.emailAddress && mail.subject.hasSuffix("open again until 2 April 2027"))
      #expect(mail.body.contains("She was in hospital") && !mail.body.contains("{{"))
      try ada.opens("dashboard")
      #expect(ada.shown.says("We gave you more time on") && ada.shown.says("2 April 2027"))
      try ada.opens("dashboard/\(number)")
      #expect(ada.shown.says("30 days left") && ada.shown.says("She was in hospital"))
      try ada.opens("dashboard/\(number)/history")
      #expect(ada.shown.says("You have more time: until the end of 2 April 2027"))
      #expect(!ada.shown.says("kim"))

      // It is paid as ever, by the fee of that day.
      office.wait(days: 30)
      try ada.signsIn()
      try office.bankPays(try ada.beginsToPay(number))
      let paid = try office.application(number)
      #expect(paid.submittedAt != nil && paid.paymentTasks.isEmpty)
      try kim.signsInAsStaff("kim")
      try kim.opens("review/\(number)")
      #expect(kim.shown.says("It had expired") && kim.shown.says("She was in hospital"))
      try kim.opens("review/\(number)/history")
      #expect(kim.shown.says("Gave more time after it had expired, until the end of 2 April 2027"))
    }
  }

  @Test func `what the rule does not allow is refused, with why`() throws {
    try withOffice { office in
      let (ada, number) = try expired(office)
      let kim = try Person.employed(office, "kim", [.specialist])
      let page = "review/\(number)/repair/reopen"
      func refused(_ why: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let journal = try office.journal(of: number)
        try kim.opens(page)
        #expect(kim.shown.says(why), sourceLocation: sourceLocation)
        try kim.posts(page, (kim.shown.form(to: page)?.hidden ?? []) + [reason])
        try kim.sends(to: page)
        #expect(
          kim.shown.status == .conflict && kim.shown.says(why), sourceLocation: sourceLocation)
        #expect(
          kim.shown.says("She was in hospital"), "what was typed stays",
          sourceLocation: sourceLocation)
        #expect(try office.journal(of: number) == journal, sourceLocation: sourceLocation)
        try kim.opens("review/\(number)/repair")
        #expect(!kim.shown.text.contains("\(page)\""), sourceLocation: sourceLocation)
      }
      try gives(kim, number)
      try refused("It has not expired")
      office.wait(days: 40)
      try kim.signsInAsStaff("kim")
      try refused("It was given more time once, and the rule allows no more.")
      try ada.signsIn()
      try ada.opens("dashboard/\(number)")
      #expect(!ada.shown.says("Ask for more time") && ada.shown.says("2 April 2027"))
    }
    try withOffice { office in
      let (_, number) = try expired(office)
      office.wait(days: 180)
      let kim = try Person.employed(office, "kim", [.administrator])
      try kim.opens("review/\(number)/repair/reopen")
      #expect(kim.shown.says("It could be given more time until the end of 19 August 2027 only."))
    }
    try withOffice(.harbour) { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts(
        ["harbour-skipper"], answering: "vessels=1&learned-in=norderwiek&night=no")
      office.wait(days: 100)
      let kim = try Person.employed(office, "kim", [.administrator])
      try kim.opens("review/\(number)/repair/reopen")
      #expect(kim.shown.says("The definitions have no rule"))
      try ada.signsIn()
      try ada.opens("dashboard/\(number)")
      #expect(ada.shown.says("Expired") && !ada.shown.says("Ask for more time"))
    }
  }

  @Test func `it takes an administrator or a specialist, and a page of this day`() throws {
    try withOffice { office in
      let (_, number) = try expired(office)
      let page = "review/\(number)/repair/reopen"
      for role in [StaffRole.reviewer, .fitnessOfficer, .finance] {
        let other = try Person.employed(office, "\(role.rawValue.prefix(3))x", [role])
        #expect(try other.opens(page).status == .forbidden, "\(role)")
      }
      let kim = try Person.employed(office, "kim", [.specialist])
      try kim.opens(page)
      try kim.posts(page, (kim.shown.form(to: page)?.hidden ?? []) + [reason])
      let form = try #require(kim.shown.form(to: page))
      office.wait(hours: 12)
      try kim.signsInAsStaff("kim")
      try kim.opens(page)
      let token = kim.shown.hidden("token") ?? ""
      try kim.posts(page, form.hidden.map { $0.0 == "token" ? ("token", token) : $0 })
      #expect(kim.shown.status == .conflict && kim.shown.says("The day has changed"))
      #expect(try office.application(number).moreTimes.isEmpty)
      try office.store.erase(
        try office.application(number).number, at: office.now, who: "program:test")
      #expect(try kim.opens(page).status == .notFound)
    }
  }

  @Test func `it is reminded anew, within the time that was given, and told once more`() throws {
    try withOffice { office in
      let (_, number) = try expired(office)
      _ = try office.services.postReminders()
      let kim = try Person.employed(office, "kim", [.specialist])
      try gives(kim, number)
      var seen: [Int: [String]] = [:]
      for day in 0...60 {
        if day > 0 { office.wait(days: 1) }
        let before = try reminders(office)
        for _ in 1...2 { _ = try office.services.postReminders() }
        let new = try reminders(office).filter { !before.contains($0) }
        if !new.isEmpty { seen[day] = new }
      }
      #expect(
        seen == [
          16: ["reminder-\(number)-14-1"], 23: ["reminder-\(number)-7-1"],
          29: ["reminder-\(number)-1-1"], 31: ["expired-\(number)-1"],
        ])
      let mail = try #require(try office.mails().last { $0.name.hasPrefix("expired-") })
      #expect(mail.body.contains("2 April 2027"))
    }
  }

  @Test func `a reminder of the last day before is not sent any more`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      office.wait(days: 89)
      _ = try office.services.postReminders()
      office.wait(days: 13)
      let kim = try Person.employed(office, "kim", [.specialist])
      try gives(kim, number)
      let waiting = try #require(try office.mails().first { $0.name == "reminder-\(number)-1" })
      #expect(office.services.whyNotSent(waiting) == "it reminds of something that is over")
      office.wait(days: 23)
      _ = try office.services.postReminders()
      let new = try #require(try office.mails().first { $0.name == "reminder-\(number)-7-1" })
      #expect(office.services.whyNotSent(new) == nil)
    }
  }

  @Test func `money that came too late can pay the fee then, and nobody pays twice`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.completes(number)
      let reference = try ada.beginsToPay(number)
      office.wait(days: 100)
      try office.bankPays(reference)
      #expect(try office.application(number).submittedAt == nil)
      let kim = try Person.employed(office, "kim", [.specialist, .finance])
      try kim.opens("review/\(number)/repair/reopen")
      #expect(kim.shown.says("Money for it came after the last day"))
      let task = try #require(try office.services.moneyTasks { _ in }.first)
      let accept = "review/payments/\(task.id)/accept"
      #expect(try kim.opens(accept).status == .notFound, "it has expired")
      try gives(kim, number)
      try ada.signsIn()
      try ada.opens("invoice/\(number)")
      #expect(ada.shown.says("Please ask us before you pay a second time"))
      try kim.opens("review/payments/\(task.id)")
      #expect(kim.shown.says("Propose to take it for the fee"))
      try kim.opens(accept)
      try kim.sends(["reason": "our-mistake", "words": ""], to: accept)
      try kim.sends(to: accept)
      #expect(kim.shown.status == .seeOther)
      let proposal = try #require(try office.application(number).proposals.first).proposal
      let rae = try Person.employed(office, "rae", [.reviewer])
      let confirm = "review/payments/proposal/\(proposal.id)/confirm"
      try rae.opens(confirm)
      try rae.sends(to: confirm)
      #expect(rae.shown.status == .seeOther)
      let after = try office.application(number)
      #expect(after.submittedAt != nil && after.paymentTasks.isEmpty)
      #expect(try office.mails().contains { $0.name.hasPrefix("application-submitted-") })
    }
  }

  // MARK: What has to be there

  /// Filled in, and not paid by its last day: it is 3 March 2027.
  private func expired(_ office: Office) throws -> (ada: Person, number: String) {
    let ada = try Person.signedIn(office)
    let number = try ada.starts()
    try ada.completes(number)
    office.wait(days: 101)
    try ada.signsIn()
    return (ada, number)
  }

  private func gives(_ kim: Person, _ number: String) throws {
    let page = "review/\(number)/repair/reopen"
    try kim.opens(page)
    try kim.posts(page, (kim.shown.form(to: page)?.hidden ?? []) + [reason])
    try kim.sends(to: page)
    #expect(kim.shown.status == .seeOther)
  }

  private func reminders(_ office: Office) throws -> [String] {
    try office.mails().map(\.name).filter { $0.hasPrefix("reminder-") || $0.hasPrefix("expired-") }
  }
}
