import Applications
import CGI
import Rules
import Store
import Testing

@testable import Desk

/// Nothing that somebody has typed and sent is lost, whatever has happened in between.
@Suite struct NothingLostTests {
  /// Every form with text in it, by the page it is on. (Answers to the clarifying questions are in
  /// `ChangedAnswersTests`, a new address in `HeldAccountTests`.)
  enum Typed: String, CaseIterable {
    case part, entry, filesWords, fileDetails, profile, message, reply, reason

    func page(of number: String, _ office: Office) throws -> String {
      let application = try office.application(number)
      return switch self {
      case .part: "save/\(number)/degrees"
      case .entry: "save/\(number)/degrees/further-degrees/new"
      case .filesWords: "attach/\(number)/transcript"
      case .fileDetails: "attach/\(number)/transcript/details?file=\(application.attachments[0].id)"
      case .profile: "account/profile"
      case .message: "dashboard/\(number)/messages"
      case .reply: "dashboard/\(number)/messages/\(application.threads[0].id)"
      case .reason: "dashboard/\(number)/withdraw"
      }
    }

    /// The field that words are typed into, and those that the form does not do without.
    func fields(_ words: String, _ application: Application) -> [(String, String)] {
      switch self {
      case .part: [("institution", words)]
      case .entry: [("subject", words)]
      case .filesWords: [("description", words), ("type", "other")]
      case .fileDetails: [("description.\(application.attachments[0].id)", words)]
      case .profile: [("name", words)]
      case .message: [("subject", "Words"), ("text", words)]
      case .reply: [("text", words)]
      case .reason: [("reason", words)]
      }
    }
  }

  @Test(arguments: Typed.allCases)
  func
    `a form that comes after the session ended is kept for that account, and offered after signing in`(
      typed: Typed
    ) throws
  {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      if typed != .reason { try ada.attachesReceipt(to: number) }
      try ada.opens("dashboard/\(number)/messages")
      try ada.sends(["subject": "S", "text": "T"], to: "dashboard/")
      if typed == .reason {
        try ada.completes(number)
        try office.bankPays(try ada.beginsToPay(number))
      }
      let page = try typed.page(of: number, office)
      try ada.opens(page)
      let program = typed == .profile ? page : String(page.prefix { $0 != "/" }) + "/"
      let form = try #require(
        ada.shown.form(to: program, sendingFiles: typed == .filesWords))
      let fields = typed.fields("Words <kept>", try office.application(number))
      office.wait(minutes: 61)
      let journal = try office.journal(of: number)
      if typed == .filesWords {
        try ada.posts(form.address, form.hidden + fields, file: aPDF(), called: "a.pdf")
      } else {
        try ada.posts(form.address, form.hidden + fields)
      }
      #expect(ada.shown.status == .seeOther)
      #expect(try office.journal(of: number) == journal, "nothing is done")

      // Somebody else at the same device is not shown it.
      let ben = try Person.signedIn(office, "Ben Hill")
      ben.cookies["held"] = ada.cookies["held"]
      for address in ["save/held", "dashboard", page] {
        try ben.opens(address)
        #expect(!ben.shown.text.contains("Words &lt;kept"), "\(address)")
      }

      try ada.signsIn()
      if ada.shown.leadsTo == "save/held" { try ada.follows() } else { try ada.opens(page) }
      #expect(ada.shown.text.contains("Words &lt;kept"), "it is offered")
      #expect(try office.journal(of: number) == journal, "and still nothing is done")
    }
  }

  @Test func `pressed twice, what waits is settled once, and what waits behind it is asked about`()
    throws
  {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      ada.cookies = [:]
      try ada.posts("save", [("element", "degrees"), ("institution", "The first")])
      try ada.posts("save", [("element", "transcript"), ("ordered-from", "The second")])
      try ada.signsIn()
      try ada.follows()
      #expect(ada.shown.says("The second") && !ada.shown.says("The first"))
      let form = try #require(ada.shown.form(to: "save/held"))
      for choice in ["keep", "discard"] {
        try ada.posts(
          form.address, form.hidden + [("choice", choice), ("application", number)])
        #expect(ada.shown.leadsTo == "save/held", "\(choice)")
      }
      try ada.follows()
      #expect(ada.shown.says("The first"))
      let application = try office.application(number)
      #expect(application.part("transcript").answers.text("ordered-from") == "The second")
      #expect(application.part("degrees").isUntouched)
    }
  }

  @Test func `an answer to a question that is asked no longer is still shown`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.opens("save/\(number)/degrees")
      office.wait(minutes: 61)
      try ada.sends(
        [
          "level": "bachelor", "other-level": "Beside the choice", "no-such-question": "Old words",
          "none": "yes",
        ], to: "save/")
      try ada.signsIn()
      try ada.follows()
      #expect(ada.shown.says("Bachelor") && ada.shown.says("Beside the choice"))
      #expect(ada.shown.says("Not asked in this application"))
      #expect(ada.shown.says("no-such-question Old words"))
      #expect(ada.shown.says("There is nothing to supply"))
      try ada.sends(["choice": "keep", "application": number], to: "save/held")
      #expect(
        try office.application(number).part("degrees").answers.text("other-level")
          == "Beside the choice")
    }
  }

  @Test func `without an application to put it in, all that waits is shown`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      ada.cookies = [:]
      try ada.posts(
        "save", [("element", "out-of-state-license"), ("none", "yes"), ("issued-by", "Ohio")])
      try ada.signsIn()
      try ada.follows()
      #expect(ada.shown.says("Ohio") && ada.shown.says("There is nothing to supply"))
    }
  }

  @Test(arguments: ["", "/other-licenses/k7m42q9pk7m42q9p"])
  func `a form of a part that is asked for no longer is shown back`(entry: String) throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts(answering: "prepared-in=in-state&held-elsewhere=yes")
      let part = "save/\(number)/out-of-state-license"
      try ada.opens(part)
      let form = try #require(ada.shown.form(to: "save/"))
      try ada.opens("apply/answers/\(number)")
      try ada.sends(["prepared-in": "in-state", "held-elsewhere": "no"], to: "apply/")
      try ada.follows()
      try ada.sends(to: "apply/")
      let journal = try office.journal(of: number)
      let field = entry.isEmpty ? "issued-by" : "license-title"
      try ada.posts(part + entry, form.hidden + [(field, "Ohio <once>")])
      #expect(ada.shown.status == .conflict)
      #expect(ada.shown.says("this part is no longer asked for") && ada.shown.says("Ohio <once"))
      #expect(try office.journal(of: number) == journal)
      try ada.opens(part)
      #expect(ada.shown.status == .notFound)
    }
  }

  @Test func `after Back, the same form removes another entry, and brings none back by itself`()
    throws
  {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      for subject in ["One", "Two"] {
        try ada.opens("save/\(number)/degrees/further-degrees/new")
        try ada.sends(["subject": subject, "then": "leave"], to: "save/")
      }
      let ids = try office.application(number).part("degrees").entries.map(\.id)
      try ada.opens("save/\(number)/degrees")
      let form = try #require(ada.shown.form(to: "save/"))
      for id in ids + ids { try ada.posts(form.address, form.hidden + [("then", "remove.\(id)")]) }
      let part = try office.application(number).part("degrees")
      #expect(part.entries.isEmpty)
      #expect(part.removedEntries.map { $0.answers.text("subject") } == ["One", "Two"])
      #expect(part.changes == 4, "each was added once and removed once")
    }
  }
}
