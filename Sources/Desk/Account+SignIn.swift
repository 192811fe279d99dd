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
    let address = trimmed(form["email"])
    let then = localAddress(form["then"])
    guard try isOfThisPage(form) else {
      return try reply(
        signInPage(
          SignInForm(emailAddress: address, then: then, fault: .pageTooOld), keys: keys),
        status: .forbidden)
    }
    let account = try services.store.account(withAddress: address)
    let check = try check(form["password"] ?? "", for: address, account)
    if case .right = check, let account, let response = try openSession(for: account, then: then) {
      return response
    }
    let refusal: (fault: AccountFault, status: Status) =
      switch check {
      case .right, .wrong: (.noSuchSignIn, .unprocessable)
      case .busy: (.busy, .unavailable)
      case .tooManyTries(let until):
        (try tooManyTries(until: until), .tooManyRequests)
      }
    var response = try reply(
      signInPage(
        SignInForm(emailAddress: address, then: then, fault: refusal.fault), keys: keys),
      status: refusal.status)
    if case .tooManyTries(let until) = check { response.headers.append(retryAfter(until)) }
    return response
  }

  /// `nil` when the password was changed at the same moment: whoever did that has ended all sessions, and
  /// must not have missed this one.
  private func openSession(for account: Account, then: String?) throws -> Response? {
    try endThisSession()
    let (token, session) = try services.store.openSession(
      for: account.id, on: deviceName(request.userAgent), at: services.now,
      idleSeconds: services.settings.idleMinutes * 60,
      absoluteSeconds: services.settings.sessionHours * 3600)
    guard let now = try services.store.account(account.id), now.hasPassword(of: account) else {
      _ = try afterwards { try services.store.endSession(withID: session.id, of: account.id) }
      return nil
    }
    let next = try holdsSomething(for: account.id) ? "save/held" : "dashboard"
    var response = redirect(to: then ?? next)
    response.cookies = [
      Cookie(Self.sessionCookie, token), deviceCookie(for: now), .removed(Self.formCookie),
    ]
    return response
  }

  /// Ends the session at the server too. Where it has ended by itself there is nothing to refuse.
  func signOut() throws -> Response {
    let form = try request.form()
    if session != nil { try admit(form) }
    try endThisSession()
    return signedOut("signed-out")
  }

  /// Ends every session of this person, this one too.
  func signOutEverywhere() throws -> Response {
    let account = try account(then: "account/devices")
    try admit(request.form())
    try services.store.endSessions(of: account.id)
    return signedOut("signed-out-everywhere")
  }

  func signedOut(_ notice: String) -> Response {
    var response = redirect(to: "account/sign-in?notice=\(notice)")
    response.cookies = [.removed(Self.sessionCookie)]
    return response
  }

  private func endThisSession() throws {
    if let token = request.cookie(Self.sessionCookie) { try services.store.endSession(token) }
  }
}
