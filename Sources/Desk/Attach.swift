import Applications
import CGI
import Pages
import Rules
import Signing
import Store

package let attachRoutes = [
  Route(.get, ":application/:element", for: .applicant, query: [.word("entry")]),
  Route(
    .post, ":application/:element", for: .applicant, accepts: filesForm, query: [.word("entry")]),
  Route(.get, ":application/:element/details", for: .applicant, query: [.word("file")]),
  Route(
    .post, ":application/:element/details", for: .applicant,
    accepts: .form([.word("token"), .word("key")], answers: true)),
  Route(.get, ":application/file/:attachment", for: .applicant),
  Route(.get, ":application/file/:attachment/replace", for: .applicant),
  Route(.post, ":application/file/:attachment/replace", for: .applicant, accepts: filesForm),
  Route(.post, ":application/file/:attachment/withdraw", for: .applicant, accepts: keysForm),
  Route(.post, ":application/file/:attachment/restore", for: .applicant, accepts: keysForm),
]

/// The words come before the files, so that they are known when a file is refused.
private let filesForm = Accepts.upload(
  [
    .word("token"), .word("key"), .word("then"), .line("description", byteLimit: 2000),
    .word("type"),
  ], files: "files",
  UploadLimits(fileCount: 50, fileBytes: 500_000_000, allBytes: 2_000_000_000))

private let keysForm = Accepts.form([.word("token"), .word("key")])

/// Adds files to an element or to an entry of it, changes what is said about them, replaces them, takes them away and brings them
/// back, and gives them back to whoever added them.
///
/// Session and token are checked before a file is read, and files go to disk as they arrive. Each is kept
/// or refused on its own: 422 with the same page that names those that were not kept (413 where one was too
/// large), 409 when nothing can be changed any more; all that was typed is still there.
package func attach(_ request: Request, services: Services) throws -> Response {
  try Visit.answer(request, services) { visit in
    switch (request.method, request.route.path) {
    case (.get, ":application/file/:attachment"): try visit.download()
    case (.get, ":application/file/:attachment/replace"):
      try visit.signedOutPage()
        ?? ElementVisit(visit, ofAttachment: request["attachment"]).showReplacing()
    case (.post, ":application/file/:attachment/replace"):
      visit.session?.account == nil
        ? try visit.holdFileWords(of: nil)
        : try ElementVisit(visit, ofAttachment: request["attachment"]).attachReplacing()
    case (.post, ":application/file/:attachment/withdraw"):
      try ElementVisit(visit, ofAttachment: request["attachment"]).withdraw()
    case (.post, ":application/file/:attachment/restore"):
      try ElementVisit(visit, ofAttachment: request["attachment"]).restore()
    case (.get, ":application/:element/details"):
      try visit.signedOutPage() ?? ElementVisit(visit).showDetails()
    case (.post, ":application/:element/details"):
      visit.session?.account == nil
        ? try visit.holdFileDetails() : try ElementVisit(visit).saveDetails()
    case (.post, _):
      visit.session?.account == nil
        ? try visit.holdFileWords(of: request["element"]) : try ElementVisit(visit).attach()
    default: try visit.signedOutPage() ?? ElementVisit(visit).showAttachments()
    }
  }
}

extension Visit {
  /// Only a file that is accepted: what waits for the scanner, or was set aside, nobody opens.
  fileprivate func download() throws -> Response {
    let application = try application()
    guard let attachment = application.attachment(request["attachment"]),
      attachment.state == .accepted, let digest = Digest(hex: attachment.digest)
    else { throw Refusal.notFound }
    let type = MediaType(rawValue: attachment.mediaType)
    return Response(
      attachment: services.store.attachmentPath(application.number, digest),
      name: type?.downloadName(attachment.fileName) ?? attachment.fileName,
      type: attachment.mediaType)
  }
}
