import Foundation
import JSON
import Support
import Testing

/// `docket check`, on good folders and on broken ones.
@Suite struct CheckTests {
  @Test(arguments: ["site", "Tests/Agencies/harbour"])
  func `the agencies of this repository have no fault`(site: String) throws {
    try withDocket { docket in
      let outcome = try docket(
        "check", "--site", Repository.folder.appendingPathComponent(site).path + "/")
      #expect(outcome.status == 0 && outcome.error.isEmpty)
      #expect(outcome.words.contains("/\(site): no faults in "))
      #expect(outcome.words.split(separator: "\n").count == 1)
    }
  }

  @Test func `the totals without a payment link are listed, and who takes them`() throws {
    try withDocket { docket in
      try docket.install()
      let alone = try docket.checkLinks(of: "site", currency: "USD", others: "")
      #expect(alone.status == 1)
      let line = "no payment link for 15.00 (substitute-five-year): "
      #expect(alone.words.contains(line + "nobody can pay it\n"))
      #expect(alone.words.contains("no payment link for 100.00 (add-certification, align=yes): "))
      #expect(!alone.words.contains("for 85.00"))
      // Three together, of three amounts.
      #expect(alone.words.contains("no payment link for 165.00 ("))
      let both = try docket.checkLinks(
        of: "site", currency: "USD", others: #"{ "provider": "manual", "instructions": "pay.md" }"#)
      #expect(both.status == 0 && both.words.contains(line + "it goes to 'manual'\n"))
    }
  }

  @Test func `totals that hang on a day are tried, and a screen of them is printed`() throws {
    try withDocket { docket in
      try docket.install()
      let outcome = try docket.checkLinks(
        of: "Tests/Agencies/harbour", currency: "EUR", others: "", "--json")
      let node = try JSONNode(strict: Array(outcome.output))
      #expect(node["allTotalsTried"]?.bool == true)
      let totals = node["totalsWithoutLink"]?.array ?? []
      // In time, late by a day, and late by more than thirty, with what was paid before taken off or not.
      let words = totals.filter { $0["example"]?.string?.hasPrefix("renew-certificates,") == true }
        .compactMap { $0["total"]?.string }
      #expect(Set(["21.50", "32.50", "60.00", "45.50", "84.00"]).isSubset(of: words))
      let printed = try docket.checkLinks(of: "Tests/Agencies/harbour", currency: "EUR", others: "")
      let lines = printed.words.split(separator: "\n")
      #expect(lines.count == 42)
      #expect(lines.last == "and \(totals.count - 40) further totals: --json lists them all")
    }
  }

  /// Eight faults of eight kinds in six files.
  static let broken: [String: String] = {
    do {
      return
        try kiteOffice
        .with("agency.jsonc", "\"reminderDays\"", "\"remainderDays\"")
        .with("parties.jsonc", "\"club\"", "\"applicant\"")
        .with("fees.jsonc", "\"Permit\"", "“Permit”")
        .with("fees.jsonc", "\"amount\": \"45.00\"", "\"amount\" \"45.00\"")
        .with("credentials/pilot.jsonc", "\"lamp\"", "\"lampe\"")
        .with("credentials/balloonist.jsonc", "\"Balloonist\"", "12")
        .with("elements/lamp.jsonc", "\"clause\": ", "\"title\": \"Light\", \"clause\": ")
        .with("layout.html", "{{main}}", "")
    } catch {
      return [:]
    }
  }()

  @Test func `every kind of fault is found in one run, with place, line, caret and remedy`() throws
  {
    try withDocket { docket in
      try docket.writeSite(Self.broken)
      let before = try docket.snapshot("site")
      let outcome = try docket("check", "--site", docket.path("site"))
      #expect(outcome.status == 1)
      #expect(outcome.words.isEmpty)
      let text = outcome.error.replacingOccurrences(of: docket.path("site"), with: "site")
      let fault = goldenFault(text, "check.txt", testFile: #filePath)
      #expect(fault == nil, "\(fault ?? "")")
      #expect(try docket.snapshot("site") == before)
    }
  }

  @Test func `programs read the same faults as JSON, one line`() throws {
    try withDocket { docket in
      try docket.writeSite(Self.broken)
      let outcome = try docket("check", "--site", docket.path("site"), "--json")
      #expect(outcome.status == 1 && outcome.error.isEmpty)
      #expect(outcome.words.split(separator: "\n").count == 1)
      let node = try JSONNode(strict: Array(outcome.output))
      let faults = try #require(node["diagnostics"]?.array)
      let text = try docket("check", "--site", docket.path("site")).error
      #expect(text.hasSuffix("\n\(faults.count) errors\n"))
      for fault in faults {
        let place = [fault["line"]?.integer, fault["column"]?.integer].map { $0.map(String.init) }
        let line =
          try "\(#require(fault["file"]?.string)):\(#require(place[0])):"
          + "\(#require(place[1])): \(#require(fault["severity"]?.string)): "
          + "\(#require(fault["summary"]?.string))\n"
        #expect(text.contains(line))
        if let remedy = fault["remedy"]?.string { #expect(text.contains(remedy + "\n")) }
      }
      try docket.writeSite(kiteOffice)
      #expect(
        try docket("check", "--site", docket.path("site"), "--json").words
          == "{\"diagnostics\":[]}\n")
    }
  }

  @Test func `a file that cannot be read is not taken for one that is not there`() throws {
    try withDocket { docket in
      let file = docket.path("site/elements/other.jsonc")
      try FileManager.default.createSymbolicLink(
        atPath: file, withDestinationPath: docket.path("nowhere"))
      let outcome = try docket("check", "--site", docket.path("site"))
      #expect(outcome.status == 1)
      #expect(
        outcome.error
          == "docket check: the definitions cannot be read: \(file): No such file or directory\n")
    }
  }

  @Test func `a link that leads to no page is told where it stands`() throws {
    try withDocket { docket in
      try docket.writeSite(
        kiteOffice.merging([
          "pages/links.md": """
          # Links

          [Fees](/fees/), [the pilot](/credentials/pilot/), [elsewhere](https://example.org/x) and
          [a program](/cgi-bin/dashboard) are there. [Fee](/fee/) is not, nor [one](/credentials/pilots/),
          nor [a slash](/fees), nor [a place](/fees/#nowhere), nor [anything](/such/a/thing/).
          [A neighbour](../wind/), [the top](../..), `[code](no/)` and
          [mail](mailto:a@b.c) are there; [another](../rain/) is not, nor [there](#there).

          """
        ]) { $1 })
      let outcome = try docket("check", "--site", docket.path("site"))
      #expect(outcome.status == 1)
      let text = outcome.error.replacingOccurrences(of: docket.path("site"), with: "site")
      let fault = goldenFault(text, "check-links.txt", testFile: #filePath)
      #expect(fault == nil, "\(fault ?? "")")
    }
  }

  @Test func `a hidden file is nobody's definition`() throws {
    try withDocket { docket in
      try docket.write("{", to: "site/.cache/x.jsonc")
      try docket.write("{", to: "site/elements/.#lamp.jsonc")
      #expect(try docket("check", "--site", docket.path("site")).status == 0)
    }
  }
}

extension Docket {
  /// Checks a folder against an installation with a payment link for one total, and `others` as further ways.
  fileprivate func checkLinks(
    of site: String, currency: String, others: String, _ options: String...
  ) throws -> Command.Outcome {
    let settings = try text("installation/docket.jsonc")
    let ways = """
        "payment": [
          { "provider": "stripe-link", "currency": "\(currency)", "keyFiles": ["a"],
            "referenceKeyFiles": ["b"],
            "links": { "85.00": { "link": "https://buy.stripe.com/a", "id": "plink_1" } } },
          \(others)
        ],
      """
    try write(
      settings.replacingOccurrences(
        of: "\"demonstration\": false,", with: "\"demonstration\": false,\n" + ways),
      to: "installation/docket.jsonc")
    defer { try? write(settings, to: "installation/docket.jsonc") }
    let folder = Repository.folder.appendingPathComponent(site).path
    return try command(
      ["check", "--site", folder, "--prefix", path("installation")] + options
    ).run(in: scratch)
  }
}
