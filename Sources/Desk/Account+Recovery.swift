import Applications
import CGI
import Pages
import Rules
import Store

private let recoveryPurpose = "recovery"
private let recoverySeconds = 3600

extension Visit {
  func recoveryForm() throws -> Response { try reply(recoverPage(keys: keys)) }

  /// Mails a link to the address that was typed. For one that no account has, the answer is the same, and
  /// so is the work: a link is made that nobody gets, and a mail says that there is no account.
  ///
  /// An account whose address was never confirmed is none here: it could be anybody's.
  func askForRecovery() throws -> Response {
    let form = try request.form()
    let address = trimmed(form["email"])
    guard try isOfThisPage(form) else {
      return try reply(
        recoverPage(emailAddress: address, fault: .pageTooOld, keys: keys), status: .forbidden)
    }
    guard isEmailAddress(address) else {
      return try reply(
        recoverPage(emailAddress: address, fault: .noEmailAddress, keys: keys),
        status: .unprocessable)
    }
    if let until = try take(mailTries("recovery", to: address)) {
      var response = try reply(
        recoverPage(emailAddress: address, fault: tooManyTries(until: until), keys: keys),
        status: .tooManyRequests)
      response.headers.append(retryAfter(until))
      return response
    }
    let account = try services.store.account(withAddress: address)
    let token = try mailedToken(
      recoveryPurpose, account.map { MailedToken($0) }, lasting: recoverySeconds)
    // To the address as it was confirmed: another spelling of it may be another mailbox.
    let mail = try services.post(
      account.map {
        .choosePassword(to: $0.profile.emailAddress, name: $0.profile.name, token: token)
      } ?? .noAccount(to: address))
    services.sendMail([mail])
    return redirect(to: "account/recover/sent")
  }

  /// The page a mailed link opens. Opening it changes nothing.
  func choosePasswordForm() throws -> Response {
    guard try mailedToken(recoveryPurpose) != nil else {
      return try reply(linkUsedPage(.newPassword), status: .gone)
    }
    return try reply(choosePasswordPage(token: request["token"], keys: keys))
  }

  /// Gives the account another password, ends all its sessions, and tells it by mail. This browser is known
  /// from now on: whoever was kept out by strangers' tries gets in.
  func choosePassword() throws -> Response {
    let form = try request.form()
    try admit(form)
    guard let (token, account) = try mailedToken(recoveryPurpose) else {
      return try reply(linkUsedPage(.newPassword), status: .gone)
    }
    let password = form["password"] ?? ""
    let faults = faults(inPassword: password)
    guard faults.isEmpty else {
      return try reply(
        choosePasswordPage(token: request["token"], faults: faults, keys: keys),
        status: .unprocessable)
    }
    guard let hash = try hash(of: password) else {
      return try reply(
        choosePasswordPage(token: request["token"], faults: [.busy], keys: keys),
        status: .unavailable)
    }
    let mail = try services.message(passwordChanged(account))
    let isDone = try services.store.changePassword(
      of: account.id, to: hash, at: services.now, owing: [mail], if: token.fits)
    guard isDone, let changed = try services.store.account(account.id) else {
      return try reply(linkUsedPage(.newPassword), status: .gone)
    }
    // It fits no longer; this makes it go.
    _ = try afterwards {
      try services.store.spendToken(request["token"], for: recoveryPurpose, at: services.now)
    }
    services.sendMail([mail])
    var response = signedOut("password-chosen")
    response.cookies.append(deviceCookie(for: changed))
    return response
  }

  func passwordChanged(_ account: Account) -> AccountMail {
    .passwordChanged(to: account.profile.emailAddress, name: account.profile.name)
  }
}
