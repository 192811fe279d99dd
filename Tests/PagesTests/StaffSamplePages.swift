import Applications
import Markup
import Pages
import Rules

/// The pages of staff that are not about one application, and the certificates with which all of it ends.
let staffSamplePages: [(name: String, page: Page, depth: Int, isSignedIn: Bool)] =
  lists + work + money + entrance + certificates

private func staff(
  _ page: Page, by member: StaffMember = ReviewSample.specialist, at address: String
) -> Page {
  staffPage(page, in: StaffFrame(member, at: address))
}

private let calendar = WorkCalendar(timeZone: Sample.zone, holidays: [])

private func rows(_ overviews: Overview...) -> [QueueRow] {
  overviews.map { QueueRow($0, calendar) }
}

private func queue(
  _ list: QueueView.List, _ rows: [QueueRow], first: String? = nil, next: String? = nil,
  by member: StaffMember = ReviewSample.specialist, at address: String
) -> Page {
  staff(
    queuePage(
      QueueView(
        list, rows: rows, first: first, next: next, viewer: member.name,
        mayTake: member.may(.ofReview)), keys: Sample.keys), by: member, at: address)
}

private let lists: [(name: String, page: Page, depth: Int, isSignedIn: Bool)] = [
  (
    "staff-queue",
    queue(
      .open,
      rows(
        ReviewSample.waiting, ReviewSample.withKim, ReviewSample.onHold, ReviewSample.deficient,
        ReviewSample.toConfirm), next: "review?after=x-1", at: "review"), 1, true
  ),
  (
    "staff-queue-next",
    queue(.open, [], first: "review", by: ReviewSample.administrator, at: "review"), 1, true
  ),
  ("staff-queue-nobody-has", queue(.waiting, rows(ReviewSample.waiting), at: "review"), 1, true),
  ("staff-mine", queue(.mine, rows(ReviewSample.withKim), at: "review/mine"), 2, true),
  ("staff-mine-none", queue(.mine, [], at: "review/mine"), 2, true),
  (
    "staff-fitness",
    queue(
      .fitness, rows(ReviewSample.waiting), by: ReviewSample.fitnessOfficer, at: "review/fitness"),
    2, true
  ),
  (
    "staff-confirm",
    queue(.confirm, rows(ReviewSample.toConfirm), by: ReviewSample.reviewer, at: "review/confirm"),
    2, true
  ),
  (
    "staff-appeals",
    queue(
      .appeals, rows(ReviewSample.deniedAndAppealed), by: ReviewSample.reviewer,
      at: "review/appeals"), 2, true
  ),
  ("staff-filter", filter(rows(ReviewSample.deficient), by: ReviewSample.reviewer), 2, true),
  ("staff-filter-none", filter([], by: ReviewSample.specialist), 2, true),
  ("staff-search", search(SearchView(viewer: ReviewSample.cashier.name)), 2, true),
  (
    "staff-search-found",
    search(
      SearchView(
        query: "ada <o", rows: rows(ReviewSample.granted), next: "review/search?q=ada&after=x",
        viewer: ReviewSample.cashier.name)), 2, true
  ),
  (
    "staff-search-nothing",
    search(SearchView(query: "zoë", viewer: ReviewSample.cashier.name)), 2, true
  ),
  (
    "staff-search-faults",
    search(
      SearchView(
        query: "<", viewer: ReviewSample.cashier.name,
        fault: "Enter an application number, or a word of a name")), 2, true
  ),
  ("staff-reports", reports(figures), 2, true), ("staff-reports-none", reports(noFigures), 2, true),
  ("processing", processing(figures), 1, false),
  ("processing-none", processing(noFigures), 1, false),
]

private func filter(_ rows: [QueueRow], by member: StaffMember) -> Page {
  var fields = FilterFields()
  fields.status = "deficient"
  fields.with = "kim"
  return staff(
    filterPage(
      FilterView(
        fields,
        FilterChoices(
          types: [Choice("permit", "Keeper's permit")],
          parties: [Choice("harbor-master", "A harbor master")],
          staff: [ReviewSample.specialist.name]), rows: rows, first: nil,
        next: rows.isEmpty ? nil : "review/filter?status=deficient&after=x",
        viewer: member.name,
        export: member.may(.ofAgreement) ? Sample.keys : nil)), by: member, at: "review/filter")
}

private func search(_ view: SearchView) -> Page {
  staff(searchPage(view), by: ReviewSample.cashier, at: "review/search")
}

private let noFigures = ReviewFigures(
  calendar, from: Sample.moment("2026-10-01T00:00:00.000Z"), at: Sample.noon)

private let figures: ReviewFigures = {
  var figures = noFigures
  for overview in [
    ReviewSample.waiting, ReviewSample.withKim, ReviewSample.onHold, ReviewSample.deficient,
    ReviewSample.toConfirm,
  ] {
    figures.take(open: CaseFacts(overview.application).unsafelyUnwrapped)
  }
  for overview in [ReviewSample.granted, ReviewSample.deniedAndAppealed] {
    figures.take(
      decided: CaseFacts(overview.application).unsafelyUnwrapped, since: Sample.noon)
  }
  return figures
}()

private func reports(_ figures: ReviewFigures) -> Page {
  staff(
    reportPage(
      ReportView(
        figures, zone: Sample.zone, titles: ["permit": "Keeper's <permit>"], days: 60)),
    at: "review/reports")
}

private func processing(_ figures: ReviewFigures) -> Page {
  processingPage(
    ProcessingView(
      figures, zone: Sample.zone, types: [("permit", "Keeper's <permit>")], days: 60))
}

// MARK: Who has it, and repairs

private let work: [(name: String, page: Page, depth: Int, isSignedIn: Bool)] = [
  (
    "staff-assign-take",
    assign(ReviewSample.waiting, by: ReviewSample.specialist, staff: [], mayTake: true), 3, true
  ),
  (
    "staff-assign-give",
    assign(
      ReviewSample.withKim, by: ReviewSample.reviewer,
      staff: [ReviewSample.specialist.name, ReviewSample.reviewer.name], mayTake: true,
      mayRelease: true), 3, true
  ),
  (
    "staff-assign-late",
    assign(
      ReviewSample.withKim, by: ReviewSample.specialist, staff: [], mayTake: true,
      mayRelease: true, words: "I am <away>.", fault: .changed(ReviewSample.specialist.name)), 3,
    true
  ),
  (
    "staff-repairs",
    staff(
      repairsPage(
        CaseLine(ReviewSample.withKim, for: ReviewSample.administrator), stage: "Pending review",
        [
          (
            "Parts of others",
            [
              RepairRow(
                "A reference", "with Bo <Lind>, not opened",
                [("Give it to somebody else", repair("part/reference"))])
            ]
          ), ("Files", []),
          (
            "Links",
            [
              RepairRow(
                "Bo <Lind>", "to complete A reference", [("Send a new link", repair("link/i1"))])
            ]
          ),
        ], isDone: true), by: ReviewSample.administrator, at: "review"), 3, true
  ),
  (
    "staff-repairs-none",
    staff(
      repairsPage(
        CaseLine(ReviewSample.granted, for: ReviewSample.specialist), stage: "Approved", [],
        isDone: false),
      at: "review"), 3, true
  ),
  (
    "staff-repair",
    staff(
      repairPage(repairForm(), keys: Sample.keys), by: ReviewSample.administrator, at: "review"), 5,
    true
  ),
  (
    "staff-repair-faults",
    staff(
      repairPage(
        repairForm(
          errors: [FieldError(field: "email", message: "Enter an email address")],
          why: "Somebody <else> was quicker."), keys: Sample.keys), by: ReviewSample.administrator,
      at: "review"), 5, true
  ),
  (
    "staff-repair-check",
    staff(
      repairCheckPage(repairForm(), keys: Sample.keys), by: ReviewSample.administrator, at: "review"
    ), 5, true
  ),
]

private func assign(
  _ overview: Overview, by member: StaffMember, staff names: [StaffName], mayTake: Bool,
  mayRelease: Bool = false, words: String = "", fault: AssignForm.Fault? = nil
) -> Page {
  staff(
    assignPage(
      AssignForm(
        overview, staff: names, viewer: member.name, mayTake: mayTake, mayRelease: mayRelease,
        words: words, fault: fault), keys: Sample.keys), by: member, at: "review")
}

private func repair(_ what: String) -> String { "review/\(Sample.number.text)/repair/\(what)" }

private func repairForm(errors: [FieldError] = [], why: String? = nil) -> RepairForm {
  var form = RepairForm(
    about: CaseLine(ReviewSample.withKim, for: ReviewSample.administrator),
    title: "Give it to somebody else",
    lead: "<p>Bo has no way in any more.</p>", address: repair("part/reference"),
    back: "review/\(Sample.number.text)/repair", button: "Give it to them",
    fields: [
      RepairField("name", "Name", value: "Cy <Byrd>"),
      RepairField("email", "Email address", kind: .email, value: "cy@"),
      RepairField(
        "registered", "A registered one", isOptional: true,
        kind: .select([Choice("guild", "The guild")])),
      RepairField(
        "type", "What it is", kind: .radios([Choice("a", "A scan"), Choice("b", "A letter")]),
        value: "b"),
      RepairField("reason", "Why", hint: "Staff reads it.", kind: .text, value: "Bo is ill."),
    ])
  form.errors = errors
  form.why = why
  form.seen = "s1"
  return form
}

// MARK: Money

private let money: [(name: String, page: Page, depth: Int, isSignedIn: Bool)] = [
  (
    "staff-payments",
    staff(
      paymentTasksPage([held, unknown], unreadable: 1, isDone: true), by: ReviewSample.cashier,
      at: "review/payments"), 2, true
  ),
  (
    "staff-payments-none",
    staff(
      paymentTasksPage([], unreadable: 0, isDone: false), by: ReviewSample.cashier,
      at: "review/payments"), 2, true
  ),
  (
    "staff-payment",
    staff(
      paymentTaskPage(
        held, facts: [("Payment", "p4qk"), ("Transaction", "T-<77>")],
        explanation: "Money came that is not the amount of the invoice.", rule: nil,
        actions: [("Propose to return it", "review/payments/held-1/return")]),
      by: ReviewSample.cashier, at: "review/payments/held-1"), 3, true
  ),
  (
    "staff-payment-of-another",
    staff(
      paymentTaskPage(unknown, facts: [], explanation: "", rule: nil, actions: []),
      by: ReviewSample.reviewer, at: "review/payments/unmatched-1"), 3, true
  ),
]

private let held = PaymentTaskRow(
  id: "held-1", kind: "Money that is held", sum: "$109.00", since: "22 November 2026",
  about: CaseLine(ReviewSample.withKim, for: ReviewSample.administrator),
  stage: "nothing is proposed")

private let unknown = PaymentTaskRow(
  id: "unmatched-1", kind: "Word of a payment that is not known here", sum: "not known",
  since: "21 November 2026", about: nil, stage: "waits for a second person")

// MARK: Signing in

private let entrance: [(name: String, page: Page, depth: Int, isSignedIn: Bool)] = [
  (
    "staff-sign-in",
    staffSignInPage(StaffSignInForm(then: "review", isSignedOut: true), keys: Sample.keys), 2, false
  ),
  (
    "staff-sign-in-refused",
    staffSignInPage(StaffSignInForm(name: "ki<m", fault: .noSuchSignIn), keys: Sample.keys), 2,
    false
  ),
  ("staff-enrol", staffEnrolPage(enrol([]), keys: Sample.keys), 3, false),
  (
    "staff-enrol-faults",
    staffEnrolPage(enrol([.password(.passwordTooShort), .wrongCode]), keys: Sample.keys), 3, false
  ),
  ("staff-link-used", staffLinkUsedPage(), 3, false),
  (
    "staff-account",
    staff(
      staffAccountPage(
        StaffFrame(ReviewSample.administrator, at: "staff"),
        emailAddress: ReviewSample.administrator.emailAddress, keys: Sample.keys),
      by: ReviewSample.administrator,
      at: "staff"), 1, true
  ),
  ("staff-refused", refused(isThere: true, "This page takes another role: <reviewer>."), 2, true),
  ("staff-not-found", refused(isThere: false, nil), 2, true),
]

private func enrol(_ faults: [StaffEnrolForm.Fault]) -> StaffEnrolForm {
  StaffEnrolForm(
    link: "l1nk", name: ReviewSample.specialist.name, fullName: "Kim <Rowe>",
    secret: "JBSWY3DPEHPK3PXPJBSWY3DP", address: "otpauth://totp/kim?secret=JBSWY3DPEHPK3PXP",
    faults: faults)
}

private func refused(isThere: Bool, _ detail: String?) -> Page {
  let frame = StaffFrame(ReviewSample.specialist, at: "review/confirm")
  return staffPage(
    staffRefusedPage(isThere: isThere, detail: detail, in: frame), in: frame)
}

// MARK: Certificates

private let certificates: [(name: String, page: Page, depth: Int, isSignedIn: Bool)] = [
  ("certificate", certificate(ReviewSample.granted), 2, true),
  ("certificate-withdrawn", certificate(ReviewSample.takenBack), 2, true),
  (
    "certificate-none",
    certificatePage(ReviewSample.waiting, [], kinds: ReviewSample.kinds) { _ in "" }, 2, true
  ),
  ("verify", verifyIndexPage(), 1, false),
  ("verify-not-found", verifyIndexPage(notFound: "K-<1>"), 1, false),
  ("verify-certificate", verified(ReviewSample.granted), 3, false),
  ("verify-withdrawn", verified(ReviewSample.takenBack), 3, false),
]

private func standing(_ overview: Overview) -> CertificateStanding? {
  CertificateStanding(of: [overview.application], imported: []) {
    $0 == ReviewSample.given.certificate
  }
}

private func certificate(_ overview: Overview) -> Page {
  certificatePage(
    overview, [(ReviewSample.given, standing(overview))], kinds: ReviewSample.kinds
  ) { "https://lanterns.example/verify/\($0.number)" }
}

private func verified(_ overview: Overview) -> Page {
  guard let standing = standing(overview) else { return notFoundPage() }
  return verifyPage(
    standing, kind: ReviewSample.kinds.first { $0.id == standing.certificate.kind },
    agency: Sample.agency, at: Sample.noon)
}
