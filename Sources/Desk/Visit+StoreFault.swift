import Applications
import CGI
import Notation
import Pages
import Rules
import Store

extension Visit {
  /// The page for somebody for whom the store could not do what was asked. It says no more than is known, and
  /// what was typed is still on it.
  ///
  /// - Throws: the error itself where it is a fault like any other.
  func reply(to error: StoreError) throws -> Response {
    if error == .tooMany {
      throw Refusal(
        .tooManyRequests, "There are too many of these already. Please try again later.")
    }
    guard let (outcome, status) = outcome(of: error) else { throw error }
    let sent = request.received
    let page = notStoredPage(
      NotStored(
        outcome: outcome, typed: typed(in: sent), again: again(sent),
        application: ApplicationNumber(named), contact: contact, reference: request.reference))
    // The account may be what cannot be read.
    guard
      let bytes = try? services.document(
        page, root: request.pathToSite,
        visitor: shownAs == nil && session == nil
          ? .signedOut : (try? visitor(named: nil)) ?? .unknown)
    else { throw error }
    var response = Response(status)
    response.content = .bytes(bytes, type: "text/html; charset=utf-8")
    response.logWords = error.logWords
    return response
  }

  private func outcome(of error: StoreError) -> (NotStored.Outcome, Status)? {
    switch error {
    case .unconfirmed: (.unconfirmed, .unavailable)
    case .notWritten: (.nothingChanged, .unavailable)
    case .readOnly: (.stopped, .unavailable)
    case .damaged, .newer: (.stopped, .internalError)
    // What a change could not read in the end it may have written before.
    case .unreadable, .missing, .taken:
      request.method == .post ? (.unconfirmed, .internalError) : nil
    case .tooLarge: request.method == .post ? (.tooLong, .tooLarge) : nil
    case .tooMany: nil
    }
  }

  private var named: String {
    request.route.path.hasPrefix(":application") ? request["application"] : ""
  }

  /// The words of a form, but for secrets.
  func typed(in form: Form?) -> [(label: String, text: String)] {
    guard let form else { return [] }
    let hidden = Set(fields.filter { $0.kind == .word }.map(\.name))
    return (form.entries + form.answers)
      .filter { !hidden.contains($0.name) && !$0.isSecret && !$0.value.isEmpty }
      .map { (label(of: $0.name), $0.value) }
  }

  /// The same form once more; `nil` where that would be another deed: it has no key, or it has files, or a
  /// password that this page must not have.
  private func again(_ form: Form?) -> NotStored.Again? {
    guard case .form = request.route.accepts, let form, form["key"] != nil else { return nil }
    let all = form.entries + form.answers
    guard !all.contains(where: \.isSecret) else { return nil }
    return NotStored.Again(
      address: currentAddress, fields: all.map { HiddenField($0.name, $0.value) })
  }

  private var fields: [Field] {
    switch request.route.accepts {
    case .form(let fields, _): fields
    case .upload(let fields, _, _): fields
    default: []
    }
  }

  /// `given-name` as a person would write it.
  private func label(of name: String) -> String {
    let words = name.split { "-._".contains($0) }.joined(separator: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }

  /// Whom to tell; none where even that cannot be read.
  private var contact: [String] {
    guard let newest = try? services.newestPublication(),
      let contact = try? services.publication(newest).agency().contact
    else { return [] }
    return [contact.emailAddress, contact.phoneNumber].compactMap { $0 }
  }
}

extension Form.Entry {
  fileprivate var isSecret: Bool { name.hasSuffix("password") }
}

/// Does what comes after something that has happened. If it cannot be done, nobody may be told that nothing
/// was changed: then that is unconfirmed.
func afterwards<Result>(_ work: () throws -> Result) throws -> Result {
  do { return try work() } catch StoreError.notWritten(let code) {
    throw StoreError.unconfirmed(code)
  }
}
