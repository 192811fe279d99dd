/// What is wrong with a page, or with a part of one; empty when nothing is.
///
/// Checks the HTML that Docket writes: every tag is closed in order, attributes are quoted and ids
/// unique; what `for`, `aria-…` and `#fragment` point at is there; fields are labelled; nothing brings a
/// script or a style of its own. A whole page has also a language, a title, one `h1`, and headings that
/// leave out no level. Links to other pages are for a test that has those pages.
///
/// `isPage`: false for a component by itself, whose references may point outside of it.
package func htmlFaults(in source: String, isPage: Bool = true) -> [String] {
  let reader = HTMLReader(source)
  var checker = HTMLChecker(isPage: isPage)
  for token in reader.tokens { checker.check(token) }
  return reader.faults + checker.finish()
}

private struct HTMLChecker {
  let isPage: Bool
  private var faults: [String] = []
  private var stack: [Tag] = []
  private var ids: Set<String> = []
  private var references: [(id: String, what: String, line: Int)] = []
  private var labelled: Set<String> = []
  private var fields: [Tag] = []
  private var headings: [Int] = []
  /// Elements that have to say something, and whether they have.
  private var spoken: [Bool] = []
  private var title = ""
  private var hasLanguage = false

  private static let void: Set<String> = [
    "br", "hr", "img", "input", "link", "meta", "wbr", "col", "path", "rect",
  ]
  private static let blocks: Set<String> = [
    "p", "div", "ul", "ol", "dl", "table", "form", "fieldset", "section", "nav", "h1", "h2", "h3",
    "h4", "hr", "header", "footer", "main",
  ]
  private static let speaking: Set<String> = [
    "a", "button", "label", "legend", "caption", "h1", "h2", "h3", "h4", "th", "option", "dt", "li",
  ]
  private static let pointers: Set<String> = [
    "for", "form", "headers", "list", "aria-describedby", "aria-labelledby", "aria-controls",
    "aria-owns", "aria-details", "aria-errormessage", "aria-activedescendant", "aria-flowto",
  ]
  /// What may stand directly in these.
  private static let children: [String: Set<String>] = [
    "ul": ["li"], "ol": ["li"], "dl": ["div", "dt", "dd"], "tr": ["th", "td"],
    "thead": ["tr"], "tbody": ["tr"], "table": ["caption", "thead", "tbody"],
    "select": ["option", "optgroup"],
  ]

  init(isPage: Bool) { self.isPage = isPage }

  mutating func check(_ token: HTMLReader.Token) {
    switch token {
    case .text(let text, let line): check(text, line)
    case .tag(let tag) where tag.isEnd: close(tag)
    case .tag(let tag): open(tag)
    }
  }

  private mutating func check(_ text: String, _ line: Int) {
    guard text.contains(where: { !$0.isWhitespace }) else { return }
    for index in spoken.indices { spoken[index] = true }
    if stack.last?.name == "title" { title += text }
    if let outer = stack.last, Self.children[outer.name] != nil {
      fault("text directly in <\(outer.name)>", line)
    }
  }

  private mutating func open(_ tag: Tag) {
    checkPlace(of: tag)
    checkAttributes(of: tag)
    switch tag.name {
    case "script", "style", "iframe", "object", "embed":
      fault("<\(tag.name)> has no place in a page", tag.line)
    case "html": hasLanguage = tag["lang"]?.isEmpty == false
    case "h1", "h2", "h3", "h4", "h5", "h6": headings.append(Int(tag.name.dropFirst()) ?? 0)
    case "input" where tag["type"] == "hidden": break
    case "input", "select", "textarea": fields.append(tag)
    case "label":
      if let id = tag["for"] { labelled.insert(id) } else { fault("a label for nothing", tag.line) }
    case "img" where tag["alt"] == nil: fault("an image without words", tag.line)
    case "button" where tag["type"] == nil: fault("a button without a type", tag.line)
    case "a" where tag["href"] == nil: fault("a link to nowhere", tag.line)
    default: break
    }
    if Self.void.contains(tag.name) { return }
    stack.append(tag)
    if Self.speaking.contains(tag.name) { spoken.append(tag["aria-label"] != nil) }
  }

  private mutating func checkPlace(of tag: Tag) {
    if let outer = stack.last {
      if let allowed = Self.children[outer.name], !allowed.contains(tag.name) {
        fault("<\(tag.name)> directly in <\(outer.name)>", tag.line)
      }
      let isWords = ["p", "label", "button", "h1", "h2", "h3", "h4", "span"].contains(outer.name)
      if isWords, Self.blocks.contains(tag.name) {
        fault("<\(tag.name)> in <\(outer.name)>", tag.line)
      }
    }
    for name in ["a", "button", "form", "label"]
    where name == tag.name && stack.contains(where: { $0.name == name }) {
      fault("<\(name)> in <\(name)>", tag.line)
    }
  }

  private mutating func checkAttributes(of tag: Tag) {
    for (name, value) in tag.attributes {
      if name == "style" || name.hasPrefix("on") {
        fault("<\(tag.name)> has \(name)", tag.line)
      } else if name == "id" {
        if value.isEmpty || value.contains(where: \.isWhitespace) {
          fault("the id '\(value)' is empty or has a space", tag.line)
        }
        if !ids.insert(value).inserted { fault("the id '\(value)' is there twice", tag.line) }
      } else if Self.pointers.contains(name) {
        for id in value.split(separator: " ") {
          references.append((String(id), "\(name) of <\(tag.name)>", tag.line))
        }
      } else if name == "href" || name == "action" || name == "src" {
        if value.lowercased().hasPrefix("javascript:") { fault("a script in \(name)", tag.line) }
        if value.hasPrefix("#") { references.append((String(value.dropFirst()), name, tag.line)) }
      }
    }
  }

  private mutating func close(_ tag: Tag) {
    guard let last = stack.last, last.name == tag.name else {
      return fault("</\(tag.name)> where </\(stack.last?.name ?? "nothing")> should be", tag.line)
    }
    stack.removeLast()
    if Self.speaking.contains(tag.name), spoken.popLast() == false {
      fault("<\(tag.name)> says nothing", tag.line)
    }
  }

  mutating func finish() -> [String] {
    for tag in stack { fault("<\(tag.name)> is not closed", tag.line) }
    for field in fields where field["aria-label"] == nil && field["aria-labelledby"] == nil {
      if field["id"].map(labelled.contains) != true {
        fault("the field '\(field["name"] ?? "")' has no label", field.line)
      }
    }
    guard isPage else { return faults }
    for (id, what, line) in references where !ids.contains(id) {
      fault("\(what) points at '\(id)', which is not there", line)
    }
    if !hasLanguage { fault("the page has no language", 1) }
    if title.isEmpty { fault("the page has no title", 1) }
    if headings.count(where: { $0 == 1 }) != 1 { fault("the page should have one h1", 1) }
    // A summary of errors may come before the h1.
    for (before, after) in zip(headings, headings.dropFirst()) where after > before + 1 {
      fault("an h\(after) follows an h\(before)", 1)
    }
    return faults
  }

  private mutating func fault(_ words: String, _ line: Int) {
    faults.append("line \(line): \(words)")
  }
}
