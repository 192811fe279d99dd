import Applications
import CGI
import Notation
import Pages
import Rules
import Signing
import Store

extension StaffVisit {
  func showAccount() throws -> Response {
    try reply(
      staffAccountPage(
        frame, emailAddress: member.emailAddress,
        isSignedOutElsewhere: request.query["notice"] == "signed-out", keys: keys))
  }

  func showPassword() throws -> Response {
    try reply(staffPasswordPage(isDone: request.query["notice"] == "changed", keys: keys))
  }

  /// Changes the password of somebody who knows the present one and has their authenticator. All other sessions end;
  /// this one goes on, so that a form in another window is not lost.
  ///
  /// The same form once more is answered as the first time.
  func changePassword() throws -> Response {
    let form = try request.form()
    try admit(form)
    let password = form["password"] ?? ""
    let code = form["code"] ?? ""
    func refused(_ fault: StaffPasswordFault, _ status: Status) throws -> Response {
      try reply(staffPasswordPage(faults: [fault], keys: keys), status: status)
    }
    if let fault = visit.faults(inPassword: password).first {
      return try refused(.account(fault), .unprocessable)
    }
    let typed = form["present-password"] ?? ""
    switch try visit.prove(typed, code, for: member.name.text, member) {
    case .wrong:
      return try isChanged(to: password, by: code)
        ? redirect(to: "staff/password?notice=changed") : refused(.doNotFit, .unprocessable)
    case .busy: return try refused(.account(.busy), .unavailable)
    case .tooManyTries(let until):
      var response = try refused(
        .account(try visit.tooManyTries(until: until)), .tooManyRequests)
      response.headers.append(visit.retryAfter(until))
      return response
    case .right(let step, let tries):
      guard let hash = try visit.hash(of: password) else {
        return try refused(.account(.busy), .unavailable)
      }
      guard let credentials = member.credentials else {
        return try refused(.doNotFit, .unprocessable)
      }
      let hasLetter = try services.publication(services.newestPublication())
        .hasLetter("staff-password-changed")
      let mails = hasLetter ? [try services.message(.staffPasswordChanged(member))] : []
      let isDone = try services.store.changePassword(
        of: member.name, from: credentials, to: hash.text, step: step, at: services.now,
        owing: mails, keepingSession: visit.staffSession?.id)
      guard isDone else { return try refused(.doNotFit, .unprocessable) }
      try afterwards { try visit.settle(tries) }
      services.sendMail(mails)
      var response = redirect(to: "staff/password?notice=changed")
      response.cookies = [
        visit.deviceCookie(Visit.staffDeviceCookie, of: member.name.text, key: hash.text)
      ]
      return response
    }
  }

  /// Whether this form has done it before: the password is that one, and the code the last that has served.
  private func isChanged(to password: String, by code: String) throws -> Bool {
    guard let credentials = member.credentials,
      TimeCode(secret: credentials.secret).step(of: code, at: services.codeSeconds, after: nil)
        == credentials.lastStep
    else { return false }
    return try services.hashing {
      PasswordHash(text: credentials.passwordHash).matches(password)
    } ?? false
  }

  func signOutElsewhere() throws -> Response {
    try admit(request.form())
    try services.store.endSessions(of: member.name, but: visit.staffSession?.id)
    return redirect(to: "staff?notice=signed-out")
  }
}
