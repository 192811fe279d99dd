import Applications
import CGI
import Rules
import Store
import Testing

@testable import Desk

/// Answers to the clarifying questions, changed after the start.
@Suite struct ChangedAnswersTests {
  private static let inState = "prepared-in=in-state&held-elsewhere=no"
  private static let elsewhere = [("prepared-in", "in-state"), ("held-elsewhere", "yes")]

  @Test func `what is gained is shown first, and counts when it is confirmed`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts(answering: Self.inState)
      try ada.opens("dashboard/\(number)")
      #expect(ada.shown.says("Change the answers you gave before you started"))
      try ada.opens("apply/answers/\(number)")
      #expect(ada.shown.hasChosen("no", of: "held-elsewhere"))
      let journal = try office.journal(of: number)
      try ada.answers(Self.elsewhere)
      try ada.follows()
      #expect(ada.shown.status == .ok)
      #expect(ada.shown.says("New parts") && ada.shown.says("Out of State License"))
      #expect(ada.shown.says("It costs the same"))
      #expect(
        try office.journal(of: number) == journal, "nothing is changed before it is confirmed")
      let form = try #require(ada.shown.form(to: "apply/"))
      for _ in 1...2 {
        try ada.posts(form.address, form.hidden)
        #expect(ada.shown.leadsTo == "dashboard/\(number)")
      }
      let lines = try office.application(number)
      #expect(lines.lastEvent == 2, "the same form is the same deed")
      try ada.opens("save/\(number)/out-of-state-license")
      #expect(ada.shown.status == .ok)
    }
  }

  @Test func `what was typed in a part that goes is kept, and is there when it comes back`() throws
  {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts(answering: "prepared-in=in-state&held-elsewhere=yes")
      try ada.opens("save/\(number)/out-of-state-license")
      try ada.sends(["issued-by": "Ohio", "then": "leave"], to: "save/")
      try ada.changes(number, to: [("prepared-in", "in-state"), ("held-elsewhere", "no")]) {
        #expect($0.says("No longer asked for") && $0.says("You have filled in something here"))
      }
      try ada.opens("save/\(number)/out-of-state-license")
      #expect(ada.shown.status == .notFound)
      try ada.changes(number, to: Self.elsewhere) { #expect($0.says("New parts")) }
      try ada.opens("save/\(number)/out-of-state-license")
      #expect(ada.shown.text.contains("value=\"Ohio\""))
    }
  }

  @Test func `a fee that changes is said before`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      try office.holds("five-year", ada)
      let number = try ada.starts(
        ["renew-certificate"],
        answering: "last-certificate=five-year&renewal-basis=experience&align=no")
      try ada.changes(
        number,
        to: [
          ("last-certificate", "five-year"), ("renewal-basis", "experience"), ("align", "yes"),
        ]
      ) {
        #expect($0.says("Until now it was $85.00 . With these answers it is $100.00"))
      }
      try ada.opens("dashboard/\(number)")
      #expect(ada.shown.says("$100.00"))
    }
  }

  @Test func `an answer that does not do is asked again, and what was answered is there`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts(answering: Self.inState)
      try ada.opens("apply/answers/\(number)")
      try ada.answers([("prepared-in", "out-of-state")])
      #expect(ada.shown.status == .unprocessable)
      #expect(ada.shown.hasChosen("out-of-state", of: "prepared-in"))
      try ada.opens("apply/answers/\(number)/confirm?answers=prepared-in%3Dout-of-state")
      #expect(
        ada.shown.leadsTo == "apply/answers/\(number)?answers=prepared-in%3Dout-of-state")
      try ada.follows()
      #expect(ada.shown.hasChosen("out-of-state", of: "prepared-in"))
    }
  }

  @Test func `answers that would leave a rule unmet change nothing, and are still there`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      try office.holds("one-year", ada)
      let number = try ada.starts(
        ["four-year-certificate"], answering: "internship-completed=yes")
      let journal = try office.journal(of: number)
      try ada.opens("apply/answers/\(number)")
      try ada.answers([("internship-completed", "no")])
      try ada.follows()
      #expect(ada.shown.status == .unprocessable)
      #expect(ada.shown.says("With these answers you cannot apply"))
      #expect(try office.journal(of: number) == journal)
      let back = try #require(
        ada.shown.text.firstMatch(of: /apply\/answers\/[^"]*answers=[^"]*/)?.0)
      try ada.opens(String(back).replacing("&amp;", with: "&"))
      #expect(ada.shown.hasChosen("no", of: "internship-completed"))
    }
  }

  @Test(arguments: Closing.allCases)
  fileprivate func `what comes too late is refused with the reason, and shown back`(
    closing: Closing
  ) throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts(answering: Self.inState)
      try ada.completes(number)
      try ada.opens("apply/answers/\(number)")
      let asked = try #require(ada.shown.form(to: "apply/"))
      try ada.answers(Self.elsewhere)
      try ada.follows()
      let confirm = try #require(ada.shown.form(to: "apply/"))
      try closing.happens(to: number, of: ada)
      let journal = try office.journal(of: number)
      for (address, fields) in [
        (asked.address, asked.hidden + Self.elsewhere), (confirm.address, confirm.hidden),
      ] {
        try ada.posts(address, ada.renewed(fields))
        #expect(ada.shown.status == .conflict)
        #expect(ada.shown.says(closing.words))
        #expect(ada.shown.says("license of another state or country? Yes"))
      }
      #expect(try office.journal(of: number) == journal)
      try ada.opens("apply/answers/\(number)")
      #expect(ada.shown.status == .conflict)
      try ada.opens("dashboard/\(number)")
      #expect(!ada.shown.says("Change the answers you gave"))
    }
  }

  @Test func `after the session ended, one goes on with what was answered`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts(answering: Self.inState)
      try ada.opens("apply/answers/\(number)")
      office.wait(hours: 2)
      try ada.answers(Self.elsewhere)
      try ada.follows()
      try ada.sends(["email": ada.emailAddress, "password": Person.password])
      try ada.follows()
      #expect(ada.shown.status == .ok)
      #expect(ada.shown.hasChosen("yes", of: "held-elsewhere"))
    }
  }

  @Test func `nobody else sees or changes them, and nothing is changed without the token`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts(answering: Self.inState)
      let journal = try office.journal(of: number)
      let packed = ("answers", "prepared-in=in-state&held-elsewhere=yes")
      try ada.posts("apply/answers/\(number)/confirm", [("key", "k"), packed])
      #expect(ada.shown.status == .forbidden)
      let ben = try Person.signedIn(office, "Ben Hill")
      let token = try ben.renewed([("token", "")])[0]
      try ben.opens("apply/answers/\(number)")
      #expect(ben.shown.status == .notFound)
      try ben.posts("apply/answers/\(number)/confirm", [token, ("key", "k"), packed])
      #expect(ben.shown.status == .notFound)
      #expect(try office.journal(of: number) == journal)
    }
  }
}

extension Person {
  fileprivate func answers(_ fields: [(String, String)]) throws {
    let form = try #require(shown.form(to: "apply/"))
    try posts(form.address, form.hidden + fields)
  }

  /// Answers anew, looks at what that changes, and confirms it.
  fileprivate func changes(
    _ number: String, to fields: [(String, String)], seeing: (Shown) -> Void
  ) throws {
    try opens("apply/answers/\(number)")
    try answers(fields)
    try follows()
    seeing(shown)
    try sends(to: "apply/")
    #expect(shown.leadsTo == "dashboard/\(number)")
  }
}
