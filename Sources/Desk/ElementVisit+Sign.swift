import Applications
import CGI
import Pages
import Rules

extension ElementVisit {
  /// What was answered, to be read once more before it is signed for good.
  func showReadBack() throws -> Response {
    guard element.seal != nil, element.submittedBy == Party.applicant else {
      throw Refusal.notFound
    }
    if overview.whyClosed(element.id) != nil || !element.answerFaults(in: entry.part).isEmpty {
      return visit.redirect(to: "save/\(number.text)/\(element.id)")
    }
    return try reply(readBackPage(ElementForm(overview, entry, keys: visit.keys), name: ""))
  }

  /// Seals the element. It cannot be undone, so answers and files must be those that were read.
  func sign() throws -> Response {
    let form = try request.form()
    try visit.admit(form)
    guard let seal = element.seal, element.submittedBy == Party.applicant else {
      throw Refusal.notFound
    }
    let name = trimmed(form["signature"])
    let key = visit.key(of: form)
    guard !isBlank(name) else { return try unsigned(name) }
    do {
      let after = try change(
        unless: { application in
          guard case .sealed(let earlier) = application.deed(ofForm: key) else { return false }
          return earlier.element == element.id && earlier.name == name
        },
        { part in
          guard form["changes"] == String(part.changes),
            element.answerFaults(in: part).isEmpty
          else {
            throw Closed(
              why:
                "This part has changed since you read it, so it was not signed. Open it again and "
                + "read it once more.")
          }
          return .sealed(
            Signature(
              element: element.id, changes: part.changes, version: seal.version,
              publication: overview.application.start.publication, digest: "", name: name,
              key: key))
        })
      return next(in: after)
    } catch let closed as Closed {
      throw Refusal(.conflict, closed.why)
    }
  }

  /// The page for a signature without a name. The page reads back what is there now.
  private func unsigned(_ name: String) throws -> Response {
    if let why = overview.whyClosed(element.id) { throw Refusal(.conflict, why) }
    let fault = FieldFault(field: "signature", fault: .unsigned(element))
    return try reply(
      readBackPage(ElementForm(overview, entry, faults: [fault], keys: visit.keys), name: name),
      status: .unprocessable)
  }
}
