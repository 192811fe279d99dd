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
/// same page when the file or its description does not do, 413 when the file is too large, 409 when no
/// file can be added any more; all that was typed is still there.
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
