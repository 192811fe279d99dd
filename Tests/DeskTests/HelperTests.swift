import Applications
import CGI
import Foundation
import Rules
import Store
import Testing

@testable import Desk

@Suite struct HelperTests {
  @Test func `a helper fills in a part, and the applicant sees who did`() throws {
    try withOffice { office in
      let (ada, number) = try Person.waiting(office)
      let link = try ada.names("Pat Lee", helping: ["degrees", "transcript"], with: number)
      let mail = try #require(try office.mails().last { $0.to == "pat@home.example" })
      #expect(mail.subject == "Ada Okoro asks you to help with an application")
      #expect(!mail.body.contains("{{"))
      let pat = Person(office)
      try pat.startsHelping(link)
      #expect(pat.shown.says("For Ada Okoro") && pat.shown.says("Not started"))
      try pat.opens("\(link)/part/degrees")
      #expect(pat.shown.status == .ok && pat.shown.says("For Ada Okoro"))
      try pat.fills("degrees", at: link)
      #expect(pat.shown.leadsTo == link, "\(pat.shown.words)")
      let part = try office.application(number).part("degrees")
      #expect(!part.isUntouched && part.savedByHelper != nil)
      try ada.opens("save/\(number)/degrees")
      #expect(ada.shown.says("By Pat Lee.") && ada.shown.says("you answer for it"))
      try ada.opens("dashboard/\(number)")
      #expect(ada.shown.says("by Pat Lee") && ada.shown.says("Pat Lee helps you"))
      try ada.opens("dashboard/\(number)/history")
      #expect(ada.shown.says("You named Pat Lee to help with"))
      #expect(ada.shown.says("Pat Lee opened the link to help."))
      #expect(ada.shown.words.contains(/Pat Lee (filled in|added to)/))
    }
  }

  @Test func `it is said before sending what they see and never do, and what is wrong`() throws {
    try withOffice { office in
      let (ada, number) = try Person.waiting(office)
      try ada.opens("dashboard/\(number)/helpers")
      #expect(ada.shown.says("Nobody helps with this application."))
      try ada.opens("dashboard/\(number)/helpers/new")
      for words in [
        "sign anything, make a statement for the applicant, pay, submit", "What they are told",
        "20 December 2026",
      ] {
        #expect(ada.shown.says(words), "\(words)")
      }
      #expect(!ada.shown.text.contains("value=\"character-and-fitness\""))
      #expect(!ada.shown.text.contains("value=\"recommendation\""))
      #expect(!ada.shown.text.contains("value=\"affirmation\""))
      try ada.sends(["name": " ", "email": "ADA@example.org"], to: "dashboard/")
      #expect(ada.shown.status == .unprocessable)
      for words in [
        "Enter their full name", "this one is your own", "Choose at least one part",
      ] { #expect(ada.shown.says(words), "\(words)") }
      // A part that may not be chosen is none, however it is sent.
      try ada.sends(
        ["name": "Pat", "email": "pat@home.example", "part": "character-and-fitness"],
        to: "dashboard/")
      #expect(ada.shown.says("Choose at least one part"))
      #expect(try office.application(number).helpers.isEmpty)
      try ada.names("Pat Lee", helping: ["degrees"], with: number)
      try ada.opens("dashboard/\(number)/helpers/new")
      try ada.sends(
        ["name": "Pat", "email": "PAT@home.example", "part": "degrees"], to: "dashboard/")
      #expect(ada.shown.says("helps already"))
    }
  }

  @Test func `opening the link changes nothing, and the same form again is one thing`() throws {
    try withOffice { office in
      let (ada, number) = try Person.waiting(office)
      let link = try ada.names("Pat Lee", helping: ["degrees"], with: number)
      let before = try office.journal(of: number)
      try ada.repeats()
      #expect(ada.shown.leadsTo == "dashboard/\(number)/helpers")
      let pat = Person(office)
      for page in ["", "/stop", "/part/degrees"] { try pat.opens(link + page) }
      #expect(pat.shown.leadsTo == link, "the parts come after the button")
      #expect(try office.journal(of: number) == before)
      try pat.startsHelping(link)
      let begun = try office.journal(of: number)
      try pat.repeats()
      #expect(pat.shown.leadsTo == link)
      #expect(try office.journal(of: number) == begun)
      #expect(pat.shown["X-Robots-Tag"] == "noindex")
    }
  }

  @Test func `once the help is ended the link says so, and shows nothing`() throws {
    try withOffice { office in
      let (ada, number) = try Person.waiting(office)
      let link = try ada.names("Pat Lee", helping: ["transcript"], with: number)
      let pat = Person(office)
      try pat.startsHelping(link)
      try pat.opens("\(link)/part/transcript")
      let fields =
        (pat.shown.form(to: link)?.hidden ?? []) + goodAnswers(to: "transcript")
      try pat.posts("\(link)/part/transcript", fields + [("then", "continue")])
      #expect(pat.shown.status == .seeOther)
      try ada.opens("save/\(number)/transcript")
      try ada.opens("dashboard/\(number)/helpers")
      try ada.sends(to: "dashboard/\(number)/helpers/\(try office.helper(number))/revoke")
      #expect(ada.shown.leadsTo == "dashboard/\(number)/helpers")
      let before = try office.journal(of: number)
      // The same form byte for byte, which was answered before, and another.
      try pat.posts("\(link)/part/transcript", fields + [("then", "continue")])
      #expect(pat.shown.status == .conflict && pat.shown.says("Your help has been ended"))
      for page in ["", "/stop", "/part/transcript", "/part/degrees"] {
        try pat.opens(link + page)
        #expect(pat.shown.status == .gone && pat.shown.says("Your help has been ended"))
        #expect(!pat.shown.says("Ada Okoro"))
      }
      #expect(try office.journal(of: number) == before)
      try ada.opens("dashboard/\(number)/helpers")
      #expect(ada.shown.says("Ended by you"))
      try ada.follows(from: "save/\(number)/transcript")
      #expect(ada.shown.says("By Pat Lee."), "what was filled in stays")
    }
  }

  @Test func `a new link replaces the one before; one whose day is over can be renewed`() throws {
    try withOffice { office in
      let (ada, number) = try Person.waiting(office)
      let link = try ada.names("Pat Lee", helping: ["degrees"], with: number)
      office.wait(days: 29)
      let pat = Person(office)
      try pat.opens(link)
      #expect(pat.shown.status == .gone && pat.shown.says("The link has expired"))
      try ada.signsIn()
      try ada.opens("dashboard/\(number)/helpers")
      #expect(ada.shown.says("Link expired"))
      try ada.sends(to: "dashboard/\(number)/helpers/\(try office.helper(number))/renew")
      let second = try office.helperLink(to: "pat@home.example")
      #expect(second != link)
      try pat.opens(link)
      #expect(pat.shown.status == .gone && pat.shown.says("There is a newer link"))
      try pat.startsHelping(second)
    }
  }

  @Test func `a helper stops, and the applicant is told`() throws {
    try withOffice { office in
      let (ada, number) = try Person.waiting(office)
      let link = try ada.names("Pat Lee", helping: ["degrees"], with: number)
      let pat = Person(office)
      try pat.opens("\(link)/stop")
      try pat.sends(to: link)
      try pat.follows()
      #expect(pat.shown.status == .gone && pat.shown.says("You help no longer"))
      let mail = try #require(try office.mails().last)
      #expect(mail.to == ada.emailAddress && mail.subject.hasPrefix("Pat Lee no longer helps"))
      try ada.opens("dashboard/\(number)/helpers")
      #expect(ada.shown.says("Helps no longer"))
    }
  }

  @Test func `two who save at once overwrite nothing`() throws {
    try withOffice { office in
      let (ada, number) = try Person.waiting(office)
      let link = try ada.names("Pat Lee", helping: ["transcript"], with: number)
      let pat = Person(office)
      try pat.startsHelping(link)
      try pat.opens("\(link)/part/transcript")
      try ada.opens("save/\(number)/transcript")
      try ada.posts(
        "save/\(number)/transcript",
        (ada.shown.form(to: "save/")?.hidden ?? []) + goodAnswers(to: "transcript")
          + [("then", "leave")])
      let before = try office.journal(of: number)
      try pat.posts(
        "\(link)/part/transcript",
        (pat.shown.form(to: link)?.hidden ?? []) + [("then", "leave")])
      #expect(pat.shown.status == .conflict && pat.shown.says("Two versions of"))
      #expect(try office.journal(of: number) == before)
    }
  }

  @Test func `statements stay the applicant's, and files are only named to a helper`() throws {
    try withOffice { office in
      let (ada, number) = try Person.waiting(office)
      try ada.completes(number)
      let before = try office.application(number).part("transcript")
      #expect(before.answers.text("sent-directly") == "yes")
      let link = try ada.names("Pat Lee", helping: ["transcript"], with: number)
      let pat = Person(office)
      try pat.startsHelping(link)
      try pat.opens("\(link)/part/transcript")
      #expect(!pat.shown.text.contains("sent-directly") && pat.shown.says("receipt.pdf"))
      #expect(pat.shown.says("The applicant adds the files.") && !pat.shown.says("Download"))
      let hidden = pat.shown.form(to: link)?.hidden ?? []
      try pat.posts(
        "\(link)/part/transcript",
        hidden + goodAnswers(to: "transcript").filter { $0.0 != "sent-directly" }
          + [
            ("sent-directly", "no"), ("ordered-from", "Another School"), ("then", "continue"),
          ].filter { $0.0 != "ordered-from" })
      #expect(pat.shown.leadsTo == link, "\(pat.shown.words)")
      let after = try office.application(number).part("transcript")
      #expect(after.answers.text("sent-directly") == "yes" && after.revision > before.revision)
    }
  }

  @Test func `the end of the application is the end of the link`() throws {
    try withOffice { office in
      let (ada, number) = try Person.waiting(office)
      let link = try ada.names("Pat Lee", helping: ["degrees"], with: number)
      let pat = Person(office)
      try pat.startsHelping(link)
      try pat.opens("\(link)/part/degrees")
      let fields = pat.shown.form(to: link)?.hidden ?? []
      try ada.opens("dashboard/\(number)/cancel")
      try ada.sends(to: "dashboard/")
      try pat.opens(link)
      #expect(pat.shown.status == .gone && pat.shown.says("The application has ended"))
      try pat.posts("\(link)/part/degrees", fields + [("then", "leave")])
      #expect(pat.shown.says("The application has ended") && !pat.shown.says("Ada Okoro"))
      try office.store.erase(
        office.application(number).number, at: office.now, who: "program:test")
      try pat.opens(link)
      #expect(pat.shown.status == .gone && pat.shown.says("This link opens nothing"))
      let journal = try office.journal(of: number)
      #expect(!journal.contains("Pat Lee") && !journal.contains("pat@home.example"))
    }
  }

  @Test func `whoever the applicant chose is told how it ends, and nobody else`() throws {
    try withOffice { office in
      let (ada, number) = try Person.waiting(office)
      try ada.names("Pat Lee", helping: ["degrees"], with: number, isTold: true)
      try ada.names("Sam Roe", "sam@home.example", helping: ["degrees"], with: number)
      try ada.invites(for: number)
      try ada.opens("save/\(number)/recommendation")
      #expect(ada.shown.says("Also told what becomes of the application: no"))
      try ada.sends(to: "dashboard/\(number)/updates")
      #expect(ada.shown.leadsTo == "dashboard/\(number)/helpers")
      try ada.follows()
      #expect(ada.shown.says("what concerns their part, Recommendation of the program"))
      #expect(try office.application(number).told.count == 2)
      try ada.opens("dashboard/\(number)/cancel")
      try ada.sends(to: "dashboard/")
      let mails = try office.mails().filter { $0.name.hasPrefix("application-update-") }
      #expect(Set(mails.map(\.to)) == ["pat@home.example", "cy@college.example"])
      for mail in mails {
        #expect(mail.subject.hasSuffix(": cancelled") && !mail.body.contains("Ada Okoro"))
        #expect(!mail.body.contains("cgi-bin"))
      }
    }
  }

  @Test func `that it has expired is told likewise, once`() throws {
    try withOffice { office in
      let (ada, number) = try Person.waiting(office)
      try ada.names("Pat Lee", helping: ["degrees"], with: number, isTold: true)
      office.wait(days: 91)
      for _ in 1...2 { _ = try office.services.postReminders() }
      let mails = try office.mails().filter { $0.name.hasPrefix("application-update-") }
      #expect(mails.map(\.to) == ["pat@home.example"])
      #expect(mails.first?.body.contains("is now: expired.") == true)
    }
  }

  @Test func `what an applicant typed when the session had ended is not lost`() throws {
    try withOffice { office in
      let (ada, number) = try Person.waiting(office)
      try ada.opens("dashboard/\(number)/helpers/new")
      ada.cookies["session"] = nil
      try ada.sends(
        ["name": "Pat Lee", "email": "pat@home.example", "part": "degrees", "told": "yes"],
        to: "dashboard/")
      #expect(ada.shown.leadsTo?.hasPrefix("account/sign-in?notice=kept") == true)
      try ada.signsIn()
      try ada.opens("dashboard/\(number)/helpers/new")
      #expect(ada.shown.text.contains("value=\"Pat Lee\"") && ada.shown.hasChosen("degrees"))
      #expect(ada.shown.hasChosen("yes", of: "told"))
      #expect(try office.application(number).helpers.isEmpty)
    }
  }

  /// From the tables of the programs themselves: what a link opens are the chosen parts, and nothing else.
  @Test func `no address that the programs know gives a helper anything but the chosen parts`()
    throws
  {
    try withOffice { office in
      let (ada, number) = try Person.waiting(office)
      let (eve, other) = try Person.waiting(office, "Eve Stone")
      try ada.completes(number)
      let link = try ada.names("Pat Lee", helping: ["transcript"], with: number)
      _ = try eve.names("Sam Roe", "sam@home.example", helping: ["degrees"], with: other)
      let party = try ada.invites(for: number)
      let token = String(link.dropFirst("helper/".count))
      let pat = Person(office)
      try pat.startsHelping(link)
      let before = (try office.journal(of: number), try office.journal(of: other))
      let id = try office.helper(number)
      var tried = 0
      for listed in programs {
        let program = listed.name
        for route in listed.routes {
          for element in ["character-and-fitness", "degrees", "affirmation", "recommendation"] {
            for application in [number, other] {
              let path = route.path.split(separator: "/").map { word -> String in
                switch word {
                case ":application": application
                case ":element": element
                case "*token": token
                case ":helper": id
                case ":group", ":entry", ":attachment", ":thread", ":provider", "*reference":
                  "abcdefgh"
                default: String(word)
                }
              }.joined(separator: "/")
              // What a helper may, which the other tests look at.
              let own = ["helper/*token", "helper/*token/stop"]
              if route.method == .post, own.contains("\(program)/\(route.path)") { continue }
              let address = path.isEmpty ? program : "\(program)/\(path)"
              if route.method == .get {
                try pat.opens(address)
              } else {
                try pat.posts(
                  address, [("token", pat.cookies["form"] ?? ""), ("key", "k\(tried)")])
              }
              tried += 1
              let shown = pat.shown
              #expect(!shown.text.contains("Eve Stone"), "\(address)")
              #expect(!shown.text.contains("dismissed"), "\(address)")
              #expect(!shown.text.contains("Sample College"), "\(address)")
              if program == "helper", path.contains("/part/") {
                #expect(shown.status == .notFound, "\(route.method) \(address)")
              }
            }
          }
        }
      }
      #expect(tried > 300 && party.hasPrefix("party/"))
      #expect((try office.journal(of: number), try office.journal(of: other)) == before)
    }
  }
}

extension Person {
  /// Names a helper; the path of the link that is mailed to them.
  @discardableResult
  func names(
    _ name: String, _ address: String = "pat@home.example", helping parts: [String],
    with number: String, isTold: Bool = false
  ) throws -> String {
    try opens("dashboard/\(number)/helpers/new")
    let hidden = shown.form(to: "dashboard/")?.hidden ?? []
    try posts(
      "dashboard/\(number)/helpers/new",
      hidden + [("name", name), ("email", address)] + parts.map { ("part", $0) }
        + (isTold ? [("told", "yes")] : []))
    #expect(shown.leadsTo == "dashboard/\(number)/helpers", "\(shown.words)")
    return try office.helperLink(to: address)
  }

  /// Opens the link that was mailed, and presses its button.
  func startsHelping(_ link: String) throws {
    try opens(link)
    #expect(shown.status == .ok)
    try sends(to: link)
    #expect(shown.leadsTo == link)
    try follows()
    #expect(shown.status == .ok)
  }

  /// Fills in the element's form, as its applicant would.
  func fills(_ element: String, at link: String) throws {
    let address = "\(link)/part/\(element)"
    try posts(
      address,
      (shown.form(to: address)?.hidden ?? []) + goodAnswers(to: element) + [("then", "continue")])
  }

  func follows(from address: String) throws { try opens(address) }
}

extension Office {
  /// The link in the newest mail to a helper.
  func helperLink(to address: String) throws -> String {
    let mails = try store.messages(in: .new).filter { $0.message.to == address }
    let mail = try #require(mails.max { $0.postedAt < $1.postedAt })
    let link = try #require(
      mail.message.body.firstMatch(of: /cgi-bin\/(helper\/[A-Za-z0-9_\-]+)/))
    return String(link.1)
  }

  /// The id of the application's first helper.
  func helper(_ number: String) throws -> String {
    try #require(try application(number).helpers.first).helper.id
  }
}
