import Applications
import CGI
import Pages
import Rules
import Store

/// What the token in a mailed link is for.
private let confirmationPurpose = "confirmation"

extension Visit {
  func registration(_ form: RegistrationForm, status: Status = .ok) throws -> Response {
    try reply(registerPage(form, keys: keys), status: status)
  }

  /// Makes an account that waits for its address to be confirmed, and mails the link.
  ///
  /// For an address that already has an account the reply is the same, and the mail says so.
  func register() throws -> Response {
    let form = try request.form()
    let name = trimmed(form["name"])
    let address = trimmed(form["email"])
    let password = form["password"] ?? ""
    guard try isOfThisPage(form) else {
      return try registration(
        RegistrationForm(name: name, emailAddress: address, faults: [.pageTooOld]),
        status: .forbidden)
    }
    let faults = registrationFaults(name: name, address: address, password: password)
    guard faults.isEmpty else {
      return try registration(
        RegistrationForm(name: name, emailAddress: address, faults: faults), status: .unprocessable
      )
    }
    let tries = mailTries("register", to: address)
    if let until = try take(tries) {
      let fault = try tooManyTries(until: until)
      var response = try registration(
        RegistrationForm(name: name, emailAddress: address, faults: [fault]),
        status: .tooManyRequests)
      response.headers.append(retryAfter(until))
      return response
    }
    // The password is hashed in both cases, so that both take the same time.
    guard let hash = try hash(of: password) else {
      try giveBack(tries)
      return try registration(
        RegistrationForm(name: name, emailAddress: address, faults: [.busy]), status: .unavailable)
    }
    // A link is made in both cases too; that of a known address leads nowhere, and nobody gets it.
    let isKnown = try services.store.account(withAddress: address) != nil
    let subject =
      isKnown
      ? ""
      : try services.store.register(
        name: name, emailAddress: address, passwordHash: hash, at: services.now
      ).text
    let mail = try afterwards {
      let token = try services.store.issueToken(
        for: confirmationPurpose, subject: subject, until: services.now.adding(seconds: 24 * 3600))
      return try services.post(
        isKnown
          ? .addressKnown(to: address) : .confirmAddress(to: address, name: name, token: token))
    }
    services.sendMail([mail])
    return redirect(to: "account/sent")
  }

  private func registrationFaults(
    name: String, address: String, password: String
  ) -> [AccountFault] {
    var faults: [AccountFault] = []
    if isBlank(name) { faults.append(.noName) }
    if !isEmailAddress(address) { faults.append(.noEmailAddress) }
    faults += self.faults(inPassword: password)
    return faults
  }

  /// The page a mailed link opens. Opening it changes nothing: mail scanners open links too.
  func confirmation() throws -> Response {
    let subject = try services.store.peekToken(
      request["token"], for: confirmationPurpose, at: services.now)
    return subject != nil
      ? try reply(confirmAddressPage(token: request["token"], keys: keys))
      : try reply(linkUsedPage(.newAccount), status: .gone)
  }

  func confirm() throws -> Response {
    try admit(request.form())
    let token = request["token"]
    // The link ends last: a crash in between must leave one that can be pressed again.
    guard
      let id = try services.store.peekToken(token, for: confirmationPurpose, at: services.now)
        .flatMap(AccountID.init),
      try services.store.confirm(id, at: services.now) == .claimed,
      try afterwards({
        try services.store.spendToken(token, for: confirmationPurpose, at: services.now) != nil
      })
    else { return try reply(linkUsedPage(.newAccount), status: .gone) }
    return redirect(to: "account/sign-in?notice=confirmed")
  }
}
