import Applications
import Markup
import Rules

/// What became of an attempt, in the words of its receipt.
struct PaymentOutcome {
  var title: String
  var head: HTML
  var words: HTML

  init(_ record: AttemptRecord, of application: Application, _ agency: Agency, now: Moment) {
    let reader = Reader(
      record: record, application: application, zone: agency.timeZone, now: now)
    (title, words) = reader.outcome
    head = "<h1>\(title)</h1>"
    if case .paid(let payment, _) = record.state, payment.use == .fee, !reader.isGone {
      head = panel(title, reference: ("Payment reference", record.attempt.reference))
    }
  }
}

private struct Reader {
  let record: AttemptRecord
  let application: Application
  let zone: TimeZoneTable
  let now: Moment

  var isSubmitted: Bool { application.submittedAt != nil }

  /// Whether all money that came has gone back.
  var isGone: Bool { !record.received.isEmpty && record.received.allSatisfy(\.isReturned) }

  /// Whether there is money that nobody has decided about.
  private var isHere: Bool {
    record.received.contains { $0.payment.use != .fee && $0.isUndecided }
  }

  var outcome: (title: String, words: HTML) {
    switch record.state {
    case .opened, .handedOver, .unknown: open
    case .paid(let payment, _): paid(payment)
    case .held where isGone: returned
    case .held where !record.holdsMoney:
      (
        "Payment settled",
        """
        <p class="lead">Money came in, but not the amount of your invoice. What became of it stands below.</p>
        """
      )
    case .held:
      (
        "Payment being looked at",
        """
        <p class="lead">Money came in, but not the amount of your invoice. We look at it and write to you. \
        Please do not pay a second time.</p>
        """
      )
    case .ended(let end, _): ended(end)
    }
  }

  // MARK: Open

  private var open: (title: String, words: HTML) {
    if isSubmitted || application.cancelledAt != nil || application.heldAttempt != nil {
      return (
        "Payment not needed",
        """
        <p class="lead">\(notNeeded) Please do not pay this any more. If you have paid, the payment is kept \
        as a credit for you.</p>
        """
      )
    }
    if !record.isInTime(now, deadline: application.deadline(at: now)) {
      return (
        "Payment not finished in time",
        """
        <p class="lead">No word of any money has reached us, and your application could be paid until \
        \(lastDay) only. Please do not pay it any more. If you have paid, ask us.</p>
        """
      )
    }
    switch OpenPayment(record, at: now) {
    case .notBegun, nil:
      return (
        "Payment not finished",
        """
        <p class="lead">You have not gone to the payment page yet, so nothing has been paid.</p>
        <p>Go on when you are ready: the price is the one of the day you began. Or give this payment up; then \
        you can change your application, or pay anew.</p>
        """
      )
    case .awaited:
      return (
        "Payment not confirmed yet",
        """
        <p class="lead">No word of any money has reached us yet. Please do not pay a second time.</p>
        <p>If you have just paid, open this page again in a minute; word of a cheque or a transfer takes some \
        days. If you left the payment page without paying, go back to it and finish: it is the same payment, \
        with the same reference.</p>
        \(givenUpFrom)
        """
      )
    case .unfinished:
      return (
        "Payment unfinished",
        """
        <p class="lead">No word of any money has reached us since you went to the payment page. If you have \
        paid, please do not pay a second time: ask us first, with the payment reference.</p>
        <p>If you have not paid, go back to the payment page and finish: it is the same payment, with the same \
        reference. Or give this payment up; then you can change your application, or pay anew.</p>
        """
      )
    case .checked:
      return (
        "We are checking your payment",
        """
        <p class="lead">The payment service does not know yet whether your payment has gone through. Please do \
        not pay a second time.</p>
        <p>You need do nothing now: your application is submitted as soon as the payment is confirmed, and we \
        write to you then.</p>
        \(givenUpFrom)
        """
      )
    }
  }

  private var notNeeded: String {
    if isSubmitted { return "Your application has been submitted in another way." }
    return application.cancelledAt == nil
      ? "Money has come in already, and we look at it." : "You cancelled your application."
  }

  private var lastDay: String {
    text(of: zone.day(of: application.deadline(at: now).adding(seconds: -3 * 3600)))
  }

  /// From when on it can be given up; that it can where the time has come.
  private var givenUpFrom: HTML {
    guard let moment = record.canBeGivenUpFrom else { return "" }
    return now >= moment
      ? "<p>If you are sure that you have not paid, you can give this payment up, and pay anew.</p>"
      : """
      <p>If you have not paid and do not want to go back, you can give this payment up here from \
      \(text(of: moment, in: zone)) on, and pay anew.</p>
      """
  }

  // MARK: Ended

  private func paid(_ payment: Payment) -> (title: String, words: HTML) {
    let returned = record.received(payment.transaction)
    switch payment.use {
    case .fee where returned?.unsettled(byReversal: true) ?? .zero > .zero:
      return (
        "Payment taken back",
        """
        <p class="lead">Your application was paid and submitted, and then the bank took the money back. Your \
        application stays as it is until we have looked at that. Please contact us.</p>
        """
      )
    case .fee:
      return (
        "Payment received",
        "<p>Your application is submitted. You need do nothing more now.</p>"
          + further(besides: payment)
      )
    case .credit where isGone: return self.returned
    case .credit where !isHere:
      return (
        "Payment settled",
        "<p>Nothing was owed for this payment. What became of it stands below.</p>"
      )
    case .credit(.furtherTransaction), .credit(.secondPayment):
      return (
        "Payment received twice",
        "<p>Your application was paid and submitted before.</p>" + Self.credit
      )
    case .credit(.applicationEnded) where isSubmitted:
      return (
        "Payment received, application withdrawn",
        "<p>You had withdrawn the application before this payment came.</p>" + Self.credit
      )
    case .credit(.applicationEnded):
      return (
        "Payment received, application cancelled",
        """
        <p>You had cancelled the application before this payment came, so it was not submitted.</p>
        """ + Self.credit
      )
    case .credit(.afterDeadline) where !application.moreTimes.isEmpty:
      return (
        "Payment received too late",
        """
        <p>This payment came after the last day that your application had then, so it did not submit it. Your \
        application has more time since.</p>
        """ + Self.credit
      )
    case .credit(.afterDeadline):
      return (
        "Payment received too late",
        """
        <p>Your application could be paid until \(lastDay), and this payment came too long after that, so it \
        was not submitted.</p>
        """ + Self.credit
      )
    case .held: return outcome
    }
  }

  private static let credit: HTML =
    "<p>This payment is kept as a credit for you. We look at it and write to you.</p>"

  private func further(besides payment: Payment) -> HTML {
    record.received.contains { $0.payment.transaction != payment.transaction && !$0.isReturned }
      ? """
      <p>More money came for this payment than its invoice asked for. It is listed below. We look at it and write \
      to you.</p>
      """ : ""
  }

  private var returned: (title: String, words: HTML) {
    (
      "Payment returned",
      """
      <p class="lead">The money that came for this payment has gone back. \
      \(isSubmitted ? "Your application was submitted in another way." : "Your application is not submitted.")</p>
      """
    )
  }

  private func ended(_ end: AttemptEnd) -> (title: String, words: HTML) {
    let again: HTML = isSubmitted ? "" : " You can try again."
    switch end {
    case .declined:
      return (
        "Payment declined",
        """
        <p class="lead">\(unpaid)</p>
        <p>Your bank or card company refused it.\
        \(" You can try again, with another card if you like.", when: !isSubmitted)</p>
        """
      )
    case .cancelled: return ("Payment cancelled", "<p class=\"lead\">\(unpaid)\(again)</p>")
    case .abandoned:
      return (
        "Payment given up",
        """
        <p class="lead">No word of any money has reached us for this payment.\
        \(" Your application is not submitted.", when: !isSubmitted)</p>
        <p>If you have paid all the same, please do not pay a second time: ask us first, with the payment \
        reference.</p>
        """
      )
    }
  }

  private var unpaid: String {
    isSubmitted
      ? "Nothing was paid by this attempt. Your application has been submitted in another way."
      : "Nothing was paid, and your application is not submitted."
  }
}
