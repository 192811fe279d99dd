import CGI
import Pages
import Signing
import Store

extension Visit {
  func signInForm() throws -> Response {
    let then = localAddress(request.query["then"])
    if session != nil { return redirect(to: then ?? "dashboard") }
    return try reply(
      signInPage(
        SignInForm(then: then, notice: SignInNotice(rawValue: request.query["notice"] ?? "")),
        keys: keys))
  }

  /// Opens a session. A wrong password and an address nobody has are one answer, in the same time.
  func signIn() throws -> Response {
    let form = try request.form()
    try admit(form)
    let address = trimmed(form["email"])
    let password = form["password"] ?? ""
    let then = localAddress(form["then"])
    let cost = services.settings.passwordCost.hashing
    let account = try services.store.account(withAddress: address)
    let isRight = try services.hashing {
      account.map { $0.passwordHash.matches(password) }
        ?? PasswordHash.pretendToMatch(password, cost: cost)
    }
    guard let isRight else {
      return try reply(
        signInPage(SignInForm(emailAddress: address, then: then, isBusy: true), keys: keys),
        status: .unavailable)
    }
    guard let account, isRight else {
      return try reply(
        signInPage(SignInForm(emailAddress: address, then: then, isRefused: true), keys: keys),
        status: .unprocessable)
    }
    try endSession()
    let token = try services.store.openSession(
      for: account.id, at: services.now, idleSeconds: services.settings.idleMinutes * 60,
      absoluteSeconds: services.settings.sessionHours * 3600
    ).token
    let next = try holdsSomething(for: account.id) ? "save/held" : "dashboard"
    var response = redirect(to: then ?? next)
    response.cookies = [Cookie(Self.sessionCookie, token), .removed(Self.formCookie)]
    return response
  }

  /// Ends the session at the server too. Where it has ended by itself there is nothing to refuse.
  func signOut() throws -> Response {
    let form = try request.form()
    if session != nil { try admit(form) }
    try endSession()
    var response = redirect(to: "account/sign-in?notice=signed-out")
    response.cookies = [.removed(Self.sessionCookie)]
    return response
  }

  private func endSession() throws {
    if let token = request.cookie(Self.sessionCookie) { try services.store.endSession(token) }
  }
}
