import Applications
import Rules

@testable import Pages

/// The guild opens an application for Ada, who accepts it or not.
extension Sample {
  static var offerPages: [SamplePage] {
    guard let guild = OrganisationID("wick-and-oil"),
      let id = OfferID("0a1b2c3d4e5f0a1b2c3d4e5f")
    else { return [] }
    let frame = OrganisationFrame(
      id: guild, name: "Guild of Wick & Oil", roles: [.appoints, .submits])
    let offer = Offer(
      id: id, organisation: guild, organisationName: frame.name, member: "m1", request: "permit",
      name: "Ada <Okoro>", emailAddress: "ada@example.org", words: "As we said:\n<come> & see.",
      until: zone.end(of: day("2026-12-20")), key: "o1", openedAt: noon)
    func shown(name: String? = nil, fault: ReasonFault? = nil) -> ShownOffer {
      ShownOffer(
        offer, link: "l1nk", edition: edition, request: edition.requestType("permit"),
        parts: [edition.element("reference")].compactMap(\.self), name: name, reason: "",
        fault: fault, keys: keys)
    }
    func row(_ changes: [Offer.Change]) -> OpenedList.Row {
      var offer = offer
      for change in changes { offer.take(change, at: noon) }
      return OpenedList.Row(
        offer, title: "Keeper's permit", state: offer.state(at: noon), since: offer.since(at: noon))
    }
    let rows = [
      row([]), row([.sent]), row([.sent, .ended(.declined(reason: "I <never> met them."))]),
      row([.sent, .ended(.takenBack)]),
    ]
    func openForm(_ faults: [OpenForm.Fault]) -> OpenForm {
      OpenForm(
        frame, edition: edition, requests: edition.requestTypes, name: "Ada <Okoro>",
        emailAddress: "ada", words: "Come & see", lastDay: day("2026-12-20"), faults: faults,
        keys: keys)
    }
    return [
      ("offer", offerPage(shown()), 4, false),
      ("offer-signed-in", offerPage(shown(name: "Ada <Okoro>")), 4, true),
      ("offer-decline", offerDeclinePage(shown(fault: .missing)), 5, false),
      ("offer-ended", offerEndedPage(.accepted), 4, false),
      ("open-for-somebody", openPage(openForm([])), 3, true),
      ("open-with-faults", openPage(openForm([.noRequest, .noEmailAddress])), 3, true),
      (
        "opened", openedPage(OpenedList(frame, edition: edition, offers: rows, keys: keys)), 3, true
      ),
      (
        "opened-none", openedPage(OpenedList(frame, edition: edition, offers: [], keys: keys)), 3,
        true
      ),
    ]
  }
}
