import Applications
import CGI
import Pages
import Rules
import Store

/// A visit of somebody who works for the agency, and is signed in as that.
struct StaffVisit {
  let visit: Visit
  let member: StaffMember

  /// 303 to the sign-in page of staff, and back afterwards, when nobody is signed in, or they do not work here any
  /// more.
  init(_ visit: Visit) throws {
    let services = visit.services
    guard let session = visit.staffSession,
      let member = try services.store.staffMember(session.owner), member.isActive
    else { throw SignInNeeded(then: visit.staffPageAddress) }
    self.visit = Visit(visit, by: member)
    self.member = member
  }

  /// Answers a request of somebody who has to be signed in.
  ///
  /// Of a form that comes after the session has ended nothing is done, and all of it shown.
  static func answer(
    _ request: Request, _ services: Services, _ body: (StaffVisit) throws -> Response
  ) throws -> Response {
    try Visit.answerStaff(request, services) { visit in
      do { return try StaffVisit(visit).answering(body) } catch let needed as SignInNeeded {
        throw try visit.showingBack(needed)
      }
    }
  }

  /// What takes another role, or is not there, is said on a page that has the ways of whoever is signed in.
  private func answering(_ body: (StaffVisit) throws -> Response) throws -> Response {
    do { return try body(self) } catch let refusal as Refusal
      where [.forbidden, .notFound].contains(refusal.status) && refusal != Visit.foreignForm
    {
      return try reply(
        staffRefusedPage(
          isThere: refusal.status == .forbidden, detail: refusal.detail, in: frame),
        status: refusal.status)
    }
  }

  var services: Services { visit.services }
  var request: Request { visit.request }

  /// Who writes lines about what this visit does.
  var who: Event.Actor { .staff(member.name.text) }

  /// 403 for somebody who has none of these roles.
  func require(_ roles: [StaffRole]) throws {
    guard !member.may(roles) else { return }
    let needed = roles.map(\.words).joined(separator: " or ")
    throw Refusal(
      .forbidden,
      "This page takes another role: \(needed). You are here as "
        + "\(member.roles.map(\.words).joined(separator: ", ")). An administrator can change that.")
  }

  /// The application that the path names. 404 when there is none, or it was never submitted.
  func application() throws -> Application {
    let application = try anyApplication()
    guard application.submittedAt != nil else { throw Refusal.notFound }
    return application
  }

  /// The same, submitted or not.
  func anyApplication() throws -> Application {
    guard let number = ApplicationNumber(request["application"]),
      number.text == request["application"],
      let application = try services.store.application(number)
    else { throw Refusal.notFound }
    return application
  }

  /// A page with the ways of staff and the site around it.
  func reply(_ page: Page, status: Status = .ok) throws -> Response {
    try visit.reply(staffPage(page, in: frame), status: status)
  }

  /// 303 to a page of a program.
  func redirect(to program: String) -> Response { visit.redirect(to: program) }

  var frame: StaffFrame { StaffFrame(member, at: visit.pageAddress) }

  /// The hidden fields of a form on this page.
  var keys: FormKeys { visit.keys }

  /// The key of a form that was sent. A form without one is a form of its own.
  func key(of form: Form) -> String { visit.key(of: form) }

  /// Refuses a form that did not come from a page of this session: nothing has changed then. What one of an earlier
  /// session has brought is shown.
  func admit(_ form: Form) throws {
    if visit.isAdmitted(form) { return }
    guard !visit.comesFromElsewhere else { throw Visit.foreignForm }
    throw NotHeld(
      status: .forbidden, typed: visit.typedAnswers(in: form),
      why: "This page was opened before you signed in. Open it again, and enter this once more.")
  }
}

extension Visit {
  /// Runs `body` for a request for a page of staff. Who has to sign in first is sent there, and back afterwards.
  static func answerStaff(
    _ request: Request, _ services: Services, _ body: (Visit) throws -> Response
  ) throws -> Response {
    let visit = try Visit(ofStaff: request, services)
    do {
      return try body(visit)
    } catch let needed as SignInNeeded {
      return visit.redirect(to: "staff/sign-in?then=" + queryEscaped(needed.then))
    } catch let vain as NotHeld {
      return try visit.reply(
        notHeldPage(vain.typed, why: vain.why, signIn: Links.staffSignIn), status: vain.status)
    } catch let error as StoreError {
      return try visit.reply(to: error)
    }
  }

  /// What to throw for a form whose session has ended: with what it has brought, if anything. Its files are not read.
  fileprivate func showingBack(_ needed: SignInNeeded) throws -> any Error {
    guard request.method == .post else { return needed }
    try refuseFromElsewhere()
    guard case .form = request.route.accepts else { return needed }
    let typed = typedAnswers(in: try request.form())
    guard !typed.isEmpty else { return needed }
    return NotHeld(
      status: .forbidden, typed: typed,
      why: "You are not signed in any more. Sign in, open the page again, and enter this once more."
    )
  }

  /// The words of a form, but for secrets.
  fileprivate func typedAnswers(in form: Form) -> Answers {
    Answers(typed(in: form).map { Answers.Field(name: $0.label, texts: [$0.text]) })
  }

  /// Where to go on after signing in: a form may have no page at its own address.
  fileprivate var staffPageAddress: String {
    guard request.method == .post else { return currentAddress }
    let isAboutOne = request.route.path.hasPrefix(":application")
    return pageAddress.split(separator: "/").prefix(isAboutOne ? 2 : 1).joined(separator: "/")
  }
}
