import Applications
import Rules

extension Store {
  /// That the money of an application adds up: each sum belongs to an attempt and is used as the rules say, at most
  /// one pays the fee, and no more has gone back than came.
  func lookAtLedger(
    of application: Application, _ events: [Event], _ path: String, _ look: inout Look
  ) {
    var ledger = LedgerLook()
    for event in events {
      for fault in ledger.faults(of: event) {
        look.error(
          path, line: event.number + 1, fault,
          remedy: "compare with the provider's own list of payments, and settle it by hand")
      }
    }
    look.payments += ledger.booked
  }
}

/// Reads the lines about money by themselves, without what `Application` makes of them.
private struct LedgerLook {
  /// Each payment by its provider and the provider's own number.
  private(set) var booked: [String] = []
  private var opened: [String: Attempt] = [:]
  /// What is left of each transaction, by its attempt.
  private var left: [String: [String: ReturnedMoney]] = [:]
  private var isSubmitted = false
  /// Requests to others to pay.
  private var asked: Set<String> = []

  /// What was proposed, by whom, and what a second person has said; `nil` where nobody has.
  private var proposed: [String: (proposal: MoneyProposal, by: Event.Actor, holds: Bool?)] = [:]

  mutating func faults(of event: Event) -> [String] {
    switch event.what {
    case .attemptOpened(let attempt):
      defer { opened[attempt.reference] = opened[attempt.reference] ?? attempt }
      return opened[attempt.reference] == nil
        ? [] : ["opens the payment attempt \(attempt.reference) a second time"]
    case .attemptHandedOver(let reference), .attemptUnknown(let reference),
      .attemptEnded(let reference, _):
      return opened[reference] == nil
        ? ["is about a payment attempt that was never opened: \(reference)"] : []
    case .attemptPaid(let payment): return faults(of: payment)
    case .moneyRefunded(let money), .moneyReversed(let money): return faults(of: money)
    case .moneyProposed(let proposal): return faults(of: proposal, by: event.who)
    case .moneyConfirmed(let id): return faults(ofAnswer: true, to: id, by: event.who)
    case .moneyRefused(let id, _): return faults(ofAnswer: false, to: id, by: event.who)
    case .moneySent(let sent): return faults(of: sent)
    case .submittedWithoutFee: return submitting()
    case .payerAsked(let request):
      return asked.insert(request.id).inserted ? [] : ["asks the payer \(request.id) a second time"]
    case .payerAskedAgain(let reminder): return faults(ofPayer: reminder.request)
    case .payerDeclined(let refusal): return faults(ofPayer: refusal.request)
    case .payerTakenBack(let mark): return faults(ofPayer: mark.request)
    case .payerExpired(let request): return faults(ofPayer: request)
    default: return []
    }
  }

  private func faults(ofPayer request: String) -> [String] {
    asked.contains(request) ? [] : ["is about a payer who was never asked: \(request)"]
  }

  private mutating func submitting() -> [String] {
    defer { isSubmitted = true }
    return isSubmitted ? ["submits the application a second time"] : []
  }

  private mutating func faults(of payment: Payment) -> [String] {
    guard let attempt = opened[payment.reference] else {
      return ["books money for an attempt that was never opened: \(payment.reference)"]
    }
    var faults: [String] = []
    let (sum, total) = (payment.money.cents, attempt.quote.total.cents)
    let fits = sum == total && payment.currency == attempt.currency
    if fits == (payment.use == .held) {
      faults.append(
        fits
          ? "holds the \(sum) cents of the invoice, as if they were another sum"
          : "books \(sum) cents (\(payment.currency)) for an invoice of \(total) (\(attempt.currency))"
      )
    }
    if left[payment.reference]?[payment.transaction] == nil {
      left[payment.reference, default: [:]][payment.transaction] = ReturnedMoney(
        reference: payment.reference, transaction: payment.transaction, money: payment.money,
        currency: payment.currency)
      booked.append("\(attempt.provider) \(payment.transaction)")
    } else {
      faults.append(
        "books the transaction \(payment.transaction) of \(payment.reference) a second time")
    }
    if payment.use == .fee { faults += submitting() }
    return faults
  }

  private mutating func faults(of money: ReturnedMoney) -> [String] {
    guard let rest = left[money.reference]?[money.transaction] else {
      return ["is about money that never came: \(money.transaction) of \(money.reference)"]
    }
    let now = Money(cents: rest.money.cents - money.money.cents)
    left[money.reference]?[money.transaction] = ReturnedMoney(
      reference: money.reference, transaction: money.transaction, money: now,
      currency: rest.currency)
    return now < .zero || money.money <= .zero || money.currency != rest.currency
      ? ["gives back other money than came: \(money.transaction) of \(money.reference)"] : []
  }

  private mutating func faults(of proposal: MoneyProposal, by who: Event.Actor) -> [String] {
    defer { proposed[proposal.id] = proposed[proposal.id] ?? (proposal, who, nil) }
    guard proposed[proposal.id] == nil else { return ["proposes \(proposal.id) a second time"] }
    return left[proposal.reference]?[proposal.transaction] == nil
      ? [
        "proposes something about money that never came: \(proposal.transaction) of "
          + proposal.reference
      ] : []
  }

  private mutating func faults(
    ofAnswer isYes: Bool, to id: String, by who: Event.Actor
  ) -> [String] {
    guard let known = proposed[id],
      known.holds == nil || !isYes && known.holds == true && known.proposal.kind == .refund
    else {
      return ["answers what was never proposed, or was answered before: \(id)"]
    }
    proposed[id]?.holds = isYes
    var faults = known.by == who ? ["is a second person's, and by the first: \(id)"] : []
    if isYes, known.proposal.kind == .accept { faults += submitting() }
    return faults
  }

  private mutating func faults(of sent: SentMoney) -> [String] {
    guard let known = proposed[sent.proposal], known.holds == true, known.proposal.kind == .refund
    else { return ["sends money that nobody has confirmed: \(sent.proposal)"] }
    proposed[sent.proposal]?.holds = false
    let proposal = known.proposal
    return faults(
      of: ReturnedMoney(
        reference: proposal.reference, transaction: proposal.transaction, money: proposal.money,
        currency: proposal.currency))
  }
}
