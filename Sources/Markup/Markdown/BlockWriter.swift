/// Writes the blocks that were read as HTML, one element a line.
struct BlockWriter {
  let nodes: [BlockReader.Node]
  private var bytes: [UInt8] = []

  init(nodes: [BlockReader.Node]) { self.nodes = nodes }

  mutating func document() -> [UInt8] {
    for child in nodes[0].children { write(nodes[child], tight: false) }
    if bytes.last == .lineFeed { bytes.removeLast() }
    return bytes
  }

  private mutating func write(_ node: BlockReader.Node, tight: Bool) {
    switch node.kind {
    case .document:
      break
    case .note:
      line("<div class=\"note\">")
      for child in node.children { write(nodes[child], tight: false) }
      line("</div>")
    case .list(let ordered, let start):
      line(ordered ? (start == 1 ? "<ol>" : "<ol start=\"\(start)\">") : "<ul>")
      let isTight = isTight(node)
      for item in node.children { write(nodes[item], tight: isTight) }
      line(ordered ? "</ol>" : "</ul>")
    case .item:
      text("<li>")
      for child in node.children {
        let isWords = tight && nodes[child].kind == .paragraph
        if !isWords { endLine() }
        write(nodes[child], tight: tight)
      }
      line("</li>")
    case .heading(let level):
      line("<h\(level)>", node.text, "</h\(level)>")
    case .paragraph:
      if tight {
        bytes += inlines(node.text[...])
      } else {
        line("<p>", node.text, "</p>")
      }
    case .rule:
      line("<hr>")
    }
  }

  /// A list is tight when no empty line parts its items, or the blocks directly in one item.
  private func isTight(_ list: BlockReader.Node) -> Bool {
    isTogether(list.children) && list.children.allSatisfy { isTogether(nodes[$0].children) }
  }

  private func isTogether(_ blocks: [Int]) -> Bool {
    zip(blocks, blocks.dropFirst()).allSatisfy { nodes[$1].firstLine <= nodes[$0].lastLine + 1 }
  }

  private mutating func line(_ start: String, _ words: [UInt8], _ end: String) {
    text(start)
    bytes += inlines(words[...])
    line(end)
  }

  private mutating func line(_ markup: String) {
    text(markup)
    bytes.append(.lineFeed)
  }

  private mutating func text(_ markup: String) { bytes += markup.utf8 }

  private mutating func endLine() { if bytes.last != .lineFeed { bytes.append(.lineFeed) } }
}
