import Foundation
import Notation
import Rules
import Testing

/// Who may apply for what in our own site, both ways, in both editions of the text.
struct CatalogueCase: CustomTestStringConvertible, Sendable {
  var request: RequestType.ID
  /// `five-year` is in force, `five-year ended` has ended, three years before the day.
  var holds: [String] = []
  var answers: [String: String] = [:]
  var on = "2026-03-02"
  /// The clauses of the rules that are not met; none where it is open.
  var failing: [String] = []

  var testDescription: String { "\(request) on \(on), holding \(holds), \(answers)" }
}

private let older = "2017-03-05"
private let recency = "16 KAR 4:040 §2(1)(a) and (b), text before 2017"
private let outOfState = ["prepared-in": "out-of-state", "prepared-on": "2012-03-04"]

private func with(_ more: [String: String]) -> [String: String] {
  outOfState.merging(more) { $1 }
}

private let current: [CatalogueCase] = [
  .init(request: "initial-certificate"),
  .init(request: "initial-certificate", holds: ["one-year"]),
  .init(
    request: "initial-certificate", holds: ["five-year ended"], failing: ["16 KAR 4:060 §1(2)"]),
  .init(request: "add-certification", holds: ["four-year"]),
  .init(request: "add-certification", failing: ["16 KAR 4:040 §2(2)"]),
  .init(request: "add-certification", holds: ["five-year ended"], failing: ["16 KAR 4:040 §2(2)"]),
  .init(request: "renew-certificate", holds: ["five-year"]),
  .init(request: "renew-certificate", holds: ["four-year ended"]),
  .init(request: "renew-certificate", holds: ["one-year"], failing: ["16 KAR 4:060 §1(3)"]),
  .init(request: "reissue-certificate", holds: ["five-year ended"]),
  .init(request: "reissue-certificate", holds: ["five-year"], failing: ["16 KAR 4:090 §1(1)"]),
  .init(request: "one-year-certificate"),
  .init(request: "one-year-certificate", holds: ["one-year ended"]),
  .init(request: "one-year-certificate", holds: ["one-year"], failing: ["16 KAR 4:040 §2(1)(b)"]),
  .init(request: "reissue-one-year-certificate", holds: ["one-year ended"]),
  .init(request: "reissue-one-year-certificate", failing: ["16 KAR 4:040 §2(1)(b)"]),
  .init(
    request: "four-year-certificate", holds: ["one-year ended"],
    answers: ["internship-completed": "yes"]),
  .init(
    request: "four-year-certificate", holds: ["one-year"], answers: ["internship-completed": "no"],
    failing: ["KRS 161.030"]),
  .init(
    request: "four-year-certificate", answers: ["internship-completed": "yes"],
    failing: ["KRS 161.030"]),
  .init(request: "reissue-four-year-certificate", holds: ["four-year ended"]),
  .init(
    request: "reissue-four-year-certificate", holds: ["one-year"], failing: ["16 KAR 4:040 §2(1)"]),
  .init(request: "substitute-five-year", holds: ["five-year"]),
  .init(
    request: "substitute-five-year", holds: ["five-year-substitute ended"],
    failing: ["16 KAR 4:040 §2(1)(d)"]),
  .init(request: "substitute-ten-year", holds: ["five-year-substitute"]),
  .init(request: "substitute-ten-year", holds: ["ten-year-substitute"], failing: ["Form CA-2"]),
  .init(request: "renew-substitute-five-year", holds: ["five-year-substitute"]),
  .init(
    request: "renew-substitute-five-year", holds: ["five-year"], failing: ["16 KAR 4:040 §2(1)"]),
  .init(request: "statement-of-eligibility"),
  .init(
    request: "statement-of-eligibility", holds: ["statement-of-eligibility"],
    failing: ["16 KAR 4:040 §2(1)(a)"]),
  .init(request: "renew-statement-of-eligibility", holds: ["statement-of-eligibility ended"]),
  .init(request: "renew-statement-of-eligibility", failing: ["16 KAR 4:040 §2(1)(c)"]),
  .init(request: "duplicate-certificate", holds: ["interim"]),
  .init(
    request: "duplicate-certificate", holds: ["five-year ended"],
    failing: ["16 KAR 4:040 §2(1)(f); Form CA-2"]),
  .init(request: "rank-change", holds: ["five-year"]),
  .init(request: "rank-change", holds: ["five-year-substitute"], failing: ["Form CA-1"]),
  .init(request: "interim-certificate"),
  .init(
    request: "interim-certificate", holds: ["five-year"],
    failing: ["Statute that ends with 30 June 2026 (number to be confirmed)"]),
  .init(request: "exception-certificate", holds: ["one-year"]),
  .init(
    request: "exception-certificate",
    failing: ["Regulation in effect from 1 February 2022 (number to be confirmed)"]),
]

/// What the text of 2017 struck, on its last day and on the day after it.
private let struck: [CatalogueCase] = [
  .init(request: "initial-certificate", answers: ["prepared-in": "in-state"], on: older),
  .init(
    request: "initial-certificate", answers: with(["prepared-on": "2012-03-05"]), on: older),
  .init(
    request: "initial-certificate", answers: with(["recent-hours": "5"]), on: older,
    failing: [recency]),
  .init(request: "initial-certificate", answers: with(["recent-hours": "6"]), on: older),
  .init(
    request: "initial-certificate",
    answers: with([
      "fifth-year-program": "yes", "taught-since": "2007-03-05", "days-first-year": "140",
      "days-second-year": "140",
    ]), on: older),
  .init(
    request: "initial-certificate",
    answers: with([
      "fifth-year-program": "yes", "taught-since": "2007-03-05", "days-first-year": "139",
      "days-second-year": "140",
    ]), on: older, failing: [recency]),
  .init(
    request: "initial-certificate",
    answers: with([
      "fifth-year-program": "yes", "taught-since": "2007-03-05", "days-first-year": "140",
      "days-second-year": "70", "days-other-years": "70",
    ]), on: older),
  .init(
    request: "initial-certificate",
    answers: with([
      "fifth-year-program": "yes", "taught-since": "2007-03-04", "days-first-year": "140",
      "days-second-year": "140",
    ]), on: older, failing: [recency]),
  .init(request: "initial-certificate", answers: outOfState, on: "2017-03-06"),
  .init(
    request: "one-year-certificate", answers: ["agrees-to-hours": "yes"], on: older),
  .init(
    request: "one-year-certificate", holds: ["four-year ended"], answers: ["agrees-to-hours": "no"],
    on: older,
    failing: [
      "16 KAR 4:040 §2(1)(c)1.b, text before 2017", "16 KAR 4:040 §2(1)(c)1.d, text before 2017",
    ]),
  .init(
    request: "one-year-certificate", holds: ["four-year ended"], answers: ["agrees-to-hours": "no"],
    on: "2017-03-06"),
  .init(
    request: "renew-certificate", holds: ["five-year"],
    answers: ["renewal-basis": "credits", "hours-since-issued": "4", "hours-carried-forward": "2"],
    on: older),
  .init(
    request: "renew-certificate", holds: ["five-year"],
    answers: ["renewal-basis": "credits", "hours-since-issued": "5"], on: older,
    failing: ["16 KAR 4:040 §2(2)(b), text before 2017"]),
  .init(
    request: "renew-certificate", holds: ["five-year"],
    answers: ["renewal-basis": "experience"], on: older),
  .init(
    request: "renew-certificate", holds: ["five-year"],
    answers: ["renewal-basis": "credits", "hours-since-issued": "0"], on: "2017-03-06"),
  .init(
    request: "reissue-certificate", holds: ["five-year ended"], answers: ["graduate-hours": "6"],
    on: older),
  .init(
    request: "reissue-certificate", holds: ["five-year ended"], answers: ["graduate-hours": "5"],
    on: older, failing: ["16 KAR 4:040 §3(1)(a) and (2), text before 2017"]),
  .init(
    request: "reissue-certificate", holds: ["five-year ended"], answers: ["graduate-hours": "5"],
    on: "2017-03-06"),
  // The certificate that has ended did so on 5 March 2014: by 1 September of that year.
  .init(
    request: "reissue-four-year-certificate", holds: ["one-year ended"],
    answers: ["further-hours": "9", "further-hours-completed": "2014-09-01"], on: older),
  .init(
    request: "reissue-four-year-certificate", holds: ["one-year ended"],
    answers: ["further-hours": "9", "further-hours-completed": "2014-09-02"], on: older,
    failing: ["16 KAR 4:040 §3(1)(b), text before 2017"]),
  .init(
    request: "reissue-four-year-certificate", holds: ["one-year ended"],
    answers: ["further-hours": "8", "further-hours-completed": "2014-08-01"], on: older,
    failing: ["16 KAR 4:040 §3(1)(b), text before 2017"]),
  .init(
    request: "reissue-four-year-certificate", holds: ["four-year"],
    answers: ["further-hours": "0"], on: "2017-03-06"),
]

@Suite struct CatalogueTests {
  private static let definitions = try? readSite(
    files(in: repository.appending(path: "site")), zones: testZones
  ).definitions

  private func edition(_ day: String) throws -> Edition {
    Edition(of: try #require(Self.definitions), on: try #require(Day(day)))
  }

  /// Answers as a form has them: a day is three fields.
  private func typed(_ answers: [String: String]) -> Answers {
    Answers(
      answers.flatMap { name, text -> [Answers.Field] in
        guard let day = Day(text) else { return [Answers.Field(name: name, texts: [text])] }
        return [
          ("day", day.dayOfMonth), ("month", day.month), ("year", day.year),
        ].map { Answers.Field(name: "\(name).\($0)", texts: ["\($1)"]) }
      })
  }

  private func person(_ holds: [String], on day: Day) throws -> Circumstances {
    Circumstances(
      day: day,
      certificates: try holds.map { text in
        let parts = text.split(separator: " ").map(String.init)
        let hasEnded = parts.count > 1
        return HeldCertificate(
          kind: try #require(CertificateKind.ID(parts[0])), number: "1",
          first: day.adding(years: hasEnded ? -8 : -2),
          last: day.adding(years: hasEnded ? -3 : 3))
      })
  }

  @Test(arguments: current + struck)
  func `each request type is open to those it is for`(example: CatalogueCase) throws {
    let edition = try edition(example.on)
    let request = try #require(edition.requestType(example.request))
    let standing = request.standing(
      for: typed(example.answers), in: try person(example.holds, on: edition.day))
    #expect(standing.failing.map(\.clause.citation) == example.failing)
    for answer in example.answers.keys where example.on == older {
      #expect(request.questions.contains { $0.id.text == answer }, "\(answer) is asked")
    }
  }

  @Test func `every request type is shown both ways`() throws {
    let open = Set(current.filter(\.failing.isEmpty).map(\.request))
    let closed = Set(current.filter { !$0.failing.isEmpty }.map(\.request))
    let all = try #require(Self.definitions).requestTypes
    #expect(open == Set(all.map(\.id)))
    #expect(closed == open)
    #expect(all.allSatisfy { !$0.eligibility.isEmpty && !$0.elements.isEmpty && !$0.fees.isEmpty })
  }

  @Test func `the ids others rely on are there`() throws {
    let ids = Set(try #require(Self.definitions).requestTypes.map(\.id.text))
    #expect(
      ids.isSuperset(of: [
        "initial-certificate", "add-certification", "renew-certificate", "reissue-certificate",
        "one-year-certificate", "reissue-one-year-certificate", "four-year-certificate",
        "reissue-four-year-certificate", "substitute-five-year", "renew-substitute-five-year",
        "statement-of-eligibility", "renew-statement-of-eligibility", "duplicate-certificate",
        "rank-change",
      ]))
  }

  @Test(arguments: [
    ("interim-certificate", "2026-06-30", true), ("interim-certificate", "2026-07-01", false),
    ("exception-certificate", "2022-01-31", false), ("exception-certificate", "2022-02-01", true),
    ("rank-change", "2014-03-01", true),
  ])
  func `a request type has its first and last day`(id: String, on: String, isOffered: Bool) throws {
    #expect(try edition(on).requestTypes.contains { $0.id.text == id } == isOffered)
  }

  @Test func `nothing of the struck text is asked or cited from 6 March 2017 on`() throws {
    for request in try edition("2017-03-06").requestTypes {
      let clauses =
        request.eligibility.map(\.clause) + request.terms.map(\.clause)
        + request.questions.compactMap(\.clause)
      #expect(!clauses.contains { $0.citation.contains("before 2017") }, "\(request.id)")
      #expect(request.questions.allSatisfy { $0.period.last == nil }, "\(request.id)")
    }
  }

  @Test(arguments: [
    ("one-year-certificate", older, [:], "2017-03-05", "2018-06-30"),
    ("one-year-certificate", "2017-03-06", [:], "2017-03-06", "2018-03-05"),
    ("initial-certificate", "2026-03-02", [:], "2026-07-01", "2031-06-30"),
    ("reissue-certificate", older, ["fifth-year-completed": "yes"], "2017-01-01", "2021-12-31"),
    ("reissue-certificate", older, ["fifth-year-completed": "no"], "2017-01-01", "2017-12-31"),
    ("four-year-certificate", "2026-03-02", [:], "2024-03-01", "2028-02-29"),
  ])
  func `what is granted lasts as the rule of the day says`(
    id: String, on: String, answers: [String: String], granted: String, last: String
  ) throws {
    let edition = try edition(on)
    let request = try #require(edition.requestTypes.first { $0.id.text == id })
    let rule = try #require(
      request.term(for: typed(answers), in: Circumstances(day: edition.day)))
    #expect(rule.term.lastDay(from: try #require(Day(granted))) == Day(last))
  }
}
