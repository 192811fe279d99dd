/// Sorts lines into blocks, as the appendix of CommonMark ("A parsing strategy") describes: each line
/// goes first through the blocks that are open, then may open new ones, and what is left is text.
struct BlockReader {
  enum Kind: Equatable {
    case document
    case note
    case list(ordered: Bool, start: Int)
    /// `indent`: how many columns a line must be indented by to belong to the item.
    case item(indent: Int)
    case heading(level: Int)
    case paragraph
    case rule
  }

  struct Node {
    var kind: Kind
    var children: [Int] = []
    /// The words of a heading or a paragraph, its lines parted by LF.
    var text: [UInt8] = []
    /// The lines, counted from 0, on which it begins and ends; an empty line is not its end.
    var firstLine: Int
    var lastLine: Int
  }

  /// What was read. The first node is the document.
  private(set) var nodes = [Node(kind: .document, firstLine: 0, lastLine: 0)]
  /// The open blocks, each inside the one before.
  private var open = [0]
  private var lineNumber = 0

  /// How deep blocks may lie in each other; a mark beyond that is text.
  private static let deepest = 24

  mutating func read(_ line: ArraySlice<UInt8>) {
    var rest = Line(line)
    let isEmpty = rest.isBlank
    let matched = matchOpenBlocks(&rest)
    if !isEmpty { for node in open[..<matched] { nodes[node].lastLine = lineNumber } }

    let opened = openBlocks(&rest, after: matched)
    if !rest.isBlank || opened != nil {
      addText(rest, matched: matched, opened: opened)
    } else {
      open.removeSubrange(matched...)
    }
    lineNumber += 1
  }

  /// How many of the open blocks go on in this line. Takes their marks and indents off it.
  private func matchOpenBlocks(_ rest: inout Line) -> Int {
    var matched = 1
    for index in open.dropFirst() {
      switch nodes[index].kind {
      case .note:
        guard rest.takeNoteMark() else { return matched }
      case .item(let indent):
        if rest.isBlank {
          // An item that begins with an empty line and has nothing yet ends at the next one.
          guard !nodes[index].children.isEmpty else { return matched }
        } else {
          guard rest.indent >= indent else { return matched }
          rest.take(indent)
        }
      case .paragraph:
        guard !rest.isBlank else { return matched }
      case .document, .list:
        break
      case .heading, .rule:
        return matched
      }
      matched += 1
    }
    return matched
  }

  /// Opens what the marks at the start of the line ask for.
  ///
  /// Answers `nil` when there were none, else whether there may be words after them.
  private mutating func openBlocks(_ rest: inout Line, after matched: Int) -> Bool? {
    var opened: Bool?
    var depth = matched
    while rest.indent < 4, !rest.isBlank, depth < Self.deepest {
      let interrupts = opened == nil && nodes[open[matched - 1]].kind == .paragraph
      if rest.takeNoteMark() {
        add(.note, at: &depth)
      } else if let level = rest.headingLevel {
        add(.heading(level: level), at: &depth)
        nodes[open[depth - 1]].text = Array(rest.headingText)
        rest.takeAll()
        return false
      } else if rest.isRule {
        add(.rule, at: &depth)
        rest.takeAll()
        return false
      } else if let mark = rest.listMark(interrupting: interrupts) {
        rest.take(mark.width)
        add(mark.list, at: &depth)
        add(.item(indent: mark.width), at: &depth)
      } else {
        break
      }
      opened = true
    }
    return opened
  }

  private mutating func addText(_ rest: Line, matched: Int, opened: Bool?) {
    guard opened != false, !rest.isBlank else { return }
    if let last = open.last, nodes[last].kind == .paragraph, opened == nil {
      // Also when not all blocks matched: a paragraph goes on without the marks before it.
      nodes[last].text.append(.lineFeed)
      nodes[last].text += rest.text
      for node in open { nodes[node].lastLine = lineNumber }
      return
    }
    var depth = opened == nil ? matched : open.count
    add(.paragraph, at: &depth)
    nodes[open[depth - 1]].text = Array(rest.text)
  }

  /// Adds a block inside `open[depth - 1]`, or around it what can hold one, and leaves it open.
  private mutating func add(_ kind: Kind, at depth: inout Int) {
    open.removeSubrange(depth...)
    while let last = open.last, !canHold(nodes[last].kind, kind) { open.removeLast() }
    if case .list = kind, let last = open.last, isSameList(nodes[last].kind, kind) {
      nodes[last].lastLine = lineNumber
    } else {
      nodes.append(Node(kind: kind, firstLine: lineNumber, lastLine: lineNumber))
      if let last = open.last { nodes[last].children.append(nodes.count - 1) }
      open.append(nodes.count - 1)
    }
    depth = open.count
  }

  private func canHold(_ outer: Kind, _ inner: Kind) -> Bool {
    switch outer {
    case .document, .note: true
    case .list: if case .item = inner { true } else { isSameList(outer, inner) }
    case .item: true
    case .heading, .paragraph, .rule: false
    }
  }

  private func isSameList(_ left: Kind, _ right: Kind) -> Bool {
    guard case .list(let one, _) = left, case .list(let other, _) = right else { return false }
    return one == other
  }
}
