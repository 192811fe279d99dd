import Applications
import Rules
import Testing

@Suite struct EvidenceTests {
  private let rule = InvitationRule(
    lastsDays: 10, statement: "So it is.", version: day("2020-01-01"))

  private func overview(
    _ happenings: [Event.What], before gate: Element.Gate = .decision
  ) -> Overview {
    var application = ApplicationsTests.application()
    for (index, what) in happenings.enumerated() {
      application.apply(
        Event(
          number: index + 2, at: moment("2026-01-05T16:00:00").adding(seconds: index * 3600),
          who: .staff("sam"), what: what))
    }
    let edition = ApplicationsTests.edition(elements: [
      element("mine"), element("theirs", by: "guild", before: gate, invitation: rule),
      element("silent", by: "guild", before: gate),
    ])
    return Overview(application, edition: edition, now: moment("2026-01-06T12:00:00"))
  }

  private let asked = Event.What.partyAsked(
    Invitation(
      id: "i1", element: "theirs", name: "Cy", emailAddress: "cy@guild.example",
      until: moment("2026-01-16T05:00:00"), key: "ask"))
  private func received(_ element: Element.ID = "theirs", _ id: String = "e1") -> Event.What {
    .evidenceReceived(
      Evidence(id: id, element: element, day: day("2026-01-04"), source: "Post"))
  }
  private let undone = Event.What.evidenceUndone(EvidenceUndoing(evidence: "e1", reason: "No"))

  @Test func `it stands for the part, and ends the request that waits`() throws {
    let overview = overview([asked, received()])
    let entry = try #require(overview.entry("theirs"))
    #expect(entry.status == .complete && entry.evidence?.who == .staff("sam"))
    #expect(entry.invitation?.state(at: overview.now) == .received)
    #expect(!overview.application.awaitsParties)
    #expect(!overview.canAsk(entry) && !overview.canAskAgain(entry) && !overview.canTakeBack(entry))
    let evidence = try #require(entry.evidence)
    #expect(
      overview.application.requestsEnded(by: evidence.evidence)
        .map(\.invitation.id) == ["i1"])
    #expect(self.overview([received("silent")]).entry("silent")?.status == .complete)
  }

  @Test func `never for what the applicant supplies, whatever a line says`() {
    #expect(overview([received("mine")]).entry("mine")?.status == .notStarted)
  }

  @Test func `undone, it is asked for as before, and the request stays ended`() throws {
    let overview = overview([asked, received(), undone])
    let entry = try #require(overview.entry("theirs"))
    #expect(entry.status == .waiting("guild") && entry.evidence == nil)
    #expect(entry.invitation?.state(at: overview.now) == .received && overview.canAsk(entry))
    #expect(overview.application.evidence("e1")?.undone?.reason == "No")
    let again = self.overview([asked, received(), undone, received("theirs", "e2")])
    #expect(again.entry("theirs")?.evidence?.evidence.id == "e2")
    #expect(
      again.application.requestsEnded(
        by: try #require(again.entry("theirs")?.evidence).evidence
      ).isEmpty, "nobody is told twice")
  }

  @Test func `it can be received while the application waits for it`() throws {
    let entry = { (overview: Overview) in try #require(overview.entry("theirs")) }
    var now = overview([])
    #expect(try now.canReceive(entry(now)))
    now = overview([.submittedWithoutFee])
    #expect(try now.canReceive(entry(now)))
    now = overview([.submittedWithoutFee], before: .payment)
    #expect(try !now.canReceive(entry(now)))
    now = overview([.cancelled(key: "c")])
    #expect(try !now.canReceive(entry(now)))
    now = overview([received()])
    #expect(try !now.canReceive(entry(now)))
  }
}
