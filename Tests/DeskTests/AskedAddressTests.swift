import Applications
import CGI
import Rules
import Store
import Testing

@testable import Desk

@Suite struct AskedAddressTests {
  @Test func `staff is told what is odd about an address, and the applicant is not`() throws {
    try withOffice { office in
      let college = try #require(OrganisationID("college"))
      try office.store.addOrganisation(
        Organisation(
          id: college, name: "Example University", party: "preparation-program", addedAt: office.now
        ), by: "program:organisation")
      _ = try office.store.change(college, at: office.now, by: "program:organisation") { _ in
        .appointed(
          OrganisationMember(
            id: "m1", fullName: "Di Moss", emailAddress: "di@college.example", roles: [.submits],
            appointedAt: office.now))
      }
      let (ada, number) = try Person.waiting(office)
      try ada.invites("Cy Byrd", "a.da@gmail.com", for: number)
      try ada.follows()
      #expect(!ada.shown.says("gmail.com has") && !ada.shown.says("Anybody can have"))
      let asked = try office.services.askedParties(of: office.application(number))
      #expect(asked.map(\.name) == ["Cy Byrd"] && asked.first?.state == "asked")
      #expect(
        asked.first?.hints == [
          .freeMail(domain: "gmail.com"), .otherDomain("gmail.com", known: ["college.example"]),
        ])
    }
  }

  @Test func `a part that left an organisation is the applicant's to give to somebody else`() throws
  {
    try withOffice { office in
      let (ada, number) = try Person.waiting(office)
      let link = try ada.invites(for: number)
      let cy = Person(office)
      try cy.begins(link)
      let application = try office.application(number)
      let id = try #require(application.invitations.last?.invitation.id)
      _ = try office.services.change(application.number, by: .staff("mara")) { _ in
        .partyRerouted(Rerouting(ended: id, next: nil, reason: "It has closed."))
      }
      #expect(
        try office.mails().last?.subject
          == "Please name somebody else for Recommendation of the program")
      try cy.opens(link)
      #expect(cy.shown.status == .gone)
      try ada.opens("save/\(number)/recommendation")
      #expect(ada.shown.says("Name somebody else") && ada.shown.says("completes no more parts"))
      try ada.opens("dashboard/\(number)/history")
      #expect(
        ada.shown.says("We took Recommendation of the program from Cy Byrd: It has closed."))
      try ada.invites("Di Moss", "di@college.example", for: number)
    }
  }
}
