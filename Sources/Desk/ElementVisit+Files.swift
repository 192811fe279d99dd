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
    let id = request.query["file"]
    let named = entry.part.attachments.first { $0.id == id }
    let typed = try heldWords(nil)
    let all = try details(of: named.map { [$0] } ?? entry.part.attachments, typed: typed)
    let files = named != nil ? all : all.filter { !$0.lacks.isEmpty || isNamed($0.file, in: typed) }
    guard let first = files.first else { throw Refusal.notFound }
    let place = try place(of: first.file)
    guard overview.whyClosed(first.file) == nil else { return toForm(place) }
    return try detailsReply(files, place)
  }

  /// Keeps what is said about the files of a form, whatever it is, and says what is missing.
  func saveDetails() throws -> Response {
    let form = try request.form()
    do {
      try visit.admit(form)
      let key = visit.key(of: form)
      let typed = Answers(form.answers)
      let files = entry.part.attachments.filter { isNamed($0, in: typed) }
      for said in try details(of: files, typed: typed) {
        _ = try changeFiles { application in
          try news(about: said.file.id, in: application, said.description, said.type, key)
        }
      }
      let after = try again()
      let saved = try after.details(
        of: after.entry.part.attachments.filter { isNamed($0, in: typed) })
      guard let first = saved.first else { throw Refusal.notFound }
      let place = try after.place(of: first.file)
      var response =
        saved.contains { !$0.lacks.isEmpty }
        ? try after.detailsReply(saved, place, status: .unprocessable) : toForm(place)
      if let cookie = try discardHeldWords(nil) { response.cookies.append(cookie) }
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
    let place = try place(of: attachment(evenWithdrawn: true))
    do {
      return try move { application, id, key in
        guard let file = application.withdrawnAttachment(id) else { return nil }
        try application.refuse(file.asNew, under: place.rule, byteLimit: .max)
        return .fileRestored(id, key: key)
      }
    } catch let refused as FileRefused {
      let after = try again()
      return try after.attachReply(
        FileWords(nil), after.place(ofEntry: place.entry?.id), faults: [refused.fault])
    }
  }

  /// Does something once for a form with keys alone.
  private func move(
    _ decide: (Application, _ id: String, _ key: String) throws -> Event.What?
  ) throws -> Response {
    let form = try request.form()
    try visit.admit(form)
    let file = try attachment(evenWithdrawn: true)
    let place = try place(of: file)
    let key = visit.key(of: form)
    do {
      _ = try changeFiles { application in
        guard let what = try decide(application, file.id, key),
          !application.deeds(ofForm: key).contains(what)
        else { return nil }
        try refuseIfClosed(file, application)
        return what
      }
    } catch let closed as Closed {
      throw Refusal(.conflict, closed.why)
    }
    return toFiles(place)
  }

  private func detailsReply(
    _ files: [FileDetails], _ place: FilePlace, status: Status = .ok
  ) throws -> Response {
    try reply(
      fileDetailsPage(
        DetailsForm(overview, place, files: files, showsFaults: status != .ok), keys: visit.keys),
      status: status)
  }

  private func details(of files: [Attachment], typed: Answers? = nil) throws -> [FileDetails] {
    try files.map { FileDetails($0, in: try place(of: $0), typed: typed) }
  }

  private func isNamed(_ file: Attachment, in typed: Answers?) -> Bool {
    typed?.fields.contains { FileDetails.file(ofField: $0.name) == file.id } ?? false
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
    try refuseIfClosed(file, application)
    return .fileDescribed(
      FileDescription(attachment: id, description: description, type: type, key: key))
  }

  /// - Throws: `Closed` when the file can no longer be added or changed.
  func refuseIfClosed(_ file: Attachment, _ application: Application) throws {
    if let why = overview.after(application).whyClosed(file) { throw Closed(why: why) }
  }

  func changeFiles(_ decide: (Application) throws -> Event.What?) throws -> Application {
    try visit.services.change(
      number, by: who, decide: decide)
  }

  /// The attachment that the path names. 404 when it is not there.
  func attachment(evenWithdrawn: Bool = false) throws -> Attachment {
    let id = request["attachment"]
    let all = entry.part.attachments + (evenWithdrawn ? entry.part.withdrawn : [])
    guard let found = all.first(where: { $0.id == id }) else { throw Refusal.notFound }
    return found
  }
}

extension Attachment {
  /// The same as if it came anew: it takes nobody's place.
  fileprivate var asNew: Attachment {
    Attachment(
      id: id, element: element, entry: entry, fileName: fileName, description: description,
      type: type,
      mediaType: mediaType, byteCount: byteCount, digest: digest, awaitsCheck: awaitsCheck,
      key: key)
  }
}
