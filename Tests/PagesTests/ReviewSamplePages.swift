import Applications
import Markup
import Pages
import Rules

/// The pages of staff about one application.
let reviewSamplePages: [(name: String, page: Page, depth: Int, isSignedIn: Bool)] = [
  ("review-case", casePage(review(), keys: Sample.keys), 2, true),
  (
    "review-case-long",
    casePage(
      review(flagged + later, others: others),
      note: NoteForm(
        text: "a < b\nand more", faults: [.tooLong],
        why: "Somebody else has done <something> since."), keys: Sample.keys), 2, true
  ),
  ("review-case-of-officer", casePage(review(by: officer), keys: Sample.keys), 2, true),
  ("review-case-of-finance", casePage(review(by: finance), keys: Sample.keys), 2, true),
  (
    "review-case-denied", casePage(review(denied + [appealed], by: chief), keys: Sample.keys), 2,
    true
  ),
  ("review-element", element("lantern", review(taken)), 4, true),
  ("review-element-nobody-has-it", element("lantern", review()), 4, true),
  (
    "review-element-flagged",
    element(
      "lantern", review(flagged),
      FlagForm(
        target: "question.kind", words: "x", faults: [.noTarget, .noReason, .words(.tooLong)])),
    4, true
  ),
  (
    "review-element-changed",
    reviewElementPage(
      ReviewElementForm(
        review(answered), review(answered).overview.entry("lantern").unsafelyUnwrapped,
        before: review(sentBack).application.part("lantern"),
        hints: [.likeApplicant, .sameAs(.payer)], why: "Look <again>."), keys: Sample.keys), 4, true
  ),
  ("review-element-of-another", element("reference", review(taken)), 4, true),
  ("review-element-sealed", element("oath", review(taken, by: officer)), 4, true),
  (
    "review-element-sealed-anew",
    element("oath", review(fitnessFlagged + [deficiency(["f9"], anew: ["oath"])], by: officer)), 4,
    true
  ),
  ("review-hold", holdPage(review(taken), keys: Sample.keys), 3, true),
  (
    "review-hold-faults",
    holdPage(
      review(taken), HoldForm(words: "<b>", faults: [.noReason, .words(.tooLong)]),
      keys: Sample.keys), 3, true
  ),
  (
    "review-held",
    holdPage(review(taken + [held]), HoldForm(why: "It is on hold already."), keys: Sample.keys), 3,
    true
  ),
  (
    "review-deficiency",
    deficiencyPage(
      review(flagged + fitnessFlags),
      DeficiencyForm(words: "Please <hurry>.", letter: letter, shown: "s1", lastDay: lastDay),
      keys: Sample.keys), 3, true
  ),
  (
    "review-deficiency-nothing",
    deficiencyPage(review(taken), DeficiencyForm(words: "kept"), keys: Sample.keys), 3, true
  ),
  (
    "review-extend",
    extensionPage(
      review(sentBack), DeficiencyForm(words: "They are ill.", letter: letter, shown: "s1"),
      day: DateAnswer(day: "1", month: "3", year: "2027"), keys: Sample.keys), 3, true
  ),
  (
    "review-extend-closed",
    extensionPage(
      review(sentBack, by: chief, now: Sample.moment("2027-06-01T12:00:00.000Z")),
      DeficiencyForm(faults: [.missing("Say why more time is given")]), day: DateAnswer(),
      dayFault: "Enter a day that is still to come, within a year", keys: Sample.keys), 3, true
  ),
  ("review-fitness", fitness(FitnessForm()), 3, true),
  (
    "review-fitness-faults",
    fitness(
      FitnessForm(
        day: DateAnswer(day: "31", month: "2", year: ""), words: "x",
        faults: [.noOutcome, .noDay, .words(.tooLong)]), notCleared), 3, true
  ),
  (
    "review-decision",
    decisionPage(review(flagged), DecisionForm(), keys: Sample.keys), 3, true
  ),
  (
    "review-decision-approve",
    decisionPage(
      review(taken),
      DecisionForm(
        outcome: .approved, words: "Well done & so on.", chosen: ["permit": "2"], grants: [grant],
        choices: [GrantChoices(request: "permit", certificates: [held1, held2])], letter: letter,
        shown: "s1"), keys: Sample.keys), 3, true
  ),
  (
    "review-decision-deny",
    decisionPage(
      review(taken),
      DecisionForm(
        outcome: .denied, reasons: ["slept"], note: "She <slept>.", letter: letter, shown: "s1"),
      keys: Sample.keys), 3, true
  ),
  (
    "review-decision-faults",
    decisionPage(
      review(taken),
      DecisionForm(
        outcome: .denied, faults: [.noReason, .words(.tooLong), .cannotGrant("It cannot <be>")]),
      keys: Sample.keys), 3, true
  ),
  (
    "review-decision-late",
    decisionPage(review(denied), DecisionForm(note: "kept"), keys: Sample.keys), 3, true
  ),
  ("review-confirm", confirmPage(review(proposed, by: chief), keys: Sample.keys), 3, true),
  (
    "review-confirm-own",
    confirmPage(review(proposed), words: "No", why: "You <proposed> it.", keys: Sample.keys), 3,
    true
  ),
  ("review-confirm-nothing", confirmPage(review(by: chief), keys: Sample.keys), 3, true),
  (
    "review-undo",
    undoPage(
      review(approved, by: chief), DeficiencyForm(words: "A mistake", letter: letter, shown: "s"),
      keys: Sample.keys), 3, true
  ),
  (
    "review-undo-nothing", undoPage(review(by: chief), DeficiencyForm(), keys: Sample.keys), 3, true
  ),
  (
    "review-appeal",
    appealAnswerPage(
      review(denied + [appealed], by: chief),
      DeficiencyForm(faults: [.missing("Say why the denial stands")]), keys: Sample.keys), 3, true
  ),
  ("review-case-preliminary", casePage(review(preliminary), keys: Sample.keys), 2, true),
  (
    "review-case-to-revoke",
    casePage(review(preliminary + notCleared + [revocation], by: chief), keys: Sample.keys), 2, true
  ),
  (
    "review-decision-preliminary",
    decisionPage(
      review(taken + [finding], knows: rule),
      DecisionForm(
        outcome: .approved, isPreliminary: true, conditions: ["offer"], grants: [grant],
        letter: letter, shown: "s1"), keys: Sample.keys), 3, true
  ),
  (
    "review-decision-preliminary-faults",
    decisionPage(
      review(taken + [finding], knows: rule),
      DecisionForm(outcome: .approved, isPreliminary: true, faults: [.noCondition]),
      keys: Sample.keys), 3, true
  ),
  (
    "review-decision-not-preliminary",
    decisionPage(review(taken, knows: rule), DecisionForm(), keys: Sample.keys), 3, true
  ),
  (
    "review-fitness-preliminary",
    fitness(
      FitnessForm(outcome: "preliminary", conditions: ["awake"], faults: [.noCondition]),
      knows: rule), 3, true
  ),
  (
    "review-fitness-approved",
    fitness(
      FitnessForm(letter: letter, shown: "s1"), [finding, decision(.approved, rule: true)],
      knows: rule), 3, true
  ),
  (
    "review-fitness-to-revoke",
    fitness(
      FitnessForm(letter: letter, shown: "s1"),
      [finding, decision(.approved, rule: true)] + notCleared, knows: rule), 3, true
  ),
  (
    "review-revoke",
    revokePage(
      review(preliminary + notCleared, by: officer),
      DecisionForm(outcome: .revoked, reasons: ["slept"], letter: letter, shown: "s1"),
      keys: Sample.keys), 3, true
  ),
  (
    "review-revoke-faults",
    revokePage(
      review(preliminary + notCleared, by: officer),
      DecisionForm(outcome: .revoked, words: "<x>", faults: [.noReason, .note(.tooLong)]),
      keys: Sample.keys), 3, true
  ),
  (
    "review-revoke-not-yet",
    revokePage(
      review(preliminary, by: officer),
      DecisionForm(outcome: .revoked, words: "kept", why: "Look <again>."), keys: Sample.keys), 3,
    true
  ),
  (
    "review-confirm-revocation",
    confirmPage(review(preliminary + notCleared + [revocation], by: chief), keys: Sample.keys), 3,
    true
  ),
  (
    "review-undo-revocation",
    undoPage(
      review(
        preliminary + notCleared + [revocation, by("sam", .decisionConfirmed("x2", key: "r31"))],
        by: chief), DeficiencyForm(), keys: Sample.keys), 3, true
  ),
  ("review-history-preliminary", preliminaryHistory(kim), 3, true),
  ("review-history-preliminary-of-officer", preliminaryHistory(officer), 3, true),
  ("review-letters", caseLettersPage(review(approved + undone, by: chief)), 3, true),
  ("review-letters-none", caseLettersPage(review()), 3, true),
  ("review-history", history(kim), 3, true),
  ("review-history-of-officer", history(officer), 3, true),
]

// MARK: Who looks

private let kim = member("kim", [.specialist])
private let officer = member("noa", [.fitnessOfficer])
private let chief = member("sam", [.reviewer])
private let finance = member("fin", [.finance])

private func member(_ name: String, _ roles: [StaffRole]) -> StaffMember {
  StaffMember(
    name: StaffName(name).unsafelyUnwrapped, fullName: name,
    emailAddress: "\(name)@lanterns.example",
    roles: roles, addedAt: Sample.noon)
}

// MARK: What was applied for

/// The oath is under a seal, for the eyes of fitness officers.
private let edition: Edition = {
  var definitions = Sample.definitions
  let oath = Sample.oath
  definitions.elements = [
    Sample.lantern,
    Element(
      id: oath.id, title: oath.title, why: oath.why, clause: oath.clause,
      submittedBy: oath.submittedBy, questions: oath.questions, seal: oath.seal,
      seenBy: ["fitness"], whenDeficient: .anew), Sample.reference,
  ]
  return Edition(of: definitions, on: Sample.today, publication: Sample.edition.publication)
}()

private let rules = ReviewRules(
  deficiencyReasons: [
    ReviewReason(id: "unclear", text: "It is not <clear>.", clause: Sample.clause("L 4 §3(1)")),
    ReviewReason(id: "dark", text: "The photo is too dark.", elements: ["lantern"]),
    ReviewReason(id: "sworn", text: "It was not sworn.", elements: ["oath"]),
  ],
  denialReasons: [
    ReviewReason(id: "slept", text: "You slept on watch.", clause: Sample.clause("L 4 §5(2)")),
    ReviewReason(id: "none", text: "There is no lantern."),
  ],
  holdReasons: [
    HoldReason(
      id: "guild", text: "The guild is asked.", clause: Sample.clause("L 9"), clock: .stops),
    HoldReason(id: "moon", text: "There is no moon.", clock: .runs),
  ],
  deficiency: DeficiencyRule(
    days: 60, consequence: .closed, words: "It is closed then.", clause: Sample.clause("L 4 §7")),
  appeal: AppealRule(days: 30, words: "You can ask for another look.", clause: Sample.clause("L 8"))
)

private let rule = PreliminaryRule(
  days: 90, words: "The oath is <still> looked at.", clause: Sample.clause("L 4 §6"),
  conditions: [
    PreliminaryCondition(
      id: "offer", text: "A lighthouse wants <them>.", clause: Sample.clause("L 4 §6(1)"),
      test: .foundBy(.review)),
    PreliminaryCondition(id: "awake", text: "SECRET: they were awake.", test: .foundBy(.fitness)),
  ])

private func review(
  _ events: [(who: Event.Actor?, what: Event.What)] = paid, by viewer: StaffMember = kim,
  now: Moment = Sample.moment("2026-12-01T17:00:00.000Z"),
  others: OtherApplications = OtherApplications(), knows rule: PreliminaryRule? = nil
) -> ReviewCase {
  ReviewCase(
    Overview(
      Application(number: Sample.number, events: journal(events)).unsafelyUnwrapped,
      edition: edition, now: now), rules: rules.with(preliminary: rule), viewer: viewer,
    others: others)
}

private func journal(_ events: [(who: Event.Actor?, what: Event.What)]) -> [Event] {
  let start = Sample.events([])[0]
  return [start]
    + events.enumerated().map { index, event in
      Event(
        number: index + 2, at: start.at.adding(seconds: (index + 1) * 3600),
        who: event.who ?? start.who, what: event.what)
    }
}

private let paid: [(who: Event.Actor?, what: Event.What)] = Sample.paid.map { (nil, $0) }

private func by(_ name: String, _ act: ReviewAct) -> (who: Event.Actor?, what: Event.What) {
  (.staff(name), .review(act))
}

private let taken =
  paid + [by("kim", .assigned(Assignment(to: kim.name, words: "Hers", key: "r1")))]

private func flag(
  _ id: String, _ element: Element.ID, _ target: Flag.Target, _ reason: GivenReason,
  words: String = ""
) -> Flag {
  Flag(id: id, element: element, target: target, reason: reason, words: words, key: id)
}

private let unclear = GivenReason(id: "unclear", text: "It is not <clear>.", clause: "L 4 §3(1)")

private let flagged =
  taken + [
    by("kim", .accepted("lantern", key: "r2")),
    by(
      "kim",
      .flagged(flag("f1", "lantern", .question("kind"), unclear, words: "Say <which>.\nPlease."))),
    by(
      "kim",
      .flagged(flag("f2", "lantern", .file("a1"), GivenReason(id: "dark", text: "Too dark.")))),
    by("kim", .flagged(flag("f3", "lantern", .element, unclear))),
    by("kim", .flagLifted("f3", key: "r3")),
  ]

private let fitnessFlags = [
  by("noa", .sealedViewed("oath")),
  by(
    "noa",
    .flagged(
      flag(
        "f9", "oath", .question("sober"), GivenReason(id: "sworn", text: "SECRET"), words: "SECRET")
    )),
]
private let fitnessFlagged = taken + fitnessFlags

private let held = by(
  "kim",
  .held(
    Hold(
      reason: GivenReason(id: "guild", text: "The guild is asked.", clause: "L 9"),
      stopsClock: true, words: "They answer <slowly>.", key: "r5")))

private let later = [
  by("kim", .noted(Note(id: "n1", text: "She wrote <twice>.\nLook again.", key: "r6"))), held,
]

private let lastDay = Sample.day("2027-01-30")

private let letter = SentLetter(
  subject: "Your application K7M4-2Q9P", body: "Hello Ada,\n\n1. <One>\n\nThe Board\n")

private func deficiency(
  _ flags: [String], anew: [Element.ID] = []
) -> (who: Event.Actor?, what: Event.What) {
  by(
    "kim",
    .deficiencySent(
      Deficiency(
        id: "d1", flags: flags, until: Sample.zone.end(of: lastDay), consequence: .closed,
        anew: anew, letter: letter, key: "r7")))
}

private let sentBack = flagged + [deficiency(["f1", "f2"])]

private let answered =
  sentBack + [
    (
      nil,
      .saved(
        Save(
          element: "lantern", revision: 2,
          answers: Sample.answers([("kind", "oil"), ("count", "3"), ("true", "yes")]), key: "r8"))
    ),
    (nil, .review(.deficiencyAnswered(key: "r9"))),
  ]

private let notCleared: [(who: Event.Actor?, what: Event.What)] = [
  by(
    "noa",
    .fitnessDecided(
      FitnessOutcome(
        isCleared: false, day: Sample.day("2026-11-20"), elements: ["oath"], words: "SECRET <b>",
        key: "r10")))
]

private let held1 = HeldCertificate(
  kind: "keeper", number: "K-1", first: Sample.day("2020-01-01"), last: Sample.day("2026-12-31"))
private let held2 = HeldCertificate(
  kind: "visitor", number: "V-<2>", first: Sample.day("2021-01-01"), last: nil)

private let grant = Grant(
  request: "permit", how: .issues, certificate: held1, clause: "L 4 §1(2)", aligned: [held2])

private let finding = by(
  "noa",
  .preliminaryFound(
    PreliminaryFinding(
      conditions: [GivenReason(id: "awake", text: "SECRET: they were awake.")],
      day: Sample.day("2026-11-19"), elements: ["oath"], words: "SECRET <b>", key: "r28")))

private let preliminary = taken + [finding, decision(.approved, rule: true)]

private let revocation = by(
  "noa",
  .decided(
    Decision(
      id: "x2", outcome: .revoked,
      reasons: [GivenReason(id: "slept", text: "You slept on watch.", clause: "L 4 §5(2)")],
      words: "She <slept> again.", letter: letter, appealUntil: lastDay, key: "r29")))

private let confirmation = by(
  "noa",
  .preliminaryConfirmed(
    PreliminaryConfirmation(
      outcome: FitnessOutcome(
        isCleared: true, day: Sample.day("2026-11-20"), elements: ["oath"], words: "SECRET <b>",
        key: "r30"), letter: letter)))

private func preliminaryHistory(_ viewer: StaffMember) -> Page {
  let all =
    preliminary + notCleared + [
      revocation, by("sam", .decisionRefused("x2", words: "Not <so>", key: "r32")), confirmation,
    ]
  return caseHistoryPage(review(all, by: viewer), journal(all))
}

private func decision(
  _ outcome: Decision.Outcome, rule isPreliminary: Bool = false
) -> (who: Event.Actor?, what: Event.What) {
  by(
    "kim",
    .decided(
      Decision(
        id: "x1", outcome: outcome,
        reasons: outcome == .denied
          ? [GivenReason(id: "slept", text: "You slept on watch.", clause: "L 4 §5(2)")] : [],
        grants: outcome == .approved ? [grant] : [], words: "She <slept>.", letter: letter,
        appealUntil: outcome == .denied ? lastDay : nil,
        preliminary: isPreliminary
          ? Preliminary(
            rule: GivenReason(
              id: "preliminary", text: "The oath is <still> looked at.", clause: "L 4 §6"),
            conditions: [GivenReason(id: "offer", text: "A lighthouse wants <them>.")],
            until: Sample.day("2026-12-20")) : nil, key: "r11")))
}

private let proposed = taken + [decision(.denied)]
private let denied = proposed + [by("sam", .decisionConfirmed("x1", key: "r12"))]
private let approved = taken + [decision(.approved)]
private let undone = [
  by(
    "sam",
    .decisionUndone(
      DecisionUndoing(
        decision: "x1", reason: "A <mistake>",
        letter: SentLetter(subject: "Not so", body: "It is undone.\n"), key: "r13")))
]
private let appealed: (who: Event.Actor?, what: Event.What) = (
  nil, .review(.appealed(Appeal(text: "I was <awake>.", key: "r14")))
)

private let others = OtherApplications(
  [
    OtherApplication(Sample.overview(), tie: .sameAccount, beside: ["permit"]),
    OtherApplication(
      Sample.overview(Sample.paid), tie: .otherAccount([.name, .phoneNumber, .postalAddress]),
      beside: ["other"]),
  ], more: .ofName(search: "review/search?q=ada%20okoro"))

// MARK: Pages

private func element(
  _ id: Element.ID, _ review: ReviewCase, _ flag: FlagForm = FlagForm()
) -> Page {
  reviewElementPage(
    ReviewElementForm(review, review.overview.entry(id).unsafelyUnwrapped, flag: flag),
    keys: Sample.keys)
}

private func fitness(
  _ form: FitnessForm, _ more: [(who: Event.Actor?, what: Event.What)] = [],
  knows rule: PreliminaryRule? = nil
) -> Page {
  let review = review(taken + more, by: officer, knows: rule)
  return fitnessPage(
    review,
    review.sealed.map { ReviewElementForm(review, $0) }, form, keys: Sample.keys)
}

/// Everything that can have happened under review, and much else.
private func history(_ viewer: StaffMember) -> Page {
  let all =
    answered + later + fitnessFlags + notCleared + [
      by("kim", .resumed(ReviewMark(words: "They answered", key: "r15"))),
      by(
        "kim",
        .deficiencyExtended(
          DeficiencyExtension(
            until: Sample.zone.end(of: lastDay), words: "Ill", letter: letter, key: "r16"))),
      (.program("sweep"), .review(.deficiencyLapsed("d1"))),
      by("kim", .released(ReviewMark(words: "Away", key: "r17"))), decision(.denied),
      by("sam", .decisionRefused("x1", words: "Not so <fast>", key: "r18")),
      by(
        "kim",
        .decisionUndone(DecisionUndoing(decision: "x1", reason: "Why", letter: letter, key: "r19"))),
      appealed, by("sam", .appealRefused(AppealAnswer(letter: letter, key: "r20"))),
      (
        .staff("kim"),
        .evidenceReceived(
          Evidence(id: "e1", element: "reference", day: lastDay, source: "By post", words: "Inside")
        )
      ),
      (nil, Sample.withdrawn),
    ]
  return caseHistoryPage(review(all, by: viewer), journal(all))
}

/// What other samples need of these.
enum ReviewSample {
  static let specialist = kim
  static let fitnessOfficer = officer
  static let reviewer = chief
  static let cashier = finance
  static let administrator = member("ann", [.administrator])
  static let given = grant
  static let waiting = review().overview
  static let withKim = review(flagged).overview
  static let onHold = review(taken + [held]).overview
  static let deficient = review(sentBack).overview
  static let toConfirm = review(proposed).overview
  static let deniedAndAppealed = review(denied + [appealed]).overview
  static let granted = review(approved).overview
  static let takenBack = review(approved + undone).overview
  static let kinds = edition.certificateKinds
}
