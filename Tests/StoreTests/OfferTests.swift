import Applications
import Foundation
import Rules
import Testing

@testable import Store

/// The journals of applications that organisations want to open for somebody.
@Suite struct OfferTests {
  private func offer(_ digit: Character = "a") throws -> Offer {
    Offer(
      id: try #require(OfferID(String(repeating: digit, count: 24))),
      organisation: try #require(OrganisationID("district-9")), organisationName: "District 9",
      member: "m1", request: "initial", name: "Ada Okoro", emailAddress: "ada@example.org",
      words: "As we said.", until: moment.adding(seconds: 86_400), key: "k1", openedAt: moment)
  }

  private func acceptance(_ account: AccountID) -> Acceptance {
    Acceptance(
      account: account, answers: Answers([.init(name: "levels", texts: ["one"])]),
      publication: "ab", day: Day(daysSince1970: 20_000), deadline: moment.adding(seconds: 999))
  }

  private func start(_ offer: Offer, _ account: AccountID) -> Start {
    Start(
      applicant: account,
      profile: Profile(name: "Ada Okoro", emailAddress: "ada@example.org"), requests: ["initial"],
      answers: acceptance(account).answers, publication: "ab", day: Day(daysSince1970: 20_000),
      deadline: moment.adding(seconds: 999), opening: offer.opening, key: offer.opening.key)
  }

  @Test func `each change is one line, and what has ended stays ended`() throws {
    try withStore { store in
      let ada = try store.person()
      let ends: [Offer.End] = [
        .accepted(acceptance(ada)), .declined(reason: "No."), .takenBack,
      ]
      for (index, end) in ends.enumerated() {
        var expected = try offer(["a", "b", "c"][index])
        try store.open(expected)
        #expect(throws: StoreError.taken) { try store.open(expected) }
        for change in [.sent, .sent, .ended(end), .ended(.takenBack)] as [Offer.Change] {
          expected.take(change, at: moment)
          let after = try store.change(
            expected.id, at: moment, by: .member("m1", of: expected.organisation)
          ) { _ in change }
          #expect(after == expected)
        }
        #expect(try store.offer(expected.id) == expected && expected.end == end)
        #expect(expected.sentCount == 2)
      }
      let id = try offer().organisation
      #expect(
        try store.offers(of: id).map(\.id.text)
          == ["c", "b", "a"].map { String(repeating: $0, count: 24) })
      #expect(try store.offers(of: #require(OrganisationID("other"))).isEmpty)
      #expect(verified(store).findings == [])
    }
  }

  @Test func `of one offer comes one application, also where the start was cut off`() throws {
    try withStore { store in
      let (ada, offer) = (try store.person(), try offer())
      try store.open(offer)
      let accepted = try store.change(offer.id, at: moment, by: .applicant(ada)) { _ in
        .ended(.accepted(acceptance(ada)))
      }
      #expect(try store.unfinishedOffers() == [offer.id])
      #expect(try store.application(openedBy: accepted) == nil)
      try store.forgetUnaccepted(offer.id)
      #expect(try store.unfinishedOffers() == [offer.id], "it is accepted")
      #expect(verified(store).findings == [])
      // The list follows from the journals.
      for kind in ["accepting", "offered"] {
        try FileManager.default.removeItem(atPath: "\(store.folder)/\(kind)")
      }
      #expect(!verified(store).findings.isEmpty)
      _ = reindexed(store)
      #expect(try store.unfinishedOffers() == [offer.id])
      #expect(try store.offers(of: offer.organisation) == [accepted])
      let first = try store.startApplication(start(accepted, ada), at: moment)
      let again = try store.startApplication(start(accepted, ada), at: moment)
      #expect(first.number == again.number && first.start.opening == offer.opening)
      #expect(try store.application(openedBy: accepted)?.number == first.number)
      try store.forgetAcceptance(of: offer.id)
      #expect(try store.unfinishedOffers().isEmpty)
      #expect(try store.applications(of: ada) == [first.number])
      #expect(verified(store).findings == [])
    }
  }

  @Test func `the requests to its organisation are there with the start, and in its work list`()
    throws
  {
    try withStore { store in
      let (ada, offer) = (try store.person(), try offer())
      try store.open(offer)
      let invitation = Invitation(
        id: "i1", element: "experience", of: offer.organisation, name: "District 9",
        until: moment.adding(seconds: 900), key: "")
      let application = try store.startApplication(
        start(offer, ada), carrying: [.partyAsked(invitation)], at: moment)
      #expect(application.invitation("i1")?.invitation == invitation)
      #expect(
        try store.openWork(of: offer.organisation).map(\.application) == [application.number])
      #expect(try store.applicationsAwaitingParties() == [application.number])
      #expect(
        try store.events(of: application.number)?.map(\.who) == [
          .applicant(ada), .applicant(ada),
        ])
      #expect(verified(store).findings == [])
    }
  }

  @Test func `an erasure of the application takes the person out of the offer too`() throws {
    try withStore { store in
      let (ada, offer) = (try store.person(), try offer())
      try store.open(offer)
      let accepted = try store.change(offer.id, at: moment, by: .applicant(ada)) { _ in
        .ended(.accepted(acceptance(ada)))
      }
      let number = try store.startApplication(start(accepted, ada), at: moment).number
      try store.forgetAcceptance(of: offer.id)
      let token = try store.issueToken(
        for: "offer", subject: offer.id.text, until: moment.adding(seconds: 999))
      try store.erase(number, at: moment, who: "staff:mara")
      let erased = try #require(try store.offer(offer.id))
      #expect(erased.name.isEmpty && erased.emailAddress.isEmpty && erased.words.isEmpty)
      #expect(erased.isErased && erased.acceptance?.answers.isEmpty == true)
      #expect(try store.peekToken(token, for: "offer", at: moment) == nil)
      #expect(verified(store).findings == [])
    }
  }
}
