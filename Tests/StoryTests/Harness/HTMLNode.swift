import Foundation
import Support

/// An element of a page as a browser would see it. Tolerant: whether a page is well formed is another
/// check's matter.
final class HTMLNode {
  let tag: String
  let attributes: [String: String]
  private(set) var children: [Child] = []
  private(set) weak var parent: HTMLNode?

  enum Child {
    case element(HTMLNode)
    case text(String)
  }

  private init(_ tag: String, attributes: [String: String] = [:], parent: HTMLNode? = nil) {
    self.tag = tag
    self.attributes = attributes
    self.parent = parent
  }

  /// Reads a page. The node given back has the page's outermost elements as its children.
  static func page(_ source: String) -> HTMLNode {
    var reader = Reader(source)
    let root = HTMLNode("")
    var open = root
    while let piece = reader.next() {
      switch piece {
      case .text(let text): open.children.append(.text(text))
      case .start(let tag, let attributes):
        let node = HTMLNode(tag, attributes: attributes, parent: open)
        open.children.append(.element(node))
        if !void.contains(tag) { open = node }
      case .end(let tag):
        var node: HTMLNode? = open
        while let each = node, each.tag != tag { node = each.parent }
        if let parent = node?.parent { open = parent }
      }
    }
    return root
  }

  private static let void: Set<String> = [
    "area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr",
  ]

  subscript(name: String) -> String? { attributes[name] }

  /// Every element below this one, in the order of the page.
  var descendants: [HTMLNode] {
    children.flatMap { child -> [HTMLNode] in
      if case .element(let node) = child { [node] + node.descendants } else { [] }
    }
  }

  func all(_ tags: String...) -> [HTMLNode] { descendants.filter { tags.contains($0.tag) } }

  func first(_ tag: String) -> HTMLNode? { descendants.first { $0.tag == tag } }

  func ancestor(_ tag: String) -> HTMLNode? {
    var node = parent
    while let each = node, each.tag != tag { node = each.parent }
    return node
  }

  /// The words of the element with single spaces between them.
  var words: String {
    rawText.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// The text as it stands in the source, with character references resolved.
  var rawText: String {
    children.map { child in
      switch child {
      case .text(let text): text
      case .element(let node):
        ["script", "style", "head"].contains(node.tag)
          ? "" : node.isInline ? node.rawText : " " + node.rawText + " "
      }
    }.joined()
  }

  private var isInline: Bool {
    ["a", "b", "strong", "em", "i", "span", "code", "abbr", "small"].contains(tag)
  }
}

extension HTMLNode {
  /// Cuts a page into tags and text.
  fileprivate struct Reader {
    enum Piece {
      case start(String, [String: String])
      case end(String)
      case text(String)
    }

    private let source: [Character]
    private var at = 0
    /// The element whose text has no tags in it, while inside one.
    private var plain: String?

    init(_ source: String) { self.source = Array(source) }

    mutating func next() -> Piece? {
      while at < source.count {
        if let tag = plain { return plainText(tag) }
        if source[at] != "<" { return .text(unescaped(take { $0 == "<" })) }
        if starts("<!--") {
          at += 4
          while at < source.count, !starts("-->") { at += 1 }
          at += 3
        } else if starts("<!") {
          _ = take { $0 == ">" }
          at += 1
        } else {
          return tag()
        }
      }
      return nil
    }

    private mutating func tag() -> Piece {
      at += 1
      let isEnd = at < source.count && source[at] == "/"
      if isEnd { at += 1 }
      let name = take { $0.isWhitespace || $0 == ">" || $0 == "/" }.lowercased()
      var attributes: [String: String] = [:]
      while at < source.count, source[at] != ">" {
        if source[at].isWhitespace || source[at] == "/" {
          at += 1
          continue
        }
        let key = take { $0.isWhitespace || $0 == "=" || $0 == ">" || $0 == "/" }.lowercased()
        attributes[key] = attributeValue()
      }
      at += 1
      if isEnd { return .end(name) }
      if ["script", "style", "textarea", "title"].contains(name) { plain = name }
      return .start(name, attributes)
    }

    private mutating func attributeValue() -> String {
      guard at < source.count, source[at] == "=" else { return "" }
      at += 1
      guard at < source.count, source[at] == "\"" || source[at] == "'" else {
        return unescaped(take { $0.isWhitespace || $0 == ">" })
      }
      let quote = source[at]
      at += 1
      let value = take { $0 == quote }
      at += 1
      return unescaped(value)
    }

    private mutating func plainText(_ tag: String) -> Piece {
      let start = at
      while at < source.count, !starts("</" + tag) { at += 1 }
      plain = nil
      return .text(unescaped(String(source[start..<at])))
    }

    private mutating func take(until isEnd: (Character) -> Bool) -> String {
      let start = at
      while at < source.count, !isEnd(source[at]) { at += 1 }
      return String(source[start..<at])
    }

    private func starts(_ text: String) -> Bool { source[at...].starts(with: text) }

    private func unescaped(_ text: String) -> String {
      guard text.contains("&") else { return text }
      var result = text
      for (name, character) in [
        ("lt", "<"), ("gt", ">"), ("quot", "\""), ("#39", "'"), ("#x27", "'"), ("nbsp", "\u{a0}"),
        ("amp", "&"),
      ] { result = result.replacingOccurrences(of: "&\(name);", with: character) }
      return result
    }
  }
}
