import Applications
import CGI
import Rules
import Store
import Testing

@testable import Desk

@Suite struct ClosedApplicationTests {
  @Test func `an application that was erased says so to its owner`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.completes(number)
      try office.store.erase(
        #require(ApplicationNumber(number)), at: office.now, who: "staff:mara")
      for page in ["", "/summary"] {
        try ada.opens("dashboard/\(number)\(page)")
        #expect(ada.shown.says("What was personal in this application was erased"))
      }
    }
  }

  @Test(arguments: Closing.allCases)
  func `what was typed too late is shown back and not stored`(closing: Closing) throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.completes(number)
      try ada.opens("save/\(number)/degrees")
      let form = try #require(ada.shown.form(to: "save/"))
      try ada.opens("attach/\(number)/transcript")
      let upload = try #require(ada.shown.form(to: "attach/", sendingFiles: true))
      try closing.happens(to: number, of: ada)
      let journal = try office.journal(of: number)
      try ada.posts(
        form.address,
        ada.renewed(form.hidden) + [("institution", "Typed <too> late"), ("level", "master")])
      #expect(ada.shown.status == .conflict)
      #expect(ada.shown.says(closing.words))
      #expect(ada.shown.text.contains("Typed &lt;too&gt; late"))
      #expect(ada.shown.says("Master"))
      #expect(ada.shown.form(to: "save/") == nil, "there is nothing to save any more")
      try ada.posts(
        upload.address,
        ada.renewed(upload.hidden) + [("description", "Sent too late"), ("type", "copy")],
        file: aPDF("late"), called: "late.pdf")
      #expect(ada.shown.status == .conflict)
      #expect(ada.shown.says("Sent too late"))
      #expect(ada.shown.says("late.pdf"))
      #expect(try office.journal(of: number) == journal)
      #expect(try office.files(of: number).count == 1)
    }
  }

  @Test func `a stale form of a closed application does not ask which version shall be kept`()
    throws
  {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.opens("save/\(number)/degrees")
      let form = try #require(ada.shown.form(to: "save/"))
      try ada.completes(number)
      _ = try ada.beginsToPay(number)
      try ada.posts(form.address, form.hidden + [("institution", "Typed too late")])
      #expect(ada.shown.status == .conflict)
      #expect(ada.shown.says("A payment for this application is under way"))
      #expect(ada.shown.form(to: "save/") == nil)
    }
  }

  @Test func `a form that was saved in time is answered as the first time, also later`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.completes(number)
      try ada.opens("save/\(number)/degrees")
      let form = try #require(ada.shown.form(to: "save/"))
      try ada.posts(form.address, form.hidden + goodAnswers(to: "degrees"))
      _ = try ada.beginsToPay(number)
      try ada.posts(form.address, form.hidden + goodAnswers(to: "degrees"))
      #expect(ada.shown.status == .seeOther)
    }
  }

  @Test func `what is typed after a part was signed is shown back`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.opens("save/\(number)/character-and-fitness")
      let form = try #require(ada.shown.form(to: "save/"))
      try ada.completes(number)
      let journal = try office.journal(of: number)
      try ada.posts(
        form.address,
        form.hidden + [("convicted", "yes")])
      #expect(ada.shown.status == .conflict)
      #expect(ada.shown.says("has been signed"))
      #expect(ada.shown.says("or pleaded guilty to one? Yes"))
      #expect(ada.shown.form(to: "save/") == nil)
      #expect(try office.journal(of: number) == journal)
    }
  }
}

/// What can put an end to changing an application.
enum Closing: CaseIterable {
  case paying, payerAsked, submitted, expired, cancelled, withdrawn

  var words: String {
    switch self {
    case .paying: "A payment for this application is under way"
    case .payerAsked: "Bo Lind was asked to pay for this application"
    case .submitted: "This application has been submitted"
    case .expired: "This application has expired"
    case .cancelled: "This application was cancelled"
    case .withdrawn: "This application was withdrawn"
    }
  }

  func happens(to number: String, of person: Person) throws {
    switch self {
    case .paying: _ = try person.beginsToPay(number)
    case .payerAsked: try person.asksBo(toPayFor: number)
    case .submitted:
      let reference = try person.beginsToPay(number)
      try person.office.bankPays(reference)
    case .cancelled:
      try person.opens("dashboard/\(number)/cancel")
      try person.sends(to: "dashboard/")
    case .withdrawn:
      try person.office.bankPays(try person.beginsToPay(number))
      try person.opens("dashboard/\(number)/withdraw")
      try person.sends(to: "dashboard/")
    case .expired:
      person.office.wait(days: 91)
      try person.signsIn()
    }
  }
}
