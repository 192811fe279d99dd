import Applications
import Rules
import Testing

@Suite struct CarryOverTests {
  private static let files = Element.AttachmentRule(atLeast: 1, atMost: 3, types: choices("letter"))
  private static let seal = Element.Seal(version: day("2020-01-01"), statement: "All is true.")
  private static let degree = EntryGroup(
    id: "degree", title: "degree", atLeast: 1, atMost: 2,
    questions: [question("subject", .shortText(limit: 40)), question("sure", .confirmation)],
    attachments: files)
  private static let late = moment("2026-06-06T15:00:00")

  private func carryOver(
    _ happenings: Event.What..., old: Edition? = nil, into new: Edition,
    agency days: Int? = nil
  ) -> CarryOver {
    let before = Overview(application(happenings), edition: old ?? new, now: Self.late)
    return CarryOver(
      of: before, into: days.map { new.carryingOver(days: $0) } ?? new,
      requests: new.requestTypes, answers: Answers())
  }

  private func entry(_ id: String, _ texts: (String, String)...) -> Event.What {
    .entrySaved(
      EntrySave(
        element: "e", group: "degree", entry: id, revision: 4,
        answers: Answers(texts.map { .init(name: $0.0, texts: [$0.1]) }), key: "k-\(id)"))
  }

  @Test func `answers, entries and files go over, each as a first save`() {
    let page = edition(elements: [element(entries: [Self.degree], attachments: Self.files)])
    let carried = carryOver(
      saved(), entry("x", ("subject", "Law")), entry("y", ("subject", "Music")),
      attached("a1"), attached("a2", entry: "x", digest: "ab"), into: page)
    #expect(carried.elements.map(\.fate) == [.carried])
    #expect(carried.files(of: "e") == 2)
    let after = application(carried.events).part("e")
    #expect(after.answers.text("q") == "yes" && after.revision == 1)
    #expect(after.entries.map { $0.answers.text("subject") } == ["Law", "Music"])
    #expect(after.entries.map(\.revision) == [1, 1])
    #expect(after.attachments.map(\.id) == ["a1", "a2"])
    #expect(after.attachments(of: "x").map(\.digest) == [String(repeating: "ab", count: 32)])
  }

  @Test func `what was signed never goes over, whichever edition has the seal`() {
    let sealed = edition(elements: [element(seal: Self.seal)])
    let plain = edition()
    for (old, new) in [(sealed, sealed), (plain, sealed), (sealed, plain)] {
      let carried = carryOver(saved(), old: old, into: new)
      #expect(carried.elements.map(\.fate) == [.signedAnew])
      #expect(carried.events.isEmpty)
    }
  }

  @Test func `what others supplied goes over for as many days as the agency says`() {
    let page = edition(elements: [element(by: "guild")])
    // Supplied on 5 January, seen on 6 June: 152 days.
    #expect(carryOver(saved(), into: page, agency: 152).elements.map(\.fate) == [.carried])
    let tooOld = carryOver(saved(), into: page, agency: 151)
    #expect(tooOld.elements.map(\.fate) == [.suppliedAnew(olderThanDays: 151)])
    #expect(tooOld.events.isEmpty)
    #expect(
      carryOver(saved(), into: page).elements.map(\.fate) == [.suppliedAnew(olderThanDays: nil)])
  }

  @Test func `a confirmation is given anew, in entries too`() {
    let page = edition(elements: [
      element(questions: [question(), question("true", .confirmation)], entries: [Self.degree])
    ])
    let carried = carryOver(
      saved(answers(("q", "no"), ("true", "yes"))), entry("x", ("subject", "Law"), ("sure", "yes")),
      into: page)
    let after = application(carried.events).part("e")
    #expect(after.answers == answers(("q", "no")))
    #expect(after.entries[0].answers == answers(("subject", "Law")))
  }

  @Test func `what is no longer asked stays behind, and is told`() {
    let old = edition(elements: [
      element("e", entries: [Self.degree], attachments: Self.files), element("gone"),
      element("never"),
    ])
    let new = edition(elements: [element("e", questions: [question("other")]), element("fresh")])
    let carried = carryOver(
      saved(), saved(element: "gone", key: "g"), entry("x", ("subject", "Law")), attached(),
      old: old, into: new)
    #expect(carried.elements.map(\.fate) == [.carried, .empty])
    #expect(carried.notAsked.map(\.id) == ["gone"])
    #expect(carried.events.isEmpty, "no question, entry or file of it has a place any more")
  }

  @Test func `that there is nothing to supply goes over where it may still be said`() {
    let page = edition(elements: [element(none: "I have none")])
    let carried = carryOver(saved(Answers(), statesNone: true), into: page)
    #expect(application(carried.events).part("e").statesNone)
    let strict = carryOver(saved(Answers(), statesNone: true), old: page, into: edition())
    #expect(strict.events.isEmpty)
  }

  @Test func `a file that was set aside stays behind, one not yet checked is checked anew`() {
    let page = edition(elements: [element(attachments: Self.files)])
    let carried = carryOver(
      attached("a1", digest: "aa", awaitsCheck: true),
      attached("a2", digest: "bb", awaitsCheck: true),
      attached("a3", digest: "cc", awaitsCheck: true), checked(.setAside, digest: "aa"),
      checked(.accepted, digest: "bb"), into: page)
    #expect(carried.filesSetAside.map(\.id) == ["a1"])
    let after = application(carried.events).part("e")
    #expect(after.attachments.map(\.id) == ["a2", "a3"])
    #expect(after.attachments.map(\.state) == [.accepted, .beingChecked])
  }

  @Test func `a request that is not offered any more is told`() {
    let both = edition(requests: [request("r"), request("s")])
    let old = Overview(
      application(from: start(requests: ["r", "s"])), edition: both, now: Self.late)
    let carried = CarryOver(
      of: old, into: both, requests: both.requestTypes.filter { $0.id == "r" }, answers: Answers())
    #expect(carried.requestsGone.map(\.id) == ["s"])
  }
}

extension Edition {
  fileprivate func carryingOver(days: Int) -> Edition {
    let agency = Agency(
      name: agency.name, contact: agency.contact, timeZone: agency.timeZone,
      currency: agency.currency, languages: agency.languages,
      applicationDays: agency.applicationDays, carryOverDays: days)
    return Edition(
      of: Definitions(
        agency: agency, parties: parties, fees: fees, requestTypes: requestTypes,
        elements: elements), on: day)
  }
}
