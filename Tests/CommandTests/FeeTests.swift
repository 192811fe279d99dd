import Foundation
import JSON
import Support
import Testing

/// The fees of our own site, and of the harbour, through `docket price`: every row of the regulation and
/// every place where a reader is tempted to round it off.
@Suite struct FeeTests {
  /// The last day of the older text, and a day of the amended one.
  private static let before = "2017-03-05"
  private static let after = "2026-11-22"

  struct Row: CustomTestStringConvertible, Sendable {
    let requests: String
    let day: String
    /// In cents, line by line.
    let cents: [Int]
    let clauses: [String]
    var site = "site"
    var words: [String] = []

    init(
      _ requests: String, _ day: String, _ cents: [Int], _ clauses: [String],
      site: String = "site", _ words: String...
    ) {
      (self.requests, self.day, self.cents, self.clauses) = (requests, day, cents, clauses)
      (self.site, self.words) = (site, words)
    }

    var testDescription: String { "\(requests) \(words.joined(separator: " ")) on \(day)" }
  }

  private static let harbour = "Tests/Agencies/harbour"
  private static func new(_ paragraph: String) -> String { "16 KAR 4:040 §2\(paragraph)" }
  private static func old(_ paragraph: String) -> String {
    "16 KAR 4:040 §4(1)(\(paragraph)), text before 2017"
  }

  static let rows: [Row] = [
    Row("initial-certificate", after, [85_00], [new("(1)")]),
    Row("initial-certificate", before, [50_00], [old("c")]),
    Row("renew-certificate", after, [85_00], [new("(1)")]),
    Row("renew-certificate", before, [50_00], [old("c")]),
    Row("one-year-certificate", after, [0], [new("(1)(b)")]),
    Row("one-year-certificate", before, [0], [old("b")]),
    // A certificate, says the text of 2017; all certifications, said the one before.
    Row("renew-certificate:3", after, [255_00], [new("(1)")]),
    Row("renew-certificate:3", before, [50_00], [old("c")]),
    Row(
      "initial-certificate,renew-certificate:2", after, [85_00, 170_00], [new("(1)"), new("(1)")]),
    Row("initial-certificate,renew-certificate:2", before, [50_00], [old("c")]),
    // One fee for all certificates, on top of the general one.
    Row("renew-certificate", after, [85_00, 15_00], [new("(1)"), new("(2)")], "--align"),
    Row("renew-certificate:4", after, [340_00, 15_00], [new("(1)"), new("(2)")], "--align"),
    Row(
      "initial-certificate,renew-certificate", after, [85_00, 85_00, 15_00],
      [new("(1)"), new("(1)"), new("(2)")], "--align"),
    // The first and the last day of each text.
    Row("renew-certificate", "2014-03-01", [50_00], [old("c")]),
    Row("renew-certificate", "2017-03-06", [85_00], [new("(1)")]),
    Row("renew-certificate", "2022-05-02", [85_00], [new("(1)")], "--layer", "practice"),
    Row("renew-certificate", "2024-07-23", [85_00], [new("(1)")], "--layer", "practice"),
    Row("one-year-certificate", "2024-07-23", [0], [new("(1)(b)")], "--layer", "practice"),
    // The exceptions (a) to (f), and where a reader rounds them off.
    Row("statement-of-eligibility", after, [0], [new("(1)(a)")]),
    Row("statement-of-eligibility", before, [0], [old("a")]),
    Row("reissue-one-year-certificate", after, [0], [new("(1)(b)")]),
    Row("reissue-one-year-certificate", before, [0], [old("b")]),
    Row("renew-statement-of-eligibility", after, [50_00], [new("(1)(c)")]),
    Row("renew-statement-of-eligibility", before, [50_00], ["Form CA-1 of March 2014"]),
    Row("substitute-five-year:2", after, [30_00], [new("(1)(d)")]),
    Row("substitute-five-year", before, [15_00], [old("d")]),
    Row("renew-substitute-five-year", after, [85_00], [new("(1)")]),
    Row("renew-substitute-five-year", before, [50_00], [old("c")]),
    Row(
      "renew-substitute-five-year", after, [15_00],
      ["Fee page of the agency, last modified May 2, 2022"], "--layer", "practice"),
    Row(
      "renew-substitute-five-year", before, [15_00], ["Form CA-1 of March 2014"], "--layer",
      "practice"),
    Row("four-year-certificate", after, [50_00], [new("(1)(e)")]),
    Row("four-year-certificate", before, [50_00], [old("c")]),
    Row("reissue-four-year-certificate", after, [85_00], [new("(1)")]),
    Row("reissue-four-year-certificate", before, [35_00], [old("e")]),
    Row("duplicate-certificate:2", after, [50_00], [new("(1)(f)")]),
    Row("duplicate-certificate", before, [25_00], [old("f")]),
    Row("add-certification", after, [85_00, 15_00], [new("(1)"), new("(2)")], "--align"),
    Row("renew-certificate,add-certification", before, [50_00], [old("c")]),
    Row("rank-change", before, [50_00], ["Form CA-1 of March 2014"]),
    Row(
      "rank-change", after, [85_00], ["Fee page of the agency, last modified May 2, 2022"],
      "--layer", "practice"),
    // Reissued after it lapsed: the general rule names it. Added: the general rule too.
    Row("reissue-certificate", after, [85_00], [new("(1)")]),
    Row("reissue-certificate", before, [50_00], [old("c")]),
    Row("add-certification", before, [50_00], [old("c")]),
    // One alignment for all certificates of the application.
    Row(
      "renew-certificate,add-certification", after, [85_00, 15_00, 85_00],
      [new("(1)"), new("(2)"), new("(1)")], "--align"),
    // The fee page of 2022, line by line; where it says what the letter says, the letter is cited.
    Row("add-certification", "2022-05-02", [85_00], [new("(1)")], "--layer", "practice"),
    Row("reissue-certificate", "2022-05-02", [85_00], [new("(1)")], "--layer", "practice"),
    Row(
      "rank-change", "2022-05-02", [85_00], ["Fee page of the agency, last modified May 2, 2022"],
      "--layer", "practice"),
    Row(
      "renew-statement-of-eligibility", "2022-05-02", [50_00], [new("(1)(c)")], "--layer",
      "practice"),
    Row("four-year-certificate", "2022-05-02", [50_00], [new("(1)(e)")], "--layer", "practice"),
    Row("substitute-five-year", "2022-05-02", [15_00], [new("(1)(d)")], "--layer", "practice"),
    Row(
      "renew-substitute-five-year", "2022-05-02", [15_00],
      ["Fee page of the agency, last modified May 2, 2022"], "--layer", "practice"),
    Row("duplicate-certificate", "2022-05-02", [25_00], [new("(1)(f)")], "--layer", "practice"),
    Row(
      "renew-certificate", "2022-05-02", [85_00, 15_00], [new("(1)"), new("(2)")], "--align",
      "--layer", "practice"),
    Row("one-year-certificate", "2022-05-02", [0], [new("(1)(b)")], "--layer", "practice"),
    Row("reissue-one-year-certificate", "2022-05-02", [0], [new("(1)(b)")], "--layer", "practice"),
    Row("statement-of-eligibility", "2022-05-02", [0], [new("(1)(a)")], "--layer", "practice"),
    // The fee page of 2024 names the first certificate and the ten-year substitute, and words the
    // statement in another way. The answers of March 2025 have the same amounts.
    Row("initial-certificate", "2024-07-23", [85_00], [new("(1)")], "--layer", "practice"),
    Row(
      "statement-of-eligibility", "2024-07-23", [0],
      ["Fee page of the agency, last modified July 23, 2024"], "--layer", "practice"),
    Row(
      "substitute-ten-year", "2024-07-23", [15_00],
      ["Fee page of the agency, last modified July 23, 2024"], "--layer", "practice"),
    Row(
      "substitute-ten-year", "2025-03-01", [15_00],
      ["Fee page of the agency, last modified July 23, 2024"], "--layer", "practice"),
    Row("renew-certificate", "2025-03-01", [85_00], [new("(1)")], "--layer", "practice"),
    // The form of March 2014, on its own first day.
    Row("statement-of-eligibility", "2014-03-01", [0], [old("a")]),
    Row("one-year-certificate", "2014-03-01", [0], [old("b")]),
    Row("substitute-five-year", "2014-03-01", [15_00], [old("d")]),
    Row("duplicate-certificate", "2014-03-01", [25_00], [old("f")]),
    Row("reissue-four-year-certificate", "2014-03-01", [35_00], [old("e")]),
    Row("renew-statement-of-eligibility", "2014-03-01", [50_00], ["Form CA-1 of March 2014"]),
    Row("add-certification", "2014-03-01", [50_00], [old("c")]),
    Row("rank-change", "2014-03-01", [50_00], ["Form CA-1 of March 2014"]),
    // Tiers, a cap, a late band, a levy rounded up, a waiver, a credit: another agency's schedule.
    Row(
      "renew-certificates:4", after, [41_00, 52_00, 13_50, 8_00],
      ["§32(1)", "§32(1)", "§32(1)", "§33"].map { "Harbour Ordinance " + $0 }, site: harbour,
      "--answer", "ended-on=2026-11-22"),
    Row(
      "renew-certificates", after, [41_00, 37_00, 6_00, -47_00],
      ["§32(1)", "§32(2)", "§33", "§34(1)"].map { "Harbour Ordinance " + $0 }, site: harbour,
      "--answer", "ended-on=2026-10-22,rescue=yes"),
    Row(
      "renew-certificates", after, [41_00, 4_50, -22_50, 6_50],
      ["§32(1)", "§33", "§34(2)", "§35"].map { "Harbour Ordinance " + $0 }, site: harbour,
      "--answer", "ended-on=2027-01-01,entered-on=2025-05-05", "--stamped"),
    Row(
      "further-vessels:3", after, [72_00], ["Harbour Ordinance §30(2)"], site: harbour),
  ]

  @Test(arguments: rows)
  func `a price comes out line by line, with its clause, edition and conditions`(row: Row) throws {
    let outcome = try docket(row.requests, row.day, row.words + ["--json"], site: row.site)
    #expect(outcome.status == 0, "\(outcome.error)")
    let price = try JSONNode(strict: [UInt8](outcome.output))
    let lines = try #require(price["lines"]?.array)
    #expect(lines.map { $0["cents"]?.integer } == row.cents)
    #expect(lines.map { $0["clause"]?.string } == row.clauses)
    #expect(lines.allSatisfy { $0["because"]?.array?.isEmpty == false })
    #expect(lines.allSatisfy { $0["what"]?.string?.isEmpty == false })
    #expect(price["totalCents"]?.integer == row.cents.reduce(0, +))
    #expect(price["day"]?.string == row.day)
    #expect(
      price["layer"]?.string == (row.words.contains("practice") ? "practice" : "letter"))
    if row.site == "site" {
      let edition = row.day < "2017-03-06" ? "before-2017" : "as-amended-2017"
      #expect(price["edition"]?.string == edition)
    }
  }

  @Test(
    arguments: [
      ("renew-certificate", "2014-02-28", [], 1, "the first one known is of 2014-03-01"),
      ("renew-certificate", "2017-03-05", ["--align"], 1, "the first one known is of 2017-03-06"),
      ("initial-certificate", after, ["--align"], 1, "does not go with 'initial-certificate'"),
      ("one-year-certificate", after, ["--align"], 1, "only with"),
      ("rank-change", after, [], 1, "does not name a change of rank"),
      ("rank-change", "2022-05-01", ["--layer", "practice"], 1, "does not name a change of rank"),
      ("duplicate-certificate", after, ["--align"], 1, "does not go with"),
      ("substitute-ten-year", after, [], 1, "does not name a ten-year substitute certificate"),
      ("substitute-ten-year", "2024-07-22", [], 1, "cannot be applied for on 2024-07-22"),
      ("interim-certificate", after, [], 1, "cannot be applied for on 2026-11-22"),
      ("exception-certificate", "2022-01-31", [], 1, "cannot be applied for on 2022-01-31"),
      ("renew-certificat", after, [], 2, "did you mean 'renew-certificate'?"),
      ("renew-certificate", after, ["--algin"], 2, "did you mean '--align'?"),
      ("renew-certificate", after, ["--layer", "practise"], 2, "did you mean 'practice'?"),
      ("renew-certificate", "2026-02-30", [], 2, "no day of the calendar"),
      ("renew-certificate", "yesterday", [], 2, "no day of the calendar"),
      ("renew-certificate:0", after, [], 2, "does not say how many"),
      ("renew-certificate:-1", after, [], 2, "does not say how many"),
      ("renew-certificate:1:2", after, [], 2, "does not say how many"),
      ("renew-certificate:9999999999999999999999", after, [], 2, "does not say how many"),
      ("renew-certificate,renew-certificate", after, [], 2, "there twice"),
      ("renew-certificate,", after, [], 2, "one id, or several"),
    ] as [(String, String, [String], Int32, String)])
  func `what has no price is refused with the reason`(
    requests: String, day: String, words: [String], status: Int32, reason: String
  ) throws {
    let outcome = try docket(requests, day, words)
    #expect(outcome.status == status)
    #expect(outcome.error.contains(reason), "\(outcome.error)")
    #expect(outcome.output.isEmpty)
  }

  @Test func `in words it says the text, what it rests on and what becomes of the fee when denied`()
    throws
  {
    let now = try docket("renew-certificate:2", Self.after, ["--align"]).words
    #expect(now.contains("$170.00  Certificate issued, reissued or renewed (2 × $85.00), 16 KAR"))
    #expect(now.contains("$185.00  total on 2026-11-22\n"))
    #expect(now.contains("to be confirmed"))
    #expect(now.contains("the fee is not refunded. (16 KAR 4:040 §2(3))"))
    let then = try docket("renew-certificate", Self.before).words
    #expect(then.contains("less a processing fee of $10. (16 KAR 4:040 §4(2), text before 2017)"))
  }

  private func docket(
    _ requests: String, _ day: String, _ words: [String] = [], site: String = "site"
  ) throws -> Command.Outcome {
    try withScratch { scratch in
      let folder = Repository.folder.appendingPathComponent(site).path
      return try Docket(scratch: scratch).command(
        ["price", "--request", requests, "--on", day, "--site", folder] + words
      ).run(in: scratch)
    }
  }
}

/// The same as the test of combinations in NotationTests, through the built command.
@Suite struct CombinationTests {
  private static let requests = [
    "initial-certificate", "add-certification", "renew-certificate", "reissue-certificate",
    "one-year-certificate", "reissue-one-year-certificate", "four-year-certificate",
    "reissue-four-year-certificate", "substitute-five-year", "renew-substitute-five-year",
    "statement-of-eligibility", "renew-statement-of-eligibility", "duplicate-certificate",
    "rank-change",
  ]

  /// Chosen by arithmetic: the same on every run.
  @Test func `through the command, too, a total is the sum of lines that each have a clause`()
    throws
  {
    let days = ["2014-03-01", "2017-03-05", "2017-03-06", "2026-11-22"]
    let folder = Repository.folder.appendingPathComponent("site").path
    var (ran, priced) = (0, 0)
    try withScratch { scratch in
      for number in 0..<48 {
        let first = number % Self.requests.count
        let second = (number * 5 + 3) % Self.requests.count
        let third = (number * 11 + 7) % Self.requests.count
        let names = Set([first, second, third]).sorted().map { index in
          "\(Self.requests[index]):\((number + index) % 5 + 1)"
        }
        var words = [
          "price", "--site", folder, "--request", names.joined(separator: ","), "--on",
          days[number % days.count], "--layer", number % 3 == 0 ? "letter" : "practice", "--json",
        ]
        if number % 2 == 0 { words.append("--align") }
        let outcome = try Docket(scratch: scratch).command(words).run(in: scratch)
        ran += 1
        guard outcome.status == 0 else {
          #expect(outcome.status == 1 && outcome.output.isEmpty && !outcome.error.isEmpty)
          continue
        }
        priced += 1
        let price = try JSONNode(strict: [UInt8](outcome.output))
        let lines = try #require(price["lines"]?.array)
        #expect(!lines.isEmpty)
        #expect(
          price["totalCents"]?.integer == lines.compactMap { $0["cents"]?.integer }.reduce(0, +))
        #expect(lines.allSatisfy { $0["clause"]?.string?.isEmpty == false })
        #expect(lines.allSatisfy { $0["because"]?.array?.isEmpty == false })
      }
    }
    print("\(ran) combinations ran through docket price, \(priced) had a price")
    #expect(priced > 15)
  }
}
