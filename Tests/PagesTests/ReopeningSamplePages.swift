import Applications
import Markup
import Pages
import Rules

/// What has expired, can be given more time, and was.
let reopeningSamplePages: [(name: String, page: Page, depth: Int, isSignedIn: Bool)] = [
  (
    "overview-expired-may-ask",
    overviewPage(expired, quote: expired.price, reopening: rule, keys: Sample.keys), 3, true
  ),
  (
    "overview-reopened",
    overviewPage(reopened, quote: reopened.price, reopening: rule, keys: Sample.keys), 3, true
  ),
  ("dashboard-reopened", dashboardPage([reopened], unreadable: [], name: "Ada"), 2, true),
  ("history-reopened", historyPage(reopened, events()), 4, true),
  (
    "invoice-reopened",
    invoicePage(paidLate, quote: paidLate.price, keys: Sample.keys), 3, true
  ),
  (
    "repairs-expired",
    repairsPage(
      CaseLine(expired, for: ReviewSample.administrator), stage: "expired",
      [
        (
          "Last day",
          [
            RepairRow(
              "It expired", "its last day was 19 February 2027",
              [("Give the applicant more time", "review/k7m42q9p/repair/reopen")])
          ]
        )
      ], isDone: false), 3, true
  ),
  ("repair-reopen", repairPage(form(), keys: Sample.keys), 4, true),
  (
    "repair-reopen-refused", repairPage(form(why: "It has <not> expired."), keys: Sample.keys), 4,
    true
  ),
  ("repair-reopen-check", repairCheckPage(form(), keys: Sample.keys), 4, true),
]

private let rule = ReopeningRule(
  days: 30, times: 1, withinDays: 180, words: "Ask us for <more> time.",
  clause: Sample.clause("L 4 §13"))

private let tooLate = Sample.moment("2027-03-01T12:00:00.000Z")

/// Those of `Sample`, and more time ten days after the last one.
private func events(_ more: [Event.What] = []) -> [Event] {
  let before = Sample.events(Sample.complete + more)
  return before + [
    Event(
      number: before.count + 1, at: tooLate, who: .staff("kim"),
      what: .givenMoreTime(
        MoreTime(
          until: Sample.zone.end(of: Sample.day("2027-03-31")), reason: "She was <ill>.", key: "m"))
    )
  ]
}

private func overview(_ events: [Event]) -> Overview {
  Overview(
    Application(number: Sample.number, events: events).unsafelyUnwrapped, edition: Sample.edition,
    now: tooLate.adding(seconds: 86_400))
}

private let expired = Sample.overview(Sample.complete, now: tooLate)
private let reopened = overview(events())
private let paidLate = overview(
  events([
    .attemptOpened(Sample.attempt), .attemptHandedOver(Sample.attempt.reference),
    Sample.came(110_00, .credit(.afterDeadline)),
  ]))

private func form(why: String? = nil) -> RepairForm {
  var form = RepairForm(
    about: CaseLine(expired, for: ReviewSample.administrator),
    title: "Give the applicant more time",
    lead: "<p>The rule: Ask us for &lt;more&gt; time. (L 4 §13)</p>",
    address: "review/k7m42q9p/repair/reopen", back: "review/k7m42q9p/repair",
    button: "Give more time",
    fields: [
      RepairField(
        "reason", "Why", hint: "The applicant reads it, in a letter and in the history.",
        kind: .text, value: "She was <ill>.")
    ])
  form.facts = [
    ("It expired after", "19 February 2027"), ("The last day to pay would be", "31 March 2027"),
  ]
  form.seen = "2027-03-31"
  form.why = why
  return form
}
