import Applications
import CGI
import Pages
import Rules
import Signing
import Store

package let attachRoutes = [
  Route(.get, ":application/:element"),
  Route(
    .post, ":application/:element",
    accepts: .upload(
      [
        .word("token"), .word("key"), .word("then"), .line("description", byteLimit: 2000),
        .word("type"),
      ], file: "file", byteLimit: 500_000_000)),
  Route(.get, ":application/file/:attachment"),
]

/// Adds a file to an element, and gives an added file back.
///
/// Session and token are checked before the file is read, and it goes to disk as it arrives. 422 with the
/// same page when the file or its description does not do.
package func attach(_ request: Request, services: Services) throws -> Response {
  try Visit.answer(request, services) { visit in
    switch (request.method, request.route.path) {
    case (.get, ":application/file/:attachment"): try visit.download()
    case (.get, _): try ElementVisit(visit).showAttachments()
    case (.post, _): try ElementVisit(visit).attach()
    }
  }
}

extension Visit {
  fileprivate func download() throws -> Response {
    let application = try application()
    guard let attachment = application.attachment(request["attachment"]),
      let digest = Digest(hex: attachment.digest)
    else { throw Refusal.notFound }
    return Response(
      attachment: services.store.attachmentPath(application.number, digest),
      name: attachment.fileName, type: attachment.mediaType)
  }
}

extension ElementVisit {
  private var megabytes: Int { visit.services.settings.attachmentMegabytes }

  fileprivate func showAttachments() throws -> Response {
    guard element.attachments != nil else { throw Refusal.notFound }
    return try reply(
      attachPage(
        AttachForm(overview, entry, megabytes: megabytes), keys: visit.keys))
  }

  fileprivate func attach() throws -> Response {
    guard let rule = element.attachments, element.submittedBy == Party.applicant else {
      throw Refusal.notFound
    }
    var hash = SHA256()
    // The words come before the file, so that they are still there when the file is refused.
    var words = Form()
    let form: Form
    do {
      form = try request.upload(
        into: visit.services.store.incomingFolder, byteLimit: megabytes * 1_000_000,
        admit: {
          words = $0
          try visit.admit($0)
        }, digest: { hash.update($0) })
    } catch let refusal as Refusal where refusal.status == .tooLarge {
      return try reply(
        attachPage(
          AttachForm(
            overview, entry, description: words["description"] ?? "", type: words["type"] ?? "",
            faults: [.tooLarge(megabytes: megabytes)], megabytes: megabytes), keys: visit.keys),
        status: .tooLarge)
    }
    let description = trimmed(form["description"])
    let type = form["type"] ?? ""
    var faults: [AttachFault] = []
    if isBlank(description) { faults.append(.noDescription) }
    if description.unicodeScalars.count > 200 { faults.append(.descriptionTooLong) }
    if !rule.types.contains(where: { $0.id.text == type }) { faults.append(.noType) }
    let kind = try form.file.flatMap { try mediaType(ofFile: $0.path) }
    if let file = form.file {
      if file.byteCount == 0 {
        faults.append(.emptyFile(file.displayName))
      } else if kind == nil {
        faults.append(.unknownKind(file.displayName))
      }
    } else {
      faults.append(.noFile)
    }
    guard let file = form.file, let kind, faults.isEmpty else {
      return try reply(
        attachPage(
          AttachForm(
            overview, entry, description: description, type: type, faults: faults,
            megabytes: megabytes), keys: visit.keys), status: .unprocessable)
    }
    let digest = hash.finish()
    try visit.services.store.keep(fileAt: file.path, digest: digest, for: number)
    let key = form["key"] ?? ""
    _ = try change { application, part in
      if case .attached(let earlier) = application.deed(ofForm: key),
        earlier.digest == digest.description
      {
        return nil
      }
      guard !part.isSealed else {
        throw Refusal(.conflict, "This part has been signed, so files can no longer be added.")
      }
      guard part.attachments.count < rule.atMost else {
        throw Refusal(.conflict, "This part takes no more than \(rule.atMost) files.")
      }
      return .attached(
        Attachment(
          id: visit.services.random.word(), element: element.id, fileName: file.displayName,
          description: description, type: type, mediaType: kind, byteCount: file.byteCount,
          digest: digest.description, key: key))
    }
    return form["then"] == "more"
      ? visit.redirect(to: "attach/\(number.text)/\(element.id)")
      : visit.redirect(to: "save/\(number.text)/\(element.id)")
  }
}
