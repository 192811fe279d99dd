/// The words of one paragraph as HTML: code first, then links, then emphasis, which is the order in
/// which CommonMark §6 lets them bind.
func inlines(_ text: ArraySlice<UInt8>) -> [UInt8] {
  var reader = InlineReader(text)
  return reader.read()
}

/// Cuts the text into pieces; a link or an emphasis is found when its end is.
private struct InlineReader {
  private let text: ArraySlice<UInt8>
  /// What of the text is still to be read.
  private var rest: ArraySlice<UInt8>
  private var pieces: [Piece] = []

  init(_ text: ArraySlice<UInt8>) {
    self.text = text.droppingBlanksAtEnd()
    rest = self.text
  }

  mutating func read() -> [UInt8] {
    while let byte = rest.first {
      switch byte {
      case .backslash: readKept()
      case UInt8(ascii: "`"): readCode()
      case UInt8(ascii: "*"): readStars()
      case UInt8(ascii: "["): open()
      case UInt8(ascii: "]"): close()
      default: readText()
      }
    }
    emphasise(&pieces, from: 0)
    return pieces.flatMap(\.written)
  }

  private mutating func readText() {
    let end = rest.firstIndex { "\\`*[]".utf8.contains($0) } ?? rest.endIndex
    var words = rest[..<end]
    rest = rest[end...]
    while let lineEnd = words.firstIndex(of: .lineFeed) {
      add(text: words[..<lineEnd].droppingBlanksAtEnd())
      add(text: [.lineFeed])
      words = words[(lineEnd + 1)...]
    }
    add(text: words)
  }

  /// A backslash keeps the mark after it, or breaks the line before the end of it.
  private mutating func readKept() {
    rest.removeFirst()
    if let mark = rest.first, mark.isPunctuation {
      add(text: rest.prefix(1))
      rest.removeFirst()
    } else if rest.first == .lineFeed {
      pieces.append(Piece(html: Array("<br>".utf8)))
    } else {
      pieces.append(Piece(html: [.backslash]))
    }
  }

  /// From some backticks to as many again. Line ends are spaces, and one space is taken off each end
  /// when there is one at both, so that code may begin with a backtick.
  private mutating func readCode() {
    let mark = UInt8(ascii: "`")
    let opening = rest.prefix { $0 == mark }
    var search = rest.dropFirst(opening.count)
    while let start = search.firstIndex(of: mark) {
      let closing = search[start...].prefix { $0 == mark }
      guard closing.count == opening.count else {
        search = search[closing.endIndex...]
        continue
      }
      var code = rest[opening.endIndex..<start].map { $0 == .lineFeed ? .space : $0 }[...]
      let isPadded = code.first == .space && code.last == .space
      if isPadded, code.contains(where: { $0 != .space }) { code = code.dropFirst().dropLast() }
      var html = Array("<code>".utf8)
      appendEscaped(code, to: &html)
      pieces.append(Piece(html: html + "</code>".utf8))
      rest = rest[closing.endIndex...]
      return
    }
    add(text: opening)
    rest = rest[opening.endIndex...]
  }

  private mutating func readStars() {
    let stars = rest.prefix { $0 == UInt8(ascii: "*") }
    rest = rest[stars.endIndex...]
    let before = Neighbour(lastOf: text[..<stars.startIndex])
    pieces.append(Piece(stars: stars.count, before: before, after: Neighbour(firstOf: rest)))
  }

  private mutating func open() {
    rest.removeFirst()
    pieces.append(Piece(bracket: true))
  }

  /// A `]`: makes a link of what lies between the last open bracket and here, if an address follows.
  private mutating func close() {
    rest.removeFirst()
    guard let start = pieces.lastIndex(where: { $0.bracket != nil }) else {
      return add(text: [UInt8(ascii: "]")])
    }
    guard pieces[start].bracket == true, let (address, end) = linkAddress(rest),
      let link = link(to: address)
    else {
      pieces[start].bracket = nil
      return add(text: [UInt8(ascii: "]")])
    }
    rest = rest[end...]
    emphasise(&pieces, from: start + 1)
    // A link holds no link, so the brackets before this one are only brackets.
    for index in pieces[..<start].indices where pieces[index].bracket != nil {
      pieces[index].bracket = false
    }
    pieces[start] = Piece(html: ("<a href=\"\(link)\">" as HTML).bytes)
    pieces.append(Piece(html: Array("</a>".utf8)))
  }

  private mutating func add(text: some Collection<UInt8>) {
    var html: [UInt8] = []
    appendEscaped(text, to: &html)
    pieces.append(Piece(html: html))
  }
}
