import Applications
import CGI
import Pages
import Rules
import Store

/// What can be done about files that are there: describe, withdraw, bring back.
extension ElementVisit {
  /// The page that says what files are: the one that the query names, or all of which it is still to be
  /// said.
  func showDetails() throws -> Response {
    guard overview.whyClosed(element.id) == nil else { return toElement }
    let files = try files(named: request.query.all("file"))
    guard !files.isEmpty else { return toFiles }
    return try detailsReply(files.map { FileDetails($0, typed: try heldWords()) })
  }

  /// Keeps what is said about the files of a form, whatever it is, and says what is missing.
  func saveDetails() throws -> Response {
    let form = try request.form()
    let rule = try fileRule()
    do {
      try visit.admit(form)
      let key = visit.key(of: form)
      let named = form.answers.compactMap { FileDetails.file(ofField: $0.name) }
      let files = overview.application.part(element.id).attachments
        .filter { named.contains($0.id) }
      let typed = Answers(form.answers)
      for file in files {
        let said = FileDetails(file, typed: typed)
        _ = try changeFiles { application in
          try news(about: file.id, in: application, said.description, said.type, key)
        }
      }
      let after = try again()
      let saved = after.entry.part.attachments.filter { named.contains($0.id) }
      var response =
        saved.contains { !$0.lacks(under: rule).isEmpty }
        ? try after.detailsReply(saved.map { FileDetails($0) }, status: .unprocessable) : toElement
      if let cookie = try discardHeldWords() { response.cookies.append(cookie) }
      return response
    } catch let closed as Closed {
      return try notKept(closed, .fileDetails(form.answers.map(\.value)))
    } catch let refusal as Refusal where visit.isOfAnEarlierSession(refusal) {
      return try notKept(
        .earlierSession, .fileDetails(form.answers.map(\.value)), status: .forbidden)
    }
  }

  func withdraw() throws -> Response {
    try move { application, id, key in
      application.attachment(id) == nil ? nil : .fileWithdrawn(id, key: key)
    }
  }

  /// 422 with the page of the files when there is no room for it any more.
  func restore() throws -> Response {
    let rule = try fileRule()
    do {
      return try move { application, id, key in
        guard let file = application.withdrawnAttachment(id) else { return nil }
        try application.refuse(file.asNew, under: rule, byteLimit: .max)
        return .fileRestored(id, key: key)
      }
    } catch let refused as FileRefused {
      return try again().attachReply(FileWords(description: "", type: ""), faults: [refused.fault])
    }
  }

  /// Does something once for a form with keys alone.
  private func move(
    _ decide: (Application, _ id: String, _ key: String) throws -> Event.What?
  ) throws -> Response {
    let form = try request.form()
    try visit.admit(form)
    _ = try fileRule()
    let id = try attachment(evenWithdrawn: true).id
    let key = visit.key(of: form)
    do {
      _ = try changeFiles { application in
        guard let what = try decide(application, id, key),
          !application.deeds(ofForm: key).contains(what)
        else { return nil }
        try refuseIfClosed(application)
        return what
      }
    } catch let closed as Closed {
      throw Refusal(.conflict, closed.why)
    }
    return toFiles
  }

  private func detailsReply(_ files: [FileDetails], status: Status = .ok) throws -> Response {
    try reply(
      fileDetailsPage(
        DetailsForm(overview, entry, files: files, showsFaults: status != .ok), keys: visit.keys),
      status: status)
  }

  private func isNamed(_ file: Attachment, in typed: Answers?) -> Bool {
    typed?.fields.contains { FileDetails.file(ofField: $0.name) == file.id } ?? false
  }

  private func files(named ids: [String]) throws -> [Attachment] {
    let rule = try fileRule()
    let typed = try heldWords()
    return entry.part.attachments.filter { file in
      ids.contains(file.id)
        || ids.isEmpty && (!file.lacks(under: rule).isEmpty || isNamed(file, in: typed))
    }
  }
}

extension ElementVisit {
  /// The event by which a file is described anew; `nil` when that changes nothing, or the file is no longer
  /// there.
  func news(
    about id: String, in application: Application, _ description: String, _ type: String,
    _ key: String
  ) throws -> Event.What? {
    guard let file = application.attachment(id),
      file.description != description || file.type != type
    else { return nil }
    try refuseIfClosed(application)
    return .fileDescribed(
      FileDescription(attachment: id, description: description, type: type, key: key))
  }

  /// - Throws: `Closed` when the element can no longer be changed.
  func refuseIfClosed(_ application: Application) throws {
    let now = Overview(application, edition: overview.edition, now: visit.services.now)
    if let why = now.whyClosed(element.id) { throw Closed(why: why) }
  }

  func changeFiles(_ decide: (Application) throws -> Event.What?) throws -> Application {
    try visit.services.store.change(
      number, at: visit.services.now, by: .applicant(applicant), decide: decide)
  }

  /// The attachment that the path names. 404 when it is not there.
  func attachment(evenWithdrawn: Bool = false) throws -> Attachment {
    let id = request["attachment"]
    let found =
      overview.application.attachment(id)
      ?? (evenWithdrawn ? overview.application.withdrawnAttachment(id) : nil)
    guard let found else { throw Refusal.notFound }
    return found
  }
}

extension Attachment {
  /// The same as if it came anew: it takes nobody's place.
  fileprivate var asNew: Attachment {
    Attachment(
      id: id, element: element, fileName: fileName, description: description, type: type,
      mediaType: mediaType, byteCount: byteCount, digest: digest, awaitsCheck: awaitsCheck,
      key: key)
  }
}
