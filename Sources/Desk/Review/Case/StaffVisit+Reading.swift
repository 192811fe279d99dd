import Applications
import CGI
import Pages
import Rules
import Signing
import Store

// Reading one application: as a whole, one element, a file, the letters, the history.

extension StaffVisit {
  func showCase() throws -> Response { try showCase(NoteForm()) }

  private func showCase(_ form: NoteForm, status: Status = .ok) throws -> Response {
    // Who records money sees what it is, and no more.
    let review = try reviewCase(for: StaffRole.allCases)
    let whole =
      member.may(.ofSight)
      ? ReviewCase(
        review.overview, rules: review.rules, viewer: member, others: try others(review)) : review
    return try reply(casePage(whole, note: form, keys: keys), status: status)
  }

  func showLetters() throws -> Response { try reply(caseLettersPage(try reviewCase())) }

  func showCaseHistory() throws -> Response {
    let review = try reviewCase()
    let events = try services.store.events(of: review.number) ?? []
    return try reply(caseHistoryPage(review, events))
  }

  /// A note is for those who work here. The same form again is one note.
  func addNote() throws -> Response {
    let review = try reviewCase()
    let form = try request.form()
    try admit(form)
    let text = trimmed(form["text"])
    let faults = faults(in: text, orMissing: "Write the note")
    guard faults.isEmpty else {
      return try showCase(NoteForm(text: text, faults: faults), status: .unprocessable)
    }
    let key = key(of: form)
    let note = Note(id: word(key, text), text: text, key: key)
    _ = try act(on: review) { now in
      now.application.hasDone(.review(.noted(note)), byForm: key) ? nil : .noted(note)
    }
    return backToCase(review)
  }

  func showElement() throws -> Response {
    let review = try reviewCase()
    let entry = try entry(named: request["element"], in: review)
    let flag = request.query["flag"] ?? ""
    return try showElement(entry, review, FlagForm(target: flag))
  }

  /// The page of one element. That somebody looks under a seal is noted before anything is shown.
  func showElement(
    _ entry: Overview.Entry, _ review: ReviewCase, _ flag: FlagForm = FlagForm(),
    why: String? = nil, status: Status = .ok
  ) throws -> Response {
    let review = try noting(viewOf: [entry.element], review)
    return try reply(
      reviewElementPage(try form(for: entry, review, flag, why: why), keys: keys), status: status)
  }

  /// The element of that name; 404 where the application does not ask for it, 403 where its eyes are others'.
  func entry(named text: String, in review: ReviewCase) throws -> Overview.Entry {
    guard let id = Element.ID(text), let entry = review.overview.entry(evenIfNotAsked: id) else {
      throw Refusal.notFound
    }
    try requireSight(of: entry.element)
    return entry
  }

  func requireSight(of element: Element) throws {
    guard !member.sees(element) else { return }
    throw Refusal(
      .forbidden,
      "Only a few see this part, and your roles are others. The page of the application says whether it is cleared."
    )
  }

  /// An element with what it needs to be read: the words in which it was signed, and what stood there when it was last
  /// sent back.
  func form(
    for entry: Overview.Entry, _ review: ReviewCase, _ flag: FlagForm = FlagForm(),
    why: String? = nil
  ) throws -> ReviewElementForm {
    ReviewElementForm(
      review, try visit.worded(entry, in: review.overview),
      before: try part(ofLastRound: entry.element.id, review),
      hints: try hints(about: entry, review), flag: flag, why: why)
  }

  /// As it stood when the application was last sent back; `nil` before the first time.
  private func part(ofLastRound id: Element.ID, _ review: ReviewCase) throws -> Part? {
    guard let round = review.review.deficiencies.last else { return nil }
    let events = try services.store.events(of: review.number) ?? []
    let before = events.prefix { event in
      guard case .review(.deficiencySent(let sent)) = event.what else { return true }
      return sent.id != round.deficiency.id
    }
    return Application(number: review.number, events: Array(before))?.part(id)
  }

  private func hints(about entry: Overview.Entry, _ review: ReviewCase) throws -> [AddressHint] {
    guard let record = entry.invitation, record.invitation.organisationID == nil else { return [] }
    return try services.askedParties(of: review.application).last { party in
      party.element?.id == entry.element.id
        && party.emailAddress == record.invitation.emailAddress
    }?.hints ?? []
  }

  /// Only a file that is accepted. One that is under a seal is a look under it.
  func downloadFile() throws -> Response {
    let review = try reviewCase()
    guard let file = review.application.attachment(request["file"]), file.state == .accepted,
      let digest = Digest(hex: file.digest),
      let element = review.overview.edition.element(file.element)
    else { throw Refusal.notFound }
    try requireSight(of: element)
    _ = try noting(viewOf: [element], review)
    let type = MediaType(rawValue: file.mediaType)
    return Response(
      attachment: services.store.attachmentPath(review.number, digest),
      name: type?.downloadName(file.fileName) ?? file.fileName, type: file.mediaType)
  }
}
