import Foundation
import Notation
import Rules
import Testing

/// Since when a page reads as it does, and when it will read otherwise.
@Suite struct EditionMarkTests {
  @Test func `a page says since when it reads like this, and when that changes`() throws {
    let pages = try Agency.kites.pages(on: "2026-11-22")
    #expect(
      foot(pages["credentials/balloonist/index.html"])
        == "Rules in force since 1 January 2020; they change on 1 January 2027.")
    #expect(
      foot(pages["credentials/pilot/index.html"]) == "Rules in force since 1 January 2020.")
    // A request type that has ended stands on it no longer.
    #expect(foot(pages["credentials/index.html"]) == "Rules in force since 1 January 2026.")
    #expect(
      foot(pages["changes/index.html"])
        == "Rules in force since 1 January 2026; they change on 1 January 2027.")
  }

  @Test func `before the first change a page says only when it changes`() throws {
    let pages = try Agency.kites.pages(on: "2019-12-31")
    #expect(foot(pages["index.html"]) == "The rules on this page change on 1 January 2020.")
  }

  @Test func `a page on which nothing is dated says so`() throws {
    let pages = try Agency.kites.pages()
    for path in ["help/wind/index.html", "help/index.html", "404.html", "error.html"] {
      #expect(foot(pages[path]) == "No rule on this page depends on the day. Changes", "\(path)")
    }
  }

  @Test(arguments: Agency.all)
  func `every page says it, and leads to the changes`(name: String) throws {
    for (path, page) in try Agency.named(name).pages() where path.hasSuffix(".html") {
      let root = path.split(separator: "/").dropLast().map { _ in "../" }.joined()
      let link =
        ["404.html", "error.html", "error-too-large.html"].contains(path)
        ? "/changes/" : (root.isEmpty ? "./" : root) + "changes/"
      #expect(page.contains("<a href=\"\(link)\">"), "\(path)")
    }
  }

  /// Whatever day a site is built on: it is written anew on change days alone.
  @Test(arguments: Agency.all)
  func `between two change days the pages are the same`(name: String) throws {
    let agency = try Agency.named(name)
    let days = try agency.site().definitions.changeDays
    #expect(!days.isEmpty)
    let day = try #require(days.last)
    let pages = try agency.pages(on: "\(day)")
    #expect(try pages == agency.pages(on: "\(day.adding(days: 400))"))
    #expect(try pages != agency.pages(on: "\(day.adding(days: -1))"))
  }

  /// A promise that a reader can hold the page to.
  @Test(arguments: Agency.all)
  func `a page reads the same on all days its foot names`(name: String) throws {
    let agency = try Agency.named(name)
    let days = try agency.site().definitions.changeDays
    var all: [Day: [String: String]] = [:]
    for day in days { all[day] = try agency.pages(on: "\(day)") }
    let bodies = all.mapValues { $0.mapValues(body) }
    for (index, day) in days.enumerated() {
      for (path, page) in all[day] ?? [:] where path.hasSuffix("index.html") {
        let line = try #require(foot(page))
        let changed = index == 0 || bodies[days[index - 1]]?[path] != body(page)
        if index > 0 {
          #expect(line.contains("since \(text(day))") == changed, "\(path) on \(day): \(line)")
        }
        guard index + 1 < days.count else { continue }
        let changes = bodies[days[index + 1]]?[path] != body(page)
        #expect(
          line.contains("change on \(text(days[index + 1]))") == changes,
          "\(path) on \(day): \(line)")
      }
    }
  }

  @Test func `a form carries the first day of its page`() throws {
    let changed = try Agency.kites.with(
      "elements/lamp.jsonc", "\"kind\": \"day\"", "\"kind\": \"day\", \"from\": \"2026-05-01\"")
    let form = try #require(try changed.pages()["apply/pilot/lamp/index.html"])
    #expect(form.contains("name=\"edition\" value=\"2026-05-01\""))
    let before = try #require(try changed.pages(on: "2026-04-30")["apply/pilot/lamp/index.html"])
    #expect(before.contains("name=\"edition\" value=\"2020-01-01\""))
    #expect(foot(before) == "Rules in force since 1 January 2020; they change on 1 May 2026.")
  }

  /// The last line of the page, without its tags.
  private func foot(_ page: String?) -> String? {
    guard let page else { return nil }
    let lines = page.split(separator: "\n").filter { $0.contains("changes/\"") }
    guard var line = lines.last.map(String.init) else { return nil }
    while let start = line.firstIndex(of: "<"), let end = line.firstIndex(of: ">"), start < end {
      line.removeSubrange(start...end)
    }
    let words = ["Rules in force", "The rules on", "No rule on"]
    let from = words.compactMap { line.range(of: $0)?.lowerBound }.first ?? line.startIndex
    return String(line[from...])
  }

  private func body(_ page: String) -> String {
    guard let start = page.range(of: "<main"), let end = page.range(of: "</main>") else {
      return page
    }
    // The day a form carries is that of its foot.
    return String(page[start.lowerBound..<end.lowerBound])
      .split(separator: "\n").filter { !$0.contains("name=\"edition\"") }.joined(separator: "\n")
  }

  private func text(_ day: Day) -> String {
    let months = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November", "December",
    ]
    return "\(day.dayOfMonth) \(months[day.month - 1]) \(day.year)"
  }
}
