import Applications
import CGI
import Pages
import Rules

extension ElementVisit {
  /// What was answered, to be read once more before it is signed for good.
  func showReadBack() throws -> Response {
    guard element.seal != nil else { throw Refusal.notFound }
    if entry.part.isSealed || !element.answerFaults(in: entry.part).isEmpty {
      return visit.redirect(to: "save/\(number.text)/\(element.id)")
    }
    return try reply(readBackPage(ElementForm(overview, entry, keys: visit.keys), name: ""))
  }

  /// Seals the element. It cannot be undone, so the revision must be the one that was read.
  func sign() throws -> Response {
    let form = try request.form()
    try visit.admit(form)
    guard let seal = element.seal, element.submittedBy == Party.applicant else {
      throw Refusal.notFound
    }
    let name = trimmed(form["signature"])
    let key = form["key"] ?? ""
    guard !isBlank(name) else {
      let fault = FieldFault(field: "signature", fault: .unsigned(element))
      return try reply(
        readBackPage(
          ElementForm(overview, entry, faults: [fault], keys: visit.keys), name: name),
        status: .unprocessable)
    }
    let after = try change { application, part in
      if case .sealed(let earlier) = application.deed(ofForm: key), earlier.name == name {
        return nil
      }
      guard !part.isSealed else {
        throw Refusal(.conflict, "This part has been signed already. It cannot be signed again.")
      }
      guard form["revision"] == String(part.revision), element.answerFaults(in: part).isEmpty
      else {
        throw Refusal(
          .conflict,
          "The answers have changed since you read them. Open this part again and read it once more."
        )
      }
      return .sealed(
        Signature(
          element: element.id, revision: part.revision, version: seal.version, name: name,
          key: key))
    }
    return next(in: after)
  }
}
