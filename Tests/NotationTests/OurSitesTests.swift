import Foundation
import JSON
import Notation
import Rules
import Testing

@Suite struct OurSitesTests {
  @Test(arguments: ["site", "Tests/Agencies/harbour"])
  func `the definitions of this repository have no fault`(folder: String) throws {
    let reading = readSite(
      try files(in: repository.appending(path: folder)), folder: folder, zones: testZones)
    #expect(reading.report() == "")
    let site = try #require(reading.site)
    #expect(!site.definitions.requestTypes.isEmpty)
    #expect(!site.examples.isEmpty)
  }
}
