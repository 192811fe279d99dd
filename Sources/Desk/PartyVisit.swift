import Applications
import CGI
import Pages
import Rules
import Store

/// A visit of somebody who was asked for one element: by the link that was mailed to them, or for the organisation that
/// was asked.
struct PartyVisit {
  static let purpose = "party"

  let element: ElementVisit
  let record: InvitationRecord
  /// Why the link opens nothing any more; `nil` while the part is with them, and once they have signed it.
  let end: PartyLinkEnd?
  /// What whoever acts for an organisation is called; `nil` for one person.
  let member: String?

  enum Outcome {
    case ended(PartyLinkEnd)
    case known(PartyVisit)
  }

  /// Who holds the link that the path names. Changes nothing.
  static func of(_ visit: Visit) throws -> Outcome {
    guard let (link, application) = try visit.requestLink(purpose), !application.isErased,
      let record = application.invitation(link.request)
    else { return .ended(.unknown) }
    guard link.link == String(record.turn) else { return .ended(.newer) }
    return try of(
      visit, record, of: application, as: .party(link.request),
      .party(invitation: link.request, link: visit.request["token"]), member: nil)
  }

  /// What is left of a request for whoever it was sent to. `member` is what somebody is called who acts for an
  /// organisation.
  static func of(
    _ visit: Visit, _ record: InvitationRecord, of application: Application,
    as who: Event.Actor, _ viewer: Overview.Viewer, member: String?
  ) throws -> Outcome {
    let id = record.invitation.element
    var overview = try visit.overview(of: application, isPriced: false, forms: [id])
    overview.viewer = viewer
    guard overview.entry(evenIfNotAsked: id) != nil else { return .ended(.notNeeded) }
    let end = overview.end(of: record)
    // What was typed into a form is shown back; nobody is shown anything else.
    if let end, visit.request.method == .get || overview.entry(id) == nil {
      return .ended(end)
    }
    return .known(
      PartyVisit(
        element: try ElementVisit(visit, who, overview, id), record: record, end: end,
        member: member))
  }

  private var visit: Visit { element.visit }
  private var address: String { element.addresses.home }

  /// `top` is the pattern of the page from which whoever was asked begins.
  func answer(below top: String) throws -> Response {
    let path = visit.request.route.path
    guard path.hasPrefix(top) else { throw Refusal.notFound }
    return switch (visit.request.method, path.dropFirst(top.count)) {
    case (.get, ""): try show()
    case (.post, ""): try begin()
    case (.get, "/decline"): try showDecline()
    case (.post, "/decline"): try decline()
    case (.post, "/part"): try element.save()
    case (.post, "/part/sign"): try element.sign()
    case (.post, "/part/:group/:entry"): try EntryVisit(element).save()
    // The button on that page comes first, and nothing comes after signing.
    case (.get, _) where record.beganAt == nil || record.signedAt != nil:
      visit.redirect(to: address)
    case (.get, "/part"): try element.show()
    case (.get, "/part/sign"): try element.showReadBack()
    case (.get, "/part/:group/:entry"): try EntryVisit(element).show()
    default: throw Refusal.notFound
    }
  }

  private func show() throws -> Response {
    try element.reply(
      record.signedAt == nil ? partyPage(element.form) : partySignedPage(element.form))
  }

  /// Notes that the part is opened, once, and leads to its form.
  private func begin() throws -> Response {
    let form = try visit.request.form()
    try visit.admit(form)
    let key = visit.key(of: form)
    do {
      // Also where it was begun before: whoever says yes has synced.
      try change {
        guard let now = $0.invitation(record.invitation.id) else { return false }
        return now.beganAt != nil && now.member == member ?? ""
      } _: {
        .partyBegan(record.invitation.id, key: key, member: member)
      }
    } catch is Closed {
      return visit.redirect(to: address)
    }
    return visit.redirect(to: "\(address)/part")
  }

  private func showDecline() throws -> Response {
    record.signedAt == nil
      ? try element.reply(partyDeclinePage(element.form)) : visit.redirect(to: address)
  }

  /// 422 without a reason. Once declined the link opens nothing any more, and says so.
  private func decline() throws -> Response {
    let form = try visit.request.form()
    let reason = trimmed(form["reason"])
    do {
      try visit.admit(form)
    } catch let refusal as Refusal where visit.isOfAnEarlierSession(refusal) {
      return try element.notKept(
        .earlierSession, .words([TypedWords("Your reason", reason)]), status: .forbidden)
    }
    let key = visit.key(of: form)
    if let fault = ReasonFault(in: reason) {
      return try element.reply(
        partyDeclinePage(element.form, reason: reason, fault: fault), status: .unprocessable)
    }
    do {
      let decline = Event.What.partyDeclined(
        InvitationDecline(invitation: record.invitation.id, reason: reason, key: key))
      try change {
        $0.hasDone(decline, byForm: key)
      } _: {
        decline
      }
    } catch let closed as Closed {
      return try element.notKept(closed, .words([TypedWords("Your reason", reason)]))
    }
    return visit.redirect(to: address)
  }

  private func change(
    unless isDone: (Application) -> Bool, _ decide: () throws -> Event.What
  ) throws {
    _ = try element.change(unless: isDone) { _ in try decide() }
  }
}

extension Overview {
  /// Why the links of a request open nothing any more.
  fileprivate func end(of record: InvitationRecord) -> PartyLinkEnd? {
    switch record.state(at: now) {
    case .signed: return nil
    case .declined: return .declined
    case .takenBack, .released: return .takenBack
    case .received: return .notNeeded
    case .expired: return .expired
    case .asked, .begun: break
    }
    guard let entry = entry(record.invitation.element), takesPart(of: entry.element) else {
      return .notNeeded
    }
    return nil
  }
}

extension ReasonFault {
  /// What is wrong with a reason; `nil` where nothing is.
  init?(in reason: String) {
    if isBlank(reason) {
      self = .missing
    } else if reason.unicodeScalars.count > Invitation.reasonLimit {
      self = .tooLong
    } else {
      return nil
    }
  }
}
