import Applications
import CGI
import Notation
import Pages
import Rules
import Signing
import Store

extension Visit {
  /// The page a mailed link opens. Opening it changes nothing.
  func staffEnrolForm() throws -> Response {
    guard let member = try enrolling() else { return try hidingAddress(enrolEnded()) }
    return try hidingAddress(reply(staffEnrolPage(try enrolForm(member), keys: keys)))
  }

  /// Keeps the password and the authenticator once a code proves that they have it, and signs them in. The link has
  /// served then.
  func staffEnrol() throws -> Response {
    let form = try request.form()
    try admit(form)
    guard let member = try enrolling() else { return try hidingAddress(enrolEnded()) }
    func again(_ faults: [StaffEnrolForm.Fault], _ status: Status) throws -> Response {
      var page = try enrolForm(member)
      page.faults = faults
      return try hidingAddress(reply(staffEnrolPage(page, keys: keys), status: status))
    }
    let password = form["password"] ?? ""
    let code = TimeCode(secret: enrolSecret)
    let step = code.step(of: form["code"] ?? "", at: services.codeSeconds, after: nil)
    let faults =
      faults(inPassword: password).map(StaffEnrolForm.Fault.password)
      + (step == nil ? [.wrongCode] : [])
    guard faults.isEmpty, let step else { return try again(faults, .unprocessable) }
    guard let hash = try hash(of: password) else {
      return try again([.password(.busy)], .unavailable)
    }
    let isDone = try services.store.enrol(
      member.name,
      with: StaffCredentials(passwordHash: hash.text, secret: enrolSecret, lastStep: step),
      turn: member.turn, at: services.now)
    guard isDone else { return try hidingAddress(enrolEnded()) }
    return try afterwards {
      // It fits no longer; this makes it go.
      _ = try services.store.spendToken(request["token"], for: staffLinkPurpose, at: services.now)
      guard let now = try services.store.staffMember(member.name),
        let response = try openStaffSession(for: now, then: nil)
      else { return redirect(to: "staff/sign-in") }
      return response
    }
  }

  /// Who the link in the path is for, if it still is.
  private func enrolling() throws -> StaffMember? {
    guard
      let link = try services.store.peekToken(
        request["token"], for: staffLinkPurpose, at: services.now
      ).flatMap(StaffLink.init(subject:)),
      let member = try services.store.staffMember(link.name), member.isActive,
      member.turn == link.turn
    else { return nil }
    return member
  }

  /// Made of the link and of what only this browser has: it stays the same when the page is loaded again, nothing
  /// has to be kept, and the mail alone does not tell it.
  private var enrolSecret: [UInt8] {
    let digest = hmacSHA256("authenticator \(request["token"])".utf8, key: formToken.utf8)
    return Array(digest.bytes.prefix(TimeCode.secretBytes))
  }

  private func enrolForm(_ member: StaffMember) throws -> StaffEnrolForm {
    let agency = try services.publication(services.newestPublication()).agency()
    let code = TimeCode(secret: enrolSecret)
    return StaffEnrolForm(
      link: request["token"], name: member.name, fullName: member.fullName, secret: code.text,
      address: code.address(
        issuer: agency.name.text(in: agency.languages[0]), name: member.name.text))
  }

  private func enrolEnded() throws -> Response {
    try reply(staffLinkUsedPage(), status: .gone)
  }

  private func hidingAddress(_ response: Response) -> Response {
    var response = response
    response.hasSecretAddress = true
    return response
  }
}

private let staffLinkPurpose = "staff"

/// What a link stands for with which somebody chooses what they sign in with.
private struct StaffLink {
  let name: StaffName
  /// A link of before another was used, or everything was taken back, fits no longer.
  let turn: Int

  init(_ member: StaffMember) {
    name = member.name
    turn = member.turn
  }

  var subject: String { "\(name) \(turn)" }

  init?(subject: String) {
    let parts = subject.split(separator: " ")
    guard parts.count == 2, let name = StaffName(String(parts[0])), let turn = Int(parts[1]) else {
      return nil
    }
    self.name = name
    self.turn = turn
  }
}

extension Services {
  /// A link serves for three days, and once.
  package static let staffLinkHours = 72

  /// Makes a link for somebody: its whole address, which is a secret of theirs.
  package func staffLink(for member: StaffMember) throws -> String {
    address(ofProgram: try staffLinkPath(for: member))
  }

  /// Mails them one.
  /// - Throws: `Settings.Fault` where nothing is published that has the letter.
  package func mailStaffLink(to member: StaffMember) throws {
    guard try publication(newestPublication()).hasLetter("staff-link") else {
      throw Settings.Fault(
        description: "what was published has no letter 'staff-link': run docket publish")
    }
    let mail = try post(
      AccountMail(
        letter: "staff-link", to: member.emailAddress, name: member.fullName,
        path: try staffLinkPath(for: member), staffName: member.name.text))
    sendMail([mail])
  }

  private func staffLinkPath(for member: StaffMember) throws -> String {
    let token = try store.issueToken(
      for: staffLinkPurpose, subject: StaffLink(member).subject,
      until: now.adding(seconds: Self.staffLinkHours * 3600))
    return "staff/enrol/\(token)"
  }
}
