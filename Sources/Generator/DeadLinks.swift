import Markup
import Notation
import Rules

/// The links in Markdown that lead to no page of the site.
///
/// `files` are the definitions, by path inside their `folder`. A page of a credential that is not open on
/// the day of `generated` counts as one: it was there, or will be.
package func deadLinks(
  in files: [String: [UInt8]], folder: String, _ generated: GeneratedSite,
  _ definitions: Definitions
) -> [Diagnostic] {
  let pages = SitePages(generated, definitions)
  return files.keys.sorted().filter(mayLink).flatMap { path -> [Diagnostic] in
    let bytes = files[path] ?? []
    let source = SourceText(file: folder.isEmpty ? path : "\(folder)/\(path)", bytes: bytes)
    return links(in: bytes).compactMap { link in
      guard let target = target(link.text, in: path), let fault = pages.fault(of: target) else {
        return nil
      }
      return Diagnostic(
        .error, at: source.place(at: link.offset), fault.summary, remedy: fault.remedy)
    }
  }
}

/// Files with Markdown that becomes part of a page.
private func mayLink(_ path: String) -> Bool {
  path.hasPrefix("pages/") && path.hasSuffix(".md") || path.hasSuffix(".jsonc")
}

/// Every `](…)` that is not in code, with what stands in the parentheses.
private func links(in bytes: [UInt8]) -> [(text: String, offset: Int)] {
  var links: [(String, Int)] = []
  var isCode = false
  for (index, byte) in bytes.enumerated() {
    switch byte {
    case UInt8(ascii: "`"): isCode.toggle()
    case 0x0A: isCode = false
    case UInt8(ascii: "]")
    where !isCode && index + 2 < bytes.count && bytes[index + 1] == UInt8(ascii: "("):
      let text = bytes[(index + 2)...].prefix { $0 > 0x20 && $0 != UInt8(ascii: ")") }
      links.append((String(decoding: text, as: UTF8.self), index + 2))
    default: continue
    }
  }
  return links
}

/// Where a link leads within the site, counted from its top; `nil` for one that leads elsewhere, or of which
/// that cannot be told because its text is shown on several pages.
private func target(_ link: String, in path: String) -> String? {
  if link.hasPrefix("/") { return link.hasPrefix("//") ? nil : String(link.dropFirst()) }
  guard path.hasPrefix("pages/"), !link.isEmpty,
    !link.prefix(while: { $0 != "/" && $0 != "#" }).contains(":")
  else { return nil }
  let name = path.dropFirst("pages/".count).prefix { $0 != "." }
  let way = link.prefix { $0 != "#" && $0 != "?" }
  var parts = ["help", String(name)]
  for part in way.split(separator: "/") where part != "." {
    if part == ".." { _ = parts.popLast() } else { parts.append(String(part)) }
  }
  let isFolder = way.isEmpty || way.hasSuffix("/") || way.hasSuffix("..")
  return parts.joined(separator: "/") + (isFolder && !parts.isEmpty ? "/" : "")
    + link.dropFirst(way.count)
}

/// What can be reached on a site.
private struct SitePages {
  private let generated: GeneratedSite
  private let folders: Set<String>

  init(_ generated: GeneratedSite, _ definitions: Definitions) {
    self.generated = generated
    var folders = Set(
      generated.files.keys.filter { $0.hasSuffix("index.html") }.map {
        String($0.dropLast("index.html".count))
      })
    for request in definitions.requestTypes {
      folders.formUnion(["credentials/\(request.id)/", "apply/\(request.id)/"])
      for use in request.elements { folders.insert("apply/\(request.id)/\(use.element)/") }
    }
    self.folders = folders
  }

  /// `target` is counted from the top, without the `/` in front.
  func fault(of target: String) -> (summary: String, remedy: String?)? {
    let path = String(target.prefix { $0 != "#" && $0 != "?" })
    // Programs say themselves what they have.
    if path.hasPrefix("cgi-bin/") { return nil }
    guard folders.contains(path) || generated.files[path] != nil else {
      let remedy: String
      if folders.contains(path + "/") {
        remedy = "write /\(path)/, with a slash at the end"
      } else if let near = nearest(to: path, among: folders.sorted()) {
        remedy = "did you mean /\(near)?"
      } else {
        remedy = "the pages are those of pages/ at /help/NAME/, /credentials/, /fees/ and /help/"
      }
      return ("there is no page /\(path)", remedy)
    }
    guard let fragment = target.split(separator: "#", maxSplits: 1).dropFirst().first,
      let page = generated.files[path + "index.html"],
      !contains(page, "id=\"\(fragment)\"")
    else { return nil }
    return ("the page /\(path) has no place '#\(fragment)'", "take the part from # on away")
  }

  private func contains(_ page: [UInt8], _ text: String) -> Bool {
    let pattern = Array(text.utf8)
    var rest = page[...]
    while let start = rest.firstIndex(of: pattern[0]) {
      if rest[start...].starts(with: pattern) { return true }
      rest = rest[(start + 1)...]
    }
    return false
  }
}
