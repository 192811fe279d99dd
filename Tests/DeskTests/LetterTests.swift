import Files
import Foundation
import Applications
import CGI
import Notation
import Rules
import Store
import Testing

@testable import Desk

/// The letters about applications: those that `NeededLetter` has besides those about accounts.
let applicationLetters = [
  "application-submitted", "payment-declined", "payment-held", "payment-credited",
  "payment-returned", "payer-request", "payer-receipt", "payer-request-sent",
  "payer-request-declined", "payer-request-expired", "message-waiting", "party-asked",
  "party-reminder", "party-sent-back", "party-declined", "party-expired", "party-rerouted",
  "party-released", "party-signed",
  "helper-named", "helper-stopped", "application-update", "evidence-received",
  "evidence-undone", "party-not-needed", "organisation-asked", "organisation-reminder",
  "organisation-sent-back",
  "application-cancelled",
  "application-withdrawn",
  "application-reminder", "application-expired", "application-reopened",
  "deficiency-sent", "deficiency-extended", "deficiency-reminder", "deficiency-answered",
  "deficiency-lapsed", "decision-approved", "decision-denied", "decision-undone",
  "decision-preliminary", "fitness-confirmed", "preliminary-revoked", "appeal-received",
  "appeal-refused",
]

@Suite struct LetterTests {
  @Test func `who has paid is told, with every line and its clause`() throws {
    try withOffice { office in
      let (ada, number, reference) = try Person.paying(office)
      try office.bankPays(reference)
      let mail = try #require(try office.mails().first)
      #expect(
        mail.name == "application-submitted-\(number)-\(try office.application(number).lastEvent)")
      #expect(mail.to == ada.emailAddress && mail.recipient == "Ada Okoro")
      #expect(mail.subject.contains(try office.application(number).number.description))
      #expect(mail.body.contains("$85.00 (16 KAR 4:040 §2(1)"))
      #expect(mail.body.contains("Total: $85.00"))
      #expect(!mail.body.contains("{{"))
      try office.bankPays(reference)
      #expect(try office.mails().count == 1)
    }
  }

  @Test func `who was declined is told that no money has come, once`() throws {
    try withOffice { office in
      let (_, number, reference) = try Person.paying(office)
      for _ in 1...2 { try office.notifies(office.notification("declined", reference)) }
      let mails = try office.mails()
      #expect(mails.map { String($0.name.prefix(16)) } == ["payment-declined"])
      #expect(mails[0].body.contains("We have received no money from this attempt"))
      #expect(mails[0].body.contains("until the end of 20 February 2027"))
      #expect(mails[0].body.contains("http://office.example/cgi-bin/dashboard/\(number)\n"))
    }
  }

  @Test func `money that does not fit is told of, be it another amount or a second time`() throws {
    try withOffice { office in
      let (_, _, reference) = try Person.paying(office)
      try office.notifies(office.notification("paid", reference, amount: "84.00"))
      #expect(try office.mails().map { String($0.name.prefix(12)) } == ["payment-held"])
    }
    try withOffice { office in
      let (ada, number, first) = try Person.paying(office)
      try office.notifies(office.notification("cancelled", first))
      #expect(try office.mails().isEmpty, "who cancels a payment knows it")
      let second = try ada.beginsToPay(number)
      try office.bankPays(second)
      try office.bankPays(first)
      #expect(
        try office.mails().map { String($0.name.prefix(12)) }.sorted() == [
          "application-", "payment-cred",
        ])
      // A decline that comes late troubles nobody.
      try office.notifies(office.notification("declined", first))
      #expect(try office.mails().count == 2)
    }
    try withOffice { office in
      let (ada, number, first) = try Person.paying(office)
      try office.notifies(office.notification("cancelled", first))
      let second = try ada.beginsToPay(number)
      try office.bankPays(first)
      try office.notifies(office.notification("declined", second))
      #expect(try office.application(number).openAttempt == nil)
      #expect(
        try office.mails().map { String($0.name.prefix(21)) } == ["application-submitted"],
        "who has paid already need not know")
    }
  }

  @Test func `who cancels or withdraws has it in writing`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      try ada.opens("dashboard/\(number)/cancel")
      let form = try #require(ada.shown.form(to: "dashboard/"))
      for _ in 1...2 { try ada.posts(form.address, form.hidden) }
      let mails = try office.mails()
      #expect(mails.map { String($0.name.prefix(21)) } == ["application-cancelled"])
      #expect(mails[0].body.contains("on 22 November 2026 you cancelled"))
    }
    try withOffice { office in
      let (ada, number, reference) = try Person.paying(office)
      try office.bankPays(reference)
      try ada.opens("dashboard/\(number)/withdraw")
      try ada.sends(["reason": "I moved away"], to: "dashboard/")
      let mail = try #require(try office.mails().first { $0.name.contains("withdrawn") })
      #expect(!mail.body.contains("moved away"), "what was typed is not mailed")
    }
  }

  @Test func `who is written to is told that something waits, and not what`() throws {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      let id = try #require(ApplicationNumber(number))
      for (who, text) in [
        (Event.Actor.program("office"), "Please send the secret form."),
        (.applicant(try office.application(number).applicant), "Which one?"),
      ] {
        _ = try office.services.change(id, by: who) { _ in
          .messageWritten(
            WrittenMessage(thread: "t", subject: "Secret", text: text, key: "\(who)"))
        }
      }
      let mails = try office.mails()
      #expect(mails.map { String($0.name.prefix(15)) } == ["message-waiting"])
      #expect(
        !mails[0].body.lowercased().contains("secret") && !mails[0].subject.contains("Secret"))
      #expect(mails[0].body.contains("/dashboard/\(number)"))
    }
  }

  @Test func `a letter goes to the address of now, in the words of the application's publication`()
    throws
  {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      let application = try office.application(number)
      let change = try office.store.changeAddress(
        of: application.applicant, to: "new@example.org", at: office.now, owing: [],
        if: { _ in true })
      #expect(change == .changed)
      let services = office.services
      let mail = try #require(
        try services.mail("application-expired", named: "x-1", about: application, on: office.now))
      #expect(mail.to == "new@example.org")
      #expect(mail.body.contains("Character & Fitness"))
    }
  }

  @Test
  func `a letter that the own publication does not have is the newest's, and none is no fault`()
    throws
  {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      let id = try #require(ApplicationNumber(number))
      let bound = "\(office.installation.publications)/\(Definitions.ours.hash)/letters"
      let newer = "\(office.installation.publications)/newer"
      try FileManager.default.createDirectory(
        atPath: newer + "/letters", withIntermediateDirectories: true)
      try FileManager.default.removeItem(atPath: bound + "/message-waiting.md")
      let index = try #require(
        contents(
          ofFile: "\(office.installation.publications)/\(Definitions.ours.hash)/index.json"))
      // Which letters a publication has is said in its index.
      let without = Array(
        String(decoding: index, as: UTF8.self)
          .replacing("\"letters/message-waiting.md\",", with: "").utf8)
      #expect(without.count < index.count)
      try put(
        without, at: "\(office.installation.publications)/\(Definitions.ours.hash)/index.json")
      try put(without, at: newer + "/index.json")
      try put(Array("newer\n".utf8), at: office.installation.newestPublicationFile)
      func write(_ key: String) throws {
        _ = try office.services.change(id, by: .program("office")) { _ in
          .messageWritten(WrittenMessage(thread: "t", subject: "S", text: "T", key: key))
        }
      }
      try write("1")
      #expect(try office.mails().isEmpty)
      try put(
        Array("Subject: Newer {{number}}\n\nSee {{link}}\n".utf8),
        at: newer + "/letters/message-waiting.md")
      try put(index, at: newer + "/index.json")
      try write("2")
      #expect(try office.mails().map { String($0.subject.prefix(6)) } == ["Newer "])
      #expect(try office.application(number).threads.first?.messages.count == 2)
    }
  }

  @Test func `a letter that cannot be read just now is not taken for one that nobody wrote`() throws
  {
    try withOffice { office in
      let ada = try Person.signedIn(office)
      let number = try ada.starts()
      let letter =
        "\(office.installation.publications)/\(Definitions.ours.hash)/letters/application-cancelled.md"
      let text = try #require(contents(ofFile: letter))
      try FileManager.default.removeItem(atPath: letter)
      try FileManager.default.createDirectory(atPath: letter, withIntermediateDirectories: false)
      let journal = try office.journal(of: number)
      try ada.opens("dashboard/\(number)/cancel")
      try ada.sends(to: "dashboard/")
      #expect(ada.shown.status == .internalError)
      #expect(try office.journal(of: number) == journal, "nothing is done that owes it")
      try FileManager.default.removeItem(atPath: letter)
      try put(text, at: letter)
      try ada.opens("dashboard/\(number)/cancel")
      try ada.sends(to: "dashboard/")
      #expect(try office.mails().count == 1)
    }
  }

  @Test func `each slot that the check allows is filled in`() throws {
    try withOffice { office in
      let (_, number, reference) = try Person.paying(office)
      try office.bankPays(reference)
      let application = try office.application(number)
      let bound = "\(office.installation.publications)/\(Definitions.ours.hash)/letters"
      for id in applicationLetters {
        let letter = try #require(NeededLetter.all.first { $0.id == id })
        let text = letter.slots.map { "{{\($0)}}" }.joined(separator: "\n")
        try put(Array("Subject: S\n\n\(text)\n".utf8), at: "\(bound)/\(id).md")
        let name = try #require(Letter.ID(id))
        let mail = try #require(
          try office.services.mail(name, named: "x-1", about: application, on: office.now))
        #expect(!mail.body.contains("{{"), "\(id)")
      }
    }
  }
}
