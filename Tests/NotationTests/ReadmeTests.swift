import Foundation
import Notation
import Pages
import Rules
import Testing

/// `site/README.md` explains the notation to authors. What can go stale in it is checked here.
@Suite(.serialized) struct ReadmeTests {
  private let url = repository.appending(path: "site/README.md")

  /// With `DOCKET_RECORD=1` in the environment the glossary is written anew, and the test fails.
  @Test func `its glossary is that of the checker`() throws {
    let text = try String(contentsOf: url, encoding: .utf8)
    let parts = text.components(separatedBy: "<!-- keys -->\n")
    try #require(parts.count == 3)
    let recorded = [parts[0], "\n" + keyGlossary() + "\n", parts[2]]
      .joined(separator: "<!-- keys -->\n")
    try expect(text, recorded)
  }

  /// The worked change is made in our own definitions, step by step. With `DOCKET_RECORD=1` what the
  /// programs say is written anew.
  @Test func `its worked change can be made, and says what it says`() throws {
    let text = try String(contentsOf: url, encoding: .utf8)
    var folder = try files(in: repository.appending(path: "site"))
    let fees = String(decoding: try #require(folder["fees.jsonc"]), as: UTF8.self)
    let old = try block(after: "<!-- old amount -->", in: text)
    let new = try block(after: "<!-- new amount -->", in: text)
    try #require(fees.contains(old), "the amount it starts from is not in fees.jsonc")

    folder["fees.jsonc"] = Array(fees.replacing(old, with: old + new, maxReplacements: 1).utf8)
    let says = readSite(folder, zones: testZones).report()

    let example = try block(after: "<!-- example -->", in: text)
    let changed = fees.replacing(
      old, with: old + new.replacing("2027-02-29", with: "2027-03-01"), maxReplacements: 1
    ).replacing("  \"examples\": [\n", with: "  \"examples\": [\n" + example)
    try #require(changed.contains(example))
    folder["fees.jsonc"] = Array(changed.utf8)
    let reading = readSite(folder, zones: testZones)
    #expect(reading.report() == "")
    let costs = try price(try #require(reading.site), "2027-03-01")
    #expect(
      try price(try #require(reading.site), "2027-02-28").contains(
        "$100.00  total on 2027-02-28\n"))

    let recorded = replacing(
      "<!-- costs -->", with: costs, in: replacing("<!-- says -->", with: says, in: text))
    try expect(text, recorded)
  }

  /// What the command in the text prints, as `docket price` lays it out.
  private func price(_ site: Site, _ day: String) throws -> String {
    let command = try block(
      after: "<!-- price -->", in: try String(contentsOf: url, encoding: .utf8))
    #expect(command.contains("--request renew-certificate"))
    #expect(
      command.contains("--answer last-certificate=five-year,renewal-basis=experience,align=yes"))
    let day = try #require(Day(day))
    let edition = Edition(of: site.definitions, on: day)
    let answers = Answers([
      .init(name: "last-certificate", texts: ["five-year"]),
      .init(name: "renewal-basis", texts: ["experience"]), .init(name: "align", texts: ["yes"]),
    ])
    let quote = try edition.quote(
      for: [try #require(edition.requestType("renew-certificate"))], answers: answers, paid: day)
    return priceText(quote, edition, layer: edition.agency.feeLayer) + "\n"
  }

  private func expect(_ text: String, _ recorded: String) throws {
    if ProcessInfo.processInfo.environment["DOCKET_RECORD"] == "1" {
      try Data(recorded.utf8).write(to: url)
      Issue.record("recorded; run again without DOCKET_RECORD")
    } else {
      #expect(text == recorded, "run with DOCKET_RECORD=1")
    }
  }

  private func replacing(_ mark: String, with block: String, in text: String) -> String {
    guard let start = text.range(of: mark + "\n```\n"),
      let end = text.range(of: "```", range: start.upperBound..<text.endIndex)
    else { return text }
    return text.replacingCharacters(in: start.upperBound..<end.lowerBound, with: block)
  }

  /// The fenced block that follows `mark`.
  private func block(after mark: String, in text: String) throws -> String {
    let parts = text.components(separatedBy: mark)
    try #require(parts.count == 2, "\(mark)")
    let lines = parts[1].components(separatedBy: "\n")
    let start = try #require(lines.firstIndex { $0.hasPrefix("```") })
    let end = try #require(lines[(start + 1)...].firstIndex { $0.hasPrefix("```") })
    return lines[(start + 1)..<end].map { $0 + "\n" }.joined()
  }
}
