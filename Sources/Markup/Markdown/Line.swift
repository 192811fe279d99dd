/// What is left of a line while its marks are taken off.
struct Line {
  private var bytes: ArraySlice<UInt8>
  /// Columns of a tab that was taken off in part.
  private var spare = 0
  private var column = 0

  init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }

  var isBlank: Bool { bytes.allSatisfy(\.isBlank) }

  /// The columns before the first word. A tab reaches to the next multiple of four.
  var indent: Int {
    var at = column + spare
    for byte in bytes {
      if byte == .space { at += 1 } else if byte == .tab { at += 4 - at % 4 } else { break }
    }
    return at - column
  }

  /// The line without the blanks before it. Those at its end may still be part of some code.
  var text: ArraySlice<UInt8> { bytes.drop(while: \.isBlank) }

  /// The line without the blanks around it.
  var words: ArraySlice<UInt8> { text.droppingBlanksAtEnd() }

  /// Takes `columns` off the start: blanks, or marks of one column each.
  mutating func take(_ columns: Int) {
    var left = columns
    while left > 0 {
      if spare > 0 {
        spare -= 1
      } else if let byte = bytes.popFirst() {
        if byte == .tab { spare = 3 - column % 4 }
      } else {
        return
      }
      column += 1
      left -= 1
    }
  }

  mutating func takeAll() { bytes = [] }

  /// Takes a `>` and one blank after it.
  mutating func takeNoteMark() -> Bool {
    let indent = indent
    guard indent < 4, words.first == UInt8(ascii: ">") else { return false }
    take(indent + 1)
    if spare > 0 || bytes.first?.isBlank == true { take(1) }
    return true
  }

  /// The level of a heading from 2 to 4, or `nil`. Other numbers of `#` are text.
  var headingLevel: Int? {
    let marks = words.prefix { $0 == UInt8(ascii: "#") }
    guard (2...4).contains(marks.count) else { return nil }
    guard words.count == marks.count || words[marks.endIndex].isBlank else { return nil }
    return marks.count
  }

  /// The words of a heading, without its marks before and after.
  var headingText: ArraySlice<UInt8> {
    let mark = UInt8(ascii: "#")
    let text = words.drop { $0 == mark }.drop(while: \.isBlank)
    var end = text.endIndex
    while end > text.startIndex, text[end - 1] == mark { end -= 1 }
    let isClosed = end == text.startIndex || text[end - 1].isBlank
    return isClosed ? text[..<end].droppingBlanksAtEnd() : text
  }

  var isRule: Bool {
    guard let mark = words.first, "-*_".utf8.contains(mark) else { return false }
    let marks = words.filter { !$0.isBlank }
    return marks.count >= 3 && marks.allSatisfy { $0 == mark }
  }

  /// A list mark that the line begins with: which list it asks for and how far its words are indented.
  ///
  /// A line that would interrupt a paragraph is an item only when it has words, and a number only
  /// when it is 1: a number at the start of a wrapped line is more often just a number.
  func listMark(interrupting: Bool) -> (list: BlockReader.Kind, width: Int)? {
    let words = words
    let digits = words.prefix(while: \.isDigit)
    let markWidth: Int
    let list: BlockReader.Kind
    if words.first == UInt8(ascii: "-") {
      markWidth = 1
      list = .list(ordered: false, start: 1)
    } else if (1...9).contains(digits.count),
      words.dropFirst(digits.count).first == UInt8(ascii: ".")
    {
      markWidth = digits.count + 1
      let start = digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
      if interrupting, start != 1 { return nil }
      list = .list(ordered: true, start: start)
    } else {
      return nil
    }
    let after = words.dropFirst(markWidth)
    guard after.first?.isBlank ?? true else { return nil }
    if interrupting, after.isEmpty { return nil }

    var rest = self
    rest.take(indent + markWidth)
    let gap = after.isEmpty || rest.indent > 4 ? 1 : rest.indent
    return (list, indent + markWidth + gap)
  }
}
