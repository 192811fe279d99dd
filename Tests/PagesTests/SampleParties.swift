import Applications
import Rules

@testable import Pages

/// An application of which the guild completes a part, as the applicant sees it and as whoever was asked does.
extension Sample {
  private static let word = Element(
    id: "reference", title: "Word of the guild", why: "The guild knows you.",
    clause: clause("L 4 §6"), submittedBy: "guild", neededBefore: .decision,
    questions: [
      Question(id: "years", ask: "For how many years do you know them?", kind: .number(0...60)),
      Question(id: "fit", ask: "They can keep a lantern.", kind: .confirmation),
    ],
    entries: [
      EntryGroup(
        id: "watch", title: "watch", heading: "Watches", when: .always, atLeast: 0, atMost: 3,
        questions: [Question(id: "night", ask: "Which night?", kind: .shortText(limit: 50))])
    ],
    invitation: InvitationRule(
      lastsDays: 28, remindDays: [14, 3], resendsAtMost: 3, sees: [.email, .phone, .address],
      seesAnswers: ["lanterns"], statement: "I know this person & speak for the guild.",
      version: day("2026-01-01")))

  private static let waitingAgency = Agency(
    name: "Board of Lanterns", disclaimer: "Invented for tests. There is no such board.",
    contact: agency.contact, timeZone: zone, currency: currency, languages: ["en"],
    applicationDays: 90,
    waiting: .init(clock: .runs, words: "Your days go on meanwhile.", clause: clause("L 4 §9")))

  private static let waitingEdition: Edition = {
    var all = definitions
    all.agency = waitingAgency
    all.elements = all.elements.map { $0.id == "reference" ? word : $0 }
    return Edition(of: all, on: today, publication: "3f9a1c77")
  }()

  private static let invitation = Invitation(
    id: "i1", element: "reference", name: "Cy <Byrd>", emailAddress: "cy@guild.example",
    organisation: "Guild of Wick & Oil", until: zone.end(of: day("2026-12-20")), key: "p1")

  private static let asked: [(Event.What, isParty: Bool)] = [(.partyAsked(invitation), false)]
  private static let begun = asked + [(.partyBegan("i1", key: "p2"), true)]
  private static let filled =
    begun + [
      (
        .saved(
          Save(
            element: "reference", revision: 1, answers: answers([("years", "7"), ("fit", "yes")]),
            key: "p3")), true
      ),
      (
        .entrySaved(
          EntrySave(
            element: "reference", group: "watch", entry: "e1e1e1e1", revision: 1,
            answers: answers([("night", "The <first>")]), key: "p4")), true
      ),
    ]
  private static let signed =
    filled + [
      (
        .sealed(
          Signature(
            element: "reference", changes: 2, version: day("2026-01-01"), publication: "3f9a",
            digest: "5eed5eed5eed5eed5eed5eed5eed5eed5eed5eed5eed5eed5eed5eed5eed5eed",
            name: "Cy Byrd", role: "Master of the guild", key: "p5")), true
      )
    ]
  private static let returned =
    signed + [
      (
        .partSentBack(
          SentBackPart(
            invitation: "i1", reason: "Eight years,\nnot seven.",
            until: zone.end(of: day("2026-12-21")), key: "p6")), false
      )
    ]
  private static let received =
    filled + [
      (
        .evidenceReceived(
          Evidence(
            id: "e1", element: "reference", day: day("2026-11-20"),
            source: "Post, from <the> guild",
            words: "Not for the applicant")), false
      )
    ]
  private static let declined =
    begun + [
      (.partyDeclined(InvitationDecline(invitation: "i1", reason: "I am <away>.", key: "p7")), true)
    ]

  private static func overview(
    _ events: [(Event.What, isParty: Bool)], now: Moment = noon, isParty: Bool = false
  ) -> Overview {
    var application = Sample.application(saved)
    for (index, (what, isParty)) in events.enumerated() {
      application.apply(
        Event(
          number: 10 + index, at: moment("2026-11-22T15:00:00.000Z").adding(seconds: 60 * index),
          who: isParty ? .party("i1") : .applicant(account), what: what))
    }
    var overview = Overview(application, edition: waitingEdition, now: now)
    if isParty { overview.viewer = .party(invitation: "i1", link: "s3cret") }
    return overview
  }

  private static func theirs(
    _ events: [(Event.What, isParty: Bool)], faults: [FieldFault] = []
  ) -> ElementForm { form("reference", overview(events, isParty: true), faults: faults) }

  private static func mine(
    _ events: [(Event.What, isParty: Bool)], now: Moment = noon
  ) -> ElementForm { form("reference", overview(events, now: now)) }

  private static let guildID = OrganisationID("wick-and-oil")

  private static let guild: Organisation? = guildID.map {
    Organisation(id: $0, name: "Guild of Wick & Oil", party: "guild", addedAt: noon)
  }

  private static let askedGuild: [(Event.What, isParty: Bool)] = [
    (
      .partyAsked(
        Invitation(
          id: "i1", element: "reference", of: guildID, name: "Guild of Wick & Oil",
          until: zone.end(of: day("2026-12-20")), key: "p1")), false
    )
  ]
  private static let begunByGuild =
    askedGuild + [(.partyBegan("i1", key: "p2", member: "Cy <Byrd>"), false)]

  private static func ofGuild(_ events: [(Event.What, isParty: Bool)]) -> ElementForm {
    var seen = overview(events)
    if let guildID { seen.viewer = .organisation(guildID, invitation: "i1") }
    return form("reference", seen)
  }

  private static func frame(_ roles: Set<OrganisationRole>) -> OrganisationFrame? {
    guildID.map { OrganisationFrame(id: $0, name: "Guild of Wick & Oil", roles: roles) }
  }

  private static func work(_ events: [(Event.What, isParty: Bool)]) -> [WorkRow] {
    let seen = overview(events)
    guard let guildID, let entry = seen.entry("reference"), let record = entry.invitation else {
      return []
    }
    return [WorkRow(seen, entry, record, guildID)]
  }

  private static let members = [
    OrganisationMember(
      id: "m1", fullName: "Cy <Byrd>", emailAddress: "cy@guild.example",
      roles: [.appoints, .submits], appointedAt: noon),
    OrganisationMember(
      id: "m2", fullName: "Bo Lind", emailAddress: "bo@guild.example", roles: [.submits],
      appointedAt: noon),
  ]

  static var organisationPages: [SamplePage] {
    guard let both = frame([.appoints, .submits]), let one = frame([.appoints]) else { return [] }
    return [
      ("organisations", organisationsPage([both, one], emailAddress: "cy@guild.example"), 2, true),
      ("organisations-none", organisationsPage([], emailAddress: "cy@guild.example"), 2, true),
      ("organisation-withdrawn", withdrawnOrganisationPage("Guild of Wick & Oil"), 2, true),
      (
        "work-list",
        workListPage(
          WorkList(
            both, waiting: work(askedGuild) + work(begunByGuild), signed: [], waitingCount: 52,
            page: 1, pages: 2, zone: zone)), 2, true
      ),
      (
        "work-list-empty",
        workListPage(WorkList(both, waiting: [], signed: [], waitingCount: 0, zone: zone)), 2, true
      ),
      (
        "work-list-not-theirs",
        workListPage(WorkList(one, waiting: [], signed: [], waitingCount: 0, zone: zone)), 2, true
      ),
      (
        "people",
        peoplePage(
          both, members,
          AppointForm(name: "Di <Moss>", emailAddress: "di", roles: [], faults: [.noRole]),
          keys: keys), 3, true
      ),
      (
        "member",
        memberPage(both, members[0], isSelf: true, .membership(.lastWhoAppoints), keys: keys), 4,
        true
      ),
      ("organisation-part", partyPage(ofGuild(askedGuild)), 4, true),
      ("organisation-decline", partyDeclinePage(ofGuild(askedGuild)), 5, true),
      ("party-element-with-organisation", elementPage(mine(begunByGuild)), 4, true),
      (
        "party-ask-organisation",
        askPage(
          AskForm(
            mine([]), organisations: [guild].compactMap { $0 }, registered: "wick-and-oil",
            name: "Cy", faults: [.bothNamed])), 4, true
      ),
    ]
  }

  private static let manyReferences = ManyChoice(
    element: "reference", title: "Word of the <guild>", count: 2, isForFiles: true)

  private static let watches = ManyChoice(
    element: "watches", title: "Watches", count: 1, isForFiles: false)

  /// Those of many parts at once.
  static var manyPages: [SamplePage] {
    guard let guild = frame([.submits]), let guildID,
      let number = ApplicationNumber("k7m42q9p")
    else { return [] }
    let batch = Batch(
      id: "b1b1b1b1", organisation: guildID, member: "m1", memberName: "Cy", element: "reference",
      publication: "3f9a", until: noon, lines: [])
    let line = Batch.Line(
      line: 2, application: number, request: "i1", revision: 0,
      answers: answers([("years", "7"), ("fit", "yes")]))
    let row = BatchRow(
      line: line.line, number: number, applicant: "Ada <Okoro>", word, line.answers, waitingEdition)
    return [
      ("many", manyPage(guild, [manyReferences, watches]), 3, true),
      ("many-none", manyPage(guild, []), 3, true),
      (
        "many-faults",
        manyOfPage(
          guild, manyReferences, word.questions, waitingEdition,
          [
            BatchFault(line: 2, number: number, words: "choose <one>"),
            BatchFault(line: 3, words: "it has 2 fields, and the head line has 5"),
          ], keys: keys), 4, true
      ),
      (
        "batch",
        batchPage(
          guild, batch, [row, row], statement: "I know them & speak for the guild.", name: "",
          role: "", lacksName: true, lacksRole: true, keys: keys), 4, true
      ),
      ("batch-under-way", batchUnderWayPage(guild, 2), 4, true),
      (
        "batch-outcome",
        batchOutcomePage(
          guild,
          BatchOutcome(
            batch, signedAt: noon, endedAt: noon,
            lines: [
              BatchOutcome.Line(line: 2, application: number, why: ""),
              BatchOutcome.Line(line: 3, application: number, why: "It was taken back."),
            ])), 4, true
      ),
    ]
  }

  typealias SamplePage = (name: String, page: Page, depth: Int, isSignedIn: Bool)

  static let partyPages: [SamplePage] = [
    ("party-element-nobody-asked", elementPage(mine([])), 4, true),
    ("party-element-asked", elementPage(mine(asked)), 4, true),
    ("party-element-begun", elementPage(mine(filled)), 4, true),
    ("party-element-declined", elementPage(mine(declined)), 4, true),
    (
      "party-element-expired",
      elementPage(mine(asked, now: moment("2026-12-25T17:00:00.000Z"))), 4, true
    ),
    ("party-element-signed", elementPage(mine(signed)), 4, true),
    ("party-element-received", elementPage(mine(received)), 4, true),
    (
      "party-overview-received",
      overviewPage(overview(received), quote: .success(quote), keys: keys), 3, true
    ),
    ("party-element-sent-back", elementPage(mine(returned)), 4, true),
    ("party-ask", askPage(AskForm(mine([]))), 4, true),
    (
      "party-ask-faults",
      askPage(
        AskForm(
          mine([]), name: "", organisation: "A & B", emailAddress: "<cy>",
          faults: [.noName, .noEmailAddress])), 4, true
    ),
    ("party-send-back", sendBackPage(mine(signed), fault: .missing), 4, true),
    (
      "party-overview",
      overviewPage(
        overview(begun), quote: .success(quote), keys: keys), 3, true
    ),
    ("party-link", partyPage(theirs(asked)), 2, false),
    ("party-link-sent-back", partyPage(theirs(returned)), 2, false),
    ("party-form", elementPage(theirs(filled)), 3, false),
    (
      "party-sign",
      readBackPage(
        theirs(
          filled,
          faults: [
            FieldFault(field: "signature", fault: .unsigned(word)),
            FieldFault(field: "role", fault: .withoutRole(word)),
          ]), name: "", edition: "3f9a"), 4, false
    ),
    ("party-signed", partySignedPage(theirs(signed)), 2, false),
    ("party-decline", partyDeclinePage(theirs(asked)), 3, false),
    ("party-declined", partyEndedPage(.declined, contact: ["help@lanterns.example"]), 2, false),
    ("party-expired", partyEndedPage(.expired, contact: []), 2, false),
    ("party-unknown", partyEndedPage(.unknown, contact: ["help@lanterns.example"]), 2, false),
    (
      "party-too-late",
      notKeptPage(
        theirs(asked), why: "The last day of your link is over, so it can no longer be changed.",
        sent: .answers(answers([("years", "7")]), statesNone: false)), 3, false
    ),
  ]
}
