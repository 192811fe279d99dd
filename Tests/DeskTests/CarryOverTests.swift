import Applications
import CGI
import Files
import Rules
import Signing
import Store
import Testing

@testable import Desk

@Suite struct CarryOverTests {
  @Test func `an expired application offers a new one that takes over answers and files`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let old = try ada.starts()
      try ada.completes(old)
      office.wait(days: 91)
      try ada.signsIn()
      try ada.opens("dashboard/\(old)")
      #expect(ada.shown.says("This application expired"))
      #expect(ada.shown.text.contains("apply/again/\(old)"))
      try ada.opens("apply/again/\(old)")
      try ada.follows()
      #expect(ada.shown.status == .ok)
      #expect(ada.shown.says("What is taken over from application"))
      #expect(ada.shown.says("Taken over, with 1 file. Check it before you pay."))
      #expect(ada.shown.says("what is signed counts for one application only"))
      try ada.sends(to: "apply/start")
      let new = String(try #require(ada.shown.leadsTo?.dropFirst("dashboard/".count)))
      #expect(new != old)
      let application = try office.application(new)
      #expect(application.start.carriedFrom?.text == old)
      #expect(application.part("degrees").answers.text("institution") == "Sample College")
      #expect(application.part("character-and-fitness").isUntouched)
      #expect(application.part("affirmation").answers.isEmpty, "it is affirmed anew")
      #expect(try office.files(of: new) == office.files(of: old))
      try ada.follows()
      #expect(ada.shown.says("Not submitted"))
      try ada.opens("dashboard/\(new)/history")
      #expect(ada.shown.says("Taken over: your answers to Degrees."))
      let file = try #require(application.attachments.first)
      try ada.opens("save/\(new)/transcript")
      #expect(ada.shown.says("receipt.pdf"))
      let digest = try #require(Digest(hex: file.digest))
      #expect(contents(ofFile: office.store.attachmentPath(application.number, digest)) == aPDF())
    }
  }

  @Test func `what is chosen otherwise on the way still takes over what it can`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let old = try ada.starts()
      try ada.completes(old)
      try ada.opens("dashboard/\(old)/cancel")
      try ada.sends(to: "dashboard/")
      try ada.opens("apply?request=initial-certificate&from=\(old)")
      #expect(ada.shown.text.contains("name=\"from\" value=\"\(old)\""))
      try ada.opens("apply/questions?request=initial-certificate&from=\(old)")
      try ada.sends(["prepared-in": "in-state", "held-elsewhere": "yes"], to: "apply/confirm")
      try ada.follows()
      #expect(ada.shown.says("What is taken over from application"))
      try ada.sends(to: "apply/start")
      let new = String(try #require(ada.shown.leadsTo?.dropFirst("dashboard/".count)))
      #expect(try office.application(new).start.carriedFrom?.text == old)
    }
  }

  @Test func `nothing is taken over from an open application, nor from somebody else's`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let open = try ada.starts()
      try ada.opens("apply/again/\(open)")
      #expect(ada.shown.leadsTo == "dashboard/\(open)")
      let answers = escaped("prepared-in=in-state&held-elsewhere=no")
      let address = "apply/confirm?request=initial-certificate&answers=\(answers)&from=\(open)"
      try ada.opens(address)
      #expect(ada.shown.status == .ok && !ada.shown.says("What is taken over"))
      try ada.opens("dashboard/\(open)/cancel")
      try ada.sends(to: "dashboard/")
      let bo = try Person.signedIn(office, "Bo Lind")
      try bo.opens("apply/again/\(open)")
      #expect(bo.shown.status == .notFound)
      try bo.opens(address)
      #expect(bo.shown.status == .notFound)
    }
  }
}
