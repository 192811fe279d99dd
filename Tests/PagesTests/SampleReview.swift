import Applications
import Markup
import Pages
import Rules

/// Applications that are looked at, come back, are put right and decided.
extension Sample {
  static let torn = GivenReason(id: "torn", text: "It is <torn>.", clause: "L 4 §9")
  static let dark = GivenReason(id: "dark", text: "It is too dark to read.")

  static func letter(_ subject: String) -> SentLetter {
    SentLetter(
      subject: subject,
      body: "Hello Ada Okoro,\n\nsomething is <torn>.\n\n1. One line\nand another\n\nThe office")
  }

  static func flag(
    _ id: String, _ element: Element.ID, _ target: Flag.Target = .element,
    _ reason: GivenReason = torn, words: String = ""
  ) -> Event.What {
    .review(
      .flagged(
        Flag(id: id, element: element, target: target, reason: reason, words: words, key: id)))
  }

  static func sent(
    _ id: String, _ flags: [String], until: String = "2026-12-23T05:00:00.000Z",
    consequence: DeficiencyRule.Consequence = .closed, anew: [Element.ID] = [],
    signAgain: [Element.ID] = []
  ) -> Event.What {
    .review(
      .deficiencySent(
        Deficiency(
          id: id, flags: flags, until: moment(until), consequence: consequence, anew: anew,
          signAgain: signAgain, letter: letter("Put it right"), key: id)))
  }

  static let claimed = Event.What.review(
    .assigned(Assignment(to: StaffName("lee").unsafelyUnwrapped, key: "c")))
  static let answered = Event.What.review(.deficiencyAnswered(key: "a"))

  /// All of the lantern came back, and the oath has to be sworn anew.
  static let cameBack: [Event.What] =
    paid + [
      claimed, flag("f1", "lantern", words: "The <second> page."), flag("f2", "oath"),
      sent("d1", ["f1", "f2"], anew: ["oath"]),
    ]
  /// Only one question and one file.
  static let partlyBack: [Event.What] =
    paid + [
      claimed, flag("f1", "lantern", .question("count")),
      flag("f2", "lantern", .file("a1"), dark, words: "Take it by day."),
      sent("d1", ["f1", "f2"], signAgain: ["oath"]),
    ]
  static let putRight: [Event.What] =
    partlyBack + [
      .saved(Save(element: "lantern", revision: 2, answers: lanternAnswers, key: "p1")),
      .sealed(
        Signature(
          element: "oath", changes: 2, version: day("2026-01-01"), publication: "3f9a",
          digest: "5eed", name: "Ada Okoro", key: "p2")),
    ]
  static let held: [Event.What] =
    paid + [
      claimed,
      .review(
        .held(
          Hold(
            reason: GivenReason(id: "calm", text: "We wait for <wind>.", clause: "L 4 §11"),
            stopsClock: true, words: "secret", key: "h"))),
    ]
  static let approved: [Event.What] =
    paid + [claimed] + [
      .review(
        .decided(
          Decision(
            id: "e1", outcome: .approved,
            grants: [
              Grant(
                request: "permit", how: .issues,
                certificate: HeldCertificate(
                  kind: "keeper", number: "K-<7>", first: day("2026-11-21"),
                  last: day("2031-11-20")), clause: "L 4 §1(2)")
            ], words: "secret", letter: letter("Approved"), key: "e1")))
    ]
  /// The same before fitness is decided, and what came of it.
  static let preliminary: [Event.What] =
    paid + [claimed] + [
      .review(
        .decided(
          Decision(
            id: "e3", outcome: .approved,
            grants: [
              Grant(
                request: "permit", how: .issues,
                certificate: HeldCertificate(
                  kind: "keeper", number: "K-<7>", first: day("2026-11-21"),
                  last: day("2031-11-20")), clause: "L 4 §1(2)")
            ], words: "secret", letter: letter("Approved for now"),
            preliminary: Preliminary(
              rule: GivenReason(
                id: "preliminary", text: "The oath is <still> looked at.", clause: "L 4 §6"),
              conditions: [GivenReason(id: "offer", text: "secret")], until: day("2027-02-19")),
            key: "e3")))
    ]
  static let confirmed: [Event.What] =
    preliminary + [
      .review(
        .preliminaryConfirmed(
          PreliminaryConfirmation(
            outcome: FitnessOutcome(
              isCleared: true, day: day("2026-11-21"), elements: ["oath"], words: "secret",
              key: "e4"), letter: letter("Confirmed"))))
    ]
  static let toRevoke: [Event.What] =
    preliminary + [
      .review(
        .decided(
          Decision(
            id: "e5", outcome: .revoked, reasons: [torn], words: "secret",
            letter: letter("Revoked"), appealUntil: day("2026-12-22"), key: "e5")))
    ]
  static let revoked: [Event.What] =
    toRevoke + [.review(.decisionConfirmed("e5", key: "y"))]
  static let denied: [Event.What] =
    paid + [claimed] + [
      .review(
        .decided(
          Decision(
            id: "e2", outcome: .denied, reasons: [torn, dark], words: "secret",
            letter: letter("Denied"), appealUntil: day("2026-12-22"), key: "e2"))),
      .review(.decisionConfirmed("e2", key: "y")),
    ]
  static let appealed: [Event.What] =
    denied + [.review(.appealed(Appeal(text: "Look at <page> 2 again.", key: "z")))]
  static let undone: [Event.What] =
    appealed + [
      .review(
        .decisionUndone(
          DecisionUndoing(
            decision: "e2", reason: "We overlooked <page> 2.", letter: letter("Undone"), key: "u")))
    ]

  /// One of everything that a review brings into the history.
  static let allOfReview: [Event.What] =
    putRight + [
      answered, .review(.accepted("lantern", key: "ok")),
      .review(.noted(Note(id: "n", text: "secret", key: "n"))),
      .review(.sealedViewed("oath")),
      .review(
        .fitnessDecided(
          FitnessOutcome(
            isCleared: true, day: day("2026-11-22"), elements: ["oath"], words: "secret", key: "s"))
      ),
    ] + held.suffix(1) + [
      .review(.resumed(ReviewMark(key: "r"))), .review(.released(ReviewMark(key: "l"))), claimed,
      flag("f3", "lantern"), .review(.flagLifted("f3", key: "x")), flag("f4", "lantern"),
      sent("d2", ["f4"]),
      .review(
        .deficiencyExtended(
          DeficiencyExtension(
            until: moment("2027-01-10T05:00:00.000Z"), words: "secret", letter: letter("Longer"),
            key: "g"))),
      .review(.deficiencyLapsed("d2")),
    ] + denied.suffix(2) + undone.suffix(2)

  /// The journal with each line by whoever does such things.
  static func journal(_ events: [Event.What]) -> [Event] {
    Sample.events(events).map { event in
      guard case .review(let act) = event.what else { return event }
      let who: Event.Actor =
        switch act {
        case .deficiencyAnswered, .appealed: event.who
        case .deficiencyLapsed: .program("sweep")
        case .decisionConfirmed, .decisionRefused: .staff("kim")
        default: .staff("lee")
        }
      return Event(number: event.number, at: event.at, who: who, what: event.what)
    }
  }

  static func review(_ events: [Event.What], now: Moment = noon) -> Overview {
    let application = Application(number: number, events: journal(events)).unsafelyUnwrapped
    return Overview(application, edition: edition, now: now)
  }

  static func letters(_ events: [Event.What]) -> [ReviewLetter] {
    let application = review(events).application
    return journal(events).compactMap { ReviewLetter($0, in: application) }
  }

  private static func page(_ overview: Overview) -> Page {
    overviewPage(overview, quote: .success(quote), keys: keys)
  }

  private static func standing(_ events: [Event.What]) -> CertificateStanding? {
    CertificateStanding(of: [review(events).application], imported: []) { $0.number == "K-<7>" }
  }

  private static func certificates(
    _ events: [Event.What]
  ) -> [(grant: Grant, standing: CertificateStanding?)] {
    let review = review(events).application.review
    return ((review.revoked ?? review.decision)?.grants ?? []).map { ($0, standing(events)) }
  }

  private static func verify(_ events: [Event.What]) -> Page {
    verifyPage(
      standing(events).unsafelyUnwrapped, kind: definitions.certificateKinds.first,
      agency: definitions.agency, at: noon)
  }

  static let tooLate = moment("2027-01-05T12:00:00.000Z")

  static let reviewPages: [(name: String, page: Page, depth: Int, isSignedIn: Bool)] = [
    ("overview-pending-review", page(review(paid + [claimed])), 3, true),
    ("overview-on-hold", page(review(held)), 3, true),
    ("overview-deficient", page(review(cameBack)), 3, true),
    ("overview-deficient-partly", page(review(partlyBack)), 3, true),
    ("overview-put-right", page(review(putRight)), 3, true),
    ("overview-closed", page(review(cameBack, now: tooLate)), 3, true),
    ("overview-approved", page(review(approved)), 3, true),
    ("overview-preliminary", page(review(preliminary)), 3, true),
    ("overview-confirmed", page(review(confirmed)), 3, true),
    ("overview-revoked", page(review(revoked)), 3, true),
    ("overview-denied", page(review(denied)), 3, true),
    ("overview-denied-appealed", page(review(appealed)), 3, true),
    ("overview-denied-late", page(review(denied, now: tooLate)), 3, true),
    ("overview-undone", page(review(undone)), 3, true),
    (
      "dashboard-review",
      dashboardPage(
        [
          review(paid + [claimed]), review(held), review(cameBack), review(putRight),
          review(cameBack, now: tooLate), review(approved), review(preliminary), review(revoked),
          review(denied), review(appealed),
        ], unreadable: [], name: "Ada"), 2, true
    ),
    ("element-sent-back", elementPage(form("lantern", review(cameBack))), 4, true),
    ("element-partly-sent-back", elementPage(form("lantern", review(partlyBack))), 4, true),
    ("element-sent-back-anew", elementPage(form("oath", review(cameBack))), 4, true),
    ("element-sign-again", elementPage(form("oath", review(partlyBack))), 4, true),
    ("element-signed-again", elementPage(form("oath", review(putRight))), 4, true),
    ("answer", answerPage(review(putRight), keys: keys), 4, true),
    ("answer-unfinished", answerPage(review(cameBack), keys: keys), 4, true),
    ("answer-missing", answerPage(review(cameBack), namesMissing: true, keys: keys), 4, true),
    (
      "answer-too-late",
      answerPage(review(cameBack, now: tooLate), why: "It is <over>.", keys: keys), 4, true
    ),
    ("letters", lettersPage(review(undone), letters(undone)), 4, true),
    ("letters-none", lettersPage(review(paid), []), 4, true),
    ("letter", letterPage(review(approved), letters(approved)[0]), 5, true),
    ("letter-undone", letterPage(review(undone), letters(undone)[0]), 5, true),
    ("letters-revoked", lettersPage(review(revoked), letters(revoked)), 4, true),
    (
      "appeal-revoked", appealPage(AppealForm(review(revoked), rule: appealRule), keys: keys), 4,
      true
    ),
    ("appeal", appealPage(AppealForm(review(denied), rule: appealRule), keys: keys), 4, true),
    (
      "appeal-faults",
      appealPage(
        AppealForm(
          review(denied), rule: nil, text: "A <lot>", fault: .tooLong, why: "Look <again>."),
        keys: keys), 4, true
    ),
    (
      "appeal-too-late",
      appealPage(
        AppealForm(
          review(denied, now: tooLate), rule: appealRule, text: "Late <words>",
          why: "The last day is over."), keys: keys), 4, true
    ),
    (
      "history-preliminary",
      historyPage(
        review(revoked + confirmed.suffix(1)),
        journal(
          preliminary.dropLast() + [
            .review(
              .preliminaryFound(
                PreliminaryFinding(
                  conditions: [GivenReason(id: "awake", text: "secret")], day: day("2026-11-20"),
                  elements: ["oath"], key: "e6")))
          ] + preliminary.suffix(1) + confirmed.suffix(1) + revoked.suffix(2))), 4, true
    ),
    (
      "certificate-preliminary",
      certificatePage(
        review(preliminary), certificates(preliminary), kinds: definitions.certificateKinds,
        address: { "https://office.example/verify/\($0.number)" }), 3, true
    ),
    (
      "certificate-revoked",
      certificatePage(
        review(revoked), certificates(revoked), kinds: definitions.certificateKinds,
        address: { "https://office.example/verify/\($0.number)" }), 3, true
    ),
    ("verify-preliminary", verify(preliminary), 2, false),
    ("verify-confirmed", verify(confirmed), 2, false),
    ("verify-revoked", verify(revoked), 2, false),
    ("history-review", historyPage(review(allOfReview), journal(allOfReview)), 4, true),
  ]

  private static let appealRule = AppealRule(
    days: 30, words: "You may <ask>.", clause: clause("L 4 §12"))
}
