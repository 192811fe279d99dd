import Applications
import CGI
import Pages
import Rules
import Store

// How an applicant asks somebody else to pay, sends the link again, and takes the request back. Meanwhile the
// application is locked.

extension Visit {
  func showPayerRequest() throws -> Response {
    let account = try account()
    let overview = try overview(of: try application())
    let held = try heldTyping()
    return try reply(
      payerRequestOf: overview, account,
      PayerRequestForm(
        name: held?.text("name") ?? "", emailAddress: held?.text("email") ?? "",
        why: held.map { _ in Self.typedBefore }))
  }

  /// Asks somebody else, by a mail with a secret link. The same form again changes nothing. What cannot be done now is
  /// answered with what had been typed: 409 also where the price is not the one that the page said.
  func askPayer() throws -> Response {
    let form = try request.form()
    var typed = PayerRequestForm(
      name: trimmed(form["name"]), emailAddress: trimmed(form["email"]))
    guard session != nil else {
      return try holdForApplicant(
        Answers([
          Answers.Field(name: "name", texts: [typed.name]),
          Answers.Field(name: "email", texts: [typed.emailAddress]),
        ]), of: pageAddress)
    }
    let account = try account()
    var overview = try overview(of: try application())
    func again(_ status: Status, why: String? = nil) throws -> Response {
      typed.why = why
      return try reply(payerRequestOf: overview, account, typed, status: status)
    }
    guard try isOfThisPage(form) else { return try again(.forbidden, why: Self.openedBefore) }
    typed.faults = typed.faults(of: account.profile)
    guard typed.faults.isEmpty else { return try again(.unprocessable) }
    let key = key(of: form)
    if overview.application.deed(ofForm: key) == nil,
      let until = try take(mailTries("payer", to: typed.emailAddress))
    {
      return try again(.tooManyRequests, why: Self.tooManyMails(until: try words(for: until)))
    }
    do {
      _ = try services.change(
        overview.application.number, by: .applicant(account.id)
      ) { application in
        if application.deed(ofForm: key) != nil { return nil }
        overview = Overview(application, edition: overview.edition, now: services.now)
        let quote = try quoteForPayer(overview)
        if let seen = form["total"], seen != String(quote.total.cents) {
          throw Closed(
            why: "The price has changed since this page was opened. Please look at it again.")
        }
        return .payerAsked(
          PayerRequest(
            id: services.random.word(), name: typed.name, emailAddress: typed.emailAddress,
            until: services.payerDeadline(overview), link: services.random.word(), key: key))
      }
    } catch let closed as Closed {
      return try again(.conflict, why: closed.why)
    }
    var response = redirect(to: "invoice/\(overview.application.number.text)/payer")
    response.cookies = try discardHeldTyping()
    return response
  }

  /// Sends a new link, by which the one before stops working.
  func sendPayerLinkAgain() throws -> Response {
    try changePayerRequest { record in
      // The counters have locks of their own, and no program holds two.
      guard record.links.limit(at: services.now) == nil,
        let until = try take(mailTries("payer", to: record.request.emailAddress))
      else { return }
      throw Closed(why: Self.tooManyMails(until: try words(for: until)))
    } to: { record, form in
      if let limit = record.links.limit(at: services.now) {
        throw Closed(why: try words(for: limit))
      }
      return .payerAskedAgain(
        PayerReminder(
          request: record.request.id, link: services.random.word(), key: key(of: form)))
    }
  }

  /// Ends the request. A payment that the payer has begun keeps its rules.
  func takePayerRequestBack() throws -> Response {
    try changePayerRequest { _ in
    } to: { record, form in
      .payerTakenBack(PayerMark(request: record.request.id, key: key(of: form)))
    }
  }

  // MARK: Both

  /// Changes the request that the form names, as long as nothing has ended it.
  private func changePayerRequest(
    before check: (PayerRecord) throws -> Void,
    to what: (PayerRecord, Form) throws -> Event.What
  ) throws -> Response {
    let page = "invoice/\(request["application"])/payer"
    let account = try account(then: page)
    let overview = try overview(of: try application())
    let form = try request.form()
    try admit(form)
    do {
      if let record = meant(overview.application, form) { try check(record) }
      _ = try services.change(
        overview.application.number, by: .applicant(account.id)
      ) { application in
        guard let record = meant(application, form) else { return nil }
        return try what(record, form)
      }
    } catch let closed as Closed {
      return try reply(
        payerRequestOf: overview, account, PayerRequestForm(why: closed.why), status: .conflict)
    }
    return redirect(to: page)
  }

  /// The request that a form is about; `nil` where it has ended, or the form has done its work before.
  private func meant(_ application: Application, _ form: Form) -> PayerRecord? {
    if let key = form["key"], application.deed(ofForm: key) != nil { return nil }
    return application.askedPayer(at: services.now).flatMap {
      $0.request.id == form["request"] ? $0 : nil
    }
  }

  /// What somebody else would pay. - Throws: `Closed` where nobody else can be asked now.
  private func quoteForPayer(_ overview: Overview) throws -> Quote {
    if let why = overview.whyClosed { throw Closed(why: why) }
    guard overview.isComplete else {
      throw Closed(
        why: "Payment is not open for this application. Its Overview shows what is missing.")
    }
    switch overview.application.canAskPayerFrom(services.now) {
    case nil: throw Closed(why: "You have asked others to pay too often for this application.")
    case .some(let from) where from > services.now:
      throw Closed(
        why:
          "You have asked \(PayerRequest.limits.aDay) times within a day. You can ask somebody again from "
          + "\(try words(for: from)) on.")
    case .some: break
    }
    let quote = try overview.quoteToCharge()
    guard quote.total > .zero else {
      throw Closed(why: "Nothing is owed for this application. Submit it from its invoice.")
    }
    guard services.wayToPay(quote.total, in: overview.edition.agency.currency) != nil else {
      throw Self.noWayToPay
    }
    return quote
  }

  private func words(for limit: SentLinks.Limit) throws -> String {
    switch limit {
    case .inAll:
      "The link has been sent again \(SentLinks.limits.inAll) times, which is as often as can be. You can take "
        + "the request back, and pay yourself or ask anew."
    case .today(let until):
      "The link has been sent again \(SentLinks.limits.aDay) times within a day. It can be sent again from "
        + "\(try words(for: until)) on."
    }
  }

  private static func tooManyMails(until words: String) -> String {
    "Too many mails went to that address, or from your network. Please try again after \(words)."
  }

  private func reply(
    payerRequestOf overview: Overview, _ account: Account, _ form: PayerRequestForm,
    status: Status = .ok
  ) throws -> Response {
    try reply(
      payerRequestPage(
        overview, quote: overview.price, form,
        lastDay: overview.edition.agency.timeZone.day(
          of: services.payerDeadline(overview).adding(seconds: -1)), keys: keys),
      status: status, agency: overview.edition.agency, mark: EditionMark(overview.edition),
      name: account.profile.name)
  }
}

extension Services {
  /// Until when somebody else can begin to pay who is asked now: the end of a day, and never after the last.
  fileprivate func payerDeadline(_ overview: Overview) -> Moment {
    let zone = overview.edition.agency.timeZone
    let last = zone.day(of: now).adding(days: settings.payerDays)
    return min(zone.end(of: last), overview.deadline)
  }
}

extension PayerRequestForm {
  /// What has to be put right.
  fileprivate func faults(of applicant: Profile) -> [Fault] {
    var faults: [Fault] = []
    if name.isEmpty { faults.append(.noName) }
    if name.unicodeScalars.count > PayerRequest.nameLimit { faults.append(.nameTooLong) }
    if !isEmailAddress(emailAddress) {
      faults.append(.noEmailAddress)
    } else if folded(emailAddress) == folded(applicant.emailAddress) {
      faults.append(.ownEmailAddress)
    }
    return faults
  }
}
