import CGI
import Desk
import Foundation
import Support
import Testing

/// What holds for every page of every site.
@Suite struct WholeSiteTests {
  @Test(arguments: Agency.all)
  func `every page is well-formed, labelled, with one h1, and no larger than 30 kB`(
    name: String
  ) throws {
    for (path, page) in try Agency.named(name).pages() where path.hasSuffix(".html") {
      let faults = htmlFaults(in: page)
      #expect(faults.isEmpty, "\(path): \(faults)")
      #expect(page.utf8.count <= 30_000, "\(path)")
      #expect(!page.contains("{{"), "\(path)")
    }
  }

  @Test(arguments: Agency.all)
  func `every link leads to a file that was made or a program that answers it`(
    name: String
  ) throws {
    let pages = try Agency.named(name).pages()
    let links = pages.mapValues { PageLinks(in: $0) }
    for (path, page) in links where path.hasSuffix("index.html") {
      let folder = String(path.dropLast("index.html".count))
      #expect(page.addresses.count >= 5, "\(path)")
      for address in page.addresses where !address.isElsewhere {
        let fault = fault(of: address, at: address.path(from: folder), from: path, links)
        #expect(fault == nil, "\(path):\(address.line): \(address.text) \(fault ?? "")")
      }
    }
  }

  @Test(arguments: ["/", "/credentials/", "/a/b/"])
  func `error pages are shown at any address, so their links begin at the top`(
    base: String
  ) throws {
    let pages = try Agency(at: "site").pages(basePath: base)
    let links = pages.mapValues { PageLinks(in: $0) }
    for path in ["404.html", "error.html", "error-too-large.html"] {
      let page = try #require(links[path])
      #expect(page.addresses.count >= 5)
      for address in page.addresses where !address.isElsewhere && !address.text.hasPrefix("#") {
        #expect(address.path.hasPrefix(base), "\(path): \(address.text)")
        let rest = String(address.path.dropFirst(base.count))
        let fault = fault(of: address, at: rest, from: path, links)
        #expect(fault == nil, "\(path): \(address.text) \(fault ?? "")")
      }
    }
  }

  @Test(arguments: Agency.all)
  func `other pages are the same under any path`(name: String) throws {
    let agency = try Agency.named(name)
    let top = try agency.pages(basePath: "/")
    let below = try agency.pages(basePath: "/somewhere/else/")
    #expect(top.keys == below.keys)
    for path in top.keys where top[path] != below[path] {
      #expect(["404.html", "error.html", "error-too-large.html"].contains(path), "\(path)")
    }
  }

  /// Why an address leads nowhere; `nil` when it leads somewhere.
  private func fault(
    of address: PageLinks.Address, at path: String?, from page: String, _ links: [String: PageLinks]
  ) -> String? {
    guard let path else { return "leaves the site" }
    if path.hasPrefix("cgi-bin/") { return programFault(of: address, at: path) }
    if address.method != "GET" { return "is no program, and a form is sent there" }
    let isThisPage = address.path.isEmpty && !address.text.isEmpty
    let file =
      isThisPage ? page : path.isEmpty || path.hasSuffix("/") ? path + "index.html" : path
    guard let target = links[file] else { return "leads to no file" }
    guard let fragment = address.fragment, !fragment.isEmpty else { return nil }
    return target.ids.contains(fragment) ? nil : "leads to no such id"
  }

  /// The programs say themselves what they answer.
  private func programFault(of address: PageLinks.Address, at path: String) -> String? {
    let parts = path.split(separator: "/").dropFirst().map(String.init)
    guard let program = parts.first,
      let routes = programs.first(where: { $0.name == program })?.routes
    else {
      return "leads to no program"
    }
    let fitting = routes.filter { route in
      let pattern = route.path.split(separator: "/")
      return pattern.count == parts.count - 1
        && zip(pattern, parts.dropFirst()).allSatisfy {
          $0.hasPrefix(":") || $0.hasPrefix("*") || $0 == $1
        }
    }
    guard let route = fitting.first(where: { $0.method.rawValue == address.method }) else {
      return "is not answered by '\(program)'"
    }
    let known = Set(route.query.map(\.name))
    let unknown = address.queryNames.filter { !known.contains($0) }
    return unknown.isEmpty ? nil : "brings what '\(program)' does not take: \(unknown)"
  }
}
