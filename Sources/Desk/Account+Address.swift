import Applications
import CGI
import Pages
import Rules
import Store

private let newAddressPurpose = "new-address"
private let newAddressSeconds = 24 * 3600
private let heldPurpose = "account/email"

extension Visit {
  func newAddressForm() throws -> Response {
    let account = try account()
    let held = try heldAccountForm(heldPurpose, of: account.id)
    return try newAddress(
      account, typed: held?.answers.text("email") ?? "", isHeld: held != nil)
  }

  /// Mails a link to the new address, and tells the present one. For an address that another account has, the
  /// answer and the work are the same, and the mail says so.
  func askForNewAddress() throws -> Response {
    let form = try request.form()
    if let held = try holdUnlessAdmitted(
      form, keeping: ["email"], as: heldPurpose, then: "account/email")
    {
      return held
    }
    let account = try account()
    let typed = trimmed(form["email"])
    let present = account.profile.emailAddress
    var faults: [AccountFault] = []
    if !isEmailAddress(typed) { faults.append(.noEmailAddress) }
    if folded(typed) == folded(present) { faults.append(.sameEmailAddress) }
    guard faults.isEmpty else {
      return try newAddress(account, typed: typed, faults, .unprocessable)
    }
    let check = try check(form["present-password"] ?? "", for: present, account)
    if let refusal = try check.refusal(in: self) {
      return try newAddress(
        account, typed: typed, [refusal.fault], refusal.status, refusal.headers)
    }
    if let until = try take(mailTries("address", to: typed)) {
      return try newAddress(
        account, typed: typed, [tooManyTries(until: until)], .tooManyRequests, [retryAfter(until)])
    }
    // As it is now: the check may have hashed the password anew.
    let now = try self.account()
    let isKnown = try services.store.account(withAddress: typed) != nil
    let token = try mailedToken(
      newAddressPurpose, isKnown ? nil : MailedToken(now, wish: typed), lasting: newAddressSeconds)
    let name = account.profile.name
    let mails = [
      try services.post(
        isKnown
          ? .newAddressKnown(to: typed)
          : .confirmNewAddress(to: typed, name: name, token: token)),
      try services.post(.addressChangeAsked(to: present, name: name, newAddress: typed)),
    ]
    services.sendMail(mails)
    var response = redirect(to: "account/email/sent")
    response.cookies = try discardHeldAccountForms(heldPurpose, of: account.id)
    return response
  }

  /// The page a mailed link opens. Opening it changes nothing.
  func confirmNewAddressForm() throws -> Response {
    guard let (token, _) = try mailedToken(newAddressPurpose) else {
      return try reply(linkUsedPage(.newAddress), status: .gone)
    }
    return try reply(
      confirmNewAddressPage(token: request["token"], emailAddress: token.wish, keys: keys))
  }

  /// Takes the new address for the account, unless another has confirmed it since.
  func confirmNewAddress() throws -> Response {
    try admit(request.form())
    guard let (token, account) = try mailedToken(newAddressPurpose) else {
      return try reply(linkUsedPage(.newAddress), status: .gone)
    }
    let mail = try services.message(
      .addressChanged(
        to: account.profile.emailAddress, name: account.profile.name, newAddress: token.wish))
    let change = try services.store.changeAddress(
      of: account.id, to: token.wish, at: services.now, owing: [mail],
      if: token.fits)
    guard change == .changed else { return try reply(linkUsedPage(.newAddress), status: .gone) }
    _ = try afterwards {
      try services.store.spendToken(request["token"], for: newAddressPurpose, at: services.now)
    }
    services.sendMail([mail])
    return redirect(
      to: session?.account == account.id
        ? "account/profile?notice=address-changed" : "account/sign-in?notice=address-changed")
  }

  private func newAddress(
    _ account: Account, typed: String, _ faults: [AccountFault] = [], _ status: Status = .ok,
    _ headers: [Header] = [], isHeld: Bool = false
  ) throws -> Response {
    var response = try reply(
      newAddressPage(
        NewAddressForm(
          account: account.id, present: account.profile.emailAddress, emailAddress: typed,
          faults: faults, isHeld: isHeld), keys: keys),
      status: status, name: account.profile.name)
    response.headers += headers
    return response
  }
}
