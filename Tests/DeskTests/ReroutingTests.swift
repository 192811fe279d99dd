import Applications
import CGI
import Rules
import Store
import Testing

@testable import Desk

/// An organisation completes no more parts, and what waits for it goes elsewhere.
@Suite struct ReroutingTests {
  /// Ada has asked the college, which has begun.
  private func asked(_ office: Office, _ name: String = "Ada Okoro") throws -> (Person, String) {
    let (ada, number) = try Person.waiting(office, name)
    let application = try office.application(number)
    _ = try office.services.change(application.number, by: .applicant(application.applicant)) { _ in
      .partyAsked(
        Invitation(
          id: "i1", element: "recommendation", of: OrganisationID("college"),
          name: "Example College", until: office.now.adding(seconds: 86_400 * 28), key: "ask"))
    }
    return (ada, number)
  }

  @Test func `each request goes to the other once, and the applicant is told`() throws {
    try withOffice { office in
      try office.adds("college", "Example College")
      try office.adds("institute", "Example Institute")
      let (ada, number) = try asked(office)
      let (_, second) = try asked(office, "Bo Lind")
      try office.changes("college") { _ in .withdrawn("closed") }
      let college = try #require(OrganisationID("college"))
      let institute = try office.store.organisation(#require(OrganisationID("institute")))
      let mara = try #require(StaffName("mara"))
      func reroute(isDryRun: Bool) throws -> ReroutedRequests {
        try office.services.reroute(
          from: college, to: institute, reason: "It has closed.", by: mara, isDryRun: isDryRun)
      }
      #expect(try reroute(isDryRun: true).done.count == 2)
      #expect(try office.application(number).invitations.count == 1)
      #expect(try reroute(isDryRun: false).done.count == 2)
      #expect(try reroute(isDryRun: false) == ReroutedRequests())
      for number in [number, second] {
        let application = try office.application(number)
        #expect(
          application.invitations.map(\.invitation.organisationID?.text) == [
            "college", "institute",
          ])
      }
      #expect(try office.store.openWork(of: college).isEmpty)
      #expect(try office.store.openWork(of: #require(institute?.id)).count == 2)
      #expect(
        try office.mails().contains {
          $0.to == ada.emailAddress
            && $0.subject == "Recommendation of the program is with Example Institute now"
        })
      try ada.opens("dashboard/\(number)/history")
      #expect(ada.shown.says("It has closed. We asked Example Institute instead."))
    }
  }

  @Test func `without another it is the applicant's again, and what was signed stays`() throws {
    try withOffice { office in
      try office.adds("college", "Example College")
      let (ada, number) = try asked(office)
      let (cy, signed) = try Person.waiting(office, "Cy Byrd")
      try cy.invites("Di Moss", "di@college.example", for: signed)
      try office.changes("college") { _ in .withdrawn("closed") }
      let found = try office.services.reroute(
        from: #require(OrganisationID("college")), to: nil, reason: "It has closed.",
        by: #require(StaffName("mara")), isDryRun: false)
      #expect(found.done.map(\.number.text) == [number])
      try ada.opens("save/\(number)/recommendation")
      #expect(ada.shown.says("Name somebody else"))
      try ada.invites(for: number)
    }
  }
}
