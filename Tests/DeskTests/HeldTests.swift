import Applications
import CGI
import Rules
import Testing

@testable import Desk

@Suite struct HeldTests {
  @Test func `a form of the public pages waits for its writer to sign in`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      ada.cookies = [:]
      try ada.posts("save", publicDegrees)
      #expect(ada.shown.leadsTo == "save/held")
      try ada.follows()
      #expect(ada.shown.says("We kept what you typed"))
      #expect(!ada.shown.says("Sample College"), "nobody has signed in")
      try ada.signsIn(then: "save/held")
      try ada.follows()
      #expect(ada.shown.says("Sample College"))
      #expect(ada.shown.hasChosen("discard"))
      try ada.sends(["choice": "keep", "application": number])
      #expect(ada.shown.leadsTo == "save/\(number)/degrees")
      try ada.follows()
      #expect(ada.shown.text.contains("value=\"Sample College\""))
      #expect(ada.cookies["held"] == nil)
    }
  }

  @Test func `who signs in by another way is asked about it too`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      ada.cookies = [:]
      try ada.posts("save", publicDegrees)
      try ada.signsIn()
      #expect(ada.shown.leadsTo == "save/held")
    }
  }

  @Test func `what is not claimed is thrown away, and that is what happens by default`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      let journal = try office.journal(of: number)
      try ada.posts("save", publicDegrees)
      try ada.follows()
      let held = ada.cookies["held"] ?? ""
      try ada.sends()
      #expect(ada.shown.leadsTo == "dashboard")
      #expect(try office.journal(of: number) == journal)
      ada.cookies["held"] = held
      try ada.opens("save/held")
      #expect(ada.shown.leadsTo == "dashboard", "it is gone")
    }
  }

  @Test func `the statement that there is nothing to supply is kept too`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts(answering: "prepared-in=in-state&held-elsewhere=yes")
      try ada.posts(
        "save", [("element", "out-of-state-license"), ("edition", ""), ("none", "yes")])
      try ada.follows()
      #expect(ada.shown.says("I have never held"))
      try ada.sends(["choice": "keep", "application": number])
      try ada.follows()
      #expect(ada.shown.hasChosen("yes", of: "none"))
    }
  }

  @Test func `two forms that wait are both asked about`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      ada.cookies = [:]
      try ada.posts("save", publicDegrees)
      try ada.posts("save", [("element", "affirmation"), ("code-of-ethics", "yes")])
      try ada.signsIn()
      for next in ["save/held", "save/\(number)/degrees"] {
        try ada.opens("save/held")
        try ada.sends(["choice": "keep", "application": number])
        #expect(ada.shown.leadsTo == next)
      }
      let application = try office.application(number)
      #expect(application.part("degrees").revision == 1)
      #expect(application.part("affirmation").revision == 1)
      try ada.opens("save/held")
      #expect(ada.shown.leadsTo == "dashboard")
    }
  }

  @Test func `a form from another site is not kept`() throws {
    try withOffice { office in
      let ada = Person(office)
      for headers in [
        ["HTTP_ORIGIN": "https://evil.example"], ["HTTP_SEC_FETCH_SITE": "cross-site"],
      ] {
        ada.headers = headers
        try ada.posts("save", publicDegrees)
        #expect(ada.shown.status == .forbidden)
        #expect(ada.cookies["held"] == nil)
      }
    }
  }

  @Test func `a form that is kept is kept for 24 hours`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      ada.cookies = [:]
      try ada.posts("save", publicDegrees)
      office.wait(hours: 24)
      try ada.opens("save/held")
      #expect(ada.shown.leadsTo == "dashboard")
    }
  }

  @Test func `too many forms and too long forms are refused with a remedy`() throws {
    try withOffice { office in
      let ada = Person(office)
      for _ in 0..<20 {
        ada.cookies = [:]
        try ada.posts("save", publicDegrees)
        #expect(ada.shown.status == .seeOther)
      }
      try ada.posts("save", publicDegrees)
      #expect(ada.shown.status == .tooManyRequests)
      #expect(ada.shown.says("sign in in another window"))
      #expect(ada.shown.says("Sample College"), "what was typed is still there")
      office.wait(hours: 25)
      let long = (0..<5).map { ("others\($0)", String(repeating: "x", count: 15_000)) }
      try ada.posts("save", [("element", "degrees")] + long)
      #expect(ada.shown.status == .tooLarge)
      #expect(ada.shown.text.contains(String(repeating: "x", count: 15_000)))
    }
  }

  @Test func `a form that does not say what it is for is refused`() throws {
    try withOffice { office in
      let ada = Person(office)
      try ada.posts("save", [("institution", "Sample College")])
      #expect(ada.shown.status == .badRequest)
    }
  }

  @Test func `what is claimed goes to one's own open application only, once`() throws {
    try withOffice { office in
      let ben = try Person.signedIn(office, "Ben Hill")
      let his = try ben.starts()
      let ada = try Person.signedIn(office)
      let hers = try ada.starts()
      try ada.posts("save", publicDegrees)
      try ada.follows()
      let form = try #require(ada.shown.form())
      try ada.posts(form.address, form.hidden + [("choice", "keep"), ("application", his)])
      #expect(ada.shown.status == .notFound)
      try ada.posts(
        form.address,
        form.hidden.filter { $0.0 != "token" } + [("choice", "keep"), ("application", hers)])
      #expect(ada.shown.status == .forbidden)
      let cookies = ada.cookies
      try ada.posts(form.address, form.hidden + [("choice", "keep"), ("application", hers)])
      #expect(ada.shown.status == .seeOther)
      let journal = try office.journal(of: hers)
      ada.cookies = cookies
      try ada.posts(form.address, form.hidden + [("choice", "keep"), ("application", hers)])
      #expect(ada.shown.leadsTo == "dashboard")
      #expect(try office.journal(of: hers) == journal)
    }
  }

  @Test func `to keep it one has to say in which application`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      _ = try ada.starts()
      try ada.posts("save", publicDegrees)
      try ada.follows()
      try ada.sends(["choice": "keep"])
      #expect(ada.shown.status == .unprocessable)
      #expect(ada.shown.says("Sample College"))
      #expect(ada.shown.says("Choose the application"))
      try ada.sends(["choice": "keep", "application": number])
      #expect(ada.shown.status == .seeOther)
    }
  }
}

@Suite struct EndedSessionTests {
  @Test func `what was typed when the session had ended is offered after signing in`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      _ = try ada.starts()
      try ada.opens("save/\(number)/degrees")
      office.wait(hours: 2)
      let journal = try office.journal(of: number)
      try ada.sends(["institution": "Typed before"], to: "save/")
      #expect(ada.shown.leadsTo == "save/held")
      try ada.follows()
      #expect(ada.shown.says("We kept what you typed"))
      #expect(!ada.shown.says("Typed before"))
      try ada.signsIn(then: "save/held")
      try ada.follows()
      #expect(ada.shown.says("Typed before"))
      #expect(ada.shown.hasChosen("discard"))
      #expect(ada.shown.hasChosen(number))
      #expect(try office.journal(of: number) == journal)
      try ada.sends(["choice": "keep", "application": number])
      try ada.follows()
      #expect(ada.shown.text.contains("value=\"Typed before\""))
    }
  }

  @Test func `it is offered to nobody else who signs in there`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.opens("save/\(number)/degrees")
      office.wait(hours: 2)
      try ada.sends(["institution": "Typed before"], to: "save/")
      let ben = try Person.signedIn(office, "Ben Hill")
      ben.cookies["held"] = ada.cookies["held"]
      try ben.opens("save/held")
      #expect(ben.shown.leadsTo == "dashboard")
      try ada.signsIn()
      try ada.follows()
      #expect(ada.shown.says("Typed before"), "it is still hers")
    }
  }

  @Test func `after signing out in another window nothing is lost either`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.opens("save/\(number)/degrees")
      let form = try #require(ada.shown.form(to: "save/"))
      try ada.sends(to: "account/sign-out")
      try ada.posts(form.address, form.hidden + [("institution", "Typed before")])
      #expect(ada.shown.leadsTo == "save/held")
      try ada.signsIn()
      try ada.follows()
      #expect(ada.shown.says("Typed before"))
    }
  }

  @Test func `an application that is there and one that is not are answered alike`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      let eve = Person(office)
      for address in ["save/\(number)/degrees", "save/k7m42q9p/degrees"] {
        eve.cookies = [:]
        try eve.posts(address, [("institution", "X")])
        #expect(eve.shown.leadsTo == "save/held")
        try eve.follows()
        #expect(eve.shown.says("We kept what you typed"))
      }
    }
  }

  @Test func `a form from another site is not kept for anybody`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      let eve = Person(office)
      eve.headers = ["HTTP_SEC_FETCH_SITE": "cross-site"]
      try eve.posts("save/\(number)/degrees", [("institution", "X")])
      #expect(eve.shown.status == .forbidden)
      #expect(eve.cookies["held"] == nil)
    }
  }
}

private let publicDegrees = [
  ("element", "degrees"), ("edition", "x"), ("institution", "Sample College"),
]
