import Applications
import Markup
import Pages
import Rules

/// The pages by which staff settles what there is about money, and puts something right.
let repairSamplePages: [(name: String, page: Page, depth: Int, isSignedIn: Bool)] = [
  ("repair-refund", repairPage(refund, keys: Sample.keys), 4, true),
  (
    "repair-refund-faults",
    repairPage(
      filled(
        refund, ["amount": "99", "words": "a < b"],
        [FieldError(field: "amount", message: "There is $85.00 of it: enter that, or less")]),
      keys: Sample.keys), 4, true
  ),
  (
    "repair-refund-late",
    repairPage(
      {
        var form = filled(refund, ["amount": "85.00", "reason": "mistake"])
        form.why = "Nothing is left of it."
        return form
      }(), keys: Sample.keys), 4, true
  ),
  (
    "repair-refund-check",
    repairCheckPage(
      filled(refund, ["amount": "1250", "reason": "mistake", "words": "Asked by phone"]),
      keys: Sample.keys), 4, true
  ),
  ("payment-tasks", paymentTasksPage([task], unreadable: 1, isDone: true), 2, true),
  ("payment-tasks-none", paymentTasksPage([], unreadable: 0, isDone: false), 2, true),
  (
    "payment-task",
    paymentTaskPage(
      task,
      facts: [
        ("Proposed", "return money, by finn on 1 December 2026"), ("Why", "Our <mistake>"),
      ], explanation: "", rule: "A fee is not refunded. (L 4 §9)",
      actions: [("Confirm: return money", "review/payments/proposal/4k2m9q7x/confirm")]), 3, true
  ),
  (
    "repairs",
    repairsPage(
      line, stage: "Submitted",
      [
        ("Files", []),
        (
          "Payment",
          [
            RepairRow(
              "$85.00 that came", "Paid this invoice",
              [("Propose a refund", "review/k7m42q9p/repair/refund")])
          ]
        ),
      ], isDone: true), 3, true
  ),
  ("staff-password", staffPasswordPage(isDone: true, keys: Sample.keys), 2, true),
  (
    "staff-password-faults",
    staffPasswordPage(
      faults: [.doNotFit, .account(.passwordTooShort)], keys: Sample.keys), 2, true
  ),
  (
    "staff-account-elsewhere",
    staffPage(
      staffAccountPage(
        frame, emailAddress: "fin@lanterns.example", isSignedOutElsewhere: true, keys: Sample.keys),
      in: frame), 1, true
  ),
]

private let frame = StaffFrame(
  StaffMember(
    name: StaffName("fin").unsafelyUnwrapped, fullName: "Finn <Ode>",
    emailAddress: "fin@lanterns.example", roles: [.reviewer, .finance], addedAt: Sample.noon),
  at: "staff")

private let dollars = Currency(code: "USD").unsafelyUnwrapped

private let line = CaseLine(
  Overview(
    Application(number: Sample.number, events: Sample.events(Sample.paid)).unsafelyUnwrapped,
    edition: Sample.edition, now: Sample.noon), for: ReviewSample.administrator)

private let refund = RepairForm(
  about: line, title: "Propose a refund", lead: "<p>Nothing goes back by this.</p>",
  address: "review/k7m42q9p/repair/refund", back: "review/k7m42q9p/repair",
  button: "Propose the refund",
  fields: [
    RepairField(
      "amount", "How much", hint: "$85.00 of it is here.", kind: .money(dollars), value: "85.00"),
    RepairField(
      "reason", "Why",
      kind: .select([Choice("mistake", "Our <mistake>"), Choice("twice", "Paid twice (L 4 §9)")])),
    RepairField("words", "Anything else for staff", isOptional: true, kind: .text),
  ])

private let task = PaymentTaskRow(
  id: "4k2m9q7x", kind: "Refund", sum: "$85.00", since: "1 December 2026", about: line,
  stage: "waits for a second person")

private func filled(
  _ form: RepairForm, _ values: [String: String], _ errors: [FieldError] = []
) -> RepairForm {
  var form = form
  for index in form.fields.indices {
    form.fields[index].value = values[form.fields[index].name] ?? ""
  }
  form.errors = errors
  return form
}
