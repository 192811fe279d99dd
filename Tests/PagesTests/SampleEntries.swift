import Applications
import Rules

@testable import Pages

/// An element with entries, and applications that have some.
extension Sample {
  static let ports = ChoiceList(
    id: "ports", title: "Ports", items: [.init(id: "glow", name: "Glow & Gleam")])
  static let guilds = ChoiceList(
    id: "guilds", title: "Guilds",
    items: [.init(id: "wick", name: "Wick"), .init(id: "oil", name: "Oil")])

  static let watch = Element(
    id: "watch", title: "Your watches", why: "Who keeps a light keeps awake.",
    clause: clause("L 4 §11"), submittedBy: Party.applicant, none: "I have never kept watch.",
    questions: [
      Question(id: "slept", ask: "Have you ever slept on watch?", kind: .yesOrNo),
      Question(id: "nights", ask: "How many nights?", kind: .number(0...400)),
      Question(
        id: "many", ask: "Why so many?", hint: "A few words.", kind: .shortText(limit: 80),
        when: .any([
          .sum(.init(["nights"]), isIn: 100...Int.max),
          .not(.answered(question: "slept", isOneOf: ["no"])),
        ])),
    ],
    entries: [
      EntryGroup(
        id: "incident", title: "incident", heading: "When you slept",
        guidance: "Tell us about **each** time.",
        when: .answered(question: "slept", isOneOf: ["yes"]), atLeast: 1, atMost: 3,
        questions: [
          Question(id: "statement", ask: "What happened?", kind: .longText(limit: 400)),
          Question(
            id: "damage", ask: "What did it cost?", kind: .money(currency), isRequired: false),
        ],
        attachments: .init(atLeast: 1, atMost: 2, types: [.init(id: "letter", label: "Letter")])),
      EntryGroup(
        id: "post", title: "post", atMost: 1,
        questions: [
          Question(id: "port", ask: "Which port?", kind: .fromList(ports, takesOthers: true)),
          Question(id: "guild", ask: "Which guild?", kind: .fromList(guilds, takesOthers: false)),
          Question(id: "where", ask: "Where is it?", kind: .address),
        ]),
    ],
    seal: .init(version: day("2026-01-01"), statement: "I swear that this is true."))

  static let watchRequest = RequestType(
    id: "watching", title: "Watch", summary: "To keep watch.", whoFor: "For you.",
    clause: clause("L 4 §10"),
    questions: [
      Question(id: "alone", ask: "Do you keep watch alone?", kind: .yesOrNo),
      Question(
        id: "how-often", ask: "How often?", kind: .number(1...9),
        when: .answered(question: "alone", isOneOf: ["yes"])),
    ],
    elements: [
      .init("watch"), .init("oath", when: .answered(question: "alone", isOneOf: ["yes"])),
      .init("lantern", when: .answered(question: "alone", isOneOf: ["no"])),
    ],
    fees: [.init("permit", when: .answered(question: "alone", isOneOf: ["yes"]))])

  static let watchEdition = Edition(
    of: Definitions(
      agency: agency, parties: definitions.parties, fees: definitions.fees,
      requestTypes: [watchRequest], elements: [watch, oath, lantern]), on: today,
    publication: edition.publication)

  static let watchSaves: [Event.What] = [
    .saved(
      Save(
        element: "watch", revision: 1, answers: answers([("slept", "yes"), ("nights", "120")]),
        key: "w1")),
    incident("ia", "Once <in> June.", key: "w2"), incident("ib", "", key: "w3"),
    incident("ic", "Never & again.", key: "w4"),
    .entryRemoved(EntryMark(element: "watch", entry: "ic", key: "w5")),
    .attached(
      Attachment(
        id: "f1", element: "watch", entry: "ia", fileName: "letter.pdf", description: "A letter",
        type: "letter", mediaType: "application/pdf", byteCount: 12_000, digest: "00", key: "w6")),
    .entrySaved(
      EntrySave(
        element: "watch", group: "post", entry: "pa", revision: 1,
        answers: answers([
          ("port", "Glow & Gleam"), ("guild", "wick"), ("where.street", "1 Wick Lane"),
          ("where.city", "Glow"), ("where.country", "Glowland"),
        ]), key: "w7")),
  ]

  static let watchSigned: [Event.What] = [
    .saved(
      Save(
        element: "watch", revision: 1, answers: answers([("slept", "no"), ("nights", "2")]),
        key: "w1")),
    .sealed(
      Signature(
        element: "watch", changes: 1, version: day("2026-01-01"), publication: "3f9a",
        digest: "5eed5eed5eed5eed5eed5eed5eed5eed5eed5eed5eed5eed5eed5eed5eed5eed",
        name: "Ada Okoro", key: "w8")),
  ]

  static func watching(
    _ events: [Event.What] = watchSaves,
    answers: Answers = answers([("alone", "yes"), ("how-often", "2")])
  ) -> Overview {
    let all = events + [.clarified(Clarification(answers: answers, key: "c1"))]
    return Overview(application(all, requests: ["watching"]), edition: watchEdition, now: noon)
  }

  static func entry(_ id: String, _ group: EntryGroup.ID, faults: [FieldFault] = []) -> EntryForm {
    let form = form("watch", watching(), faults: faults)
    return EntryForm(form, watch.group(group).unsafelyUnwrapped, id: id)
  }

  private static func incident(_ id: String, _ statement: String, key: String) -> Event.What {
    .entrySaved(
      EntrySave(
        element: "watch", group: "incident", entry: id, revision: 1,
        answers: answers([("statement", statement), ("damage", "12.50")]), key: key))
  }

  /// The pages about entries.
  static var entryPages: [(name: String, page: Page, depth: Int, isSignedIn: Bool)] {
    let overview = watching()
    let part = overview.application.part("watch")
    let new = EntryForm(form("watch", overview), watch.entries[1], id: "pnew")
    let typed = answers([("statement", "Something else."), ("damage", "a lot")])
    let reworded = watch.worded(
      as: Element(
        id: "watch", title: "Your watches", why: "", clause: clause("L 4"),
        submittedBy: Party.applicant,
        questions: [Question(id: "slept", ask: "Did you ever sleep on watch?", kind: .yesOrNo)],
        seal: .init(version: day("2026-11-01"), statement: "I swear it, and know the law.")))
    let other = answers([("alone", "no")])
    return [
      (
        "element-entries",
        elementPage(form("watch", overview, faults: watch.answerFaults(in: part))), 4, true
      ),
      ("element-entries-none", elementPage(form("watch", watching([]))), 4, true),
      ("entry-new", entryPage(new), 6, true),
      (
        "entry-faults",
        entryPage(
          entry(
            "ib", "incident", faults: watch.entries[0].faults(in: part.entries[1], part))), 6, true
      ),
      (
        "entry-conflict",
        entryConflictPage(
          EntryForm(form("watch", overview), watch.entries[0], id: "ia", answers: typed),
          theirs: part.entries[0]), 6, true
      ),
      (
        "entry-not-kept",
        notKeptPage(
          form("watch", overview), why: "This application has expired.",
          sent: .entry(watch.entries[0], typed)), 6, true
      ),
      (
        "held-choice-entry",
        heldChoicePage(
          HeldForm(
            element: "watch", answers: typed, entry: HeldEntry(group: "incident", id: "ia"),
            application: number), as: "h3ld", places: [overview], keys: keys), 3, true
      ),
      (
        "read-back-entries",
        readBackPage(form("watch", overview), name: "", edition: "3f9a"), 5, true
      ),
      (
        "read-back-new-wording",
        readBackPage(
          ElementForm(
            overview, overview.entry("watch").unsafelyUnwrapped.worded(as: reworded), keys: keys),
          name: "Ada Okoro", edition: "77aa", before: watch, isShownAgain: true), 5, true
      ),
      ("element-sealed-entries", elementPage(form("watch", watching(watchSigned))), 4, true),
      (
        "element-asked-again",
        elementPage(form("watch", watching(watchSigned + [.reopened("watch")]))), 4, true
      ),
      ("live-element-entries", liveElementPage(watch, watchRequest, watchEdition), 3, false),
      (
        "change-answers",
        changeAnswersPage(
          overview, answers: answers([("alone", "yes"), ("how-often", "12")]),
          faults: watchRequest.questions.faults(
            in: answers([("alone", "yes"), ("how-often", "12")])), keys: keys), 4, true
      ),
      (
        "confirm-answers",
        confirmAnswersPage(
          overview, after: overview.answering(other),
          quotes: ChangedQuotes(before: overview.price, after: overview.answering(other).price),
          packedAnswers: "alone=no", keys: keys), 5, true
      ),
      (
        "confirm-answers-same",
        confirmAnswersPage(
          overview, after: overview,
          quotes: ChangedQuotes(before: overview.price, after: overview.price),
          packedAnswers: "alone=yes&how-often=2", keys: keys), 5, true
      ),
      (
        "answers-not-changed",
        answersNotChangedPage(
          overview, why: "This application has been submitted.", sent: other), 5, true
      ),
      (
        "answers-not-open",
        answersNotOpenPage(
          Self.overview(), standings(answers([("lanterns", "3")])), packedAnswers: "lanterns%3D3"),
        5,
        true
      ),
    ]
  }
}
