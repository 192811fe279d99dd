import Markup
import Notation
import Pages
import Rules

/// Every page of a site without what is around it, by the path of its folder: what a reader would notice
/// if it were otherwise.
package func pageBodies(of site: Site, on day: Day) -> [String: [UInt8]] {
  let stretches = Stretches(of: site.definitions)
  let edition = stretches.edition(of: stretches.index(of: day), standard: day)
  var bodies: [String: [UInt8]] = [:]
  for (path, page) in pages(of: site, in: edition) {
    bodies[path] = Array(page.title.utf8) + [10] + page.main.bytes
  }
  return bodies
}

/// Which pages of a site are otherwise than those of another, by the paths of their folders, in order.
package struct PageDifference: Hashable, Sendable {
  package let changed: [String]
  package let new: [String]
  package let gone: [String]

  package init(from old: [String: [UInt8]], to pages: [String: [UInt8]]) {
    changed = pages.keys.filter { old[$0] != nil && old[$0] != pages[$0] }.sorted()
    new = pages.keys.filter { old[$0] == nil }.sorted()
    gone = old.keys.filter { pages[$0] == nil }.sorted()
  }

  package var isEmpty: Bool { changed.isEmpty && new.isEmpty && gone.isEmpty }
}
