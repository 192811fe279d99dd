import Applications
import CGI
import Pages
import Rules
import Store

/// A visit of somebody whom the applicant has named to help, by the link that was mailed to them.
struct HelperVisit {
  static let purpose = "helper"

  let visit: Visit
  let overview: Overview
  let record: HelperRecord

  static func answer(_ visit: Visit) throws -> Response {
    guard let (link, application) = try visit.requestLink(purpose), !application.isErased,
      let record = application.helper(link.request)
    else {
      // What is no form is refused for that first, as everywhere.
      if visit.request.method == .post { _ = try visit.request.form() }
      return try visit.helperEnded(.unknown)
    }
    var overview = try visit.overview(
      of: application, isPriced: false, forms: element(of: visit).map { [$0] } ?? [])
    overview.viewer = .helper(id: link.request, link: visit.request["token"])
    let helper = HelperVisit(visit: visit, overview: overview, record: record)
    if let end = helper.end(of: link) { return try helper.ended(end) }
    return try helper.answer()
  }

  /// The element that the path names, where it names one.
  private static func element(of visit: Visit) -> Element.ID? {
    visit.request.route.path.contains(":element") ? Element.ID(visit.request["element"]) : nil
  }

  private var address: String { "helper/\(visit.request["token"])" }

  private func answer() throws -> Response {
    let request = visit.request
    switch (request.method, request.route.path) {
    case (.get, "*token"): return try reply(helperPage(overview, record, keys: visit.keys))
    case (.post, "*token"): return try begin()
    case (.get, "*token/stop"): return try reply(helperStopPage(overview, keys: visit.keys))
    case (.post, "*token/stop"): return try stop()
    // The button on the link's own page comes first; while a payment is under way nothing is shown.
    case (.get, _) where record.beganAt == nil || overview.stage != .open:
      _ = try element()
      return visit.redirect(to: address)
    case (.get, "*token/part/:element"): return try element().show()
    case (.post, "*token/part/:element"): return try element().save()
    case (.get, "*token/part/:element/:group/:entry"): return try EntryVisit(element()).show()
    case (.post, "*token/part/:element/:group/:entry"): return try EntryVisit(element()).save()
    default: throw Refusal.notFound
    }
  }

  /// 404 for an element that is none of the chosen ones.
  private func element() throws -> ElementVisit {
    guard let id = Self.element(of: visit), record.helper.elements.contains(id),
      overview.entry(evenIfNotAsked: id)?.element.canBeHelped == true
    else { throw Refusal.notFound }
    return try ElementVisit(visit, .helper(record.helper.id), overview, id)
  }

  private func reply(_ page: Page, status: Status = .ok) throws -> Response {
    try visit.reply(
      page, status: status, agency: overview.edition.agency, mark: EditionMark(overview.edition))
  }

  /// Notes that the link was opened, once, and shows the parts.
  private func begin() throws -> Response {
    try change { application, key in
      // Also where it was begun before: whoever says yes has synced.
      application.helper(record.helper.id)?.beganAt == nil
        ? .helperBegan(record.helper.id, key: key) : nil
    }
  }

  private func stop() throws -> Response {
    try change { _, key in .helperStopped(record.helper.id, key: key) }
  }

  /// For a form with keys alone. Where the help has ended meanwhile, the link's page says so.
  private func change(
    _ decide: (Application, _ key: String) throws -> Event.What?
  ) throws -> Response {
    let form = try visit.request.form()
    try visit.admit(form)
    let key = visit.key(of: form)
    _ = try visit.services.change(
      overview.application.number, by: .helper(record.helper.id)
    ) { application in
      guard application.deed(ofForm: key) == nil,
        application.helper(record.helper.id)?.isOpen(at: visit.services.now) == true
      else { return nil }
      return try decide(application, key)
    }
    return visit.redirect(to: address)
  }

  /// Why the link opens nothing; `nil` where it opens something.
  private func end(of link: RequestLink) -> HelperLinkEnd? {
    switch record.end {
    case .revoked: return .revoked
    case .stopped: return .stopped
    case nil: break
    }
    switch overview.stage {
    case .submitted, .pendingReview, .deficient: return .submitted
    case .cancelled, .withdrawn, .expired, .closed, .approved, .denied, .revoked:
      return .ended
    case .open, .paying, .payerAsked: break
    }
    if link.link != String(record.turn) { return .newer }
    return record.isOpen(at: overview.now) ? nil : .expired
  }

  /// Nothing of the application is shown, but what somebody has just typed is shown back to them.
  private func ended(_ end: HelperLinkEnd) throws -> Response {
    guard visit.request.method == .post else { return try visit.helperEnded(end) }
    let form = try visit.request.form()
    guard let id = Self.element(of: visit),
      record.helper.elements.contains(id),
      let entry = overview.entry(evenIfNotAsked: id)?.asHelped, entry.element.canBeHelped
    else { return try visit.helperEnded(end) }
    let elementForm = ElementForm(overview, entry, keys: visit.keys)
    if visit.request.route.path == "*token/part/:element" {
      let typed = TypedPart(form).belonging(to: entry.element)
      return try visit.helperEnded(
        end, elementForm, sent: .answers(typed.answers, statesNone: typed.statesNone))
    }
    guard let group = EntryGroup.ID(visit.request["group"]).flatMap(entry.element.group) else {
      return try visit.helperEnded(end)
    }
    return try visit.helperEnded(
      end, elementForm,
      sent: .entry(group, Answers(form.answers).belonging(to: group.questions)))
  }
}

extension FieldFault {
  /// Whether only a file that is missing, or of which something is to be said, is wrong: a helper can do nothing about
  /// that.
  func isAboutFiles(_ part: Part) -> Bool {
    if field == "attachments" { return true }
    guard case .incompleteEntry(let group, let id, _) = fault, let entry = part.entry(id) else {
      return false
    }
    return group.faults(in: entry, part).allSatisfy { $0.field == "attachments" }
  }
}
