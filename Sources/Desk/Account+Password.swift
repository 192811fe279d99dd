import Applications
import CGI
import Pages
import Rules
import Store

extension Visit {
  func passwordForm() throws -> Response {
    let account = try account()
    return try reply(
      passwordPage(isDone: request.query["notice"] == "changed", keys: keys),
      name: account.profile.name)
  }

  /// Changes the password of somebody who knows the present one. All other sessions end; this one goes on, so
  /// that a form in another window is not lost.
  func changePassword() throws -> Response {
    let account = try account(then: "account/password")
    let form = try request.form()
    try admit(form)
    let password = form["password"] ?? ""
    let faults = faults(inPassword: password)
    guard faults.isEmpty else { return try refused(faults, .unprocessable, account) }
    let check = try check(
      form["present-password"] ?? "", for: account.profile.emailAddress, account)
    if let refusal = try check.refusal(in: self) {
      return try refused([refusal.fault], refusal.status, account, refusal.headers)
    }
    guard let hash = try hash(of: password) else {
      return try refused([.busy], .unavailable, account)
    }
    let mail = try services.message(passwordChanged(account))
    let isDone = try services.store.changePassword(
      of: account.id, to: hash, at: services.now, owing: [mail], keepingSession: session?.id,
      if: account.hasPassword)
    guard isDone, let changed = try services.store.account(account.id) else {
      // Somebody else was quicker, and has ended this session.
      throw SignInNeeded(then: "account/password")
    }
    services.sendMail([mail])
    var response = redirect(to: "account/password?notice=changed")
    response.cookies = [deviceCookie(for: changed)]
    return response
  }

  private func refused(
    _ faults: [AccountFault], _ status: Status, _ account: Account, _ headers: [Header] = []
  ) throws -> Response {
    var response = try reply(
      passwordPage(faults: faults, keys: keys), status: status, name: account.profile.name)
    response.headers += headers
    return response
  }
}
