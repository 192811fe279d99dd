import Applications
import Markup
import Pages
import Rules
import Support
import Testing

/// Every kind of page there is, and each of its states that reads otherwise.
///
/// `depth`: how many folders below the top of the site it lies.
let samplePages: [(name: String, page: Page, depth: Int, isSignedIn: Bool)] = [
  ("home", homePage(Sample.edition), 0, false),
  ("catalogue", cataloguePage(Sample.edition), 1, false),
  ("credential", credentialPage(Sample.permit, Sample.edition), 2, false),
  ("credential-renewal", credentialPage(Sample.renewal, Sample.edition), 2, false),
  ("fees", feeSchedulePage(Sample.edition, examples: Sample.examples), 1, false),
  (
    "changes",
    changesPage(
      Sample.definitions, Sample.definitions.changesOfDays, publication: "3f9a1c77",
      since: Sample.day("2026-11-22")), 1, false
  ),
  ("find", finding("find/"), 1, false),
  ("find-question", finding("find/permit/"), 2, false),
  ("find-question-of-profile", finding("find/renewal/yes/"), 3, false),
  ("find-result", finding("find/permit/2/"), 3, false),
  ("find-not-open", finding("find/renewal/no/"), 3, false),
  ("live-forms", liveFormsPage(Sample.permit, Sample.edition), 2, false),
  ("live-element", liveElementPage(Sample.lantern, Sample.permit, Sample.edition), 3, false),
  ("help", helpIndexPage(Sample.definitions.pages, language: "en"), 1, false),
  ("help-page", helpPage(Sample.definitions.pages[0], language: "en"), 2, false),
  ("not-found", notFoundPage(), 0, false),
  ("error", errorPage(), 0, false),
  ("too-large", tooLargePage(megabytes: 20), 0, false),
  ("register", registerPage(RegistrationForm(), keys: Sample.keys), 2, false),
  (
    "register-faults",
    registerPage(
      RegistrationForm(
        name: "", emailAddress: "ada<@", faults: [.noName, .noEmailAddress, .passwordTooShort]),
      keys: Sample.keys), 2, false
  ),
  ("check-mail", checkMailPage(.newAccount), 2, false),
  ("confirm-address", confirmAddressPage(token: "abc123", keys: Sample.keys), 3, false),
  ("link-used", linkUsedPage(.newAccount), 3, false),
  ("sign-in", signInPage(SignInForm(notice: .confirmed), keys: Sample.keys), 2, false),
  (
    "sign-in-refused",
    signInPage(
      SignInForm(
        emailAddress: "ada@example.com", then: "apply?request=permit", fault: .noSuchSignIn),
      keys: Sample.keys), 2, false
  ),
  (
    "sign-in-busy",
    signInPage(SignInForm(emailAddress: "ada@example.com", fault: .busy), keys: Sample.keys), 2,
    false
  ),
  (
    "profile",
    profilePage(ProfileForm(account: Sample.account, profile: Sample.profile), keys: Sample.keys),
    2, true
  ),
  (
    "profile-missing",
    profilePage(
      ProfileForm(
        account: Sample.account, profile: Profile(name: "Ada", emailAddress: "ada@example.com"),
        missing: [.phoneNumber, .street, .city, .postalCode, .country], then: "apply"),
      keys: Sample.keys), 2, true
  ),
  (
    "choose",
    chooseRequestsPage(
      Sample.edition, standings: Sample.standings(), chosen: ["permit"], faults: []), 2, true
  ),
  (
    "choose-not-open",
    chooseRequestsPage(
      Sample.edition, standings: Sample.standings(), chosen: ["renewal"],
      faults: [.notOpen(Sample.renewal.title, Sample.renewal.eligibility[0])]), 2, true
  ),
  (
    "choose-nothing-open",
    chooseRequestsPage(
      Sample.edition, standings: Array(Sample.standings().suffix(1)), chosen: [], faults: []), 2,
    true
  ),
  (
    "not-open",
    notOpenPage(
      Sample.standings(Sample.answers([("lanterns", "3")])).prefix(2).map { $0 },
      among: [Sample.permit, Sample.visit], edition: Sample.edition), 3, true
  ),
  (
    "choose-conflict",
    chooseRequestsPage(
      Sample.edition, standings: Sample.standings(), chosen: ["permit", "visit"],
      faults: [.conflict(Sample.permit.title, Sample.visit.title)]), 2, true
  ),
  (
    "clarify",
    clarifyPage(
      [Sample.permit], edition: Sample.edition, answers: Sample.answers([("lanterns", "many")]),
      faults: [
        FieldFault(field: "lanterns", fault: .notANumber(Sample.permit.questions[0], 1...9))
      ], account: Sample.account, keys: Sample.keys), 3, true
  ),
  (
    "clarify-held",
    clarifyPage(
      [Sample.permit], edition: Sample.edition, answers: Sample.answers([("lanterns", "2")]),
      faults: [], isHeld: true, account: Sample.account, keys: Sample.keys), 3, true
  ),
  (
    "confirm-start",
    confirmStartPage(
      StartConfirmation(
        edition: Sample.edition, requests: [Sample.permit],
        answers: Sample.answers([("lanterns", "2")]), packedAnswers: "lanterns=2",
        quote: .success(Sample.quote), lastDay: Sample.day("2027-02-20")), account: Sample.account,
      keys: Sample.keys), 3, true
  ),
  (
    "confirm-start-carrying",
    confirmStartPage(
      StartConfirmation(
        edition: Sample.edition, requests: [Sample.permit],
        answers: Sample.answers([("lanterns", "2")]), packedAnswers: "lanterns=2",
        quote: .success(Sample.quote), lastDay: Sample.day("2027-02-20"),
        carryOver: Sample.carryOver), account: Sample.account, keys: Sample.keys), 3, true
  ),
  (
    "confirm-start-again",
    confirmStartPage(
      StartConfirmation(
        edition: Sample.edition, requests: [Sample.permit],
        answers: Sample.answers([("lanterns", "2")]), packedAnswers: "lanterns=2",
        quote: .success(Sample.quote), lastDay: Sample.day("2027-02-20"),
        before: [Sample.overview(Sample.saved), Sample.overview(Sample.paid)]),
      account: Sample.account, keys: Sample.keys), 3, true
  ),
  ("dashboard-empty", dashboardPage([], unreadable: [], name: "Ada Okoro"), 2, true),
  (
    "dashboard",
    dashboardPage(
      [
        Sample.overview(Sample.saved), Sample.overview(Sample.complete),
        Sample.overview(Sample.complete + [.attemptOpened(Sample.attempt)]),
        Sample.overview(Sample.handedOver, now: Sample.soon),
        Sample.overview(Sample.unknown, now: Sample.soon),
        Sample.overview(Sample.handedOver, now: Sample.muchLater),
        Sample.overview(Sample.handedOver + [Sample.came(109_00, .held)]),
        Sample.overview(Sample.paid),
        Sample.overview(now: Sample.moment("2027-03-01T12:00:00.000Z")),
        Sample.overview(Sample.saved + [.cancelled(key: "c1")]),
        Sample.overview(Sample.paid + [Sample.withdrawn]),
      ], unreadable: [Sample.number], name: "Ada Okoro"), 2, true
  ),
  ("overview", overviewPage(Sample.overview(Sample.saved)), 3, true),
  ("overview-complete", overviewPage(Sample.overview(Sample.complete)), 3, true),
  (
    "overview-paying",
    overviewPage(Sample.overview(Sample.complete + [.attemptOpened(Sample.attempt)])), 3, true
  ),
  (
    "overview-unfinished", overviewPage(Sample.overview(Sample.handedOver, now: Sample.muchLater)),
    3, true
  ),
  ("overview-checking", overviewPage(Sample.overview(Sample.unknown)), 3, true),
  (
    "overview-expired",
    overviewPage(Sample.overview(now: Sample.moment("2027-03-01T12:00:00.000Z"))), 3, true
  ),
  (
    "overview-submitted",
    overviewPage(
      Sample.overview(Sample.paid), quote: Sample.overview(Sample.paid).price, saysHowFar: true,
      keys: Sample.keys), 3, true
  ),
  (
    "overview-cancelled",
    overviewPage(Sample.overview(Sample.saved + [.cancelled(key: "c1")])), 3, true
  ),
  (
    "overview-withdrawn",
    overviewPage(Sample.overview(Sample.paid + [Sample.withdrawn])), 3, true
  ),
  ("cancel", cancelPage(Sample.overview(Sample.saved), keys: Sample.keys), 4, true),
  (
    "cancel-refused",
    cancelPage(
      Sample.overview(Sample.paid), why: "It has been submitted. You can withdraw it instead.",
      keys: Sample.keys), 4, true
  ),
  (
    "withdraw",
    withdrawPage(
      WithdrawForm(Sample.overview(Sample.paid), reason: "I <moved>", isTooLong: true),
      keys: Sample.keys), 4, true
  ),
  (
    "withdraw-refused",
    withdrawPage(
      WithdrawForm(Sample.overview(Sample.saved), reason: "I <moved>", why: "It is not submitted."),
      keys: Sample.keys), 4, true
  ),
  (
    "not-held",
    notHeldPage(
      Sample.answers([("kind", "oil"), ("reason", "I <moved>\nfar away")]),
      why: "Too many forms are waiting."), 4, false
  ),
  ("not-stored-unconfirmed", notStoredPage(notStored(.unconfirmed)), 4, true),
  ("not-stored-nothing-changed", notStoredPage(notStored(.nothingChanged)), 4, true),
  (
    "not-stored-stopped",
    notStoredPage(NotStored(outcome: .stopped, typed: [], reference: "7k2m9qx4")), 4, true
  ),
  ("not-stored-too-long", notStoredPage(notStored(.tooLong)), 4, true),
  ("summary", summaryPage(Sample.overview(Sample.complete)), 4, true),
  ("messages-none", messagesPage(Sample.overview(), keys: Sample.keys), 4, true),
  (
    "messages",
    messagesPage(
      Sample.overview(Sample.written),
      form: MessageForm(
        subject: "", text: "A <question>", faults: MessageFault.allCases), keys: Sample.keys), 4,
    true
  ),
  (
    "messages-thread",
    messagesPage(
      Sample.overview(Sample.written),
      thread: Sample.overview(Sample.written).application.threads[0],
      form: MessageForm(text: "A <question>", why: "It was not sent."), keys: Sample.keys), 5, true
  ),
  ("record", recordPage(problem: "There was no room.", keys: Sample.keys), 3, true),
  ("history", historyPage(Sample.overview(Sample.told), Sample.events(Sample.told)), 4, true),
  (
    "history-expired",
    historyPage(
      Sample.overview(Sample.saved, now: Sample.moment("2027-03-01T12:00:00.000Z")),
      Sample.events(Sample.saved)), 4, true
  ),
  ("element", elementPage(Sample.form("lantern", Sample.overview())), 4, true),
  (
    "element-faults",
    elementPage(
      Sample.form(
        "lantern", Sample.overview(Sample.saved),
        faults: [
          FieldFault(field: "lit.day", fault: .notADay(Sample.questions[2])),
          FieldFault(field: "fire-statement", fault: .tooLong(Sample.questions[6], limit: 4000)),
          FieldFault(
            field: "attachments", fault: .tooFewAttachments(Sample.lantern, missing: 1)),
        ])), 4, true
  ),
  ("element-seal", elementPage(Sample.form("oath", Sample.overview(Sample.saved))), 4, true),
  ("element-sealed", elementPage(Sample.form("oath", Sample.overview(Sample.complete))), 4, true),
  ("element-of-another", elementPage(Sample.form("reference", Sample.overview())), 4, true),
  ("element-submitted", elementPage(Sample.form("lantern", Sample.overview(Sample.paid))), 4, true),
  (
    "conflict",
    conflictPage(
      Sample.form("lantern", Sample.overview(Sample.saved)),
      mine: Sample.answers([("kind", "oil"), ("count", "2"), ("fire", "no")]),
      theirs: Sample.overview(Sample.saved).application.part("lantern")), 4, true
  ),
  (
    "read-back",
    readBackPage(
      Sample.form(
        "oath", Sample.overview(Sample.saved),
        faults: [FieldFault(field: "signature", fault: .unsigned(Sample.oath))]), name: "",
      edition: "3f9a"), 5,
    true
  ),
  (
    "not-kept",
    notKeptPage(
      Sample.form("lantern", Sample.overview(Sample.paid)),
      why: "This application has been submitted, so it can no longer be changed.",
      sent: .answers(
        Sample.answers([("kind", "oil"), ("count", "<two>"), ("fire-statement", "It fell.")]),
        statesNone: false)), 4, true
  ),
  (
    "not-kept-file",
    notKeptPage(
      Sample.form("lantern", Sample.overview(Sample.paid)),
      why: "This application has been submitted, so it can no longer be changed.",
      sent: .files(
        names: ["lantern<1>.pdf", "b.pdf"], description: "From the side", type: "photo")), 4, true
  ),
  ("attach", attachPage(attachForm(Sample.overview()), keys: Sample.keys), 4, true),
  (
    "attach-faults",
    attachPage(
      attachForm(
        Sample.overview(Sample.saved),
        [.unknownKind("lantern<1>.zip"), .passwordProtected("a & b.pdf")],
        added: ["c.pdf"]), keys: Sample.keys), 4, true
  ),
  (
    "attach-words",
    attachPage(
      attachForm(
        Sample.overview(Sample.saved + [Sample.bareFile]),
        [.lacks(Sample.bare, .description), .lacks(Sample.bare, .type)], added: ["b<2>.pdf"]),
      keys: Sample.keys), 4, true
  ),
  (
    "attach-full",
    attachPage(
      attachForm(Sample.overview(Sample.saved + Sample.filesInEveryState)), keys: Sample.keys), 4,
    true
  ),
  (
    "attach-replace",
    attachPage(
      attachForm(Sample.overview(Sample.saved), replacing: Sample.photo), keys: Sample.keys), 5,
    true
  ),
  (
    "file-details",
    fileDetailsPage(
      DetailsForm(
        Sample.overview(Sample.saved), place(Sample.overview(Sample.saved)),
        files: [FileDetails(Sample.photo, in: place(Sample.overview()))]), keys: Sample.keys), 5,
    true
  ),
  (
    "file-details-faults",
    fileDetailsPage(
      DetailsForm(
        Sample.overview(Sample.saved), place(Sample.overview(Sample.saved)),
        files: [
          FileDetails(Sample.photo, in: place(Sample.overview())),
          FileDetails(Sample.bare, in: place(Sample.overview())),
        ], showsFaults: true),
      keys: Sample.keys), 5, true
  ),
  ("files-not-kept", filesNotKeptPage(signInThen: "attach%2Fk7m42q9p%2Flantern"), 4, false),
  ("held", heldPage(), 3, false),
  (
    "held-choice",
    heldChoicePage(
      HeldForm(element: "lantern", answers: Sample.lanternAnswers), as: "h3ld",
      places: [Sample.overview()],
      keys: Sample.keys), 3, true
  ),
  (
    "held-choice-unplaced",
    heldChoicePage(
      HeldForm(
        element: "lantern", answers: Sample.answers([("kind", "oil"), ("gone", "A <word>")])),
      as: "h3ld", places: [Sample.overview(), Sample.overview(Sample.saved)], lacksPlace: true,
      keys: Sample.keys), 3, true
  ),
  (
    "held-no-place",
    heldChoicePage(
      HeldForm(element: "lantern", answers: Sample.answers([("kind", "oil")])), as: "h3ld",
      places: [],
      keys: Sample.keys), 3, true
  ),
  ("invoice", invoicePage(Sample.overview(Sample.complete)), 3, true),
  (
    "invoice-again",
    invoicePage(
      Sample.overview(Sample.complete), quote: .success(Sample.quote),
      others: [Sample.overview(Sample.paid)], keys: Sample.keys), 3, true
  ),
  (
    "invoice-unfinished", invoicePage(Sample.overview(Sample.handedOver, now: Sample.muchLater)), 3,
    true
  ),
  ("invoice-checking", invoicePage(Sample.overview(Sample.unknown)), 3, true),
  ("invoice-blocked", invoicePage(Sample.overview(Sample.saved)), 3, true),
  (
    "invoice-no-charge",
    invoicePage(Sample.overview(Sample.complete, requests: ["visit"])), 3, true
  ),
  (
    "invoice-changed",
    invoicePage(
      Sample.overview(Sample.complete),
      told: PriceTold(
        quote: Quote(
          day: Sample.day("2016-12-31"),
          lines: [
            Quote.Line(
              fee: "permit", request: nil, what: "Permit", count: 1, each: Money(cents: 50_00),
              clause: Sample.clause("L 3 §2"), since: Sample.day("2014-01-01")),
            Quote.Line(
              fee: "stamp", request: nil, what: "Stamp", count: 1, each: Money(cents: 1_00),
              clause: Sample.clause("L 3 §3"), since: Sample.day("2014-01-01")),
          ]), when: .started(Sample.day("2016-12-31")))), 3, true
  ),
  (
    "hand-over",
    handOver(
      .form(
        action: "https://pay.example/form?a=1&b=2", fields: [HiddenField("reference", "p4qk")])),
    4, true
  ),
  ("hand-over-link", handOver(.link("https://pay.example/x?id=1&name=\"a\"")), 4, true),
  (
    "hand-over-instructions",
    handOver(.instructions("## By cheque\n\nWrite it to *the Board* & send it to us.")), 4, true
  ),
  ("receipt-paid", receipt(Sample.paid, isTheirs: true), 4, true),
  (
    "receipt-not-begun",
    receipt(Sample.complete + [.attemptOpened(Sample.attempt)], isTheirs: true), 4, true
  ),
  ("receipt-awaited", receipt(Sample.handedOver, isTheirs: true, now: Sample.soon), 4, true),
  (
    "receipt-of-somebody-else", receipt(Sample.handedOver, isTheirs: false, now: Sample.soon), 4,
    false
  ),
  (
    "receipt-unfinished", receipt(Sample.handedOver, isTheirs: true, now: Sample.muchLater), 4,
    true
  ),
  (
    "receipt-too-late",
    receipt(
      Sample.handedOver, isTheirs: true, now: Sample.moment("2027-03-01T12:00:00.000Z")), 4, true
  ),
  ("receipt-checking", receipt(Sample.unknown, isTheirs: true, now: Sample.soon), 4, true),
  (
    "receipt-declined",
    receipt(
      Sample.complete + [
        .attemptOpened(Sample.attempt), .attemptEnded(Sample.attempt.reference, .declined),
      ], isTheirs: true), 4, true
  ),
  (
    "receipt-given-up",
    receipt(
      Sample.handedOver + [.attemptEnded(Sample.attempt.reference, .abandoned)], isTheirs: true),
    4, true
  ),
  (
    "receipt-held", receipt(Sample.handedOver + [Sample.came(109_00, .held)], isTheirs: true), 4,
    true
  ),
  (
    "receipt-credit",
    receipt(
      Sample.handedOver + [.submittedWithoutFee, Sample.came(110_00, .credit(.secondPayment))],
      isTheirs: true), 4, true
  ),
  (
    "receipt-after-the-last-day",
    receipt(
      Sample.handedOver + [Sample.came(110_00, .credit(.afterDeadline))], isTheirs: true), 4, true
  ),
  (
    "receipt-paid-twice",
    receipt(
      Sample.paid + [
        Sample.came(110_00, .credit(.furtherTransaction)),
        Sample.came(1_00, .held, currency: "QQQ", transaction: "T-79"),
        .moneyRefunded(Sample.back(110_00, "T-78")),
      ], isTheirs: true), 4, true
  ),
  (
    "receipt-reversed",
    receipt(Sample.paid + [.moneyReversed(Sample.back(110_00, "T-77"))], isTheirs: true), 4, true
  ),
  (
    "simulator",
    simulatorPage(
      order: ShownOrder(reference: "p4qk", amount: "110.00", currency: "USD"),
      fields: [HiddenField("signature", "abc=")]), 2, false
  ),
  (
    "simulator-done",
    simulatorDonePage(
      decision: "pay", order: ShownOrder(reference: "p4qk", amount: "110.00", currency: "USD"),
      returnAddress: "https://here.example/cgi-bin/payment/return/simulator",
      fields: [HiddenField("decision", "paid")]), 3, false
  ),
  (
    "simulator-abandoned",
    simulatorDonePage(
      decision: "abandon", order: ShownOrder(reference: "p4qk", amount: "110.00", currency: "USD"),
      returnAddress: "", fields: []), 3, false
  ),
  (
    "problem",
    problemPage(
      status: 409, detail: "That part can no longer be changed.", reference: "r-4711"), 2, false
  ),
]

/// One of the pages of finding.
private func finding(_ path: String) -> Page {
  let pages = findingPages(Sample.edition)
  return pages.first { $0.path == path }?.page
    ?? Page(title: "none", main: "<p>\(pages.map(\.path).joined(separator: " "))</p>")
}

private func overviewPage(_ overview: Overview) -> Page {
  overviewPage(overview, quote: overview.price, keys: Sample.keys)
}

private func summaryPage(_ overview: Overview) -> Page {
  summaryPage(overview, overview.elements, quote: overview.price)
}

private func invoicePage(_ overview: Overview, told: PriceTold? = nil) -> Page {
  invoicePage(overview, quote: overview.price, told: told, keys: Sample.keys)
}

/// Where the files of the lantern belong.
private func place(_ overview: Overview) -> FilePlace {
  FilePlace(Sample.form("lantern", overview).entry, ofEntry: nil).unsafelyUnwrapped
}

private func attachForm(
  _ overview: Overview, _ faults: [AttachFault] = [], added: [String] = [],
  replacing: Applications.Attachment? = nil
) -> AttachForm {
  AttachForm(
    overview, place(overview), description: "A & B", faults: faults, added: added,
    replacing: replacing,
    limits: AttachLimits(
      fileMegabytes: 20, uploadMegabytes: 60, applicationMegabytes: 300,
      areChecked: replacing == nil))
}

private func handOver(_ way: ShownPayment.Way) -> Page {
  handOverPage(
    Sample.overview(Sample.complete),
    ShownPayment(
      reference: "p4qk", amount: Sample.quote.total, currency: Sample.currency, way: way))
}

private func receipt(_ events: [Event.What], isTheirs: Bool, now: Moment = Sample.noon) -> Page {
  let application = Sample.application(events)
  return receiptPage(
    application, application.attempts[0], agency: Sample.agency, now: now,
    keys: isTheirs ? Sample.keys : nil)
}

@Suite struct GoldenPageTests {
  private static let layout: Layout? = {
    let repository = #filePath.split(separator: "/", omittingEmptySubsequences: false)
      .dropLast(3).joined(separator: "/")
    return contents(of: repository + "/site/layout.html").flatMap {
      try? Layout(template: Array($0.utf8))
    }
  }()

  /// The whole page as it is sent.
  static func document(named name: String) throws -> String {
    let sample = try #require(allSamplePages.first { $0.name == name })
    let surroundings = PageSurroundings(
      layout: try #require(layout), agency: Sample.agency,
      root: String(repeating: "../", count: sample.depth), language: "en",
      edition: EditionMark(Sample.edition),
      visitor: visitor(of: sample.name, isSignedIn: sample.isSignedIn),
      isDemonstration: name.hasPrefix("simulator"))
    return String(decoding: Pages.document(sample.page, in: surroundings), as: UTF8.self)
  }

  private static func visitor(of name: String, isSignedIn: Bool) -> Visitor {
    if name.hasPrefix("staff-") {
      return .staff(name: isSignedIn ? "Grace Hall" : nil, token: "t0ken")
    }
    return isSignedIn ? .signedIn(name: "Ada Okoro", token: "t0ken") : .signedOut
  }

  @Test(arguments: allSamplePages.map(\.name))
  func `each page is as recorded, well formed and small`(name: String) throws {
    let page = try Self.document(named: name)
    let fault = goldenFault(page, name + ".html", testFile: #filePath)
    #expect(fault == nil, "\(fault ?? "")")
    #expect(htmlFaults(in: page) == [])
    #expect(page.utf8.count < 30_000)
    #expect(!page.utf8.contains(1), "a link has no way to the top of the site")
  }
}

private func notStored(_ outcome: NotStored.Outcome) -> NotStored {
  NotStored(
    outcome: outcome, typed: [("Subject", "I <asked>"), ("Text", "one\ntwo")],
    again: NotStored.Again(
      address: "dashboard/\(Sample.overview().application.number.text)/messages",
      fields: [HiddenField("key", "k1"), HiddenField("text", "one\ntwo & \"three\"")]),
    application: Sample.overview().application.number,
    contact: ["help@agency.example", "555 0100"], reference: "7k2m9qx4")
}
