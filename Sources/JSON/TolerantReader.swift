/// What a definitions reader made of a text: the best tree it could, and every fault.
package struct TolerantReading: Sendable {
  /// `nil` only when the text holds no value at all.
  package var node: JSONNode?
  /// In the order they stand in the text. Empty means the text is well-formed.
  package var faults: [JSONFault]
}

/// Reads JSON as people write it: with comments (`//`, `/* */`) and commas after the last member.
///
/// It never stops at the first fault: an author wants the whole list. Where a value cannot be made
/// out it leaves `JSONNode.missing`, so that what checks the tree can stay silent about it. Of two
/// members with one name it keeps the first. Lines may end in LF or CRLF; a byte order mark may lead.
package func readTolerantly(_ bytes: some Collection<UInt8>) -> TolerantReading {
  let read = { (bytes: UnsafeBufferPointer<UInt8>) -> TolerantReading in
    var reader = TolerantReader(bytes: bytes)
    let node = reader.document()
    return TolerantReading(node: node, faults: reader.faults.sorted { $0.offset < $1.offset })
  }
  return bytes.withContiguousStorageIfAvailable(read)
    ?? Array(bytes).withUnsafeBufferPointer(read)
}

/// The grammar, and how to go on after a fault in it. White space and comments are in
/// `TolerantReader+Space.swift`, words and numbers in `+Word`, text between quotes in `+String`.
struct TolerantReader {
  let bytes: UnsafeBufferPointer<UInt8>
  var position = 0
  var faults: [JSONFault] = []
  /// The closing brackets still owed, innermost last.
  private var owed: [UInt8] = []
  private var suspect: Int?
  private var hasReportedEnd = false

  init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  var here: UInt8? { position < bytes.count ? bytes[position] : nil }

  func byte(after distance: Int) -> UInt8? {
    position + distance < bytes.count ? bytes[position + distance] : nil
  }

  mutating func report(_ offset: Int, _ summary: String, _ remedy: String? = nil) {
    faults.append(JSONFault(offset: offset, summary: summary, remedy: remedy))
  }

  /// Reports a fault after which a name or value may be lost.
  mutating func reportLoss(_ offset: Int, _ summary: String, _ remedy: String? = nil) {
    faults.append(JSONFault(offset: offset, summary: summary, remedy: remedy, losesText: true))
  }

  /// Reports what is missing at the end of the file: once, since all that is open misses its end.
  mutating func reportEnd(_ offset: Int, _ summary: String, _ remedy: String? = nil) {
    if !hasReportedEnd { reportLoss(offset, summary, remedy) }
    hasReportedEnd = true
  }

  mutating func document() -> JSONNode? {
    guard skipMark() else { return nil }
    reportBadUTF8()
    skipSpace()
    guard position < bytes.count else {
      report(0, "nothing is written here", "write { } with the definition between the braces")
      return nil
    }
    let node = value()
    skipSpace()
    if let next = here {
      if next == UInt8(ascii: "}") || next == UInt8(ascii: "]") {
        reportLoss(position, "this \(character) closes nothing", "take it out")
      } else {
        reportLoss(position, "more text after the end", "keep one { } around everything in a file")
      }
    }
    return node
  }

  /// The value at `position`; `.missing`, with a fault, when there is none.
  private mutating func value() -> JSONNode {
    while let next = here {
      let start = position
      switch next {
      case UInt8(ascii: "{"), UInt8(ascii: "["): return nested()
      case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."), 0x30...0x39:
        let number = number()
        return node(number, from: start)
      case UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ","), UInt8(ascii: ":"):
        report(start, "a value is missing")
        return .missing(at: start)
      case _ where isNameStart(next):
        let word = word()
        return node(word, from: start)
      default:
        if let text = quoted() { return node(.string(text), from: start) }
        skipUnexpected()
        skipSpace()
        if isAtDelimiter { return .missing(at: start) }
      }
    }
    reportEnd(bytes.count, "a value is missing at the end of the file")
    return .missing(at: bytes.count)
  }

  private func node(_ value: JSONValue?, from start: Int) -> JSONNode {
    value.map { JSONNode($0, offset: start, end: position) } ?? .missing(at: start)
  }

  private mutating func nested() -> JSONNode {
    let start = position
    guard owed.count < depthLimit else {
      reportLoss(start, "more than \(depthLimit) levels of braces and brackets")
      skipNested()
      return .missing(at: start)
    }
    let value = here == UInt8(ascii: "{") ? object() : array()
    return node(value, from: start)
  }

  // MARK: Objects

  private mutating func object() -> JSONValue {
    let opening = position
    position += 1
    owed.append(UInt8(ascii: "}"))
    defer { owed.removeLast() }
    var members: [JSONMember] = []
    while !closes(UInt8(ascii: "}"), openedAt: opening) {
      if skipStrayComma() { continue }
      guard let member = member() else { continue }
      // One after the other: what people write by hand has few members, and a set takes longer to make.
      if let earlier = members.first(where: { sameBytes($0.name, member.name) }) {
        report(
          member.nameOffset, "'\(member.name)' stands here twice",
          "the first is on line \(line(of: earlier.nameOffset)); keep one of them")
      } else {
        members.append(member)
      }
      endOfEntry(at: position)
    }
    return .object(members)
  }

  /// A name, its colon and its value; `nil`, at least one byte further on, when no name is here.
  private mutating func member() -> JSONMember? {
    let start = position
    guard let name = memberName() else {
      switch here {
      case UInt8(ascii: ":"):
        reportLoss(position, "a name is missing before this colon")
        position += 1
        skipSpace()
        if !isAtDelimiter { _ = value() }
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        reportLoss(
          position, "a name is missing before this \(character)", "write \"name\": before it")
        _ = value()
      case UInt8(ascii: "]"):
        reportLoss(
          position, "this ] closes nothing", "take it out, or write } if the object ends here")
        position += 1
        skipComma()
        return nil
      default:
        skipUnexpected()
        skipComma()
        return nil
      }
      endOfEntry(at: position)
      return nil
    }
    let nameEnd = position
    skipSpace()
    if here == UInt8(ascii: ":") {
      position += 1
    } else if here == UInt8(ascii: "=") {
      report(position, "'=' stands where a colon belongs", "write \"\(name)\": and the value")
      position += 1
    } else {
      report(nameEnd, "a colon is missing after '\(name)'", "write \"\(name)\": and the value")
      if isAtDelimiter || here == nil {
        return JSONMember(name, .missing(at: nameEnd), nameOffset: start)
      }
    }
    skipSpace()
    if isAtDelimiter || here == nil {
      report(nameEnd, "'\(name)' has no value", "write it after the colon")
      return JSONMember(name, .missing(at: nameEnd), nameOffset: start)
    }
    return JSONMember(name, value(), nameOffset: start)
  }

  private mutating func memberName() -> String? {
    guard let next = here else { return nil }
    if isNameStart(next) || (0x30...0x39).contains(next) { return unquotedName() }
    return quoted()
  }

  // MARK: Lists

  private mutating func array() -> JSONValue {
    let opening = position
    position += 1
    owed.append(UInt8(ascii: "]"))
    defer { owed.removeLast() }
    var elements: [JSONNode] = []
    while !closes(UInt8(ascii: "]"), openedAt: opening) {
      if skipStrayComma() { continue }
      if here == UInt8(ascii: "}") {
        reportLoss(
          position, "this } closes nothing", "take it out, or write ] if the list ends here")
        position += 1
        skipComma()
        continue
      }
      if here == UInt8(ascii: ":") {
        report(position, "a colon in a list", "put { } around a name and its value")
        position += 1
        continue
      }
      let element = value()
      let end = position
      skipSpace()
      if here == UInt8(ascii: ":"), element.string != nil {
        reportLoss(
          element.offset, "a name and its value in a list",
          "put { } around them, or write { } instead of [ ] around the list")
        position += 1
        skipSpace()
        if !isAtDelimiter { _ = value() }
      } else {
        elements.append(element)
      }
      endOfEntry(at: end)
    }
    return .array(elements)
  }

  // MARK: Between entries

  /// Whether the object or list is over: at its bracket, at one that an outer one is waiting for,
  /// or at the end of the file. The last two are faults of the opening bracket.
  private mutating func closes(_ bracket: UInt8, openedAt opening: Int) -> Bool {
    skipSpace()
    guard let next = here else {
      let guilty = suspect ?? opening
      let (opened, closing) = bytes[guilty] == UInt8(ascii: "{") ? ("{", "}") : ("[", "]")
      reportEnd(guilty, "this \(opened) is never closed", "write \(closing) where it ends")
      return true
    }
    if next == bracket {
      suspectOpening(opening)
      position += 1
      return true
    }
    guard next == UInt8(ascii: "}") || next == UInt8(ascii: "]"), owed.contains(next) else {
      return false
    }
    let (opened, closing) = bracket == UInt8(ascii: "}") ? ("{", "}") : ("[", "]")
    reportLoss(
      opening, "this \(opened) is not closed before \(character) on line \(line(of: position))",
      "write \(closing) where it ends")
    return true
  }

  /// When brackets run out, the guilty one is seldom the outermost, which is the one left over, but
  /// the one whose closing bracket stands further left than the line it was opened on.
  private mutating func suspectOpening(_ opening: Int) {
    guard suspect == nil else { return }
    let closingLine = indentation(of: position)
    let openingLine = indentation(of: opening)
    if closingLine.isFirst, closingLine.width < openingLine.width { suspect = opening }
  }

  /// How far the line of `offset` is indented, and whether nothing else stands before `offset`.
  private func indentation(of offset: Int) -> (width: Int, isFirst: Bool) {
    var start = offset
    while start > 0, offset - start < 500, bytes[start - 1] != 0x0A { start -= 1 }
    var first = start
    while first < offset, bytes[first] == 0x20 || bytes[first] == 0x09 { first += 1 }
    return (first - start, first == offset)
  }

  /// Takes the comma after an entry, or reports that it is not there.
  private mutating func endOfEntry(at end: Int) {
    skipSpace()
    guard let next = here, next != UInt8(ascii: "}"), next != UInt8(ascii: "]") else { return }
    if next == UInt8(ascii: ",") {
      position += 1
    } else if next == UInt8(ascii: ";") {
      report(position, "';' stands where a comma belongs", "write a comma")
      position += 1
    } else if !skipStrayWords() {
      report(end, "a comma is missing here", "write a comma between one entry and the next")
    }
  }

  /// Takes the comma that belonged to what was just refused.
  private mutating func skipComma() {
    skipSpace()
    if here == UInt8(ascii: ",") { position += 1 }
  }

  private mutating func skipStrayComma() -> Bool {
    guard here == UInt8(ascii: ",") else { return false }
    report(position, "a comma with nothing before it", "take it out")
    position += 1
    return true
  }

  /// Whether what comes next ends an entry or belongs to a member.
  private var isAtDelimiter: Bool {
    switch here {
    case UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ":"): true
    default: false
    }
  }

  /// Skips an object or list that is too deep, by counting its brackets.
  private mutating func skipNested() {
    var depth = 0
    while let next = here {
      switch next {
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: "\""):
        _ = quoted()
        continue
      default: break
      }
      position += 1
      if depth == 0 { return }
    }
  }
}
