import Applications
import CGI
import Pages
import Rules
import Store

// How an application ends because its applicant wants it to.

extension Visit {
  func showCancel() throws -> Response {
    let overview = try overview(of: try application(), isPriced: false)
    return try reply(
      cancelPage(overview, why: overview.whyNotCancelled, keys: keys), about: overview)
  }

  /// Gives up an application that is not submitted. The same form again changes nothing.
  func cancel() throws -> Response {
    let account = try account(then: currentAddress)
    let overview = try overview(of: try application(), isPriced: false)
    let form = try request.form()
    try admit(form)
    let key = key(of: form)
    do {
      _ = try services.change(
        overview.application.number, by: .applicant(account.id)
      ) { application in
        if application.cancelledAt != nil { return nil }
        let now = Overview(application, edition: overview.edition, now: services.now)
        if let why = now.whyNotCancelled { throw Closed(why: why) }
        return .cancelled(key: key)
      }
    } catch let closed as Closed {
      return try reply(
        cancelPage(overview, why: closed.why, keys: keys), status: .conflict, about: overview)
    }
    return redirect(to: "dashboard/\(overview.application.number.text)")
  }

  func showWithdraw() throws -> Response {
    let overview = try overview(of: try application(), isPriced: false)
    let held = try heldTyping()
    return try reply(
      withdrawPage(
        WithdrawForm(
          overview, reason: held?.text("reason") ?? "",
          why: overview.whyNotWithdrawn ?? held.map { _ in Self.typedBefore }), keys: keys),
      about: overview)
  }

  /// Takes back an application that was submitted. The same form again changes nothing; what cannot be done
  /// now is answered with what had been typed.
  func withdraw() throws -> Response {
    let form = try request.form()
    let reason = trimmed(form["reason"] ?? "")
    guard let applicant = session?.account else {
      return try holdForApplicant(
        Answers([Answers.Field(name: "reason", texts: [reason])]), of: pageAddress)
    }
    var overview = try overview(of: try application(), isPriced: false)
    func again(_ status: Status, why: String? = nil, isTooLong: Bool = false) throws -> Response {
      try reply(
        withdrawPage(
          WithdrawForm(overview, reason: reason, isTooLong: isTooLong, why: why), keys: keys),
        status: status, about: overview)
    }
    do {
      try admit(form)
    } catch let refusal as Refusal where refusal == Self.foreignForm && !comesFromElsewhere {
      return try again(.forbidden, why: Self.openedBefore)
    }
    guard reason.unicodeScalars.count <= Withdrawal.reasonLimit else {
      return try again(.unprocessable, isTooLong: true)
    }
    let key = key(of: form)
    do {
      _ = try services.change(
        overview.application.number, by: .applicant(applicant)
      ) { application in
        if application.withdrawnAt != nil { return nil }
        let now = Overview(application, edition: overview.edition, now: services.now)
        overview = now
        if let why = now.whyNotWithdrawn { throw Closed(why: why) }
        return .withdrawn(Withdrawal(reason: reason, key: key))
      }
    } catch let closed as Closed {
      return try again(.conflict, why: closed.why)
    }
    var response = redirect(to: "dashboard/\(overview.application.number.text)")
    response.cookies = try discardHeldTyping()
    return response
  }

  /// Why a form with a token of before was not taken.
  static let openedBefore =
    "This page was opened before you signed in again, so nothing was done. Please send it once more."
}
