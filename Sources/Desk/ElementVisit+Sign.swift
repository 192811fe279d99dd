import Applications
import CGI
import Pages
import Rules
import Signing

extension ElementVisit {
  /// What was answered, to be read once more before it is signed for good.
  func showReadBack() throws -> Response {
    try requireOwn()
    guard element.wording != nil else { throw Refusal.notFound }
    if overview.whyClosed(element.id) != nil || !faults(in: entry.part).isEmpty {
      return visit.redirect(to: addresses.form)
    }
    return try readBack(form, name: "", status: .ok)
  }

  /// Seals the element. It cannot be undone, so answers, files and words must be those that were read.
  func sign() throws -> Response {
    let form = try request.form()
    try visit.admit(form)
    try requireOwn()
    guard let statement = element.wording else { throw Refusal.notFound }
    let name = trimmed(form["signature"])
    // Whoever signs a part of somebody else's application says as what.
    let role = overview.viewer.isParty ? trimmed(form["role"]) : nil
    let key = visit.key(of: form)
    let isDone = { (application: Application) in
      guard case .sealed(let earlier) = application.deed(ofForm: key) else { return false }
      return earlier.element == element.id && earlier.name == name && earlier.role == role
    }
    let publication = try visit.services.newestPublication()
    if !isDone(overview.application) {
      if let why = overview.whyClosed(element.id) { return try notSigned(why, name) }
      var faults: [FieldFault] = []
      if isBlank(name) { faults.append(FieldFault(field: "signature", fault: .unsigned(element))) }
      if let role, isBlank(role) {
        faults.append(FieldFault(field: "role", fault: .withoutRole(element)))
      }
      guard faults.isEmpty else {
        return try readBack(
          self.form.naming(faults), name: name, role: role, status: .unprocessable)
      }
      if let sent = try wording(of: form["edition"] ?? "", now: publication) {
        return try readBack(
          self.form, name: name, role: role, before: sent, isShownAgain: true, status: .conflict)
      }
    }
    do {
      let after = try change(
        unless: isDone,
        { part in
          guard form["changes"] == String(part.changes), faults(in: part).isEmpty
          else {
            throw Closed(
              why:
                "This part has changed since you read it, so it was not signed. Open it again and "
                + "read it once more.")
          }
          let record = ReadBackRecord(
            element, part, toldBefore: toldBefore, language: overview.edition.agency.languages[0])
          return .sealed(
            Signature(
              element: element.id, changes: part.changes, version: statement.version,
              publication: publication, digest: record.digest.description, name: name, role: role,
              key: key))
        })
      return next(in: after)
    } catch let closed as Closed {
      return try notSigned(closed.why, name)
    }
  }

  /// The words in which the page was read, where they are others than those of now; `nil` where they are
  /// the same.
  private func wording(of sent: String, now: String) throws -> Element? {
    guard sent != now, let bound = overview.entry(element.id)?.element else { return nil }
    let words = try visit.words(of: bound, in: sent, overview)
    let read = words.map(bound.worded) ?? bound
    // A name that is none says nothing of what was read.
    let isKnown = words != nil || sent == overview.application.start.publication
    return isKnown && read == element ? nil : read
  }

  /// The page reads back what is there now.
  private func readBack(
    _ form: ElementForm, name: String, role: String? = nil, before: Element? = nil,
    isShownAgain: Bool = false,
    status: Status
  ) throws -> Response {
    try reply(
      readBackPage(
        form, name: name, role: role ?? "", edition: try visit.services.newestPublication(),
        before: before ?? overview.entry(element.id)?.element, isShownAgain: isShownAgain),
      status: status)
  }

  /// The page for a signature that came too late.
  private func notSigned(_ why: String, _ name: String) throws -> Response {
    try notKept(Closed(why: why), .signature(name))
  }
}
