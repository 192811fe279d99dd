import Foundation
import JSON
import Support
import Testing

/// `docket diff`, as maintainers ask it before they publish.
@Suite struct DiffTests {
  private let ours = Repository.folder.appendingPathComponent("site").path

  @Test func `two days of our own site differ as the golden text says`() throws {
    try withDocket { docket in
      let outcome = try docket("diff", "--site", ours, "--from", "2017-03-05", "--to", "2017-03-06")
      #expect(outcome.status == 0 && outcome.error.isEmpty)
      let fault = goldenFault(outcome.words, "diff.txt", testFile: #filePath)
      #expect(fault == nil, "\(fault ?? "")")
    }
  }

  @Test func `programs read the same, one line`() throws {
    try withDocket { docket in
      let outcome = try docket(
        "diff", "--site", ours, "--from", "2017-03-05", "--to", "2017-03-06", "--json")
      #expect(outcome.words.split(separator: "\n").count == 1)
      let node = try JSONNode(strict: Array(outcome.output))
      let changes = try #require(node["days"]?.array?.first?["changes"]?.array)
      let price = try #require(
        changes.first { $0["id"]?.string == "certificate" && $0["part"]?.string == "price" })
      #expect(price["layer"]?.string == "letter")
      #expect(price["before"]?["cents"]?.integer == 50_00)
      #expect(price["before"]?["clause"]?.string == "16 KAR 4:040 §4(1)(c), text before 2017")
      #expect(price["after"]?["cents"]?.integer == 85_00)
      #expect(price["after"]?["per"]?.string == "certificate")
      #expect(node["pages"]?["changed"]?.array?.contains { $0.string == "/fees/" } == true)
      let fault = goldenFault(
        outcome.words.replacingOccurrences(of: "},{", with: "},\n{"), "diff.json",
        testFile: #filePath)
      #expect(fault == nil, "\(fault ?? "")")
    }
  }

  /// One changed line, and what is said of it.
  @Test(arguments: [
    (
      "fees.jsonc", #""amount": "10.00", "clause": "Rule 1""#,
      #""amount": "11.50", "clause": "Rule 1a""#,
      "    From €10.00 for each credential (Rule 1) to €11.50 for each credential (Rule 1a)."
    ),
    (
      "elements/lamp.jsonc", "Which colour?", "Which colour is it?",
      "    A question is reworded: “Which colour?” becomes “Which colour is it?”."
    ),
    (
      "elements/lamp.jsonc", #""label": "Red""#, #""label": "Crimson""#,
      "    A choice for “Which colour?”: “Red” becomes “Crimson”."
    ),
    (
      "credentials/pilot.jsonc", #"["training", "lamp"]"#, #"["training"]"#,
      "    No longer asks for the part “Lamp”."
    ),
    (
      "elements/training.jsonc", #""club""#, #""applicant""#,
      "    Completed by Applicant, no longer by Kite club."
    ),
    (
      "credentials/pilot.jsonc", #""from": "2020-01-01","#,
      #""from": "2020-01-01", "until": "2027-06-30","#,
      "    The last day to start an application is 30 June 2027."
    ),
    ("letters/address-known.md", "You have an account.", "You have one.", "    Reworded."),
    (
      "agency.jsonc", #""applicationDays": 60"#, #""applicationDays": 30"#,
      "    You have 30 days to finish and pay, before: 60."
    ),
    (
      "review.jsonc", #""reopening": { "days": 14"#, #""reopening": { "days": 21"#,
      "    You have 21 days more when an application that has expired is opened again, before: 14."
    ),
    (
      "review.jsonc", #""times": 2"#, #""times": 3"#,
      "    An application that has expired can be opened again 3 times, before: 2."
    ),
    (
      "review.jsonc", #""withinDays": 90"#, #""withinDays": 30"#,
      "    An application that has expired can be opened again for 30 days after its last day, before: 90."
    ),
    (
      "review.jsonc", #""You may ask for more time.""#, #""Ask for more.""#,
      "    It is said of opening again what has expired: “Ask for more.”, no longer “You may ask for more time.”."
    ),
  ])
  func `a changed line is said in words`(path: String, old: String, new: String, says: String)
    throws
  {
    try withDocket { docket in
      for (file, text) in try kiteOffice.with(path, old, new) {
        try docket.write(text, to: "new/" + file)
      }
      let outcome = try docket(
        "diff", "--from", docket.path("site"), "--to", docket.path("new"), "--as-of", "2026-11-22")
      #expect(outcome.status == 0 && outcome.error.isEmpty)
      #expect(outcome.words.contains("\n\(says)\n"), "\(outcome.words)")
    }
  }

  @Test func `an amount that is announced is told with its day`() throws {
    try withDocket { docket in
      let coming = #""amount": "10.00", "clause": "Rule 1" }"#
      for (file, text) in try kiteOffice.with(
        "fees.jsonc", coming,
        coming + #", { "from": "2028-01-01", "amount": "12.00", "clause": "Rule 1b" }"#)
      {
        try docket.write(text, to: "new/" + file)
      }
      let words = try docket(
        "diff", "--from", docket.path("site"), "--to", docket.path("new"), "--as-of", "2026-11-22"
      ).words
      #expect(words.contains("\nFrom 1 January 2028 on:\n\nFees\n  Permit\n    From €10.00"))
      #expect(words.contains("\n  changed  /credentials/pilot/\n"))
    }
  }

  @Test func `what an installation has published can be compared with what is to be published`()
    throws
  {
    try withDocket { docket in
      try docket.install()
      #expect(try docket.publish().status == 0)
      func diff() throws -> Command.Outcome {
        try docket(
          "diff", "--from", docket.path("installation"), "--site", docket.path("site"),
          "--exit-code")
      }
      #expect(try diff().status == 0)
      try docket.writeSite(
        kiteOffice.with("letters/address-known.md", "You have an account.", "You have one."))
      let outcome = try diff()
      #expect(outcome.status == 1 && outcome.error.isEmpty)
      #expect(outcome.words.hasSuffix("\n\nMails and letters\n  Known\n    Reworded.\n"))
    }
  }

  @Test func `no difference is said too, and --exit-code tells a program`() throws {
    try withDocket { docket in
      func diff(_ more: String...) throws -> Command.Outcome {
        try docket.command(["diff", "--site", docket.path("site")] + more).run(in: docket.scratch)
      }
      let none = try diff("--from", "2026-11-01", "--to", "2026-11-22", "--exit-code")
      #expect(none.status == 0)
      #expect(
        none.words == "nothing is otherwise for people from 1 November 2026 to 22 November 2026\n")
      let some = try diff("--from", "2026-11-22", "--to", "2027-01-01", "--exit-code")
      #expect(some.status == 1 && some.words.contains("(Rule 2) to €45.00"))
      #expect(try diff("--from", "2026-11-22", "--to", "2027-01-01").status == 0)
    }
  }

  @Test(arguments: [
    ("2017-02-30", "'2017-02-30' is no day of the calendar: write it like 2026-11-22"),
    (
      "nowhere",
      "'nowhere' is neither a day nor a folder: write a day like 2026-11-22, or name a folder with "
        + "definitions"
    ),
  ])
  func `what is neither a day nor a folder is wrong usage`(name: String, says: String) throws {
    try withDocket { docket in
      for option in ["--from", "--to"] {
        let other = option == "--from" ? "--to" : "--from"
        let outcome = try docket(
          "diff", "--site", docket.path("site"), option, name, other, "2026-11-22")
        #expect(outcome.status == 2 && outcome.words.isEmpty)
        #expect(outcome.error.hasPrefix("docket diff: \(says)\n"))
      }
    }
  }
}
