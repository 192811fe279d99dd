import Applications
import Foundation
import Markup
import Rules

@testable import Pages

/// An invented agency with one of everything that pages can show, and applications at every stage.
enum Sample {
  static let today = day("2026-11-22")
  static let zone = TimeZoneTable.fixed

  static let agency = Agency(
    name: "Board of Lanterns", disclaimer: "Invented for tests. There is no such board.",
    contact: Agency.Contact(
      emailAddress: "help@lanterns.example", phoneNumber: "555-0100",
      hours: "Monday to Friday, 8 to 4"),
    timeZone: zone, currency: currency, languages: ["en"], applicationDays: 90,
    refunds: RefundRule(words: "The fee is not refunded.", clause: clause("L 4 §2(3)")),
    earlierRefunds: [
      RefundRule(
        until: day("2017-03-05"), words: "Refunded, less $10.", clause: clause("L 3 §3"),
        kept: Money(cents: 10_00))
    ],
    withdrawal: RefundRule(words: "Nothing of the fee is given back.", clause: clause("L 4 §2(4)")))

  static let questions = [
    Question(
      id: "kind", ask: "Which kind of lantern?", hint: "The **largest** one.",
      kind: .oneOf([
        .init(id: "oil", label: "Oil"), .init(id: "gas", label: "Gas", hint: "Also acetylene."),
        .init(id: "other", label: "Another kind"),
      ])),
    Question(
      id: "other-kind", ask: "Which other kind?", kind: .shortText(limit: 80),
      when: .answered(question: "kind", isOneOf: ["other"])),
    Question(
      id: "lit", ask: "When was it first lit?", hint: "For example 3 27 1990.", kind: .day,
      clause: clause("L 4 §9")),
    Question(id: "count", ask: "How many are there?", kind: .number(1...20)),
    Question(
      id: "fuel", ask: "What do you burn?",
      kind: .severalOf([
        .init(id: "oil", label: "Oil"), .init(id: "wax", label: "Wax"),
      ]), isRequired: false),
    Question(id: "fire", ask: "Has there been a fire?", kind: .yesOrNo),
    Question(
      id: "fire-statement", ask: "What happened?", kind: .longText(limit: 4000),
      when: .answered(question: "fire", isOneOf: ["yes"])),
    Question(id: "keeper", ask: "Email of the keeper", kind: .emailAddress, isRequired: false),
    Question(id: "bell", ask: "Phone number of the keeper", kind: .phoneNumber, isRequired: false),
    Question(id: "true", ask: "All of this is true.", kind: .confirmation),
  ]

  static let lantern = Element(
    id: "lantern", title: "Your lantern", why: "We have to know what **burns**.",
    clause: clause("L 4 §3"), submittedBy: Party.applicant,
    guidance: "Have the papers at hand. See [how files are sent](/help/files/).",
    none: "I have no lantern yet.", questions: questions,
    attachments: .init(
      atLeast: 1, atMost: 3,
      types: [.init(id: "photo", label: "Photo"), .init(id: "plan", label: "Plan")]))

  static let oath = Element(
    id: "oath", title: "Oath", why: "Keepers swear.", clause: clause("L 4 §5"),
    submittedBy: Party.applicant,
    questions: [Question(id: "sober", ask: "Have you ever slept on watch?", kind: .yesOrNo)],
    seal: .init(version: day("2026-01-01"), statement: "I swear that this is true."))

  static let reference = Element(
    id: "reference", title: "Word of the guild", why: "The guild knows you.",
    clause: clause("L 4 §6"), submittedBy: "guild", neededBefore: .decision)

  static let permit = RequestType(
    id: "permit", title: "Keeper's permit", summary: "To keep a lantern for five years.",
    whoFor: "For you if you **keep** a lantern.\n\n- Oil\n- Gas", clause: clause("L 4 §1"),
    period: Period(first: day("2020-01-01"), last: day("2027-06-30")), term: "Five years",
    questions: [
      Question(
        id: "lanterns", ask: "For how many lanterns?", kind: .number(1...9),
        clause: clause("L 4 §2(2)"))
    ],
    elements: [
      .init("lantern"), .init("oath"),
      .init("reference", when: .answered(question: "lanterns", isOneOf: ["2"])),
    ],
    fees: [.init("permit"), .init("each", count: "lanterns")], conflicts: ["visit"],
    terms: [
      TermRule(
        term: .years(5), clause: clause("L 4 §1(2)"),
        when: .answered(question: "lanterns", isOneOf: ["1"])),
      TermRule(
        term: .untilYearDay(YearDay("06-30").unsafelyUnwrapped, yearsLater: 1),
        clause: clause("L 4 §1(3)")),
    ],
    eligibility: [
      EligibilityRule(
        says: "You keep no more than two lanterns, or hold a <visitor's> permit.",
        clause: clause("L 4 §1(4)"),
        needs: .any([
          .sum(.init(["lanterns"]), isIn: 0...2), .holds(["visitor"], .current),
        ]))
    ])

  static let visit = RequestType(
    id: "visit", title: "Visitor's permit", summary: "To carry a lantern for a day.",
    whoFor: "For visitors.", clause: clause("L 4 §8"), elements: [.init("oath")],
    fees: [.init("visit")])

  static let renewal = RequestType(
    id: "renewal", title: "Renewal", summary: "To keep a lantern for five more years.",
    whoFor: "For keepers.", clause: clause("L 4 §7"), elements: [.init("oath")],
    fees: [.init("permit")],
    eligibility: [
      EligibilityRule(
        says: "You hold a keeper's permit.", clause: clause("L 4 §7(1)"),
        needs: .holds(["keeper"], .current)),
      EligibilityRule(
        says: "You live in the country.", clause: clause("L 4 §7(2)"),
        needs: .profile(.country, isOneOf: ["Glowland"])),
    ])

  /// How the sample person stands with each, before or after answers.
  static func standings(_ answers: Answers? = nil) -> [Standing] {
    edition.requestTypes.map {
      $0.standing(for: answers, in: Circumstances(day: today, profile: [.country: "USA"]))
    }
  }

  static let definitions = Definitions(
    agency: agency,
    parties: [
      Party(id: Party.applicant, title: "Applicant"), Party(id: "guild", title: "the guild"),
    ],
    fees: FeeSchedule(
      fees: [
        Fee(
          id: "permit", title: "Permit", per: .application,
          amounts: [
            .init(
              from: day("2017-03-06"), money: Money(cents: 85_00), clause: clause("L 4 §2(1)"),
              note: "From the date on the text."),
            .init(from: day("2027-01-01"), money: Money(cents: 90_00), clause: clause("L 5 §2(1)")),
          ]),
        Fee(
          id: "each", title: "For a lantern", per: .item, pricedOn: .start,
          amounts: [
            .init(from: day("2017-03-06"), money: Money(cents: 12_50), clause: clause("L 4 §2(2)"))
          ]),
        Fee(
          id: "visit", title: "Visit", per: .request,
          amounts: [
            .init(from: day("2017-03-06"), money: .zero, clause: clause("L 4 §2(1)(a)"))
          ]),
        Fee(
          id: "repair", title: "Repairs", per: .request,
          amounts: [
            .init(
              from: day("2017-03-06"), price: .unnamed("The law does not name repairs."),
              clause: clause("L 4 §2"))
          ]),
        Fee(
          id: "oil", title: "Oil", per: .certificate, pricedOn: .receipt,
          amounts: [
            .init(
              from: day("2017-03-06"),
              price: .tiers([
                .init(upTo: 1, each: Money(cents: 4_00)), .init(upTo: 3, each: Money(cents: 3_00)),
                .init(upTo: nil, each: Money(cents: 2_50)),
              ]), most: Money(cents: 20_00), clause: clause("L 4 §3"))
          ]),
        Fee(
          id: "late", title: "Oil, late", per: .request, countedFrom: .start,
          amounts: [
            .init(
              from: day("2017-03-06"),
              price: .late([
                .init(afterDays: 0, money: Money(cents: 1_00)),
                .init(afterDays: 30, money: Money(cents: 2_00)),
              ]), clause: clause("L 4 §4"))
          ]),
        Fee(
          id: "levy", title: "Levy", per: .application,
          amounts: [
            .init(
              from: day("2017-03-06"),
              price: .share(.init(millionths: 125_000), of: ["oil", "late"]),
              clause: clause("L 4 §5"))
          ]),
        Fee(
          id: "waiver", title: "Waiver", per: .application,
          amounts: [
            .init(
              from: day("2017-03-06"),
              price: .less(.share(.init(millionths: 1_000_000)), of: ["levy"]),
              clause: clause("L 4 §6"))
          ]),
      ],
      layers: [
        FeeLayer(
          id: "custom", title: "The custom of the guild",
          sightings: [
            .init(
              fee: "repair",
              amounts: [
                .init(
                  from: day("2022-05-02"), money: Money(cents: 5_00),
                  clause: clause("A board at the <door>"))
              ]),
            .init(
              fee: "visit", requests: ["visit"],
              amounts: [
                .init(
                  from: day("2024-07-23"), money: Money(cents: 1_00),
                  clause: clause("A board at the <door>"), note: "For a first visit.")
              ]),
          ])
      ],
      editions: [
        TextEdition(id: "before", title: "The law before", from: day("2014-03-01")),
        TextEdition(
          id: "now", title: "The law", from: day("2017-03-06"), note: "The day is to be confirmed."),
      ]),
    requestTypes: [permit, visit, renewal], elements: [lantern, oath, reference],
    pages: [
      GuidancePage(
        id: "files", title: "Files we accept",
        markdown:
          "PDF, mostly.\n\n## How\n\n1. Choose.\n2. Send.\n\n> Keep a copy.\n\nSee [fees](/fees/).")
    ],
    certificateKinds: [
      CertificateKind(id: "keeper", title: "Keeper's permit"),
      CertificateKind(id: "visitor", title: "Visitor's permit"),
    ])

  static let examples = [
    PricedExample(
      name: "two", title: "A permit for two <lanterns>", requests: ["permit"],
      answers: answers([("lanterns", "2")]), occasion: Occasion(paid: day("2020-01-01")),
      total: Money(cents: 110_00)),
    PricedExample(
      name: "visit", title: "A visit", requests: ["visit"], answers: Answers(),
      occasion: Occasion(paid: day("2020-01-01")), total: .zero),
    PricedExample(
      name: "only checked", requests: ["renewal"], answers: Answers(),
      occasion: Occasion(paid: day("2020-01-01")), total: Money(cents: 85_00)),
  ]

  static let edition = Edition(
    of: definitions, on: today,
    publication: "3f9a1c77e0b24d6f8a5c3f9a1c77e0b24d6f8a5c3f9a1c77e0b24d6f8a5c0000")

  // Applications.

  static let number = ApplicationNumber("k7m42q9p").unsafelyUnwrapped
  static let account = AccountID("22222222222222222222222222").unsafelyUnwrapped
  static let noon = moment("2026-11-22T17:00:00.000Z")

  static func answers(_ fields: [(String, String)]) -> Answers {
    Answers(fields.map { Answers.Field(name: $0.0, texts: [$0.1]) })
  }

  static let profile = Profile(
    name: "Ada Okoro", emailAddress: "ada@example.com", phoneNumber: "202 555 0143",
    address: .init(
      street: "1 Wick Lane", city: "Glow", region: "", postalCode: "40601", country: "USA"))

  static let lanternAnswers = answers([
    ("kind", "other"), ("other-kind", "A <jar> of \"fireflies\""), ("lit.day", "27"),
    ("lit.month", "3"), ("lit.year", "1990"), ("count", "2"), ("fuel", "wax"), ("fire", "yes"),
    ("fire-statement", "A small one.\nNobody was hurt."), ("true", "yes"),
  ])

  static let photo = Attachment(
    id: "a1", element: "lantern", fileName: "lantern & me.jpg", description: "The lantern",
    type: "photo", mediaType: "image/jpeg", byteCount: 2_345_678, digest: "00", key: "k3")

  /// A file of which nobody has said what it is.
  static let bare = file("a2", name: "b<2>.pdf", description: "", type: "")
  static let bareFile = Event.What.attached(bare)

  /// One was withdrawn; the others are in each state that a check can leave.
  static let filesInEveryState: [Event.What] = [
    .fileWithdrawn("a1", key: "w"),
    .attached(file("a3", name: "found.pdf", digest: "03")),
    .fileChecked(FileCheck(digest: "03", outcome: .setAside, words: "Found")),
    .attached(file("a4", name: "waits.pdf", digest: "04")),
    .attached(file("a5", name: "unknown.pdf", digest: "05")),
    .fileChecked(FileCheck(digest: "05", outcome: .notChecked, words: "")),
  ]

  private static func file(
    _ id: String, name: String, description: String = "From the <side>", type: String = "plan",
    digest: String = "02"
  ) -> Attachment {
    Attachment(
      id: id, element: "lantern", fileName: name, description: description, type: type,
      mediaType: "application/pdf", byteCount: 999, digest: digest, awaitsCheck: true, key: "k")
  }

  static let attempt = Attempt(
    reference: "p4qk9w2m7t3x", provider: "simulator", quote: quote, publication: "3f9a",
    currency: "USD", checkingSeconds: 10_800, windowSeconds: 259_200, key: "k6")

  static let quote =
    (try? edition.quote(for: [permit], answers: answers([("lanterns", "2")]), paid: today))
    .unsafelyUnwrapped

  static let saved: [Event.What] = [
    .saved(Save(element: "lantern", revision: 1, answers: lanternAnswers, key: "k2")),
    .attached(photo),
    .saved(Save(element: "oath", revision: 1, answers: answers([("sober", "no")]), key: "k4")),
  ]
  static let complete: [Event.What] =
    saved + [
      .sealed(
        Signature(
          element: "oath", changes: 1, version: day("2026-01-01"), publication: "3f9a",
          digest: "5eed5eed5eed5eed5eed5eed5eed5eed5eed5eed5eed5eed5eed5eed5eed5eed",
          name: "Ada Okoro", key: "k5"))
    ]
  static let paid: [Event.What] =
    complete + [
      .attemptOpened(attempt),
      .attemptPaid(
        Payment(
          reference: attempt.reference, transaction: "T-77", money: Money(cents: 110_00),
          currency: "USD", use: .fee)),
    ]

  /// The applicant has gone to pay.
  static let handedOver: [Event.What] =
    complete + [.attemptOpened(attempt), .attemptHandedOver(attempt.reference)]
  /// The provider does not know what became of that.
  static let unknown = handedOver + [.attemptUnknown(attempt.reference)]
  /// When its money may still be on its way.
  static let soon = moment("2026-11-21T23:00:00.000Z")
  /// When it is no longer waited for.
  static let muchLater = moment("2026-11-23T17:00:00.000Z")

  static func came(
    _ cents: Int, _ use: Payment.Use, currency: String = "USD", transaction: String = "T-78"
  ) -> Event.What {
    .attemptPaid(
      Payment(
        reference: attempt.reference, transaction: transaction, money: Money(cents: cents),
        currency: currency, use: use))
  }

  static func back(_ cents: Int, _ transaction: String) -> ReturnedMoney {
    ReturnedMoney(
      reference: attempt.reference, transaction: transaction, money: Money(cents: cents),
      currency: "USD")
  }

  static let withdrawn = Event.What.withdrawn(
    Withdrawal(reason: "I moved <away>", key: "w1"))

  /// One of everything that a history tells.
  static let told: [Event.What] =
    saved + [
      .fileChecked(FileCheck(digest: "00", outcome: .accepted, words: "clean")),
      .fileDescribed(FileDescription(attachment: "a1", description: "It", type: "photo", key: "k")),
      .fileWithdrawn("a1", key: "k"), .fileRestored("a1", key: "k"),
      .clarified(
        Clarification(answers: answers([("lanterns", "2")]), key: "k")),
    ] + complete.suffix(1) + [.reopened("oath")] + paid.suffix(2) + [
      .attemptHandedOver(attempt.reference), .attemptUnknown(attempt.reference),
      came(110_00, .credit(.furtherTransaction)), came(1_00, .held, transaction: "T-79"),
      .attemptEnded(attempt.reference, .abandoned), .moneyRefunded(back(110_00, "T-78")),
      .moneyReversed(back(110_00, "T-77")), withdrawn,
    ]

  static let written: [Event.What] = [
    .messageWritten(
      WrittenMessage(thread: "t1", subject: "My <oil>", text: "Is it\nenough?", key: "m1")),
    .messageWritten(WrittenMessage(thread: "t2", subject: "Wicks", text: "Which?", key: "m2")),
    .messageWritten(WrittenMessage(thread: "t1", subject: "", text: "I mean <it>.", key: "m3")),
  ]

  /// From an application that had one of each fate.
  static let carryOver = CarryOver(
    of: overview(complete, now: moment("2027-03-01T12:00:00.000Z")), into: edition,
    requests: [permit], answers: answers([("lanterns", "2")]))

  /// The application after `events`, an hour apart from its start on the day before.
  static func application(
    _ events: [Event.What] = [], requests: [RequestType.ID] = ["permit"]
  ) -> Application {
    Application(number: number, events: self.events(events, requests: requests)).unsafelyUnwrapped
  }

  /// The journal of the same.
  static func events(
    _ events: [Event.What], requests: [RequestType.ID] = ["permit"]
  ) -> [Event] {
    let started = moment("2026-11-21T15:05:00.000Z")
    let start = Start(
      applicant: account, profile: profile, requests: requests,
      answers: answers([("lanterns", "2")]), publication: "3f9a", day: day("2026-11-21"),
      deadline: zone.end(of: day("2026-11-21").adding(days: 90)), key: "k1")
    let all = [.started(start)] + events
    return all.enumerated().map {
      Event(
        number: $0 + 1, at: started.adding(seconds: $0 * 3600), who: .applicant(account), what: $1)
    }
  }

  static func overview(
    _ events: [Event.What] = [], requests: [RequestType.ID] = ["permit"], now: Moment = noon
  ) -> Overview {
    Overview(application(events, requests: requests), edition: edition, now: now)
  }

  static func form(
    _ id: Element.ID, _ overview: Overview, faults: [FieldFault] = []
  ) -> ElementForm {
    ElementForm(overview, overview.entry(id).unsafelyUnwrapped, faults: faults, keys: keys)
  }

  static let keys = FormKeys(token: "t0ken", key: "k3y")

  static func day(_ text: String) -> Day { Day(text).unsafelyUnwrapped }
  static func moment(_ text: String) -> Moment { Moment(text).unsafelyUnwrapped }
  static func clause(_ text: String) -> Clause { Clause(text).unsafelyUnwrapped }
  static let currency = Currency(code: "USD").unsafelyUnwrapped
}

extension TimeZoneTable {
  /// Five hours behind UTC all year.
  static let fixed = TimeZoneTable(
    name: "Lantern Time", changes: [Change(at: -10_000_000_000, offset: -18_000)]
  ).unsafelyUnwrapped
}

extension Overview {
  var price: Result<Quote, PricingRefusal> {
    do throws(PricingRefusal) { return .success(try quote()) } catch { return .failure(error) }
  }
}
