import Applications
import CGI
import Files
import Foundation
import Rules
import Signing
import Store
import Testing

@testable import Desk

/// What those who review find, take and give, on their pages.
@Suite struct QueuePagesTests {
  @Test func `what is submitted waits in the queue, and of two who take it one has it`() throws {
    try withOffice { office in
      let number = try office.received("Ada Okoro")
      let grace = try Person.employed(office, "grace", [.specialist])
      let bo = try Person.employed(office, "bo", [.specialist])
      try grace.opens("review")
      #expect(grace.shown.says("Ada Okoro") && grace.shown.says(office.shown(number)))
      #expect(grace.shown.says("0 working days") && grace.shown.says("Fitness: not yet"))
      try bo.opens("review?list=waiting")
      try grace.sends(to: "review/\(number)/assign")
      #expect(grace.shown.leadsTo == "review/\(number)")
      #expect(try office.application(number).review.assignee?.text == "grace")
      let lines = try office.journal(of: number)
      try grace.repeats()
      #expect(grace.shown.status == .seeOther)
      #expect(try office.journal(of: number) == lines)
      try bo.sends(to: "review/\(number)/assign")
      #expect(bo.shown.status == .conflict && bo.shown.says("grace has it since a moment ago"))
      #expect(try office.journal(of: number) == lines)
      try grace.opens("review/mine")
      #expect(grace.shown.says("Ada Okoro"))
      try bo.opens("review/mine")
      #expect(bo.shown.says("You have nothing"))
      try bo.opens("review?list=waiting")
      #expect(bo.shown.says("Somebody has everything"))
    }
  }

  @Test func `it is given to somebody else with words, and given back`() throws {
    try withOffice { office in
      let number = try office.received("Ada Okoro")
      let grace = try Person.employed(office, "grace", [.specialist])
      let ruth = try Person.employed(office, "ruth", [.reviewer])
      _ = try Person.employed(office, "fay", [.fitnessOfficer])
      try grace.opens("review/\(number)/assign")
      #expect(!grace.shown.says("Give it to somebody"))
      try ruth.opens("review/\(number)/assign")
      try ruth.sends(["to": "fay", "words": ""], to: "review/\(number)/assign")
      #expect(ruth.shown.status == .unprocessable && ruth.shown.says("Choose somebody of the list"))
      try ruth.sends(["to": "grace", "words": "You know them."], to: "review/\(number)/assign")
      #expect(ruth.shown.status == .seeOther)
      #expect(try office.application(number).review.assignee?.text == "grace")
      // Nobody else gives away what grace has.
      let bo = try Person.employed(office, "bo", [.specialist])
      try bo.opens("review/\(number)/assign")
      #expect(bo.shown.form(to: "review/\(number)/release") == nil)
      try grace.opens("review/\(number)/assign")
      try grace.sends(["words": "I am away."], to: "review/\(number)/release")
      #expect(grace.shown.leadsTo == "review/mine")
      #expect(try office.application(number).review.assignee == nil)
    }
  }

  @Test func `the queue goes on where the page ended`() throws {
    try withOffice { office in
      var numbers: [String] = []
      for index in 0..<53 { numbers.append(try office.received("Ada Okoro \(index)")) }
      let grace = try Person.employed(office, "grace", [.specialist])
      try grace.opens("review")
      let next = try #require(
        grace.shown.text.firstMatch(of: /href="[^"]*(review\?after=[^"]*)">Next page/)?.1)
      #expect(numbers.count { grace.shown.says(office.shown($0)) } == 50)
      let first = numbers.filter { grace.shown.says(office.shown($0)) }
      try grace.opens(String(next))
      let rest = numbers.filter { grace.shown.says(office.shown($0)) }
      #expect(rest.count == 3 && Set(first + rest) == Set(numbers))
      try grace.opens("review?after=nonsense")
      #expect(grace.shown.status == .notFound)
    }
  }

  @Test func `somebody is found by number and by name`() throws {
    try withOffice { office in
      let number = try office.received("Zoë Okoń")
      let fay = try Person.employed(office, "fay", [.finance])
      for query in ["okon", "zoe ok", number, office.shown(number), "OKO"] {
        try fay.opens("review/search?q=\(escaped(query))")
        #expect(fay.shown.says(office.shown(number)), "\(query)")
      }
      try fay.opens("review/search?q=nobody")
      #expect(fay.shown.says("Nothing was found"))
      try fay.opens("review/search?q=%21")
      #expect(fay.shown.status == .unprocessable)
      try fay.opens("review/search")
      #expect(fay.shown.status == .ok && !fay.shown.says("Nothing was found"))
    }
  }

  @Test func `a filter shows those that are so, and an export leaves a line`() throws {
    try withOffice { office in
      let (first, second) = (try office.received("Ada Okoro"), try office.received("Ben Lind"))
      let ruth = try Person.employed(office, "ruth", [.reviewer])
      try ruth.opens("review")
      try ruth.sends(to: "review/\(first)/assign")
      for (query, shown) in [
        ("", [first, second]), ("status=waiting", [second]), ("status=pending-review", [first]),
        ("with=ruth", [first]), ("with=nobody.", [second]), ("age=0-5", [first, second]),
        ("age=41-", []), ("type=statement-of-eligibility", [first, second]),
        ("type=rank-change", []), ("mark=fitness-not-yet", [first, second]), ("mark=returned", []),
      ] {
        try ruth.opens("review/filter?\(query)")
        let found = [first, second].filter { ruth.shown.says(office.shown($0)) }
        #expect(found == shown, "\(query)")
      }
      try ruth.opens("review/filter?status=nonsense")
      #expect(ruth.shown.status == .notFound)
      try ruth.opens("review/filter?status=waiting")
      try ruth.sends(["format": "csv"], to: "review/export")
      #expect(ruth.shown.text.hasPrefix("number,requests,received,"))
      #expect(ruth.shown.text.contains(office.shown(second)))
      #expect(!ruth.shown.text.contains(office.shown(first)) && !ruth.shown.text.contains("Lind"))
      let journal = try office.journal(ofStaff: "ruth")
      #expect(
        journal.contains(
          #""kind":"exported","details":{"what":"queue","format":"csv","filter":"status=waiting","count":1}"#
        ))
      #expect(try office.member("ruth").isActive)
      let grace = try Person.employed(office, "grace", [.specialist])
      try grace.opens("review/filter")
      #expect(grace.shown.form(to: "review/export") == nil)
    }
  }

  @Test func `fitness has a list of its own, and reports are for all who work here`() throws {
    try withOffice { office in
      let number = try office.received("Ada Okoro")
      let fay = try Person.employed(office, "fay", [.fitnessOfficer])
      try fay.opens("review/fitness")
      #expect(fay.shown.says(office.shown(number)))
      try fay.opens("review")
      #expect(fay.shown.status == .forbidden)
      try fay.opens("review/reports")
      #expect(fay.shown.status == .ok && fay.shown.says("Nothing was decided"))
    }
  }

  @Test func `the public page says since when the oldest waits`() throws {
    try withOffice { office in
      _ = try office.received("Ada Okoro")
      try FileManager.default.createDirectory(
        atPath: office.installation.live, withIntermediateDirectories: true)
      try office.services.showProcessing()
      let place = office.installation.live + "/processing/index.html"
      let text = String(decoding: try #require(contents(ofFile: place)), as: UTF8.self)
      #expect(text.contains("Now working on applications of") && text.contains("none decided"))
      #expect(!text.contains("Okoro"))
    }
  }
}

extension Office {
  /// The number of an application that somebody of this name has submitted just now.
  fileprivate func received(_ name: String) throws -> String {
    let account = try store.register(
      name: name, emailAddress: "\(UUID().uuidString)@example.org",
      passwordHash: .init(text: "$7$x"), at: now)
    _ = try store.confirm(account, at: now)
    let edition = try services.newestEdition()
    let start = Start(
      applicant: account, profile: Profile(name: name, emailAddress: "a@example.org"),
      requests: ["statement-of-eligibility"], answers: Answers(),
      publication: try services.newestPublication(), day: edition.day,
      deadline: now.adding(seconds: 90 * 86_400), key: UUID().uuidString)
    let number = try store.startApplication(start, at: now).number
    _ = try store.change(number, at: now, by: .applicant(account)) { _ in .submittedWithoutFee }
    return number.text
  }

  /// As people read it.
  fileprivate func shown(_ number: String) -> String {
    ApplicationNumber(number)?.description ?? number
  }

  fileprivate func journal(ofStaff name: String) throws -> String {
    let text = try #require(contents(ofFile: folder(of: name, in: "staff") + "/journal"))
    return String(decoding: text, as: UTF8.self)
  }
}
