import Applications
import CGI
import Pages
import Rules
import Store

// What somebody else sees and does whom the applicant has asked to pay. They have no account: the secret link of
// their mail stands for them. They see the invoice, and nothing that was answered. Opening the link changes nothing.

extension Visit {
  /// Has the reference of the payment to which a payer went last, for when they come back: no secret.
  static let payerCookie = "payer"

  /// The invoice, with the ways to pay it or to decline; what has become of the request where it is over.
  func showPayer() throws -> Response {
    guard let payer = try payer() else { return try deadLink(nil, nil) }
    return try reply(toPayer: payer)
  }

  /// Opens an attempt to pay, or goes on with the one that is open. As for the applicant: the same form twice is one
  /// attempt, and nobody pays another price than the one their page said.
  func openPayersAttempt() throws -> Response {
    guard let payer = try payer() else { return try deadLink(nil, nil) }
    let form = try request.form()
    guard try isOfThisPage(form) else {
      return try reply(toPayer: payer, PayerForm(why: Self.openedBefore), status: .forbidden)
    }
    do {
      let opening = try openAttempt(
        payer.overview, by: .payer(payer.link.request), form, check: payer.check)
      switch opening {
      case .priced(let now):
        return try reply(
          toPayer: Payer(payer.link, now),
          PayerForm(
            why: "The price has changed since this page was opened. Please look at it again."),
          status: .conflict)
      case .settled: return secretly(redirect(to: "payment/for/\(request["token"])"))
      case .goesOn: return secretly(redirect(to: "payment/for/\(request["token"])/pay"))
      }
    } catch let dead as DeadLink {
      return try deadLink(dead.fate, payer)
    }
  }

  /// The page from which the payer goes to the provider. Without an open attempt it leads back to the invoice.
  func handOverToPayer() throws -> Response {
    guard let payer = try payer() else { return try deadLink(nil, nil) }
    guard payer.fate(at: services.now) == .live,
      let record = payer.overview.application.openAttempt
    else { return secretly(redirect(to: "payment/for/\(request["token"])")) }
    do {
      var response = secretly(
        try handOver(record, of: payer.overview, to: .payer(payer.link.request)) { application in
          try payer.check(Overview(application, edition: payer.overview.edition, now: services.now))
        })
      response.cookies.append(Cookie(Self.payerCookie, record.attempt.reference))
      return response
    } catch let dead as DeadLink {
      return try deadLink(dead.fate, payer)
    }
  }

  /// Ends the request, and tells the applicant. The same form again changes nothing.
  func declineToPay() throws -> Response {
    guard let payer = try payer() else { return try deadLink(nil, nil) }
    let form = try request.form()
    let reason = trimmed(form["reason"])
    guard try isOfThisPage(form) else {
      return try reply(
        toPayer: payer, PayerForm(reason: reason, why: Self.openedBefore), status: .forbidden)
    }
    guard reason.unicodeScalars.count <= PayerRefusal.reasonLimit else {
      return try reply(
        toPayer: payer, PayerForm(reason: reason, isTooLong: true), status: .unprocessable)
    }
    let refusal = PayerRefusal(request: payer.link.request, reason: reason, key: key(of: form))
    do {
      _ = try services.change(
        payer.link.application, by: .payer(payer.link.request)
      ) { application in
        if application.deed(ofForm: refusal.key) != nil { return nil }
        try payer.check(Overview(application, edition: payer.overview.edition, now: services.now))
        return .payerDeclined(refusal)
      }
    } catch let dead as DeadLink {
      return try deadLink(dead.fate, payer)
    }
    return secretly(redirect(to: "payment/for/\(request["token"])"))
  }

  // MARK: Who it is

  /// Whom the link in the path stands for; `nil` where it stands for nobody.
  private func payer() throws -> Payer? {
    guard let (link, application) = try requestLink(payerPurpose),
      application.payers[link.request]?.links.contains(link.link) == true
    else { return nil }
    return Payer(link, try overview(of: application))
  }

  private func reply(
    toPayer payer: Payer, _ form: PayerForm = PayerForm(), status: Status = .ok
  ) throws -> Response {
    let fate = payer.fate(at: services.now)
    guard fate == .live, let record = payer.record else { return try deadLink(fate, payer) }
    let overview = payer.overview
    return secretly(
      try reply(
        payerPage(
          overview, record, quote: overview.price, form, link: Links.payer(request["token"]),
          keys: keys),
        status: status, agency: overview.edition.agency, mark: EditionMark(overview.edition)))
  }

  /// 410 with what has become of the request, as far as that may be said.
  private func deadLink(_ fate: PayerLinkFate?, _ payer: Payer?) throws -> Response {
    let receipt = payer?.overview.application.payment.flatMap {
      $0.payer == payer?.link.request ? $0.attempt.reference : nil
    }
    return secretly(
      try reply(
        deadPayerLinkPage(
          fate, applicant: payer?.overview.application.start.profile.name, receipt: receipt),
        status: fate == .paidByIt ? .ok : .gone))
  }

  private func secretly(_ response: Response) -> Response {
    var response = response
    response.hasSecretAddress = true
    return response
  }
}

/// Somebody who was asked to pay, by the link that they opened.
private struct Payer {
  let link: RequestLink
  let overview: Overview

  init(_ link: RequestLink, _ overview: Overview) {
    self.link = link
    self.overview = overview
  }

  var record: PayerRecord? { overview.application.payers[link.request] }

  func fate(at moment: Moment) -> PayerLinkFate? {
    overview.application.fate(ofLink: link.link, of: link.request, at: moment)
  }

  /// - Throws: `DeadLink` where the link opens nothing any more in `now`, which is seen under its lock.
  func check(_ now: Overview) throws {
    let fate = now.application.fate(ofLink: link.link, of: link.request, at: now.now)
    guard fate == .live else { throw DeadLink(fate: fate) }
  }
}

private struct DeadLink: Error {
  let fate: PayerLinkFate?
}
