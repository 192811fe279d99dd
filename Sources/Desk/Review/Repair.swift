import Applications
import CGI
import Markup
import Pages
import Rules
import Store

/// Something that staff puts right by one form: what it asks, what is wrong with what was typed, and what it does.
struct Repair {
  var form: RepairForm
  let roles: [StaffRole]
  /// Where it leads once it is done.
  let next: String
  /// Whether this form has done it before: then what it brings is not looked at again.
  var isDone: (RepairTyped, _ key: String) throws -> Bool = { _, _ in false }
  var faults: (RepairTyped) throws -> [FieldError] = { _ in [] }
  /// Does it; the same key again changes nothing. What is not possible is thrown in words.
  let act: (RepairTyped, _ key: String) throws -> Void
}

/// What was typed, by the names of the fields.
struct RepairTyped {
  fileprivate let texts: [String: String]

  /// Without white space at its ends; empty where nothing was typed.
  subscript(_ name: String) -> String { texts[name] ?? "" }

  /// A fault of each field that has to be filled in and is not, or is too long.
  func lacking(_ names: String..., limit: Int = Evidence.textLimit) -> [FieldError] {
    names.compactMap { name in
      if isBlank(self[name]) {
        return FieldError(field: name, message: "Fill this in: it is needed")
      }
      return self[name].unicodeScalars.count > limit
        ? FieldError(field: name, message: "Shorten this to \(limit) characters or fewer") : nil
    }
  }
}

/// All fields that forms of this kind have.
let repairAccepts = Accepts.form(
  [.word("token"), .word("key"), .word("sure"), .word("seen")]
    + [
      "name", "email", "registered", "source", "day", "amount", "number", "type", "transaction",
    ].map { .line($0, byteLimit: 2000) }
    + ["reason", "words", "description"].map { .text($0, byteLimit: 20_000) })

extension StaffVisit {
  /// Shows the form; reads back what was typed; does it once that was seen. 422 where something has to be put right,
  /// 409 with all that was typed where it came too late, or is not possible.
  func answer(_ repair: Repair) throws -> Response {
    try require(repair.roles)
    guard request.method == .post else {
      return try reply(repairPage(repair.form, keys: keys))
    }
    let form = try request.form()
    try admit(form)
    var shown = repair.form
    for index in shown.fields.indices {
      shown.fields[index].value = inOneLine(form[shown.fields[index].name])
    }
    shown.seen = form["seen"] ?? ""
    let typed = RepairTyped(
      texts: Dictionary(shown.fields.map { ($0.name, $0.value) } + [("seen", shown.seen)]) {
        first, _ in first
      })
    let key = key(of: form)
    if try repair.isDone(typed, key) { return redirect(to: repair.next + "?done=yes") }
    shown.errors = try repair.faults(typed) + typed.strangers(in: shown.fields)
    guard shown.errors.isEmpty else {
      return try reply(repairPage(shown, keys: keys), status: .unprocessable)
    }
    guard shown.fields.isEmpty || form["sure"] == "yes" else {
      return try reply(repairCheckPage(shown, keys: FormKeys(token: keys.token, key: key)))
    }
    do { try repair.act(typed, key) } catch {
      guard let why = Self.words(about: error) else { throw error }
      shown.why = why
      return try reply(repairPage(shown, keys: keys), status: .conflict)
    }
    return redirect(to: repair.next + "?done=yes")
  }

  /// What is said of what is not possible; `nil` for every other fault.
  private static func words(about error: any Error) -> String? {
    let words: String? =
      switch error {
      case let error as Closed: error.why
      case let error as NotPossible: error.onPage
      case let error as NotEntitled: error.words
      case let error as NotReceivable: error.words
      default: nil
      }
    return words.map { $0.capitalizedSentence }
  }

  private func inOneLine(_ text: String?) -> String {
    trimmed(text).split(whereSeparator: \.isNewline).joined(separator: " ")
  }
}

extension RepairTyped {
  /// A choice that the page does not have.
  fileprivate func strangers(in fields: [RepairField]) -> [FieldError] {
    fields.compactMap { field in
      switch field.kind {
      case .radios(let choices), .select(let choices):
        if self[field.name].isEmpty, field.isOptional { return nil }
        return choices.contains { $0.value == self[field.name] }
          ? nil : FieldError(field: field.name, message: "Choose one of these")
      case .line, .text, .email, .money: return nil
      }
    }
  }
}

extension String {
  /// As a sentence begins, and ends.
  var capitalizedSentence: String {
    let text = prefix(1).uppercased() + dropFirst()
    return ".!?".contains(text.last ?? ".") ? text : text + "."
  }
}
