import Foundation
import Notation
import Rules
import Support
import Testing

/// The pages on which anybody finds what to apply for, and whether they tell the truth.
@Suite struct FindingPagesTests {
  /// Each agency, and days of different editions of it.
  static let agencies = [
    ("kites", "2026-11-22"), ("site", "2026-11-22"), ("site", "2017-03-06"), ("site", "2017-03-05"),
    ("Tests/Agencies/harbour", "2026-11-22"), ("Tests/Agencies/harbour", "2025-06-01"),
  ]

  @Test(arguments: agencies)
  func `every page of finding is reached from its list, by links alone`(
    name: String, day: String
  ) throws {
    let pages = try Agency.named(name).pages(on: day).filter { $0.key.hasPrefix("find/") }
    var reached: Set = ["find/index.html"]
    var waiting = ["find/index.html"]
    while let path = waiting.popLast() {
      let folder = String(path.dropLast("index.html".count))
      let page = try #require(pages[path])
      #expect(!page.contains("<form") && !page.contains("<script"), "\(path)")
      for address in PageLinks(in: page).addresses where !address.isElsewhere {
        let target = (address.path(from: folder) ?? "") + "index.html"
        if pages[target] != nil, reached.insert(target).inserted { waiting.append(target) }
      }
    }
    #expect(reached == Set(pages.keys))
    #expect(pages.count >= 3)
  }

  /// Somebody with any answers and any certificates is told the same by the pages as by the programs.
  @Test(arguments: agencies)
  func `whoever answers truly is told what the programs would tell them`(
    name: String, day: String
  ) throws {
    let day = try #require(Day(day))
    let edition = Edition(of: try Agency.named(name).site().definitions, on: day)
    var random = SeededGenerator(seed: 20_261_122)
    var open = 0
    for request in edition.requestTypes {
      let tree = FindingTree(for: request, on: day, fees: edition.fees)
      #expect(tree.isWhole)
      for _ in 0..<200 {
        let person = Person(edition, request, on: day, using: &random)
        let found = try #require(person.walks(tree.first))
        let standing = request.standing(for: person.answers, in: person.circumstances)
        #expect(found.isClosed == !standing.isOpen, "\(request.id): \(person)")
        guard standing.isOpen else { continue }
        open += 1
        #expect(
          found.request.elements.map(\.element)
            == edition.elementIDs(of: [request], answers: person.answers), "\(request.id)")
        #expect(
          found.request.terms.first?.term
            == request.term(for: person.answers, in: person.circumstances)?.term, "\(request.id)")
        #expect(
          person.price(of: found.request, edition) == person.price(of: request, edition),
          "\(request.id): \(person)")
      }
    }
    #expect(open > 200)
  }

  @Test func `a result says the cost with its clause, the other layer, and what is asked`() throws {
    let pages = try Agency(at: "site").pages()
    let renewal = try #require(pages["find/renew-certificate/yes/credits/yes/index.html"])
    for words in [
      "You can apply for this: Renew a certificate", "$100.00", "16 KAR 4:040 §2(1)",
      "16 KAR 4:040 §2(2)", "Transcript", "5 years", "Six semester hours of college credit",
      "request=renew-certificate", "is charged once, however many",
    ] {
      #expect(renewal.contains(words), "\(words)")
    }
    let rank = try #require(pages["find/rank-change/yes/master/index.html"])
    #expect(rank.contains("The regulation does not name a change of rank."))
    #expect(rank.contains("$85.00") && rank.contains("Fee page of the agency"))
    let closed = try #require(pages["find/renew-certificate/no/index.html"])
    #expect(closed.contains("You cannot apply for this: Renew a certificate"))
    #expect(closed.contains("16 KAR 4:060 §1(3)") && !closed.contains("$"))
  }

  @Test func `what is counted says one and each further one, and what is to come has its day`()
    throws
  {
    let harbour = try Agency(at: "Tests/Agencies/harbour")
    let renewal = try #require(try harbour.pages()["find/renew-certificates/no/no/index.html"])
    #expect(renewal.contains("€41.00 for the first; €26.00 for each of numbers 2 to 3"))
    let before = try #require(
      try harbour.pages(on: "2025-06-01")["find/harbour-skipper/elsewhere/yes/index.html"])
    #expect(before.contains("From 1 January 2026: €155.00 (Harbour Ordinance §30(1))"))
  }
}

/// Somebody who may want to apply: what they would answer and what they hold.
private struct Person: CustomStringConvertible {
  let answers: Answers
  let circumstances: Circumstances

  var description: String { "\(answers.fields.map { "\($0.name)=\($0.texts)" }) \(circumstances)" }

  init(
    _ edition: Edition, _ request: RequestType, on day: Day,
    using random: inout some RandomNumberGenerator
  ) {
    var certificates: [HeldCertificate] = []
    for kind in edition.certificateKinds where Int.random(in: 0..<3, using: &random) == 0 {
      let last = day.adding(days: Int.random(in: -400...400, using: &random))
      certificates.append(
        HeldCertificate(
          kind: kind.id, number: "1", first: last.adding(days: -900),
          last: Bool.random(using: &random) ? last : day.adding(days: 300)))
    }
    circumstances = Circumstances(day: day, certificates: certificates)
    answers = Answers(
      request.questions.flatMap { question -> [Answers.Field] in
        let text: String
        switch question.kind {
        case .yesOrNo: text = Bool.random(using: &random) ? "yes" : "no"
        case .oneOf(let choices), .severalOf(let choices):
          text = choices.randomElement(using: &random)?.id.text ?? ""
        case .number(let range):
          let most = min(range.upperBound, Int.random(in: 0..<2, using: &random) == 0 ? 12 : 200)
          text = String(Int.random(in: range.lowerBound...most, using: &random))
        case .day:
          text = day.adding(days: -Int.random(in: 0...4500, using: &random)).description
        default: text = "x"
        }
        return question.fields(writing: text)
      })
    self.request = request
  }

  private let request: RequestType

  /// Where they come to when they answer each page as it is with them.
  func walks(_ first: FindingStep) -> OpenRequest? {
    let counting = answers.counting(for: request.questions)
    var step = first
    while case .ask(let ask, _, let branches) = step {
      let answer: String? =
        switch ask {
        case .question(let question): counting[question.id].first
        case .number(let question, let ranges):
          counting[question.id].first.flatMap { Int($0) }.flatMap { number in
            ranges.first { $0.contains(number) }.map(OpenRequest.Ask.name)
          }
        case .condition(let condition):
          condition.verdict(for: counting, in: circumstances) == true ? "yes" : "no"
        }
      guard let next = branches.first(where: { $0.answers.contains(answer) })?.next else {
        return nil
      }
      step = next
    }
    if case .result(let open) = step { return open }
    return nil
  }

  /// The amounts of all lines, or why there are none.
  func price(of request: RequestType, _ edition: Edition) -> [Money]? {
    let priced = RequestType(
      id: request.id, title: request.title, summary: request.summary, whoFor: request.whoFor,
      clause: request.clause, questions: request.questions, elements: [], fees: request.fees)
    return try? edition.quote(
      for: [priced], answers: answers.counting(for: self.request.questions),
      paid: circumstances.day
    ).lines.map(\.amount)
  }
}

/// The same numbers on every run (*SplitMix64*).
private struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
