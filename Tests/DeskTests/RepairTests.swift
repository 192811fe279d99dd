import Applications
import CGI
import Foundation
import Payments
import Rules
import Store
import Testing

@testable import Desk

/// What staff puts right in the pages: read back first, done once, and told to the applicant.
@Suite struct RepairTests {
  @Test func `a part goes to another person, who begins anew, and the first has no way in`() throws
  {
    try withOffice { office in
      let (ada, number) = try Person.waiting(office)
      let link = try ada.invites(for: number)
      let root = try Person.employed(office, "root", [.administrator])
      try root.opens("review/\(number)/repair")
      #expect(root.shown.says("with Cy Byrd, not opened") && root.shown.says("Ada Okoro"))
      let page = "review/\(number)/repair/part/recommendation"
      try root.opens(page)
      let own = ada.emailAddress
      try root.sends(["name": "", "email": own, "reason": "Cy has left"], to: page)
      #expect(root.shown.status == .unprocessable)
      #expect(root.shown.says("own address") && root.shown.says("Fill this in"))
      #expect(root.shown.says("Cy has left"))
      let typed = [("name", "Di Moss"), ("email", "di@college.example"), ("reason", "Cy has left")]
      try root.posts(page, (root.shown.form(to: page)?.hidden ?? []) + typed)
      #expect(root.shown.status == .ok && root.shown.says("Check before it is done"))
      #expect(root.shown.says("Di Moss") && root.shown.says("Ada Okoro"))
      #expect(try office.application(number).invitations.count == 1, "nothing yet")
      try root.sends(to: page)
      #expect(root.shown.leadsTo == "review/\(number)/repair?done=yes")
      try root.repeats()
      #expect(root.shown.status == .seeOther)
      let application = try office.application(number)
      #expect(application.invitations.map(\.invitation.name) == ["Cy Byrd", "Di Moss"])
      #expect(try office.journal(of: number).contains("\"who\":\"staff:root\""))
      let cy = Person(office)
      #expect(try cy.opens(link).status == .gone)
      let di = Person(office)
      try di.begins(office.partyLink(to: "di@college.example"))
      try ada.opens("dashboard/\(number)/history")
      #expect(
        ada.shown.says("from Cy Byrd: Cy has left We asked Di Moss instead.")
          && !ada.shown.says("root"))
    }
  }

  @Test func `whoever comes too late finds what they typed, and why`() throws {
    try withOffice { office in
      let (ada, number) = try Person.waiting(office)
      try ada.invites(for: number)
      let page = "review/\(number)/repair/part/recommendation"
      let people = try ["root", "rita"].map { try Person.employed(office, $0, [.administrator]) }
      for person in people {
        try person.opens(page)
        let typed = [("name", "Di Moss"), ("email", "di@college.example"), ("reason", "Left")]
        try person.posts(page, (person.shown.form(to: page)?.hidden ?? []) + typed)
      }
      #expect(try people[0].sends(to: page).status == .seeOther)
      let late = try people[1].sends(to: page)
      #expect(late.status == .conflict && late.says("Nothing was changed"))
      #expect(late.text.contains("di@college.example"))
      #expect(try office.application(number).invitations.count == 2)
    }
  }

  @Test func `links go out again, and files are called what they are`() throws {
    try withOffice { office in
      let (ada, number) = try Person.waiting(office)
      try ada.completes(number, without: "character-and-fitness")
      try ada.invites(for: number)
      let root = try Person.employed(office, "root", [.administrator])
      try root.opens("review/\(number)/repair")
      let id = try #require(try office.application(number).invitations.first?.invitation.id)
      try root.opens("review/\(number)/repair/link/\(id)")
      let mails = try office.mails().count
      try root.sends(to: "review/")
      #expect(root.shown.status == .seeOther)
      #expect(try office.mails().count == mails + 1)
      try ada.opens("dashboard/\(number)/history")
      #expect(ada.shown.says("We sent Cy Byrd the request for"))
      let file = try #require(try office.application(number).part("transcript").attachments.first)
      let page = "review/\(number)/repair/file/\(file.id)"
      try root.opens(page)
      try root.sends(["type": "no-such-type", "description": "x"], to: page)
      #expect(root.shown.status == .unprocessable && root.shown.says("Choose one of these"))
      try root.sends(["type": file.type, "description": "The whole transcript"], to: page)
      try root.sends(to: page)
      #expect(root.shown.status == .seeOther)
      let now = try #require(try office.application(number).attachment(file.id))
      #expect(now.description == "The whole transcript" && now.digest == file.digest)
      try ada.opens("dashboard/\(number)/history")
      #expect(ada.shown.says("We corrected what is said of the file"))
    }
  }

  @Test func `a part is marked as received, and that is undone`() throws {
    try withOffice { office in
      let (ada, number) = try Person.waiting(office)
      try ada.invites(for: number)
      let sam = try Person.employed(office, "sam", [.specialist])
      let page = "review/\(number)/repair/received/recommendation"
      try sam.opens(page)
      try sam.sends(["source": "Post", "day": "tomorrow", "words": ""], to: page)
      #expect(sam.shown.status == .unprocessable)
      try sam.sends(["source": "Post", "day": "2030-01-01", "words": ""], to: page)
      try sam.sends(to: page)
      #expect(sam.shown.status == .conflict && sam.shown.says("still to come"))
      try sam.sends(["source": "Post", "day": "2026-11-20", "words": "Blue folder"], to: page)
      try sam.sends(to: page)
      #expect(sam.shown.status == .seeOther)
      try sam.follows()
      #expect(
        sam.shown.says("That is done") && sam.shown.says("received on 20 November 2026: Post"))
      #expect(!sam.shown.says("Give it to somebody else"), "that takes an administrator")
      let undo = "review/\(number)/repair/not-received/recommendation"
      try sam.opens(undo)
      try sam.sends(["reason": "Another one"], to: undo)
      try sam.sends(to: undo)
      #expect(sam.shown.status == .seeOther)
      #expect(try office.application(number).evidence.first?.undone?.reason == "Another one")
    }
  }

  @Test func `each repair takes its role, and what is not there is 404`() throws {
    try withOffice { office in
      let (ada, number) = try Person.waiting(office)
      try ada.invites(for: number)
      let sam = try Person.employed(office, "sam", [.specialist])
      let fia = try Person.employed(office, "fia", [.fitnessOfficer])
      let part = "review/\(number)/repair/part/recommendation"
      for person in [sam, fia] {
        try person.opens(part)
        #expect(person.shown.status == .forbidden && person.shown.says("takes another role"))
      }
      #expect(try fia.opens("review/payments").status == .forbidden)
      let root = try Person.employed(office, "root", [.administrator])
      for rest in ["part/degrees", "part/none", "link/none", "file/none", "money"] {
        #expect(try root.opens("review/\(number)/repair/\(rest)").status == .notFound, "\(rest)")
      }
      let sealed = try office.application(number).part("character-and-fitness").attachments
      for file in sealed {
        #expect(try root.opens("review/\(number)/repair/file/\(file.id)").status == .notFound)
      }
      #expect(try root.opens("review/payments/none").status == .notFound)
    }
  }

  @Test func `an ended session keeps what was typed, and does nothing`() throws {
    try withOffice { office in
      let (ada, number) = try Person.waiting(office)
      try ada.invites(for: number)
      let root = try Person.employed(office, "root", [.administrator])
      let page = "review/\(number)/repair/part/recommendation"
      try root.opens(page)
      let form = root.shown.form(to: page)?.hidden ?? []
      let typed = [("name", "Di Moss"), ("email", "di@college.example"), ("reason", "Long story")]
      office.wait(hours: 2)
      try root.posts(page, form + typed)
      #expect(root.shown.status == .forbidden && root.shown.says("You are not signed in any more"))
      #expect(root.shown.says("Long story") && root.shown.text.contains("cgi-bin/staff/sign-in"))
      try root.signsInAsStaff("root")
      try root.posts(page, form + typed)
      #expect(root.shown.status == .forbidden && root.shown.says("Long story"))
      #expect(try office.application(number).invitations.count == 1)
    }
  }

  @Test func `money that is held goes back by two people`() throws {
    try withOffice { office in
      let (_, number, reference) = try Person.paying(office)
      try office.bankPays(reference)
      try office.notifies(office.notification("paid", reference, transaction: "T-2"))
      let finn = try Person.employed(office, "finn", [.finance])
      let rae = try Person.employed(office, "rae", [.reviewer])
      try finn.opens("review/payments")
      #expect(finn.shown.says("A credit") && finn.shown.says("nothing is proposed"))
      let task = try #require(try office.services.moneyTasks { _ in }.first)
      let address = "review/payments/\(task.id)"
      try finn.opens(address)
      try finn.opens("\(address)/return")
      try finn.sends(["amount": "9,99", "reason": "", "words": ""], to: address)
      #expect(finn.shown.status == .unprocessable && finn.shown.says("like 12.50"))
      try finn.sends(["amount": "9,999", "reason": "our-mistake", "words": ""], to: address)
      #expect(finn.shown.status == .unprocessable && finn.shown.says("There is $85.00 of it"))
      try finn.sends(
        ["amount": "12.50", "reason": "our-mistake", "words": "Paid twice"], to: address)
      #expect(finn.shown.says("$12.50") && finn.shown.says("Paid twice"))
      try finn.sends(to: address)
      #expect(finn.shown.leadsTo == "review/payments?done=yes")
      let proposal = try #require(try office.application(number).proposals.first).proposal
      let confirm = "review/payments/proposal/\(proposal.id)/confirm"
      try finn.opens(confirm)
      try finn.sends(to: confirm)
      #expect(finn.shown.status == .conflict && finn.shown.says("cannot be the second person"))
      try rae.opens(address)
      #expect(rae.shown.says("Confirm: return money") && !rae.shown.says("Propose to"))
      try rae.opens(confirm)
      try rae.sends(to: confirm)
      #expect(rae.shown.status == .seeOther)
      #expect(try office.application(number).proposals.first?.isToBeSent == true)
    }
  }

  @Test func `a submission that something has stopped is run again`() throws {
    try withOffice { office in
      let (ada, number, reference) = try Person.paying(office)
      let finn = try Person.employed(office, "finn", [.finance])
      let page = "review/\(number)/repair/submission"
      try finn.opens(page)
      try finn.sends(to: page)
      #expect(finn.shown.status == .conflict && finn.shown.says(reference))
      // The bank's word came, and its program died.
      try office.keeps(office.notification("paid", reference))
      try finn.sends(to: page)
      #expect(finn.shown.status == .seeOther, "\(finn.shown.words)")
      #expect(try office.application(number).submittedAt != nil)
      try ada.opens("dashboard/\(number)")
      #expect(ada.shown.says("Submitted"))
    }
  }
}
