import Applications
import CGI
import Pages
import Rules
import Store

package let organisationRoutes =
  [
    Route(.get, "", for: .account),
    Route(.get, ":organisation", for: .member, query: [.word("page")]),
    Route(.get, ":organisation/people", for: .member),
    Route(
      .post, ":organisation/people", for: .member,
      accepts: .form([
        .word("token"), .word("key"), .line("name", byteLimit: 2000),
        .line("email", byteLimit: 2000), .word("appoints"), .word("submits"),
      ])),
    Route(.get, ":organisation/people/:member", for: .member),
    Route(
      .post, ":organisation/people/:member", for: .member,
      accepts: .form([
        .word("token"), .word("key"), .word("appoints"), .word("submits"), .word("then"),
      ])),
    Route(.get, ":organisation/many", for: .member),
    Route(.get, ":organisation/many/:element", for: .member),
    Route(.get, ":organisation/many/:element/requests", for: .member),
    Route(
      .post, ":organisation/many/:element", for: .member,
      accepts: .upload(
        [.word("token"), .word("key")], files: "files",
        UploadLimits(fileCount: 1, fileBytes: 2_000_000, allBytes: 2_000_000))),
    Route(.get, ":organisation/batch/:batch", for: .member),
    Route(
      .post, ":organisation/batch/:batch", for: .member,
      accepts: .form([
        .word("token"), .word("key"), .line("signature", byteLimit: 400),
        .line("role", byteLimit: 400),
      ])),
  ] + partRoutes(below: partTop, for: .member) + organisationOfferRoutes

private let partTop = ":organisation/:application/:element"

/// What somebody does who acts for an organisation: sees what waits, completes and signs parts, declines.
///
/// They have an ordinary account with the address at which they were appointed. Replies 404 alike for an organisation, an application
/// or an element that there is not and for one that is not theirs; 303 to the sign-in page when nobody is signed in; 403
/// for a member without the role; 410 for one that was withdrawn and for a request that has ended.
package func organisation(_ request: Request, services: Services) throws -> Response {
  try Visit.answer(request, services) { visit in
    try visit.showBackWithoutSession()
    guard request.route.path != "" else { return try visit.organisations() }
    do {
      let organisation = try visit.refusingNoForm { try OrganisationVisit(visit) }
      if let response = try organisation.answerOffers() { return response }
      switch (request.method, request.route.path) {
      case (.get, ":organisation"): return try organisation.workList()
      case (.get, ":organisation/people"): return try organisation.showPeople()
      case (.post, ":organisation/people"): return try organisation.appoint()
      case (.get, ":organisation/people/:member"): return try organisation.showMember()
      case (.post, ":organisation/people/:member"): return try organisation.changeMember()
      case (.get, ":organisation/many"): return try organisation.showMany()
      case (.get, ":organisation/many/:element"): return try organisation.showManyOf()
      case (.get, ":organisation/many/:element/requests"): return try organisation.download()
      case (.post, ":organisation/many/:element"): return try organisation.upload()
      case (.get, ":organisation/batch/:batch"): return try organisation.showBatch()
      case (.post, ":organisation/batch/:batch"): return try organisation.signBatch()
      default:
        switch try visit.refusingNoForm({ try organisation.part() }) {
        case .ended(let end): return try visit.ended(end)
        case .known(let part): return try part.answer(below: partTop)
        }
      }
    } catch let withdrawn as WithdrawnOrganisation {
      return try visit.reply(withdrawnOrganisationPage(withdrawn.name), status: .gone)
    }
  }
}

extension Visit {
  /// The organisations that somebody acts for.
  fileprivate func organisations() throws -> Response {
    let account = try account()
    // One that cannot be read hides none of the others.
    let mine = try services.store.organisations { _ in }
      .filter { $0.isActive && $0.member(for: account) != nil }
    return try reply(
      organisationsPage(
        mine.map { organisation in
          OrganisationFrame(
            id: organisation.id, name: organisation.name,
            roles: organisation.member(for: account)?.roles ?? [])
        }, emailAddress: account.profile.emailAddress), name: account.profile.name)
  }

  /// What is no form is refused for that first, as everywhere: before it is said that the page is not there.
  fileprivate func refusingNoForm<Result>(_ body: () throws -> Result) throws -> Result {
    do { return try body() } catch {
      if request.method == .post, case .form = request.route.accepts { _ = try request.form() }
      throw error
    }
  }

  /// Of a form that comes after the session has ended nothing is kept, and all of it shown.
  fileprivate func showBackWithoutSession() throws {
    guard request.method == .post, session?.account == nil else { return }
    try refuseFromElsewhere()
    // A file is not read, and its owner has it.
    guard case .form = request.route.accepts else {
      throw SignInNeeded(then: pageAddress)
    }
    let form = try request.form()
    let words = ["reason", "signature", "role", "name", "email", "words"].compactMap { name in
      form[name].flatMap { $0.isEmpty ? nil : Answers.Field(name: name, texts: [$0]) }
    }
    let typed = Answers(Answers(form.answers).fields + words)
    guard !typed.isEmpty else { throw SignInNeeded(then: pageAddress) }
    throw NotHeld(
      status: .forbidden, typed: typed,
      why: "You are not signed in any more. Sign in, open the page again, and enter this once more."
    )
  }
}
