import Applications
import CGI
import Notation
import Rules
import Signing
import Store
import Testing

@testable import Desk

/// What is signed: exactly what was read back, in the words of the day, and once and for all.
@Suite struct WordingTests {
  private static let part = "character-and-fitness"
  private static let charged = "Is a criminal charge against you open now?"
  private static let chargedNow = "Is a criminal charge open against you on this day?"

  @Test func `a wording that changed is shown again before it is signed, and the name is kept`()
    throws
  {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.readsBack()
      let journal = try office.journal(of: number)
      try office.publish(try .rewording(Self.charged, as: Self.chargedNow))
      try ada.sends(["signature": "Ada Okoro"], to: "save/")
      #expect(ada.shown.status == .conflict)
      #expect(ada.shown.says("nothing is signed yet"))
      #expect(ada.shown.says("New wording"))
      #expect(ada.shown.says(Self.chargedNow) && ada.shown.says(Self.charged))
      #expect(ada.shown.text.contains("value=\"Ada Okoro\""))
      #expect(try office.journal(of: number) == journal)
      try ada.sends(["signature": "Ada Okoro"], to: "save/")
      #expect(ada.shown.status == .seeOther)
      let signature = try #require(
        try office.application(number).part("character-and-fitness").signature)
      #expect(signature.publication == (try office.services.newestPublication()))
      try ada.opens("save/\(number)/\(Self.part)")
      #expect(ada.shown.says(Self.chargedNow), "what was signed stands as it was read")
      #expect(ada.shown.says(signature.digest))
    }
  }

  @Test func `so is the statement, with its version`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.readsBack()
      try office.publish(
        try .rewording("My answers are true and complete.", as: "All of it is true.")
          .rewording("2026-11-22", as: "2026-11-23", in: "elements/character-and-fitness.json"))
      try ada.sends(["signature": "Ada Okoro"], to: "save/")
      #expect(ada.shown.status == .conflict && ada.shown.says("All of it is true."))
      try ada.sends(["signature": "Ada Okoro"], to: "save/")
      let signature = try office.application(number).part("character-and-fitness").signature
      #expect(signature?.version == Day("2026-11-23"))
    }
  }

  @Test func `a publication that says the same here asks nothing again`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.readsBack()
      try office.publish(try .rewording("When was it awarded?", as: "When did you get it?"))
      try ada.sends(["signature": "Ada Okoro"], to: "save/")
      #expect(ada.shown.leadsTo == "save/\(number)/affirmation")
    }
  }

  @Test(arguments: ["", "nothing", "../../store", String(repeating: "0", count: 64)])
  func `a form that does not say what was read is read again`(edition: String) throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.readsBack()
      let journal = try office.journal(of: number)
      let form = try #require(ada.shown.form(to: "save/"))
      try ada.posts(
        form.address,
        form.hidden.map { $0.0 == "edition" ? ("edition", edition) : $0 } + [("signature", "Ada")])
      #expect(ada.shown.status == (edition.contains("/") ? .badRequest : .conflict))
      #expect(try office.journal(of: number) == journal)
    }
  }

  @Test func `a Yes asks for what happened, and each has its own statement`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.opens("save/\(number)/\(Self.part)")
      #expect(!ada.shown.says("Convictions and pleas Tell"))
      let answers =
        goodAnswers(to: Self.part).filter { $0.0 != "convicted" } + [("convicted", "yes")]
      let form = try #require(ada.shown.form(to: "save/"))
      try ada.posts(form.address, form.hidden + answers)
      #expect(ada.shown.status == .unprocessable)
      #expect(ada.shown.says("Add a conviction or plea"))
      for statement in ["Speeding.", "Parking."] {
        try ada.opens("save/\(number)/\(Self.part)/convictions/new")
        try ada.sends(
          ["when-it-was": "2012", "statement": statement, "then": "continue"], to: "save/")
      }
      try ada.opens("save/\(number)/\(Self.part)")
      let again = try #require(ada.shown.form(to: "save/"))
      try ada.posts(again.address, again.hidden + answers)
      #expect(ada.shown.leadsTo == "save/\(number)/\(Self.part)/sign")
      try ada.follows()
      #expect(ada.shown.says("Speeding.") && ada.shown.says("Parking."))
      let read = try #require(ada.shown.form(to: "save/"))
      try ada.opens("save/\(number)/\(Self.part)/convictions/new")
      try ada.sends(["statement": "A third.", "then": "leave"], to: "save/")
      let journal = try office.journal(of: number)
      try ada.posts(read.address, read.hidden + [("signature", "Ada Okoro")])
      #expect(ada.shown.status == .conflict)
      #expect(ada.shown.says("has changed since you read it") && ada.shown.says("Ada Okoro"))
      #expect(try office.journal(of: number) == journal)
    }
  }

  @Test func `the seal is the digest of what was read back, in the words of its publication`()
    throws
  {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.readsBack()
      try ada.sends(["signature": "Ada Okoro"], to: "save/")
      let application = try office.application(number)
      let part = application.part("character-and-fitness")
      let signature = try #require(part.signature)
      let reader = office.services.publication(signature.publication)
      let element = try reader.element(
        "character-and-fitness", in: try reader.agency().currency)
      let record = ReadBackRecord(element, part, language: "en")
      #expect(record.digest.description == signature.digest)
      let other = ReadBackRecord(element, Part(), language: "en")
      #expect(other.digest.description != signature.digest)
    }
  }

  @Test
  func `what is asked again is blank beside what was signed, which stays and is not prefilled`()
    throws
  {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.readsBack()
      try ada.sends(["signature": "Ada Okoro"], to: "save/")
      let id = try #require(ApplicationNumber(number))
      _ = try office.store.change(id, at: office.now, by: .program("review")) { _ in
        .reopened("character-and-fitness")
      }
      try ada.opens("save/\(number)/\(Self.part)")
      #expect(ada.shown.says("You are asked for this part again"))
      #expect(ada.shown.says("What you signed on 22 November 2026, 12:00 pm"))
      #expect(!ada.shown.hasChosen("no"), "nothing is filled in")
      try ada.opens("dashboard/\(number)")
      #expect(ada.shown.says("Not started"))
      try ada.opens("save/\(number)/\(Self.part)")
      try ada.fillsIn(Self.part, of: number)
      try ada.follows()
      try ada.sends(["signature": "Ada O."], to: "save/")
      let part = try office.application(number).part("character-and-fitness")
      #expect(part.isSealed && part.signature?.name == "Ada O.")
      #expect(part.earlier.map { $0.signature?.name } == ["Ada Okoro"])
      try ada.opens("save/\(number)/\(Self.part)")
      #expect(ada.shown.says("Signed by Ada Okoro") && ada.shown.says("Signed by Ada O. on"))
    }
  }
}

extension Person {
  /// Has filled in the part about fitness, and looks at the page that reads it back.
  fileprivate func readsBack() throws -> String {
    let number = try starts()
    try opens("save/\(number)/character-and-fitness")
    try fillsIn("character-and-fitness", of: number)
    try follows()
    return number
  }
}

extension Definitions {
  /// Ours with other words.
  fileprivate static func rewording(_ old: String, as new: String) throws -> Definitions {
    try ours.rewording(old, as: new)
  }

  fileprivate func rewording(
    _ old: String, as new: String, in file: String? = nil
  ) throws -> Definitions {
    var found = false
    let files = publication.map { path, bytes -> (path: String, bytes: [UInt8]) in
      guard file == nil || file == path else { return (path, bytes) }
      let text = String(decoding: bytes, as: UTF8.self)
      found = found || text.contains(old)
      return (path, Array(text.replacing(old, with: new).utf8))
    }
    try #require(found, "the definitions say that")
    return Definitions(
      publication: files, layout: layout,
      hash: SHA256.digest(of: files.flatMap(\.bytes)).description)
  }
}
