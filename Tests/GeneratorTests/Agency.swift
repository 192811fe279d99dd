import Foundation
import Generator
import Notation
import Rules
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

  /// All three: the small one below and both of the repository.
  static let all = ["kites", "site", "Tests/Agencies/harbour"]

  static func named(_ name: String) throws -> Agency {
    name == "kites" ? kites : try Agency(at: name)
  }

  /// As small as an agency can be, and made up: two requests, one of them of the past, and two elements.
  static let kites = Agency(
    named: "kites",
    [
      "agency.jsonc": """
      {
        "name": "Office of Kites & Balloons",
        "contact": { "email": "kites@example.org" },
        "timeZone": "Europe/Paris",
        "currency": "EUR",
        "applicationDays": 60,
        "reminderDays": [7],
      }
      """,
      "parties.jsonc": """
      {
        "parties": [
          { "id": "applicant", "title": "Applicant" },
          { "id": "club", "title": "Kite club" },
        ],
      }
      """,
      "fees.jsonc": """
      {
        "fees": [
          {
            "id": "permit",
            "title": "Permit",
            "per": "request",
            "amounts": [{ "from": "2020-01-01", "amount": "10.00", "clause": "Rule 1" }],
          },
          {
            "id": "balloon",
            "title": "Balloon",
            "per": "request",
            "amounts": [
              { "from": "2020-01-01", "amount": "40.00", "clause": "Rule 2" },
              { "from": "2027-01-01", "amount": "45.00", "clause": "Rule 3" },
            ],
          },
        ],
      }
      """,
      "credentials/pilot.jsonc": """
      {
        "id": "pilot",
        "title": "Kite pilot",
        "summary": "To fly kites.",
        "whoFor": "Anybody.",
        "clause": "Rule 4",
        "from": "2020-01-01",
        "elements": ["training", "lamp"],
        "fees": ["permit"],
      }
      """,
      "credentials/balloonist.jsonc": """
      {
        "id": "balloonist",
        "title": "Balloonist",
        "summary": "To go up.",
        "whoFor": "Those who dare.",
        "clause": "Rule 5",
        "from": "2020-01-01",
        "elements": ["lamp"],
        "fees": ["balloon"],
      }
      """,
      "credentials/glider.jsonc": """
      {
        "id": "glider",
        "title": "Glider",
        "summary": "To glide.",
        "whoFor": "Nobody any more.",
        "clause": "Rule 6",
        "from": "2020-01-01",
        "until": "2025-12-31",
        "elements": ["lamp"],
        "fees": ["permit"],
      }
      """,
      "elements/training.jsonc": """
      {
        "id": "training",
        "title": "Training",
        "why": "So that nobody is hurt.",
        "clause": "Rule 7",
        "submittedBy": "club",
        "attachments": { "types": [{ "id": "proof", "label": "Proof" }] },
      }
      """,
      "elements/lamp.jsonc": """
      {
        "id": "lamp",
        "title": "Lamp",
        "why": "To be seen.",
        "clause": "Rule 8",
        "submittedBy": "applicant",
        "questions": [
          {
            "id": "colour",
            "ask": "Which colour?",
            "kind": "one-of",
            "choices": [{ "id": "red", "label": "Red" }, { "id": "green", "label": "Green" }],
          },
          { "id": "bought", "ask": "Since when do you have it?", "kind": "day" },
        ],
      }
      """,
      "pages/wind.md": "# Wind\n\nIt blows. [What it costs](../../fees/)\n",
      "letters/confirm-address.md": "Subject: Confirm\n\nOpen {{link}}.\n",
      "letters/address-known.md": "Subject: Known\n\nYou have an account.\n",
      "letters/application-submitted.md": "Subject: Submitted\n\nThank you, {{name}}.\n",
      "layout.html": """
      <!doctype html>
      <html lang="{{language}}" dir="{{direction}}">
      <head>
      <title>{{title}}</title>
      <link rel="stylesheet" href="{{root}}assets/{{stylesheet}}">
      </head>
      <body>
      {{banner}}
      <p><a href="{{root}}">{{agency}}</a> <a href="{{root}}credentials/"{{current:credentials}}>All</a></p>
      {{account}}
      <main>
      {{main}}
      </main>
      {{contact}} {{disclaimer}} {{edition}}
      </body>
      </html>
      """,
      "assets/site.css": "body { margin: 0 }\n",
      "assets/kite.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n",
    ])
}

/// Enough of a time zone for pages, which show days alone.
private let zones = TimeZones { name in
  TimeZoneTable(name: name, changes: [TimeZoneTable.Change(at: 0, offset: 3600)])
}
