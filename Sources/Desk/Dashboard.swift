import Applications
import CGI
import Notation
import Pages
import Rules
import Store

package let dashboardRoutes = [
  Route(.get, "", for: .account),
  Route(.get, "record", for: .account),
  Route(.post, "record", for: .account, accepts: .form([.word("token"), .word("key")])),
  Route(.get, ":application", for: .applicant),
  Route(.get, ":application/summary", for: .applicant),
  Route(.get, ":application/history", for: .applicant),
  Route(.get, ":application/messages", for: .applicant),
  Route(.get, ":application/messages/:thread", for: .applicant),
  Route(.post, ":application/messages", for: .applicant, accepts: messageForm),
  Route(.post, ":application/messages/:thread", for: .applicant, accepts: messageForm),
  Route(.get, ":application/cancel", for: .applicant),
  Route(
    .post, ":application/cancel", for: .applicant, accepts: .form([.word("token"), .word("key")])),
  Route(.get, ":application/withdraw", for: .applicant),
  Route(
    .post, ":application/withdraw", for: .applicant,
    accepts: .form([.word("token"), .word("key"), .text("reason", byteLimit: 16_000)])),
  Route(.get, ":application/answer", for: .applicant),
  Route(
    .post, ":application/answer", for: .applicant, accepts: .form([.word("token"), .word("key")])),
  Route(.get, ":application/letters", for: .applicant),
  Route(.get, ":application/letters/:letter", for: .applicant),
  Route(.get, ":application/appeal", for: .applicant),
  Route(
    .post, ":application/appeal", for: .applicant,
    accepts: .form([.word("token"), .word("key"), .text("text", byteLimit: 64_000)])),
  Route(.get, ":application/helpers", for: .applicant),
  Route(.get, ":application/helpers/new", for: .applicant),
  Route(
    .post, ":application/helpers/new", for: .applicant,
    accepts: .form([
      .word("token"), .word("key"), .line("name", byteLimit: 2000), .line("email", byteLimit: 2000),
      Field.word("part").repeated, .word("told"),
    ])),
  Route(
    .post, ":application/helpers/:helper/renew", for: .applicant,
    accepts: .form([.word("token"), .word("key")])),
  Route(
    .post, ":application/helpers/:helper/revoke", for: .applicant,
    accepts: .form([.word("token"), .word("key")])),
  Route(
    .post, ":application/updates", for: .applicant,
    accepts: .form([.word("token"), .word("key"), .word("whom"), .word("told")])),
]

private let messageForm = Accepts.form([
  .word("token"), .word("key"), .line("subject", byteLimit: 2000), .text("text", byteLimit: 64_000),
])

/// What a person has here: all their applications, and one of them in full, which is its Overview; all
/// that it holds; its history and messages; its end, where the person gives it up or takes it back; the answer to
/// what has to be put right, the letters about its review, and the wish that a denial is looked at again; and who
/// helps with it, and who else is told what becomes of it.
///
/// 404 for an application that is not this person's; 409 with the same page where it cannot end so now.
package func dashboard(_ request: Request, services: Services) throws -> Response {
  try Visit.answer(request, services) { visit in
    switch (request.method, request.route.path) {
    case (.get, ""): try visit.list(try visit.account())
    case (.get, "record"): try visit.showRecord()
    case (.post, "record"): try visit.downloadRecord()
    case (.get, ":application"): try visit.showOverview()
    case (.get, ":application/summary"): try visit.showSummary()
    case (.get, ":application/history"): try visit.showHistory()
    case (.get, ":application/messages"), (.get, ":application/messages/:thread"):
      try visit.showMessages()
    case (.post, ":application/messages"), (.post, ":application/messages/:thread"):
      try visit.writeMessage()
    case (.get, ":application/cancel"): try visit.showCancel()
    case (.post, ":application/cancel"): try visit.cancel()
    case (.get, ":application/withdraw"): try visit.showWithdraw()
    case (.post, ":application/withdraw"): try visit.withdraw()
    case (.get, ":application/answer"): try visit.showAnswer()
    case (.post, ":application/answer"): try visit.answer()
    case (.get, ":application/letters"): try visit.showLetters()
    case (.get, ":application/letters/:letter"): try visit.showLetter()
    case (.get, ":application/appeal"): try visit.showAppeal()
    case (.post, ":application/appeal"): try visit.appeal()
    case (.get, ":application/helpers"): try visit.showHelpers()
    case (.get, ":application/helpers/new"): try visit.showNameHelper()
    case (.post, ":application/helpers/new"): try visit.nameHelper()
    case (.post, ":application/helpers/:helper/renew"): try visit.renewHelper()
    case (.post, ":application/helpers/:helper/revoke"): try visit.revokeHelper()
    case (.post, ":application/updates"): try visit.chooseUpdates()
    default: throw Refusal.notFound
    }
  }
}

extension Visit {
  fileprivate func showOverview() throws -> Response {
    let overview = try overview(of: try application())
    let told = try priceTold(overview)
    return try reply(
      overviewPage(
        overview, quote: overview.price, told: told,
        saysHowFar: services.installation.hasProcessing,
        reopening: overview.stage == .expired ? try services.reviewRules().reopening : nil,
        keys: keys), about: overview)
  }

  fileprivate func showSummary() throws -> Response {
    let overview = try overview(of: try application())
    let elements = try overview.elements.map { try worded($0, in: overview) }
    return try reply(summaryPage(overview, elements, quote: overview.price), about: overview)
  }

  fileprivate func showHistory() throws -> Response {
    let overview = try overview(of: try application(), isPriced: false)
    let events = try services.store.events(of: overview.application.number) ?? []
    return try reply(historyPage(overview, events), about: overview)
  }

  /// A page about one application.
  func reply(_ page: Page, status: Status = .ok, about overview: Overview) throws -> Response {
    try reply(
      page, status: status, agency: overview.edition.agency, mark: EditionMark(overview.edition),
      name: try account().profile.name)
  }

  /// Newest first. One that cannot be read is shown as such and hides none of the others.
  fileprivate func list(_ account: Account) throws -> Response {
    let overviews = try overviews(of: account)
    var response = try reply(
      dashboardPage(
        overviews.readable, unreadable: overviews.unreadable.map(\.number),
        name: account.profile.name),
      name: account.profile.name)
    if let first = overviews.unreadable.first { response.logWords = first.why }
    return response
  }

  /// All applications of a person, newest first, and the numbers of those that cannot be read, with why, for
  /// the log. `isWanted` leaves out others before anything else is read for them.
  func overviews(
    of account: Account, isPriced: Bool = true,
    where isWanted: (Application) -> Bool = { _ in true }
  ) throws -> (readable: [Overview], unreadable: [(number: ApplicationNumber, why: String)]) {
    var overviews: [Overview] = []
    var unreadable: [(number: ApplicationNumber, why: String)] = []
    for number in try services.store.applications(of: account.id) {
      do {
        // A look-up alone says nothing: it goes before the application it leads to.
        guard let application = try services.store.application(number),
          application.applicant == account.id, isWanted(application)
        else { continue }
        overviews.append(try overview(of: application, isPriced: isPriced))
      } catch {
        guard let error = error as? any LoggedError,
          error is StoreError || error is PublicationError
        else { throw error }
        unreadable.append((number, error.logWords))
      }
    }
    return (overviews.sorted { $0.application.startedAt > $1.application.startedAt }, unreadable)
  }
}

extension Overview {
  /// The price now, or why there is none.
  var price: Result<Quote, PricingRefusal> {
    do throws(PricingRefusal) { return .success(try quote()) } catch { return .failure(error) }
  }
}
