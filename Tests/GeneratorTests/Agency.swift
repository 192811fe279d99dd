import Foundation
import Generator
import Notation
import Rules
import Support
import Testing

/// The definitions of one agency, and what is generated from them.
struct Agency: Sendable, CustomTestStringConvertible {
  let testDescription: String
  var files: [String: String]

  /// The folder with `old` replaced by `new` in one file.
  func with(
    _ path: String, _ old: String, _ new: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Agency {
    var agency = self
    let text = try #require(files[path], sourceLocation: sourceLocation)
    try #require(text.contains(old), sourceLocation: sourceLocation)
    agency.files[path] = text.replacingOccurrences(of: old, with: new)
    return agency
  }

  func site(sourceLocation: SourceLocation = #_sourceLocation) throws -> Site {
    let reading = readSite(files.mapValues { Array($0.utf8) }, zones: zones)
    #expect(reading.report() == "", sourceLocation: sourceLocation)
    return try #require(reading.site, sourceLocation: sourceLocation)
  }

  /// The pages as of a day, by path. `publication` stands for the hash that each page names.
  func pages(
    on day: String = "2026-11-22", publication: String? = String(repeating: "0a", count: 32),
    basePath: String = "/", isDemonstration: Bool = false
  ) throws -> [String: String] {
    let bytes = files.mapValues { Array($0.utf8) }
    let assets = bytes.filter { $0.key.hasPrefix("assets/") }
    return try GeneratedSite(
      GeneratedSite.Source(
        site: site(),
        assets: Dictionary(uniqueKeysWithValues: assets.map { (String($0.dropFirst(7)), $1) }),
        layout: bytes["layout.html"] ?? [], day: #require(Day(day)), publication: publication,
        basePath: basePath, isDemonstration: isDemonstration)
    ).files.mapValues { String(decoding: $0, as: UTF8.self) }
  }

  /// An agency of this repository.
  init(at path: String) throws {
    testDescription = path
    files = [:]
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: path)
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
      let file = folder.appending(path: name)
      guard try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else {
        continue
      }
      files[name] = try String(contentsOf: file, encoding: .utf8)
    }
  }

  private init(named name: String, _ files: [String: String]) {
    testDescription = name
    self.files = files
  }

  /// All three: the small one and both of the repository.
  static let all = ["kites", "site", "Tests/Agencies/harbour"]

  static func named(_ name: String) throws -> Agency {
    name == "kites" ? kites : try Agency(at: name)
  }

  /// The small one.
  static let kites = Agency(named: "kites", kiteOffice)
}

/// Enough of a time zone for pages, which show days alone.
private let zones = TimeZones { name in
  TimeZoneTable(name: name, changes: [TimeZoneTable.Change(at: 0, offset: 3600)])
}
