import Applications
import CGI
import Pages
import Rules
import Store

/// A visit of somebody who was asked for one element, by the link that was mailed to them.
struct PartyVisit {
  static let purpose = "party"

  let element: ElementVisit
  let record: InvitationRecord
  /// Why the link opens nothing any more; `nil` while the part is with them, and once they have signed it.
  let end: PartyLinkEnd?

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
    let id = record.invitation.element
    var overview = try visit.overview(of: application, isPriced: false, forms: [id])
    overview.viewer = .party(invitation: link.request, link: visit.request["token"])
    guard overview.entry(evenIfNotAsked: id) != nil else { return .ended(.notNeeded) }
    let end = overview.end(of: record)
    // What was typed into a form is shown back; nobody is shown anything else.
    if let end, visit.request.method == .get || overview.entry(id) == nil {
      return .ended(end)
    }
    return .known(
      PartyVisit(
        element: try ElementVisit(visit, .party(link.request), overview, id), record: record,
        end: end))
  }

  private var visit: Visit { element.visit }
  private var address: String { "party/\(visit.request["token"])" }

  func answer() throws -> Response {
    switch (visit.request.method, visit.request.route.path) {
    case (.get, "*token"): try show()
    case (.post, "*token"): try begin()
    case (.get, "*token/decline"): try showDecline()
    case (.post, "*token/decline"): try decline()
    case (.post, "*token/part"): try element.save()
    case (.post, "*token/part/sign"): try element.sign()
    case (.post, "*token/part/:group/:entry"): try EntryVisit(element).save()
    // The button on the link's own page comes first, and nothing comes after signing.
    case (.get, _) where record.beganAt == nil || record.signedAt != nil:
      visit.redirect(to: address)
    case (.get, "*token/part"): try element.show()
    case (.get, "*token/part/sign"): try element.showReadBack()
    case (.get, "*token/part/:group/:entry"): try EntryVisit(element).show()
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
        $0.invitation(record.invitation.id)?.beganAt != nil
      } _: {
        .partyBegan(record.invitation.id, key: key)
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
    case .takenBack: return .takenBack
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
