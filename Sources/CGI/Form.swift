/// The declared fields of a form or a query, after every check. Undeclared ones are not in it.
package struct Form: Hashable, Sendable {
  package struct Entry: Hashable, Sendable {
    package let name: String
    package let value: String
  }

  /// Everything declared, in the order it came.
  package internal(set) var entries: [Entry] = []
  /// The fields of a route with `answers` that the route does not name itself, in the order they came.
  package internal(set) var answers: [Entry] = []
  /// The files of an upload, in the order they came; none when none was chosen.
  package internal(set) var files: [SentFile] = []

  package init() {}

  /// The value of a field, the first when it repeats; `nil` when it did not come.
  package subscript(_ name: String) -> String? {
    entries.first { $0.name == name }?.value
  }

  package func all(_ name: String) -> [String] {
    entries.filter { $0.name == name }.map(\.value)
  }
}

/// What became of one file of an upload. One that is refused does not harm the others.
package enum SentFile: Hashable, Sendable {
  case kept(UploadedFile)
  /// It has more bytes than one file may have. Its name is fit to be shown.
  case tooLarge(name: String)
  /// It came after as many as may come at once.
  case surplus(name: String)
}

/// A file that arrived whole and was synced, under a name of its own in the caller's folder.
///
/// The handler renames or links it to its place; when the request ends, `path` is removed.
package struct UploadedFile: Hashable, Sendable {
  package let path: String
  /// What the sender called it, fit to be shown: no folders, no control characters, at most 200 bytes.
  /// Never a name for a file of ours.
  package let displayName: String
  /// What the sender's machine believes it is. Look at the bytes instead.
  package let statedType: String
  package let byteCount: Int
}

/// Takes the fields of a form as they come, and holds each to its declaration.
struct FormCollector {
  private(set) var form = Form()
  private let fields: [String: Field]
  private let takesAnswers: Bool
  private var fieldCount = 0
  private var byteCount = 0

  init(_ fields: [Field], answers: Bool = false) {
    self.fields = Dictionary(fields.map { ($0.name, $0) }) { first, _ in first }
    takesAnswers = answers
  }

  /// How many bytes a field of this name may have; `nil` when it is not to be seen.
  func byteLimit(of name: String) -> Int? {
    if let field = fields[name] { return field.byteLimit }
    return isAnswer(name) ? Limits.formBytes : nil
  }

  /// - Throws: 400 for too many fields, one that came twice, or the wrong kind; 413 for too long.
  mutating func add(_ name: String, _ value: String) throws(Refusal) {
    try count()
    guard let limit = byteLimit(of: name) else { return }
    byteCount += value.utf8.count
    guard value.utf8.count <= limit, byteCount <= Limits.formBytes else { throw Refusal(.tooLarge) }
    guard let field = fields[name] else {
      form.answers.append(Form.Entry(name: name, value: withPlainLineBreaks(value)))
      return
    }
    guard field.repeats || form[name] == nil else {
      throw .malformed("The form has a field twice that can only be there once.")
    }
    form.entries.append(Form.Entry(name: name, value: try checked(value, field.kind)))
  }

  /// Counts a field, whether it is seen or not.
  mutating func count() throws(Refusal) {
    fieldCount += 1
    guard fieldCount <= Limits.fields else { throw .malformed("The form has too many fields.") }
  }

  func finish(with files: [SentFile] = []) -> Form {
    var form = form
    form.files = files
    return form
  }

  private func isAnswer(_ name: String) -> Bool {
    takesAnswers && (1...Limits.answerNameBytes).contains(name.utf8.count)
      && name.utf8.allSatisfy { isWordByte($0) && $0 != UInt8(ascii: "~") }
  }

  private func checked(_ value: String, _ kind: Field.Kind) throws(Refusal) -> String {
    switch kind {
    case .word:
      guard value.utf8.allSatisfy(isWordByte) else {
        throw .malformed("A field of the form has been changed on its way.")
      }
      return value
    case .line:
      guard !value.utf8.contains(where: { $0 == 0x0A || $0 == 0x0D }) else {
        throw .malformed("A field of one line has a line break in it.")
      }
      return value
    case .text:
      return withPlainLineBreaks(value)
    }
  }
}

/// Browsers send every line break as CR LF (HTML, form submission); kept text has LF alone.
private func withPlainLineBreaks(_ text: String) -> String {
  guard text.utf8.contains(0x0D) else { return text }
  var bytes: [UInt8] = []
  var previous: UInt8 = 0
  for byte in text.utf8 {
    if byte == 0x0A, previous == 0x0D {
      // The CR has already become this line break.
    } else {
      bytes.append(byte == 0x0D ? 0x0A : byte)
    }
    previous = byte
  }
  return String(decoding: bytes, as: UTF8.self)
}
