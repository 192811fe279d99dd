import Foundation
import Testing

/// What is there as soon as somebody has installed and published, before anything else was done.
@Suite(.serialized) struct FreshInstallationTests {
  @Test(arguments: ["site", "Tests/Agencies/harbour"])
  func `no link of any page of a fresh installation is dead`(site: String) throws {
    try withOffice(.processes, site: site) { office in
      let anybody = office.visitor()
      var (open, seen): ([String], Set<String>) = (["", "processing/"], [])
      while let place = open.popLast() {
        guard seen.insert(place).inserted else { continue }
        // The browser looks whether each link of the page leads somewhere.
        try anybody.open(place)
        let links = anybody.page.all("a").compactMap { $0["href"] }.filter(anybody.address.isLocal)
        open += try links.map { try anybody.address.following($0).path }
          .filter { $0.hasPrefix(Office.path) }.map { String($0.dropFirst(Office.path.count)) }
          .filter { !$0.hasPrefix("cgi-bin/") && !seen.contains($0) }
      }
      #expect(seen.count > 15)
      try anybody.open("processing/").sees("No application waits for us.")
    }
  }
}
