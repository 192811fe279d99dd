import Applications
import CGI
import Foundation
import Pages
import Rules
import Testing

@testable import Desk

/// Nobody who works here is shown a way that refuses them.
@Suite struct StaffWaysTests {
  @Test(arguments: StaffRole.allCases)
  func `no page has a link or a form that refuses whoever it is shown to`(role: StaffRole) throws {
    try withOffice { office in
      try office.fillsTheQueue()
      let person = try Person.employed(office, "wil", [role])
      try person.follows()
      #expect(person.shown.status == .ok && person.shown.says("Your account"))
      var (open, seen): ([String], Set<String>) = (["staff"], [])
      var forms: [String: [(String, String)]] = [:]
      while let place = open.popLast() {
        guard seen.insert(place).inserted else { continue }
        let shown = try person.opens(place)
        #expect(shown.status == .ok, "\(role): \(place)")
        guard shown.isPage else { continue }
        #expect(shown.text.contains("staff-nav"), "\(role): \(place)")
        open += shown.links.filter { $0.hasPrefix("review") || $0.hasPrefix("staff") }
        for address in shown.formAddresses where forms[address] == nil {
          forms[address] = shown.form(to: address)?.hidden
        }
      }
      #expect(seen.count > 6)
      for (address, hidden) in forms.sorted(by: { $0.key < $1.key })
      where !address.hasSuffix("sign-out") {
        // What is taken away has a button for each format.
        let more = address == "review/export" ? [("format", "csv")] : []
        try person.posts(address, hidden + more)
        #expect(
          ![.forbidden, .notFound, .badRequest].contains(person.shown.status),
          "\(role): the form to \(address) gave \(person.shown.status)")
      }
    }
  }

  @Test func `who is refused reads why, with the ways that are theirs`() throws {
    try withOffice { office in
      let fay = try Person.employed(office, "fay", [.fitnessOfficer])
      try fay.opens("review/confirm")
      #expect(fay.shown.status == .forbidden && fay.shown.says("This page takes another role"))
      #expect(fay.shown.text.contains("review/fitness"))
      #expect(!fay.shown.text.contains("review/mine"))
      try fay.opens("review/k7m42q9p")
      #expect(fay.shown.status == .notFound && fay.shown.text.contains("review/fitness"))
    }
  }

  @Test func `what was not submitted is found by its number, by whoever puts it right`() throws {
    try withOffice { office in
      let (_, number) = try Person.waiting(office)
      let root = try Person.employed(office, "root", [.administrator])
      try root.opens("review/search?q=\(number)")
      #expect(root.shown.links.contains("review/\(number)/repair"))
      try root.opens("review/search?q=Okoro")
      #expect(root.shown.says("Nothing was found"))
      let ruth = try Person.employed(office, "ruth", [.reviewer])
      try ruth.opens("review/search?q=\(number)")
      #expect(ruth.shown.says("Nothing was found"))
    }
  }
}

extension Office {
  /// An application at each stage, and a payment that somebody has to settle.
  fileprivate func fillsTheQueue() throws {
    try employs("lee", [.specialist])
    let bank = Person(self)
    func pays(_ amount: String, _ name: String) throws -> (person: Person, number: String) {
      let person = try Person.signedIn(self, name)
      let number = try person.starts()
      try person.completes(number)
      try bank.posts(
        "payment/notify/simulator",
        notification(
          "paid", try person.beginsToPay(number), amount: amount, transaction: "T-\(name)"))
      return (person, number)
    }
    let (ada, waiting) = try pays("85.00", "Ada Okoro")
    _ = try ada.starts()
    let lee = try #require(StaffName("lee"))
    func taken(_ name: String) throws -> String {
      let number = try pays("85.00", name).number
      try acts("lee", on: number, .assigned(Assignment(to: lee, key: "take")))
      return number
    }
    try sendsBack(try taken("Bea Okoro"), [("degrees", .element)])
    try acts("lee", on: try taken("Cy Okoro"), denial)
    let denied = try taken("Di Okoro")
    try denies(denied, appealUntil: Day("2027-01-01"))
    _ = try services.change(
      try application(denied).number, by: .applicant(try application(denied).applicant)
    ) { _ in .review(.appealed(Appeal(text: "Once more", key: "appeal"))) }
    _ = try pays("1.00", "Eve Okoro")
    #expect(try application(waiting).isInReview && services.moneyTasks { _ in }.count == 1)
  }

  private var denial: ReviewAct {
    .decided(
      Decision(
        id: "denial", outcome: .denied,
        reasons: [GivenReason(id: "not-shown", text: "It was not shown.", clause: "Rule 9")],
        letter: SentLetter(subject: "Denied", body: "It is denied."), key: "denial"))
  }
}

extension Shown {
  /// Where links of the page lead, from the folder of programs on.
  fileprivate var links: [String] {
    text.matches(of: /<a [^>]*href="[^"]*cgi-bin\/([^"#]*)/)
      .map { String($0.1).replacing("&amp;", with: "&") }
  }

  fileprivate var formAddresses: [String] {
    text.matches(of: /<form method="post" action="[^"]*cgi-bin\/([^"]*)"/).map { String($0.1) }
  }
}
