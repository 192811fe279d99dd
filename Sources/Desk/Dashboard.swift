import Applications
import CGI
import Notation
import Pages
import Rules
import Store

package let dashboardRoutes = [
  Route(.get, ""),
  Route(.get, ":application"),
]

/// What a person has here: all their applications, and one of them in full, which is its Overview.
///
/// Only reads. 404 for an application that is not this person's.
package func dashboard(_ request: Request, services: Services) throws -> Response {
  try Visit.answer(request, services) { visit in
    let account = try visit.account()
    if request.route.path == "" { return try visit.list(account) }
    let overview = try visit.overview(of: try visit.application())
    return try visit.reply(
      overviewPage(
        overview, quote: overview.price, told: try visit.priceTold(overview), keys: visit.keys),
      agency: overview.edition.agency, mark: EditionMark(overview.edition),
      name: account.profile.name)
  }
}

extension Visit {
  /// Newest first. One that cannot be read is shown as such and hides none of the others.
  fileprivate func list(_ account: Account) throws -> Response {
    let overviews = try overviews(of: account)
    return try reply(
      dashboardPage(
        overviews.readable, unreadable: overviews.unreadable, name: account.profile.name),
      name: account.profile.name)
  }

  /// All applications of a person, newest first, and the numbers of those that cannot be read.
  func overviews(
    of account: Account
  ) throws -> (readable: [Overview], unreadable: [ApplicationNumber]) {
    var overviews: [Overview] = []
    var unreadable: [ApplicationNumber] = []
    for number in try services.store.applications(of: account.id) {
      do {
        // A look-up alone says nothing: it goes before the application it leads to.
        guard let application = try services.store.application(number),
          application.applicant == account.id
        else { continue }
        overviews.append(try overview(of: application))
      } catch {
        guard error is StoreError || error is PublicationError else { throw error }
        unreadable.append(number)
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
