import Applications
import CGI
import Pages
import Rules
import Signing
import Store

extension Visit {
  static let staffDeviceCookie = "staff-device"

  func staffSignInForm() throws -> Response {
    let then = staffAddress(request.query["then"])
    if let session = staffSession, let member = try services.store.staffMember(session.owner),
      member.isActive
    {
      return redirect(to: then ?? StaffFrame.home(of: member.roles))
    }
    let isSignedOut = request.query["notice"] == "signed-out"
    return try reply(
      staffSignInPage(StaffSignInForm(then: then, isSignedOut: isSignedOut), keys: keys))
  }

  /// Opens a session. A name that nobody has, a wrong password, a wrong code and one that has served are one answer,
  /// in the same time.
  func staffSignIn() throws -> Response {
    let form = try request.form()
    let name = trimmed(form["name"])
    let then = staffAddress(form["then"])
    func again(_ fault: AccountFault, _ status: Status) throws -> Response {
      try reply(
        staffSignInPage(StaffSignInForm(name: name, then: then, fault: fault), keys: keys),
        status: status)
    }
    guard try isOfThisPage(form) else { return try again(.pageTooOld, .forbidden) }
    let member = try staffMember(called: name)
    switch try check(form["password"] ?? "", form["code"] ?? "", for: name, member) {
    case .right:
      if let member, let response = try openStaffSession(for: member, then: then) {
        return response
      }
      return try again(.noSuchSignIn, .unprocessable)
    case .wrong: return try again(.noSuchSignIn, .unprocessable)
    case .busy: return try again(.busy, .unavailable)
    case .tooManyTries(let until):
      var response = try again(try tooManyTries(until: until), .tooManyRequests)
      response.headers.append(retryAfter(until))
      return response
    }
  }

  /// Ends the session at the server too. Where it has ended by itself there is nothing to refuse.
  func staffSignOut() throws -> Response {
    let form = try request.form()
    if staffSession != nil { try admit(form) }
    try endThisStaffSession()
    var response = redirect(to: "staff/sign-in?notice=signed-out")
    response.cookies = [.removed(Self.staffCookie)]
    return response
  }

  /// `nil` where somebody was removed, or given other roles or another link, at the same moment: whoever did that has
  /// ended all sessions, and must not have missed this one.
  func openStaffSession(for member: StaffMember, then: String?) throws -> Response? {
    try afterwards {
      try endThisStaffSession()
      let (token, session) = try services.store.openSession(
        for: member.name, on: deviceName(request.userAgent), at: services.now,
        idleSeconds: services.settings.idleMinutes * 60,
        absoluteSeconds: services.settings.sessionHours * 3600)
      guard let now = try services.store.staffMember(member.name), now.isActive,
        now.roles == member.roles, now.turn == member.turn, let credentials = now.credentials,
        credentials.passwordHash == member.credentials?.passwordHash
      else {
        try services.store.endSession(withID: session.id, of: member.name)
        return nil
      }
      var response = redirect(to: then ?? StaffFrame.home(of: now.roles))
      response.cookies = [
        Cookie(Self.staffCookie, token),
        deviceCookie(Self.staffDeviceCookie, of: now.name.text, key: credentials.passwordHash),
        .removed(Self.formCookie),
      ]
      return response
    }
  }

  private func endThisStaffSession() throws {
    if let token = request.cookie(Self.staffCookie) { try services.store.endStaffSession(token) }
  }

  /// Who has this name, or else this address; `nil` for nobody, and for two who share an address.
  private func staffMember(called text: String) throws -> StaffMember? {
    if let name = StaffName(text) { return try services.store.staffMember(name) }
    guard isEmailAddress(text) else { return nil }
    let all = try services.store.staff { _ in }
      .filter { $0.isActive && folded($0.emailAddress) == folded(text) }
    return all.count == 1 ? all[0] : nil
  }

  /// Whether these are the password and a code of somebody who works here. If so, the code has served, which their
  /// journal says.
  private func check(
    _ password: String, _ code: String, for name: String, _ member: StaffMember?
  ) throws -> PasswordCheck {
    switch try prove(password, code, for: name, member) {
    case .right(let step, let tries):
      guard let member, let credentials = member.credentials,
        try services.store.signIn(member.name, with: credentials, step: step, at: services.now)
      else { return .wrong }
      try afterwards { try settle(tries) }
      return .right
    case .wrong: return .wrong
    case .busy: return .busy
    case .tooManyTries(let until): return .tooManyTries(until: until)
    }
  }

  /// What came of a password and a code that somebody typed.
  enum StaffProof {
    /// They fit. The code, which is that of this step, has not served yet, nor are the tries forgotten.
    case right(step: Int, Tries)
    case wrong
    case tooManyTries(until: Moment)
    case busy
  }

  func prove(
    _ password: String, _ code: String, for name: String, _ member: StaffMember?
  ) throws -> StaffProof {
    let tries = staffSignInTries(name, member)
    if let until = try take(tries) { return .tooManyTries(until: until) }
    let credentials = member.flatMap { $0.isActive ? $0.credentials : nil }
    let isRight = try services.hashing { () -> Bool in
      guard let credentials else {
        return PasswordHash.pretendToMatch(password, cost: services.settings.passwordCost.hashing)
      }
      return PasswordHash(text: credentials.passwordHash).matches(password)
    }
    guard let isRight else {
      try giveBack(tries)
      return .busy
    }
    let step = TimeCode(secret: credentials?.secret ?? [])
      .step(of: code, at: services.codeSeconds, after: credentials?.lastStep)
    guard isRight, credentials != nil, let step else { return .wrong }
    return .right(step: step, tries)
  }

  /// As for accounts (`signInTries`). Whichever of name and address is typed, it is one counter.
  private func staffSignInTries(_ text: String, _ member: StaffMember?) -> Tries {
    let throttling = services.settings.throttling
    let hourly = Allowance.perHour(throttling.signInTriesPerHour)
    if let member, let credentials = member.credentials,
      let device = knownDevice(
        Self.staffDeviceCookie, of: member.name.text, key: credentials.passwordHash)
    {
      return Tries(counters: [
        .init(what: "staff sign-in device \(device)", allowance: hourly, isForgottenWhenRight: true)
      ])
    }
    let name = member?.name.text ?? folded(text)
    let network = networkAddress?.network ?? ""
    return Tries(
      counters: [
        .init(
          what: "staff sign-in \(network) \(name)", allowance: hourly, isForgottenWhenRight: true),
        .init(
          what: "staff sign-in of \(name)",
          allowance: .perDay(throttling.signInTriesForAccountPerDay)),
      ] + fromNetwork("staff sign-in", throttling.signInTriesFromNetworkPerHour))
  }
}

extension Services {
  /// The seconds since 1970 by the clocks of authenticators, which know of no shift.
  package var codeSeconds: Int {
    settings.codesStandAt ?? max(0, now.secondsSince1970 - settings.clockShiftDays * 86_400)
  }
}
