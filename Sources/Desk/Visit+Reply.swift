import Files
import Applications
import CGI
import Markup
import Notation
import Pages
import Rules
import Store

extension Visit {
  /// Runs `body` for one request. Who has to sign in first is sent there, and back afterwards.
  static func answer(
    _ request: Request, _ services: Services, _ body: (Visit) throws -> Response
  ) throws -> Response {
    let visit = try Visit(request, services)
    do {
      return try body(visit)
    } catch let needed as SignInNeeded {
      return visit.redirect(to: "account/sign-in?then=" + queryEscaped(needed.then))
    } catch let vain as NotHeld {
      return try visit.reply(notHeldPage(vain.typed, why: vain.why), status: vain.status)
    } catch let error as StoreError {
      return try visit.reply(to: error)
    }
  }

  /// 303 to a page of a program.
  func redirect(to program: String) -> Response {
    Response(seeOther: request.pathToSite + "cgi-bin/" + program)
  }

  /// A page with the site around it. `agency` and `name`, the person's, save reading what the caller has read
  /// already; `mark` is the edition the page follows, the newest when `nil`.
  func reply(
    _ page: Page, status: Status = .ok, agency: Agency? = nil, mark: EditionMark? = nil,
    name: String? = nil
  ) throws -> Response {
    var response = Response(status)
    let visitor = try visitor(named: name)
    let bytes = try services.document(
      page, root: request.pathToSite, agency: agency, mark: mark, visitor: visitor)
    response.content = .bytes(bytes, type: "text/html; charset=utf-8")
    if needsFormCookie { response.cookies = [Cookie(Self.formCookie, formToken)] }
    return response
  }

  func visitor(named name: String?) throws -> Visitor {
    if let shownAs { return shownAs }
    guard let session, let name = try name ?? signedIn()?.profile.name else { return .signedOut }
    return .signedIn(name: name, token: session.formToken)
  }

  /// The key of a form that was sent. A form without one is a form of its own.
  func key(of form: Form) -> String {
    guard let key = form["key"], !key.isEmpty else { return services.random.word() }
    return key
  }

  /// The hidden fields of a form on this page.
  var keys: FormKeys {
    FormKeys(token: formToken, key: services.random.word())
  }
}

extension Services {
  /// The whole document of `page`, as programs send it.
  package func document(
    _ page: Page, root: String, agency: Agency? = nil, mark: EditionMark? = nil,
    visitor: Visitor
  ) throws -> [UInt8] {
    let publication = try newestPublication()
    let agency = try agency ?? self.publication(publication).agency()
    guard let template = contents(ofFile: installation.layoutFile) else {
      throw Settings.Fault(description: "the site's layout cannot be read: run docket publish")
    }
    let today = agency.timeZone.day(of: now)
    let surroundings = PageSurroundings(
      layout: Layout.read(String(decoding: template, as: UTF8.self)).layout, agency: agency,
      root: root,
      language: agency.languages[0],
      edition: mark ?? EditionMark(publication: publication, day: today), visitor: visitor,
      isDemonstration: settings.isDemonstration)
    return Pages.document(page, in: surroundings)
  }

  /// The page for a refusal, with the site around it where the site can still be read.
  package func refusalPage(_ refusal: Refusal, pathToSite: String) -> String {
    let problem = problemPage(
      status: refusal.status.rawValue, detail: refusal.detail, reference: refusal.reference)
    guard let bytes = try? document(problem, root: pathToSite, visitor: .unknown) else {
      return plainRefusalPage(refusal)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
