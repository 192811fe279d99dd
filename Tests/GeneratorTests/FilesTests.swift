import Foundation
import Notation
import Rules
import Testing

/// Files in, files out.
@Suite struct FilesTests {
  @Test func `a small site gives exactly these files`() throws {
    #expect(
      try paths(Agency.kites.pages()) == [
        "404.html",
        "apply/balloonist/index.html",
        "apply/balloonist/lamp/index.html",
        "apply/pilot/index.html",
        "apply/pilot/lamp/index.html",
        "assets/kite.svg",
        "assets/site.HASH.css",
        "changes/index.html",
        "credentials/balloonist/index.html",
        "credentials/index.html",
        "credentials/pilot/index.html",
        "error-too-large.html",
        "error.html",
        "fees/index.html",
        "find/balloonist/index.html",
        "find/index.html",
        "find/pilot/index.html",
        "help/index.html",
        "help/wind/index.html",
        "index.html",
      ])
  }

  @Test(arguments: ["site", "Tests/Agencies/harbour"])
  func `an agency of ours gives exactly the files its definitions name`(name: String) throws {
    let agency = try Agency.named(name)
    var expected: Set = [
      "404.html", "error.html", "error-too-large.html", "index.html", "credentials/index.html",
      "fees/index.html", "help/index.html", "changes/index.html", "assets/site.HASH.css",
      // Both grant certificates.
      "verify/index.html",
    ]
    let definitions = try agency.site().definitions
    let day = try #require(Day("2026-11-22"))
    for request in definitions.requestTypes where request.period.contains(day) {
      expected.formUnion(["credentials/\(request.id)/index.html", "apply/\(request.id)/index.html"])
      for use in request.elements {
        let element = try #require(definitions.elements.first { $0.id == use.element })
        if element.submittedBy.text == "applicant" {
          expected.insert("apply/\(request.id)/\(element.id)/index.html")
        }
      }
    }
    for path in agency.files.keys {
      // `about.de.md` is the same page in another language.
      if path.hasPrefix("pages/"), path.split(separator: ".").count == 2 {
        expected.insert("help/\(path.dropFirst(6).dropLast(3))/index.html")
      }
      if path.hasPrefix("assets/"), path != "assets/site.css" { expected.insert(path) }
    }
    // What lies below is the matter of FindingPagesTests.
    expected.insert("find/index.html")
    let files = try paths(agency.pages()).filter {
      $0 == "find/index.html" || !$0.hasPrefix("find/")
    }
    #expect(files == expected.sorted())
    #expect(expected.count > 20)
  }

  @Test(arguments: Agency.all)
  func `the same definitions and day give the same bytes`(name: String) throws {
    let agency = try Agency.named(name)
    #expect(try agency.pages() == agency.pages())
  }

  @Test func `a request type has its pages from its first day to its last`() throws {
    func has(_ day: String) throws -> Bool {
      try Agency.kites.pages(on: day)["credentials/glider/index.html"] != nil
    }
    #expect(try has("2025-12-31"))
    #expect(try !has("2026-01-01"))
    #expect(try has("2020-01-01"))
    #expect(try !has("2019-12-31"))
  }

  @Test func `a changed amount changes the pages that show it and no other`() throws {
    let before = try Agency.kites.pages()
    let changed = try Agency.kites.with("fees.jsonc", "\"10.00\"", "\"11.50\"")
    let showing = [
      "changes/index.html", "credentials/pilot/index.html", "fees/index.html",
      "find/pilot/index.html",
    ]
    #expect(difference(before, try changed.pages()) == showing)
    for (path, page) in before where page.contains("10.00") {
      #expect(showing.contains(path))
    }
  }

  @Test func `an amount of next year changes nothing but where it is announced`() throws {
    let changed = try Agency.kites.with("fees.jsonc", "\"45.00\"", "\"46.00\"")
    #expect(
      difference(try Agency.kites.pages(), try changed.pages())
        == [
          "changes/index.html", "credentials/balloonist/index.html", "fees/index.html",
          "find/balloonist/index.html",
        ])
  }

  @Test func `changed guidance changes its own page and no other`() throws {
    let changed = try Agency.kites.with("pages/wind.md", "It blows.", "It blows hard.")
    #expect(
      difference(try Agency.kites.pages(), try changed.pages()) == ["help/wind/index.html"])
  }

  @Test func `the publication stands on one page, and on no other`() throws {
    let publication = String(repeating: "5c", count: 32)
    for (path, page) in try Agency.kites.pages(publication: publication) {
      #expect(page.contains("5c5c5c5c") == (path == "changes/index.html"), "\(path)")
    }
    let changes = try #require(
      try Agency.kites.pages(publication: publication)["changes/index.html"])
    #expect(changes.contains(publication))
    let preview = try Agency.kites.pages(publication: nil)
    #expect(preview["changes/index.html"]?.contains("Not published yet") == true)
  }

  @Test func `a page follows the day it is asked for, and the amount of that day`() throws {
    func fees(_ day: String) throws -> String {
      try #require(try Agency.kites.pages(on: day)["credentials/balloonist/index.html"])
    }
    #expect(try fees("2026-12-31").contains("€40.00"))
    #expect(try fees("2026-12-31").contains("€45.00"))  // announced
    #expect(try !fees("2027-01-01").contains("€40.00"))
  }

  /// They know no clock, so the day they are given is the only one they can show.
  @Test(arguments: ["Generator", "Pages", "Markup", "Rules", "Notation"])
  func `what makes pages cannot ask for the time`(module: String) throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Sources/\(module)")
    var count = 0
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    where path.hasSuffix(".swift") {
      let text = try String(contentsOf: folder.appending(path: path), encoding: .utf8)
      for word in ["import Glibc", "import Foundation", "import Platform", "SuspendingClock"] {
        #expect(!text.contains(word), "\(path)")
      }
      count += 1
    }
    #expect(count > 0)
  }

  @Test func `the stylesheet's name is that of its bytes`() throws {
    let before = try Agency.kites.pages()
    let name = try #require(before.keys.first { $0.hasSuffix(".css") })
    let page = try #require(before["fees/index.html"])
    #expect(page.contains("href=\"../\(name)\""))

    let changed = try Agency.kites.with("assets/site.css", "margin: 0", "margin: 1em").pages()
    let other = try #require(changed.keys.first { $0.hasSuffix(".css") })
    #expect(other != name)
    #expect(changed[name] == nil)
    #expect(try paths(before) == paths(changed))
  }

  @Test func `a demonstration says so on every page`() throws {
    for (path, page) in try Agency.kites.pages(isDemonstration: true)
    where path.hasSuffix(".html") {
      #expect(page.contains("Demonstration."), "\(path)")
    }
    for page in try Agency.kites.pages().values { #expect(!page.contains("Demonstration.")) }
  }

  /// All paths in order, with `HASH` for the hash in the stylesheet's name.
  private func paths(_ pages: [String: String]) throws -> [String] {
    pages.keys.map { path in
      let parts = path.split(separator: ".")
      guard parts.count == 3, parts[0] == "assets/site", parts[2] == "css" else { return path }
      #expect(parts[1].count == 10 && parts[1].allSatisfy(\.isHexDigit))
      return "assets/site.HASH.css"
    }.sorted()
  }

  private func difference(_ old: [String: String], _ new: [String: String]) -> [String] {
    Set(old.keys).union(new.keys).filter { old[$0] != new[$0] }.sorted()
  }
}
