import Applications
import CGI
import Pages
import Rules
import Store

/// What links of payers are called in the store.
let payerPurpose = "payer"

extension Letter.ID {
  /// To the payer, with the secret link.
  static let payerRequest: Letter.ID = "payer-request"
  /// To the payer, when it is paid.
  static let payerReceipt: Letter.ID = "payer-receipt"
}

extension Services {
  /// The mails that an event owes to somebody else than the applicant: to whoever is asked to pay, and has paid.
  func payerLettersOwed(_ application: Application, _ event: Event) throws -> [Message] {
    switch event.what {
    case .payerAsked(let request):
      return [try payerRequestMail(request.id, link: request.link, application, event)]
    case .payerAskedAgain(let reminder):
      return [try payerRequestMail(reminder.request, link: reminder.link, application, event)]
    case .attemptPaid(let payment) where payment.use == .fee:
      guard
        let record = application.attempt(payment.reference)?.payer
          .flatMap({ application.payers[$0] })
      else { return [] }
      let link = address(ofProgram: "payment/receipt/\(payment.reference)")
      return [try payerMail(.payerReceipt, record, application, event, link: link)].compactMap(
        \.self)
    default: return []
    }
  }

  private func payerRequestMail(
    _ id: String, link: String, _ application: Application, _ event: Event
  ) throws -> Message {
    guard let record = application.payers[id] else { throw Refusal.notFound }
    let token = try issueToken(
      for: payerPurpose, RequestLink(application.number, request: id, link: link),
      until: record.request.until)
    let mail = try payerMail(
      .payerRequest, record, application, event, link: address(ofProgram: "payment/for/\(token)"))
    guard let mail else {
      // Without its mail a request would only lock the application.
      throw Refusal(
        .unavailable,
        "We cannot ask anybody else to pay just now. Your application is kept; please ask us.")
    }
    return mail
  }

  private func payerMail(
    _ letter: Letter.ID, _ record: PayerRecord, _ application: Application, _ event: Event,
    link: String
  ) throws -> Message? {
    let quote: Quote =
      if let paid = application.payment?.attempt.quote {
        paid
      } else {
        try overview(of: application).quoteToCharge()
      }
    return try mail(
      letter, named: "\(letter)-\(application.number.text)-\(event.number)", about: application,
      on: event.at,
      to: Recipient(
        name: record.request.name, emailAddress: record.request.emailAddress, link: link,
        quote: quote))
  }

  /// Whether a mail with a link that waits asks for something that is over, or is not the newest of its request.
  func isOver(payerRequest number: ApplicationNumber, ofEvent event: Int) throws -> Bool {
    guard let application = try store.application(number) else { return true }
    return application.askedPayer(at: now)?.links.newest.event != event
  }
}

/// Somebody else than the applicant to whom a letter about an application goes.
struct Recipient {
  let name: String
  let emailAddress: String
  let link: String
  /// What is, or was, to be paid.
  let quote: Quote
}
