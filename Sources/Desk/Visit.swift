import Applications
import CGI
import Pages
import Notation
import Rules
import Signing
import Store

/// One request together with who makes it.
struct Visit {
  let request: Request
  let services: Services
  /// `nil` for somebody who is not signed in, or whose session has ended.
  let session: Session?
  /// Of somebody who works for the agency, on the pages for them; `nil` on all others.
  let staffSession: StaffSession?
  /// How the head of the page calls whoever looks, where that is nobody with an account.
  let shownAs: Visitor?
  /// Stands in every form of a page that is sent; ties it to the session, or else to the browser.
  let formToken: String
  /// Whether the browser has yet to be given a cookie with the form token.
  let needsFormCookie: Bool

  static let sessionCookie = "session"
  static let staffCookie = "staff"
  /// Ties the forms of somebody without a session to their browser.
  static let formCookie = "form"

  init(_ request: Request, _ services: Services) throws {
    self.request = request
    self.services = services
    session = try request.cookie(Self.sessionCookie)
      .flatMap { try services.store.session($0, at: services.now) }
    (staffSession, shownAs) = (nil, nil)
    (formToken, needsFormCookie) = Self.formToken(session?.formToken, request, services)
  }

  /// A request for a page of staff: whoever has an account is nobody there.
  init(ofStaff request: Request, _ services: Services) throws {
    let session = try request.cookie(Self.staffCookie)
      .flatMap { try services.store.staffSession($0, at: services.now) }
    let (token, isNew) = Self.formToken(session?.formToken, request, services)
    self.init(
      request: request, services: services, session: nil, staffSession: session,
      shownAs: .staff(name: session?.owner.text, token: token), formToken: token,
      needsFormCookie: isNew)
  }

  /// The same request by a member of staff, whose name is known by now.
  init(_ visit: Visit, by member: StaffMember) {
    self.init(
      request: visit.request, services: visit.services, session: nil,
      staffSession: visit.staffSession,
      shownAs: .staff(name: member.fullName, token: visit.formToken), formToken: visit.formToken,
      needsFormCookie: visit.needsFormCookie)
  }

  private init(
    request: Request, services: Services, session: Session?, staffSession: StaffSession?,
    shownAs: Visitor?, formToken: String, needsFormCookie: Bool
  ) {
    self.request = request
    self.services = services
    self.session = session
    self.staffSession = staffSession
    self.shownAs = shownAs
    self.formToken = formToken
    self.needsFormCookie = needsFormCookie
  }

  private static func formToken(
    _ known: String?, _ request: Request, _ services: Services
  ) -> (token: String, isNew: Bool) {
    let brought = request.cookie(formCookie).flatMap { $0.isEmpty ? nil : $0 }
    guard let token = known ?? brought else { return (services.random.token(), true) }
    return (token, false)
  }

  /// The account of the person; 303 to the sign-in page, and back afterwards, when there is none.
  ///
  /// `then` says where to, for a form whose address is no page.
  func account(then: String? = nil) throws -> Account {
    guard let account = try signedIn() else { throw SignInNeeded(then: then ?? currentAddress) }
    return account
  }

  /// The person's account by its name alone, which nothing has to be read for; 303 to the sign-in page
  /// when nobody is signed in.
  func applicant() throws -> AccountID {
    guard let id = session?.account else { throw SignInNeeded(then: currentAddress) }
    return id
  }

  /// The account of the person; `nil` when nobody is signed in.
  func signedIn() throws -> Account? {
    try (session?.account).flatMap { try services.store.account($0) }
  }

  /// What the browser asked for, from the folder of programs on: `apply?request=renewal`.
  var currentAddress: String {
    let program = request.variables["SCRIPT_NAME"].split(separator: "/").last.map(String.init) ?? ""
    let path = ([program] + request.path).joined(separator: "/")
    let query = request.method == .get ? request.variables["QUERY_STRING"] : ""
    return query.isEmpty ? path : path + "?" + query
  }

  /// The application the path names. 404 for one that is not this person's, as for one that is not there.
  func application() throws -> Application {
    let applicant = try applicant()
    guard let number = ApplicationNumber(request["application"]),
      number.text == request["application"]
    else { throw Refusal.notFound }
    return try application(number, of: applicant)
  }

  /// The application of that number. 404 for one that is not this person's.
  func application(_ number: ApplicationNumber) throws -> Application {
    try application(number, of: try applicant())
  }

  private func application(
    _ number: ApplicationNumber, of applicant: AccountID
  ) throws -> Application {
    guard let application = try services.store.application(number),
      application.applicant == applicant
    else { throw Refusal.notFound }
    return application
  }

  /// As `Services.overview` has it.
  func overview(
    of application: Application, isPriced: Bool = true, forms: [Element.ID] = []
  ) throws -> Overview {
    try services.overview(of: application, isPriced: isPriced, forms: forms)
  }

  /// Refuses a form that did not come from a page of ours: 403, after which nothing has changed.
  func admit(_ form: Form) throws {
    guard isAdmitted(form) else { throw Self.foreignForm }
  }

  /// The same for a form that is shown again with what was typed: `false` where its page is too old.
  /// - Throws: 403 for a form of another site.
  func isOfThisPage(_ form: Form) throws -> Bool {
    guard !comesFromElsewhere else { throw Self.foreignForm }
    return isAdmitted(form)
  }

  func isAdmitted(_ form: Form) -> Bool {
    !comesFromElsewhere && !needsFormCookie
      && areEqualInConstantTime(form["token"] ?? "", formToken)
  }

  /// Whether the browser itself says that another site has sent this.
  var comesFromElsewhere: Bool { request.comesFromElsewhere(than: [services.origin]) }

  /// Whether a form was refused that is most likely one of a page of a session before this one.
  func isOfAnEarlierSession(_ refusal: Refusal) -> Bool {
    refusal == Self.foreignForm && !comesFromElsewhere
  }

  static let foreignForm = Refusal(
    .forbidden,
    "The form is too old or came from another page. Go back, load the page again and send it once "
      + "more.")
}

/// Thrown where somebody has to sign in first; answered with 303 to the sign-in page.
struct SignInNeeded: Error {
  /// Where to go afterwards, from the folder of programs on.
  let then: String
}
