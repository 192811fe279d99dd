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
    return siteLinks(in: bytes).compactMap { link in
      guard let fault = pages.fault(of: link.target) else { return nil }
      return Diagnostic(
        .error, at: source.place(at: link.offset), fault.summary, remedy: fault.remedy)
    }
  }
}

/// Files with Markdown that becomes part of a page.
private func mayLink(_ path: String) -> Bool {
  path.hasPrefix("pages/") && path.hasSuffix(".md") || path.hasSuffix(".jsonc")
}

/// Every `](/…)`: a link counted from the top of the site. Comments and code do not have such by chance.
private func siteLinks(in bytes: [UInt8]) -> [(target: String, offset: Int)] {
  let mark = Array("](/".utf8)
  var links: [(String, Int)] = []
  var index = 0
  while let start = bytes[index...].firstIndex(of: mark[0]) {
    index = start + 1
    guard bytes[start...].starts(with: mark) else { continue }
    let target = bytes[(start + 3)...].prefix { $0 > 0x20 && $0 != UInt8(ascii: ")") }
    links.append((String(decoding: target, as: UTF8.self), start + 2))
  }
  return links
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
