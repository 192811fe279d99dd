import Applications
import Rules

extension Overview {
  /// Why `element` can no longer be changed, in a sentence for the applicant; `nil` while it can.
  func whyClosed(_ element: Element.ID) -> String? {
    if let id = viewer.invitation { return whyClosed(element, toParty: id) }
    if case .helper(let id, _) = viewer { return whyClosed(element, toHelper: id) }
    if reopening(of: element) != nil {
      return application.part(element).isSealed
        ? "This part has been signed again, so it can no longer be changed." : nil
    }
    return whyClosed
      ?? (application.part(element).isSealed
        ? "This part has been signed, so it can no longer be changed." : nil)
      ?? (entry(element) == nil
        ? "The answers you gave before you started have changed, and this part is no longer asked for. "
          + "It is there again if you change them back." : nil)
  }

  /// The same, in a sentence for somebody who was asked for it by the invitation of that id.
  private func whyClosed(_ element: Element.ID, toParty id: String) -> String? {
    guard let entry = entry(element), takesPart(of: entry.element), !application.isErased else {
      return "The application does not need this part any more, so it can no longer be changed."
    }
    let record = application.invitation(id)
    let isOrganisation = record?.invitation.organisationID != nil
    switch record?.state(at: now) {
    case .asked, .begun: return nil
    case .signed: return "This part has been signed, so it can no longer be changed."
    case .declined:
      return "\(isOrganisation ? "It was" : "You have") declined, so it can no longer be changed."
    case .expired:
      return
        "The last day of \(isOrganisation ? "the request" : "your link") is over, so it can no longer be changed."
    case .released:
      return "Your organization completes no more parts, so it can no longer be changed."
    case .received:
      return "It has come another way and is not needed any more, so it can no longer be changed."
    case .takenBack, nil:
      return "The request to you was taken back, so it can no longer be changed."
    }
  }

  /// The same, in a sentence for the helper of that id.
  private func whyClosed(_ element: Element.ID, toHelper id: String) -> String? {
    guard let record = application.helper(id), !application.isErased else {
      return "Your link opens nothing any more, so nothing can be changed."
    }
    switch record.state(at: now) {
    case .named, .begun: break
    case .revoked: return "The applicant has ended your help, so nothing can be changed."
    case .stopped: return "You help no longer, so nothing can be changed."
    case .expired: return "The last day of your link is over, so nothing can be changed."
    }
    switch stage {
    case .open: break
    case .paying, .payerAsked:
      return "A payment is under way, so nothing can be changed until that has ended."
    case .submitted, .cancelled, .withdrawn, .expired, .pendingReview, .deficient, .closed,
      .approved, .denied, .revoked:
      return "The application has been submitted or has ended, so nothing can be changed."
    }
    return entries(of: record).contains { $0.element.id == element }
      ? nil : "This part is no longer asked for, so it can no longer be changed."
  }

  /// The same for the application as a whole.
  var whyClosed: String? {
    switch stage {
    case .open: nil
    case .submitted where isLate, .pendingReview where isLate, .closed where isLate:
      "The last day to put something right is over, so it can no longer be changed. What you entered before is there."
    case .submitted, .pendingReview:
      "This application has been submitted, so it can no longer be changed."
    case .deficient: "This part was not sent back to you, so it cannot be changed."
    case .closed: "This application is closed, so it can no longer be changed."
    case .approved, .denied, .revoked:
      "This application is decided, so it can no longer be changed."
    case .cancelled: "This application was cancelled, so it can no longer be changed."
    case .withdrawn: "This application was withdrawn, so it can no longer be changed."
    case .expired: "This application has expired, so it can no longer be changed."
    case .paying:
      "A payment for this application is under way, so it cannot be changed until that has ended."
    case .payerAsked:
      "\(payerName) was asked to pay for this application, so it cannot be changed until that has ended. Its "
        + "invoice lets you take the request back."
    }
  }
}

extension Overview {
  /// Why an entry can no longer be added, changed or removed; `nil` while it can.
  func whyClosed(
    _ element: Element.ID, entry id: String, of group: EntryGroup.ID
  ) -> String? {
    if let why = whyClosed(element) { return why }
    guard let open = reopening(of: element), !open.opens(entry: id, of: group) else { return nil }
    return Self.notSentBack
  }

  /// The same for the order of the entries of a group.
  func whyClosed(_ element: Element.ID, orderOf group: EntryGroup.ID) -> String? {
    if let why = whyClosed(element) { return why }
    guard let open = reopening(of: element), !open.opensAll(of: group) else { return nil }
    return Self.notSentBack
  }

  /// The same for a file: one that is there or was taken away, and one that is to be added.
  func whyClosed(_ file: Attachment) -> String? {
    if let why = whyClosed(file.element) { return why }
    guard let open = reopening(of: file.element) else { return nil }
    let part = application.part(file.element)
    let entry = file.entry.flatMap(part.entry)
    let known = part.attachments + part.withdrawn
    let old = known.first { $0.id == file.id } ?? known.first { $0.id == file.replaces }
    let isOpen =
      old.map { open.opens($0, of: entry?.group) } ?? open.takesFiles(ofEntry: entry)
    return isOpen ? nil : Self.notSentBack
  }

  /// The same for adding files to an element, or to one of its entries.
  func whyClosed(_ element: Element.ID, toFilesOf entry: SuppliedEntry?) -> String? {
    if let why = whyClosed(element) { return why }
    guard let open = reopening(of: element), !open.takesFiles(ofEntry: entry) else { return nil }
    return Self.notSentBack
  }

  private static let notSentBack =
    "This was not sent back to you, so it stays as you submitted it."

  /// Whether something was sent back, and its last day is over without an answer.
  private var isLate: Bool { application.review.openDeficiency?.isOver(at: now) ?? false }
}

/// Thrown where something was sent for an element that can no longer be changed. Nothing has happened.
struct Closed: Error {
  let why: String

  static let earlierSession = Closed(
    why: "This page was opened before you signed in again, so nothing of it was saved.")
}

extension Overview {
  /// Why it cannot be cancelled, and what can be done instead; `nil` while it can.
  var whyNotCancelled: String? {
    switch stage {
    case .open: nil
    case .paying: whyPaying + " Then come back here."
    case .payerAsked:
      "You have asked \(payerName) to pay. Take that request back on the invoice first, and then come back here."
    case .expired: "This application has expired, so there is nothing to cancel. Nothing is owed."
    case .submitted, .pendingReview, .deficient:
      "This application has been submitted. You can withdraw it instead."
    case .closed, .approved, .denied, .revoked: whyDecided
    case .cancelled: "This application is cancelled already."
    case .withdrawn: "This application has been submitted and withdrawn already."
    }
  }

  /// Why it cannot be withdrawn, and what can be done instead; `nil` while it can.
  var whyNotWithdrawn: String? {
    if canBeWithdrawn { return nil }
    return switch stage {
    case .open, .payerAsked:
      "This application has not been submitted. You can cancel it instead."
    case .paying, .submitted, .pendingReview, .deficient: whyPaying + " Then come back here."
    case .closed, .approved, .denied, .revoked: whyDecided
    case .expired: "This application was never submitted, and has expired. Nothing is owed."
    case .cancelled: "This application was never submitted, and is cancelled already."
    case .withdrawn: "This application is withdrawn already."
    }
  }

  /// Whom the applicant has asked to pay.
  private var payerName: String { application.unendedPayer?.request.name ?? "Somebody else" }

  private var whyDecided: String {
    stage == .closed
      ? "This application is closed already." : "This application is decided already."
  }

  private var whyPaying: String {
    application.openAttempt == nil
      ? "Money came in that is not the amount of the invoice. Wait until we have looked at it and written to "
        + "you."
      : "A payment is under way, and we do not know yet how it ends. Finish it, or cancel it on the payment "
        + "page. If you left that long ago, the page of the payment here lets you give it up."
  }
}
