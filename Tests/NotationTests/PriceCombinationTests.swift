import Foundation
import Notation
import Rules
import Testing

/// What generated combinations of our own request types come to: nothing that has a price is without a
/// rule, and nothing is added up in another way than it is shown.
@Suite struct PriceCombinationTests {
  /// Days of both editions of the text, their first and last ones among them.
  private static let days = [
    "2014-03-01", "2015-08-17", "2016-02-29", "2017-03-05", "2017-03-06", "2022-05-02",
    "2024-07-23",
    "2026-11-22",
  ]

  private struct Combination: CustomStringConvertible {
    let requests: [RequestType]
    let edition: Edition
    let occasion: Occasion
    let answers: Answers

    var description: String {
      "\(requests.map { "\($0.id):\(occasion.counts[$0.id] ?? 1)" }) \(occasion)"
    }
  }

  @Test func `a total is the sum of its lines, and every line has a clause of its edition`() throws
  {
    let site = try #require(
      readSite(files(in: repository.appending(path: "site")), zones: testZones).site)
    let editions = Self.days.compactMap { Day($0) }.map { Edition(of: site.definitions, on: $0) }
    var random = SeededGenerator(seed: 4_040)
    var (ran, priced, lineCount) = (0, 0, 0)
    var refusals: [String: Int] = [:]
    for combination in combinations(editions, using: &random) {
      ran += 1
      let edition = combination.edition
      do throws(PricingRefusal) {
        let quote = try edition.quote(
          for: combination.requests, answers: combination.answers, combination.occasion)
        priced += 1
        lineCount += quote.lines.count
        check(quote, combination)
      } catch {
        refusals[name(error), default: 0] += 1
        #expect(isRight(error, combination), "\(error): \(combination)")
      }
    }
    print(
      "\(ran) combinations ran: \(priced) priced with \(lineCount) lines, refused \(refusals)")
    #expect(ran > 5000 && priced > 3000)
  }

  private func check(_ quote: Quote, _ combination: Combination) {
    let edition = combination.edition
    var sum = 0
    for line in quote.lines {
      sum += line.count * line.each.cents
      #expect(line.amount.cents == line.count * line.each.cents)
      #expect(clauses(edition).contains(line.clause), "\(line.clause): \(combination)")
      #expect(line.since <= edition.day && !line.because.isEmpty, "\(combination)")
      #expect(line.request.map { id in combination.requests.contains { $0.id == id } } ?? true)
    }
    #expect(quote.total.cents == sum, "\(combination)")
    // Each request owes something, if only a charge of nothing, or is in a fee charged once for all.
    #expect(!quote.lines.isEmpty, "\(combination)")
    let isAligned = quote.lines.contains { $0.fee == "alignment" }
    #expect(quote.lines.count { $0.fee == "alignment" } <= 1, "\(combination)")
    if combination.occasion.options.contains("align") { #expect(isAligned, "\(combination)") }
  }

  /// All that an amount of the edition may cite on its day: rules, and sources of what was seen.
  private func clauses(_ edition: Edition) -> Set<Clause> {
    let letter = edition.fees.fees.compactMap { $0.amount(on: edition.day)?.clause }
    let seen = edition.fees.layers.flatMap(\.sightings).compactMap { sighting in
      sighting.amounts.last { $0.from <= edition.day }?.clause
    }
    return Set(letter + seen)
  }

  private func name(_ refusal: PricingRefusal) -> String {
    switch refusal {
    case .unnamed(let fee, _): "\(fee) unnamed"
    case .noAmountYet(let fee, _): "\(fee) not yet"
    case .optionNotFor(let option): "\(option) not for it"
    default: "\(refusal)"
    }
  }

  /// What has no price has none for a reason that holds.
  private func isRight(_ refusal: PricingRefusal, _ combination: Combination) -> Bool {
    let fees = Set(combination.requests.flatMap(\.fees).map(\.fee))
    switch refusal {
    case .unnamed(let fee, _): return fees.contains(fee)
    case .noAmountYet(let fee, let first):
      return fee == "alignment" && combination.edition.day < first
    case .optionNotFor: return !fees.contains("alignment")
    default: return false
    }
  }

  // MARK: Combinations

  /// Every single request and every pair on every day, and as many triples at random; each with and
  /// without alignment, by both layers, with random counts.
  private func combinations(
    _ editions: [Edition], using random: inout SeededGenerator
  ) -> [Combination] {
    var all: [Combination] = []
    for edition in editions {
      let requests = edition.requestTypes
      var groups = requests.map { [$0] }
      for (index, first) in requests.enumerated() {
        groups += requests.dropFirst(index + 1).map { [first, $0] }
      }
      for _ in 0..<150 { groups.append(Array(requests.shuffled(using: &random).prefix(3))) }
      for group in groups {
        for isAligned in [false, true] {
          for layer in [FeeLayer.letter, "practice"] as [FeeLayer.ID] {
            var occasion = Occasion(paid: edition.day)
            occasion.layer = layer
            occasion.options = isAligned ? ["align"] : []
            for request in group {
              occasion.counts[request.id] = Int.random(in: 1...5, using: &random)
            }
            all.append(
              Combination(
                requests: group, edition: edition, occasion: occasion,
                answers: answers(to: group, using: &random)))
          }
        }
      }
    }
    return all
  }

  private func answers(
    to requests: [RequestType], using random: inout SeededGenerator
  ) -> Answers {
    var seen: Set<Question.ID> = []
    let questions = requests.flatMap(\.questions).filter { seen.insert($0.id).inserted }
    return Answers(
      questions.compactMap { question in
        switch question.kind {
        // Alignment is an option here.
        case .yesOrNo where question.id != "align":
          Answers.Field(
            name: question.id.text, texts: [Bool.random(using: &random) ? "yes" : "no"])
        case .oneOf(let choices):
          choices.randomElement(using: &random).map {
            Answers.Field(name: question.id.text, texts: [$0.id.text])
          }
        default: nil
        }
      })
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
