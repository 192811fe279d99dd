import Applications
import Markup
import Pages
import Rules

/// The pages about somebody else who is asked to pay: the applicant's, and the payer's own.
let payerSamplePages: [(name: String, page: Page, depth: Int, isSignedIn: Bool)] = [
  ("payer-request", request(Sample.complete), 3, true),
  (
    "payer-request-faults",
    request(
      Sample.complete,
      PayerRequestForm(
        name: "", emailAddress: "bo\"<@", faults: [.noName, .noEmailAddress], why: "Look <again>.")),
    3, true
  ),
  ("payer-request-sent", request(asked), 3, true),
  (
    "payer-request-too-late",
    request(Sample.paid, PayerRequestForm(name: "B & L", emailAddress: "bo@lind.example")), 3, true
  ),
  (
    "payer-request-declined",
    request(asked + [.payerDeclined(PayerRefusal(request: "p1", reason: "No <money>", key: "d"))]),
    3, true
  ),
  ("overview-payer-asked", overview(asked), 2, true),
  ("overview-payer-pays", overview(begun), 2, true),
  (
    "dashboard-payer-asked", dashboardPage([Sample.overview(asked)], unreadable: [], name: "Ada"),
    2, true
  ),
  (
    "invoice-payer-asked",
    invoicePage(Sample.overview(asked), quote: Sample.overview(asked).price, keys: Sample.keys), 3,
    true
  ),
  ("payer", payer(asked), 4, false),
  ("payer-goes-on", payer(begun), 4, false),
  ("payer-checking", payer(begun + [.attemptUnknown(Sample.attempt.reference)]), 4, false),
  (
    "payer-too-long", payer(asked, PayerForm(reason: "a < b", isTooLong: true)), 4, false
  ),
  (
    "payer-hand-over",
    handOverPage(
      Sample.overview(asked),
      ShownPayment(
        reference: "p4qk", amount: Sample.quote.total, currency: Sample.currency,
        way: .instructions("## By cheque\n\nWrite it.")), isForPayer: true), 5, false
  ),
  ("receipt-of-payer", receipt(begun, keys: nil), 4, false),
  ("receipt-of-payer-to-applicant", receipt(begun, keys: Sample.keys), 4, true),
  (
    "payer-link-paid", deadPayerLinkPage(.paidByIt, applicant: "Ada & Co", receipt: "p4qk"), 4,
    false
  ),
  ("payer-link-settled", deadPayerLinkPage(.settled, applicant: "Ada"), 4, false),
  ("payer-link-declined", deadPayerLinkPage(.declined, applicant: "Ada"), 4, false),
  ("payer-link-taken-back", deadPayerLinkPage(.takenBack, applicant: "Ada"), 4, false),
  ("payer-link-expired", deadPayerLinkPage(.expired, applicant: "Ada"), 4, false),
  ("payer-link-replaced", deadPayerLinkPage(.replaced, applicant: "Ada"), 4, false),
  ("payer-link-unknown", deadPayerLinkPage(nil, applicant: nil), 4, false),
]

private let asked: [Event.What] =
  Sample.complete + [
    .payerAsked(
      PayerRequest(
        id: "p1", name: "Bo <Lind>", emailAddress: "bo@lind.example",
        until: Sample.moment("2026-12-06T17:00:00.000Z"), link: "l1", key: "k"))
  ]

/// The payer has gone to the provider.
private let begun =
  asked + [
    .attemptOpened(Sample.attempt), .attemptHandedOver(Sample.attempt.reference),
  ]

private func overview(_ events: [Event.What]) -> Page {
  let overview = seen(events)
  return overviewPage(overview, quote: overview.price, keys: Sample.keys)
}

private func request(
  _ events: [Event.What], _ form: PayerRequestForm = PayerRequestForm()
) -> Page {
  let overview = Sample.overview(events)
  return payerRequestPage(
    overview, quote: overview.price, form, lastDay: Sample.day("2026-12-06"), keys: Sample.keys)
}

private func payer(_ events: [Event.What], _ form: PayerForm = PayerForm()) -> Page {
  let overview = seen(events)
  return payerPage(
    overview, overview.application.payers.all[0], quote: overview.price, form,
    link: Links.payer("t0k3n"), keys: Sample.keys)
}

private func receipt(_ events: [Event.What], keys: FormKeys?) -> Page {
  let overview = seen(events)
  return receiptPage(
    overview.application, overview.application.attempts[0], agency: Sample.agency,
    now: overview.now, keys: keys)
}

/// As it is when the payer has opened the attempts.
private func seen(_ what: [Event.What]) -> Overview {
  let events = Sample.events(what).map { event in
    if case .attemptOpened = event.what {
      return Event(number: event.number, at: event.at, who: .payer("p1"), what: event.what)
    }
    return event
  }
  let application = Application(number: Sample.number, events: events).unsafelyUnwrapped
  return Overview(application, edition: Sample.edition, now: Sample.soon)
}
