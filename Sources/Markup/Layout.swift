/// The layout around every page, read from the agency's `layout.html`.
///
/// The file is HTML with slots in double braces, as `{{main}}`. Reading finds every fault at once; a
/// layout with faults can still be filled, for a preview.
package struct Layout: Hashable, Sendable {
  /// Something in the file that its author has to know about.
  package struct Fault: Hashable, Sendable {
    /// Counted from 1; columns count bytes.
    package var line: Int
    package var column: Int
    /// One line: what is wrong. No full stop.
    package var summary: String
    package var remedy: String
  }

  package enum Slot: Hashable, Sendable {
    /// The title of the page.
    case title
    /// The language of the page, as `en`, and which way it is read, `ltr` or `rtl`.
    case language, direction
    /// The way to the top of the site, as `../`; the first part of every link.
    case root
    /// The file name of the stylesheet in `assets/`.
    case stylesheet
    /// What every page of this installation must say first, as that it is a demonstration.
    case banner
    /// Signing in, or who is signed in and the way out.
    case account
    /// The page itself.
    case main
    /// The name of the agency.
    case agency
    /// How to reach people.
    case contact
    /// That this site is modelled on public rules, and whose site it is not.
    case disclaimer
    /// Which edition of the rules the page shows.
    case edition
    /// ` aria-current="page"` when the page belongs to this part of the site, else nothing.
    case current(String)
  }

  fileprivate enum Piece: Hashable, Sendable {
    case text([UInt8])
    case slot(Slot)
  }

  fileprivate private(set) var pieces: [Piece] = []

  /// Reads a layout. A comment at the very start is for its authors, and is not sent.
  package static func read(_ source: String) -> (layout: Layout, faults: [Fault]) {
    var reader = LayoutReader(Array(source.utf8))
    reader.read()
    var layout = Layout()
    layout.pieces = reader.pieces
    return (layout, reader.faults)
  }

  /// Reads a layout that must be without fault, as one that `docket check` has passed.
  package init(template: [UInt8]) throws(Faults) {
    let (layout, faults) = Self.read(String(decoding: template, as: UTF8.self))
    guard faults.isEmpty else { throw Faults(all: faults) }
    self = layout
  }

  private init() {}

  package struct Faults: Error, Hashable, Sendable { package let all: [Fault] }

  /// What goes into the slots of one page.
  package struct Content: Hashable, Sendable {
    package var title: String
    package var language: String
    package var isRightToLeft = false
    package var stylesheet = "site.css"
    package var banner: HTML = ""
    package var account: HTML = ""
    package var main: HTML
    package var agency: String
    package var contact: HTML
    package var disclaimer: HTML
    package var edition: HTML
    /// The part of the site the page belongs to: `fees` for `{{current:fees}}`.
    package var section: String?

    package init(
      title: String, language: String, main: HTML, agency: String, contact: HTML,
      disclaimer: HTML, edition: HTML
    ) {
      self.title = title
      self.language = language
      self.main = main
      self.agency = agency
      self.contact = contact
      self.disclaimer = disclaimer
      self.edition = edition
    }
  }

  /// A whole document, from its doctype on. `root` as for `HTML.rooted(at:)`.
  package func fill(_ content: Content, root: String) -> HTML {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(content.main.bytes.count + 6_144)
    for piece in pieces {
      switch piece {
      case .text(let text): bytes += text
      case .slot(let slot): bytes += html(slot, content).bytes
      }
    }
    return HTML(unescaped: bytes).rooted(at: root)
  }

  private func html(_ slot: Slot, _ content: Content) -> HTML {
    switch slot {
    case .title: "\(content.title)"
    case .language: "\(content.language)"
    case .direction: content.isRightToLeft ? "rtl" : "ltr"
    case .root: "\(Link(site: ""))"
    case .stylesheet: "\(content.stylesheet)"
    case .banner: content.banner
    case .account: content.account
    case .main: content.main
    case .agency: "\(content.agency)"
    case .contact: content.contact
    case .disclaimer: content.disclaimer
    case .edition: content.edition
    case .current(let section): content.section == section ? " aria-current=\"page\"" : ""
    }
  }
}

/// Cuts a layout at its slots.
private struct LayoutReader {
  private let source: [UInt8]
  private var at = 0
  var pieces: [Layout.Piece] = []
  var faults: [Layout.Fault] = []

  private static let slots: [(name: String, slot: Layout.Slot)] = [
    ("title", .title), ("language", .language), ("direction", .direction), ("root", .root),
    ("stylesheet", .stylesheet), ("banner", .banner), ("account", .account), ("main", .main),
    ("agency", .agency), ("contact", .contact), ("disclaimer", .disclaimer),
    ("edition", .edition),
  ]

  init(_ source: [UInt8]) { self.source = source }

  mutating func read() {
    skipComment()
    while let start = position(of: "{{", from: at) {
      pieces.append(.text(Array(source[at..<start])))
      guard let end = position(of: "}}", from: start) else {
        report(at: start, "a slot is not closed", "write }} after its name")
        at = source.count
        break
      }
      readSlot(named: String(decoding: source[(start + 2)..<end], as: UTF8.self), at: start)
      at = end + 2
    }
    pieces.append(.text(Array(source[at...])))
    reportWhatIsMissing()
  }

  private mutating func skipComment() {
    guard source.starts(with: "<!--".utf8), let end = position(of: "-->", from: 0) else { return }
    at = end + 3
    while at < source.count,
      source[at].isBlank || [.lineFeed, .carriageReturn].contains(source[at])
    {
      at += 1
    }
  }

  private mutating func readSlot(named name: String, at start: Int) {
    if name.hasPrefix("current:") {
      pieces.append(.slot(.current(String(name.dropFirst("current:".count)))))
    } else if let known = Self.slots.first(where: { $0.name == name }) {
      pieces.append(.slot(known.slot))
    } else {
      let names = Self.slots.map(\.name).joined(separator: ", ")
      report(
        at: start, "there is no slot '\(name)'",
        "the slots are \(names), and current: with the name of a part of the site")
    }
  }

  /// Without these a page would have no content, or say less than it must.
  private mutating func reportWhatIsMissing() {
    for (name, slot) in Self.slots where !pieces.contains(.slot(slot)) {
      report(at: 0, "the layout has no slot '\(name)'", "put {{\(name)}} where it belongs")
    }
    for (name, slot) in [("main", Layout.Slot.main), ("title", .title)] {
      guard pieces.count(where: { $0 == .slot(slot) }) > 1 else { continue }
      report(at: 0, "the slot '\(name)' is there twice", "leave one of them out")
    }
  }

  private mutating func report(at position: Int, _ summary: String, _ remedy: String) {
    let before = source[..<position]
    let lineStart = before.lastIndex(of: .lineFeed).map { $0 + 1 } ?? 0
    faults.append(
      Layout.Fault(
        line: before.count { $0 == .lineFeed } + 1, column: position - lineStart + 1,
        summary: summary, remedy: remedy))
  }

  private func position(of marks: String, from start: Int) -> Int? {
    let marks = Array(marks.utf8)
    return source.indices.dropFirst(start).first { source[$0...].starts(with: marks) }
  }
}
