/// Reads Docket's Markdown and writes HTML.
///
/// Guidance, hints and letters are written in a subset of CommonMark 0.31.2, exactly this:
///
/// - headings `##`, `###` and `####` (the page itself has the `#`);
/// - paragraphs; a backslash at the end of a line breaks the line;
/// - lists with `-` or with `1.`, tight or with empty lines, one inside the other;
/// - `>` for a note, set apart from the text, which may hold all of this;
/// - a rule: `---`, `***` or `___` on a line of its own;
/// - `**bold**`, `*emphasis*`, `` `code` ``, `[words](address)`, and `\` before a mark to keep it.
///
/// All else is text and is shown as it was typed: `<b>` and `&copy;` too, indented or fenced code,
/// tables, underlined headings, `_emphasis_`, `* lists`. An address is relative, or begins with
/// `https:`, `http:`, `mailto:` or `tel:`; a link to any other is shown as it was typed. An address
/// that begins with `/` is counted from the top of this site, wherever the site is.
///
/// What is kept behaves as in the specification; `MarkdownTests` holds it to the examples there.
package func markdown(_ text: String) -> HTML {
  var reader = BlockReader()
  for line in lines(of: Array(text.utf8)) { reader.read(line) }
  var writer = BlockWriter(nodes: reader.nodes)
  return HTML(unescaped: writer.document())
}

/// One paragraph's worth of Markdown without the paragraph: for a hint, a label or a table cell.
package func inlineMarkdown(_ text: String) -> HTML {
  HTML(unescaped: inlines(Array(text.utf8)[...]))
}

/// The lines without their ends, which may be LF, CRLF or CR. A NUL is escaped later, as all text.
private func lines(of text: [UInt8]) -> [ArraySlice<UInt8>] {
  var lines: [ArraySlice<UInt8>] = []
  var start = 0
  var index = 0
  while index < text.count {
    let byte = text[index]
    if byte == .lineFeed || byte == .carriageReturn {
      lines.append(text[start..<index])
      let isPair = byte == .carriageReturn && index + 1 < text.count && text[index + 1] == .lineFeed
      index += isPair ? 2 : 1
      start = index
    } else {
      index += 1
    }
  }
  if start < text.count { lines.append(text[start...]) }
  return lines
}

extension UInt8 {
  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
  static let space = UInt8(ascii: " ")
  static let tab = UInt8(ascii: "\t")
  static let backslash = UInt8(ascii: "\\")

  var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
  var isLetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20) }
  var isBlank: Bool { self == .space || self == .tab }

  /// The ASCII punctuation of CommonMark §2.1: what a backslash can keep.
  var isPunctuation: Bool {
    (0x21...0x2F).contains(self) || (0x3A...0x40).contains(self)
      || (0x5B...0x60).contains(self) || (0x7B...0x7E).contains(self)
  }
}

extension ArraySlice<UInt8> {
  func droppingBlanksAtEnd() -> ArraySlice<UInt8> {
    var end = endIndex
    while end > startIndex, self[end - 1].isBlank { end -= 1 }
    return self[startIndex..<end]
  }
}
