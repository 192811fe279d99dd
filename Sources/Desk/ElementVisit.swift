import Applications
import CGI
import Pages
import Rules
import Store

/// A visit to one element of one application of the person who is signed in.
struct ElementVisit {
  let visit: Visit
  let applicant: AccountID
  let overview: Overview
  let entry: Overview.Entry

  var request: Request { visit.request }
  var element: Element { entry.element }
  var number: ApplicationNumber { overview.application.number }

  /// 404 for an element that the application does not ask for.
  init(_ visit: Visit) throws {
    self.visit = visit
    applicant = try visit.applicant()
    overview = try visit.overview(of: try visit.application(), isPriced: false)
    guard let id = Element.ID(visit.request["element"]), let entry = overview.entry(id) else {
      throw Refusal.notFound
    }
    self.entry = entry
  }

  func reply(_ page: Page, status: Status = .ok) throws -> Response {
    try visit.reply(
      page, status: status, agency: overview.edition.agency, mark: EditionMark(overview.edition),
      name: overview.application.start.profile.name)
  }

  /// Appends what `decide` makes of the application as it is under its lock.
  ///
  /// Refused with 409 once the application is submitted, expired or being paid for.
  func change(_ decide: (Application, Part) throws -> Event.What?) throws -> Overview {
    let application = try visit.services.store.change(
      number, at: visit.services.now, by: .applicant(applicant)
    ) { application in
      let now = Overview(application, edition: overview.edition, now: visit.services.now)
      let what = try decide(application, application.part(element.id))
      guard what == nil || now.stage == .open else { throw closed(now.stage) }
      return what
    }
    return Overview(application, edition: overview.edition, now: visit.services.now)
  }

  private func closed(_ stage: Overview.Stage) -> Refusal {
    let detail =
      switch stage {
      case .submitted: "This application has been submitted, so it can no longer be changed."
      case .expired: "This application has expired, so it can no longer be changed."
      case .paying:
        "A payment for this application is under way, so it cannot be changed until that has ended."
      case .open: "This application cannot be changed."
      }
    return Refusal(.conflict, detail)
  }

  /// The page after this element: the next one, or the Overview after the last.
  func next(in overview: Overview) -> Response {
    guard let next = overview.next(after: element.id) else {
      return visit.redirect(to: "dashboard/\(number.text)")
    }
    return visit.redirect(to: "save/\(number.text)/\(next.id)")
  }
}
