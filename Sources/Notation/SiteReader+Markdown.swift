import JSON
import Rules

/// What the first line of a letter begins with.
private let letterMark = "Subject: "

/// Pages and letters as far as they could be read.
struct MarkdownTexts {
  var pages: [GuidancePage] = []
  var letters: [Letter] = []
}

extension SiteReader {
  mutating func readMarkdown(languages: [String]) -> MarkdownTexts {
    var pages: [String: [(language: String, text: HeadedText)]] = [:]
    var letters: [String: [(language: String, text: HeadedText)]] = [:]
    for path in paths {
      switch DefinitionPath(path) {
      case .page(let id, let language):
        guard let text = headed(path, id, language, languages, "# ", "Title of the page") else {
          continue
        }
        pages[id, default: []].append((language, text))
      case .letter(let id, let language):
        guard let text = headed(path, id, language, languages, letterMark, "what it is about")
        else { continue }
        letters[id, default: []].append((language, text))
      default: break
      }
    }
    let review = definitions["review.jsonc"]?.node
    for letter in NeededLetter.all where !paths.contains("letters/\(letter.id).md") {
      if let key = letter.onlyWith, review?[key] == nil { continue }
      report("letters/\(letter.id).md", "there is no such letter", "Docket sends it; write one")
    }
    var texts = MarkdownTexts()
    for (id, variants) in pages.sorted(by: { $0.key < $1.key }) {
      guard let id = GuidancePage.ID(id),
        let title = words(variants, \.heading, languages),
        let body = words(variants, \.body, languages)
      else { continue }
      texts.pages.append(GuidancePage(id: id, title: title, markdown: body))
    }
    for (id, variants) in letters.sorted(by: { $0.key < $1.key }) {
      guard let id = Letter.ID(id),
        let subject = words(variants, \.heading, languages),
        let body = words(variants, \.body, languages)
      else { continue }
      texts.letters.append(Letter(id: id, subject: subject, body: body))
    }
    return texts
  }

  /// The file at `path` as a heading and a body; `nil`, with its diagnostics, when it is not such.
  private mutating func headed(
    _ path: String, _ id: String, _ language: String, _ languages: [String], _ mark: String,
    _ sample: String
  ) -> HeadedText? {
    let bytes = files[path] ?? []
    let source = SourceText(file: name(path), bytes: bytes)
    sources[source.file] = source
    var isRight = true
    if Identifier<GuidancePage>(id) == nil {
      report(
        path, "'\(id)' is not an id, which the name of this file must be",
        "use small letters, digits and single hyphens")
      isRight = false
    }
    if !language.isEmpty {
      if !languages.contains(language) {
        report(
          path, "'\(language)' is no language of agency.jsonc",
          nearest(to: language, among: languages).map { "did you mean \"\($0)\"?" }
            ?? "the languages are \(listed(languages, last: "and"))")
        isRight = false
      }
      let own = path.dropLast(".\(language).md".utf8.count) + ".md"
      if !paths.contains(String(own)) {
        report(path, "there is no \(own), of which this would be a translation")
        isRight = false
      }
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      report(path, "this file is not UTF-8 text", "save the file as UTF-8")
      return nil
    }
    guard let headed = HeadedText(text, mark: mark) else {
      report(path, "the first line must begin with '\(mark)'", "write: \(mark)\(sample)")
      return nil
    }
    let slots = checkedSlots(source)
    if mark == letterMark, let letter = NeededLetter.named(id) {
      checkSlots(slots, of: letter, in: source)
    }
    return isRight ? headed : nil
  }

  /// The slots of a text, with their places. Each `{{` is closed on its line and holds a name.
  private mutating func checkedSlots(_ source: SourceText) -> [(name: String, offset: Int)] {
    let bytes = source.bytes
    var slots: [(name: String, offset: Int)] = []
    var index = 0
    while index + 1 < bytes.count {
      guard bytes[index] == UInt8(ascii: "{"), bytes[index + 1] == UInt8(ascii: "{") else {
        index += 1
        continue
      }
      let rest = bytes[(index + 2)...].prefix { $0 != UInt8(ascii: "}") && $0 != 0x0A }
      let name = String(decoding: rest, as: UTF8.self)
      let end = rest.endIndex
      if Identifier<Slot>(name) == nil || !bytes[end...].starts(with: "}}".utf8) {
        diagnostics.append(
          Diagnostic(
            .error, at: source.place(at: index), "a slot that is no slot",
            remedy: "write two braces around its name: {{name}}"))
      } else {
        slots.append((name, index))
      }
      index = end
    }
    return slots
  }

  private enum Slot {}

  private func words(
    _ variants: [(language: String, text: HeadedText)], _ part: KeyPath<HeadedText, String>,
    _ languages: [String]
  ) -> Words? {
    guard let own = variants.first(where: { $0.language.isEmpty })?.text[keyPath: part] else {
      return nil
    }
    guard variants.count > 1 else { return Words(own) }
    let others = variants.filter { !$0.language.isEmpty }
      .map { (language: $0.language, text: $0.text[keyPath: part]) }
    return Words(byLanguage: [(language: languages[0], text: own)] + others)
  }
}

/// A Markdown file whose first line is a heading of its own.
struct HeadedText {
  let heading: String
  let body: String

  /// `nil` when the first line does not begin with `mark` and go on after it.
  init?(_ text: String, mark: String) {
    var scalars = Substring(text).unicodeScalars
    if scalars.first == "\u{FEFF}" { scalars.removeFirst() }
    let lineEnd = scalars.firstIndex(of: "\n") ?? scalars.endIndex
    var line = String(scalars[..<lineEnd])
    if line.unicodeScalars.last == "\r" { line.unicodeScalars.removeLast() }
    guard line.utf8.starts(with: mark.utf8) else { return nil }
    heading = trimmed(line.unicodeScalars.dropFirst(mark.unicodeScalars.count))
    guard !heading.isEmpty else { return nil }
    body = trimmed(scalars[lineEnd...]) + "\n"
  }
}

/// Without white space at both ends; line ends become LF.
private func trimmed(_ scalars: some BidirectionalCollection<Unicode.Scalar>) -> String {
  func isSpace(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace }
  let lines = scalars.filter { $0 != "\r" }
  guard let first = lines.firstIndex(where: { !isSpace($0) }),
    let last = lines.lastIndex(where: { !isSpace($0) })
  else { return "" }
  var text = ""
  text.unicodeScalars.append(contentsOf: lines[first...last])
  return text
}
