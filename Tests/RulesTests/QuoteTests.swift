import Rules
import Testing

@Suite struct QuoteTests {
  @Test func `a fee per request is owed by each request`() throws {
    let a = request("a", fees: [.init("general")])
    let b = request("b", fees: [.init("general")])
    let edition = edition(fees: [fee("general", ("2017-03-06", 85_00))], requests: [a, b])
    let quote = try edition.quote(for: [a, b], answers: Answers(), paid: day("2026-01-05"))
    #expect(quote.lines.map(\.request) == ["a", "b"])
    #expect(quote.total == Money(cents: 170_00))
    #expect(quote.lines.allSatisfy { $0.clause == clause("§ 2017-03-06") })
    #expect(quote.lines.allSatisfy { $0.since == day("2017-03-06") })
    #expect(quote.day == day("2026-01-05"))
  }

  @Test func `a fee per request is owed once by a request that names it twice`() throws {
    let a = request(
      "a", questions: [question("late"), question("abroad")],
      fees: [.init("general", when: yes("late")), .init("general", when: yes("abroad"))])
    let edition = edition(fees: [fee("general", ("2017-03-06", 85_00))], requests: [a])
    let quote = try edition.quote(
      for: [a], answers: answers(("late", "yes"), ("abroad", "yes")), paid: day("2026-01-05"))
    #expect(quote.total == Money(cents: 85_00))
  }

  @Test func `a fee per application is owed once, whoever owes it`() throws {
    let requests = (["a", "b", "c"] as [RequestType.ID]).map {
      request($0, fees: [.init("align"), .init("general")])
    }
    let edition = edition(
      fees: [
        fee("align", per: .application, ("2017-03-06", 15_00)),
        fee("general", ("2017-03-06", 85_00)),
      ], requests: requests)
    let quote = try edition.quote(for: requests, answers: Answers(), paid: day("2026-01-05"))
    #expect(quote.lines.filter { $0.fee == "align" }.map(\.request) == [nil])
    #expect(quote.total == Money(cents: 3 * 85_00 + 15_00))
  }

  @Test func `a fee per item is owed as often as was answered`() throws {
    #expect(try price(ofCopies: "3") == Money(cents: 3 * 25_00))
    #expect(try price(ofCopies: "20") == Money(cents: 20 * 25_00))
  }

  @Test func `a number with spaces around it, which a form accepts, has a price`() throws {
    #expect(try price(ofCopies: " 3 ") == Money(cents: 75_00))
  }

  @Test func `no items where the form accepts none cost nothing`() throws {
    #expect(try price(ofCopies: "0", range: 0...20) == .zero)
  }

  @Test(arguments: ["", "0", "21", "three", "-1", "+3", "3.5", "1 0", "9223372036854775807"])
  func `a number that the question does not take has no price`(text: String) {
    #expect(throws: PricingRefusal.noCount("copies")) { try price(ofCopies: text) }
  }

  @Test func `more than money can count has no price, and stops nothing`() {
    #expect(throws: PricingRefusal.noCount("copies")) {
      try price(ofCopies: "999999999", range: 1...Int.max, each: 999_999_999_999)
    }
    #expect(throws: PricingRefusal.noCount("copies")) {
      try price(ofCopies: "999999999", range: 1...Int.max, each: Int.max)
    }
  }

  @Test func `items of a question that does not apply, or may stay empty, are none`() throws {
    let more = request(
      "copy",
      questions: [
        question("more"), question("copies", .number(1...20), when: yes("more")),
        question("cards", .number(1...20), isRequired: false),
      ],
      fees: [.init("copy", count: "copies"), .init("copy", count: "cards")])
    let edition = edition(
      fees: [fee("copy", per: .item, ("2017-03-06", 25_00))], requests: [more])
    for (typed, cents) in [
      (answers(("more", "no"), ("copies", "3")), 0),
      (answers(("more", "yes"), ("copies", "3")), 75_00),
      (answers(("more", "no"), ("cards", "2")), 50_00),
      (answers(("more", "yes"), ("copies", "3"), ("cards", "2")), 125_00),
    ] {
      let quote = try edition.quote(for: [more], answers: typed, paid: day("2026-01-05"))
      #expect(quote.total == Money(cents: cents))
    }
    #expect(throws: PricingRefusal.noCount("copies")) {
      try edition.quote(for: [more], answers: answers(("more", "yes")), paid: day("2026-01-05"))
    }
  }

  @Test(arguments: [("2017-03-05", 50_00), ("2017-03-06", 85_00), ("2017-03-07", 85_00)])
  func `an amount holds from its day on`(paid: String, cents: Int) throws {
    let a = request("a", fees: [.init("general")])
    let edition = edition(
      fees: [fee("general", ("2014-03-01", 50_00), ("2017-03-06", 85_00))], requests: [a])
    let quote = try edition.quote(for: [a], answers: Answers(), paid: day(paid))
    #expect(quote.total == Money(cents: cents))
  }

  @Test(arguments: [
    (Fee.PricingDay.payment, 85_00), (.start, 50_00),
  ])
  func `a fee follows the day of payment, unless it says the day of the start`(
    pricedOn: Fee.PricingDay, cents: Int
  ) throws {
    let a = request("a", fees: [.init("general")])
    let edition = edition(
      fees: [fee("general", pricedOn: pricedOn, ("2014-03-01", 50_00), ("2017-03-06", 85_00))],
      requests: [a])
    let started = try edition.quote(
      for: [a], answers: Answers(), started: day("2017-03-05"), paid: day("2017-03-06"))
    #expect(started.total == Money(cents: cents))
    let nothingStarted = try edition.quote(for: [a], answers: Answers(), paid: day("2017-03-06"))
    #expect(nothingStarted.total == Money(cents: 85_00))
  }

  @Test func `before the first known amount there is no price`() {
    let a = request("a", fees: [.init("general")])
    let edition = edition(fees: [fee("general", ("2017-03-06", 85_00))], requests: [a])
    #expect(throws: PricingRefusal.noAmountYet("general", first: day("2017-03-06"))) {
      try edition.quote(for: [a], answers: Answers(), paid: day("2017-03-05"))
    }
  }

  @Test func `a fee that the schedule does not have is not taken for free`() {
    let a = request("a", fees: [.init("general")])
    #expect(throws: PricingRefusal.noSuchFee("general")) {
      try edition(requests: [a]).quote(for: [a], answers: Answers(), paid: day("2026-01-05"))
    }
  }

  @Test func `no charge is a line of its own, with its clause`() throws {
    let a = request("a", fees: [.init("none")])
    let quote = try edition(fees: [fee("none", ("2017-03-06", 0))], requests: [a])
      .quote(for: [a], answers: Answers(), paid: day("2026-01-05"))
    #expect(quote.lines.map(\.amount) == [.zero])
    #expect(quote.lines.map(\.clause) == [clause("§ 2017-03-06")])
    #expect(quote.total == .zero)
  }

  @Test func `a fee is owed only when its condition holds`() throws {
    let a = request(
      "a", questions: [question("align")],
      fees: [.init("general"), .init("align", when: yes("align"))])
    let edition = edition(
      fees: [fee("general", ("2017-03-06", 85_00)), fee("align", ("2017-03-06", 15_00))],
      requests: [a])
    for (typed, cents) in [("yes", 100_00), ("no", 85_00), ("", 85_00)] {
      let quote = try edition.quote(
        for: [a], answers: answers(("align", typed)), paid: day("2026-01-05"))
      #expect(quote.total == Money(cents: cents))
    }
  }

  @Test func `an answer to a question that no longer applies costs nothing`() throws {
    let a = request(
      "a",
      questions: [question("renewing"), question("align", when: yes("renewing"))],
      fees: [.init("align", when: yes("align"))])
    let edition = edition(fees: [fee("align", ("2017-03-06", 15_00))], requests: [a])
    let changedMind = answers(("renewing", "no"), ("align", "yes"))
    let quote = try edition.quote(for: [a], answers: changedMind, paid: day("2026-01-05"))
    #expect(quote.lines.isEmpty)
  }

  /// Twenty fees with random units and amounts, five requests that owe random ones, 300 quotes.
  @Test func `the total is the sum of the lines, and each line is count times amount`() throws {
    var random = SeededGenerator(seed: 3)
    let count = question("count", .number(1...50))
    for _ in 0..<300 {
      let fees = (0..<20).compactMap { number in
        Fee.ID("fee-\(number)").map {
          fee(
            $0, per: Fee.Unit.allCases.randomElement(using: &random) ?? .item,
            ("2017-03-06", Int.random(in: 0...200_00, using: &random)))
        }
      }
      let requests = (0..<5).compactMap { number in
        RequestType.ID("request-\(number)").map {
          request(
            $0, questions: [count],
            fees: fees.shuffled(using: &random).prefix(7).map { .init($0.id, count: count.id) })
        }
      }
      let items = Int.random(in: 1...50, using: &random)
      let quote = try edition(fees: fees, requests: requests).quote(
        for: requests, answers: answers(("count", "\(items)")), paid: day("2026-01-05"))

      var expected = 0
      var charged: Set<Fee.ID> = []
      for use in requests.flatMap(\.fees) {
        let fee = try #require(fees.first { $0.id == use.fee })
        switch fee.per {
        case .application: if charged.insert(fee.id).inserted { expected += cents(fee) }
        case .request: expected += cents(fee)
        case .item, .certificate: expected += items * cents(fee)
        }
      }
      #expect(quote.total.cents == expected)
      #expect(quote.total.cents == quote.lines.reduce(0) { $0 + $1.count * $1.each.cents })
    }
  }

  @Test func `the amount after a day is the next one known`() {
    let general = fee("general", ("2014-03-01", 50_00), ("2017-03-06", 85_00))
    #expect(general.nextAmount(after: day("2014-02-28"))?.money == Money(cents: 50_00))
    #expect(general.nextAmount(after: day("2017-03-05"))?.money == Money(cents: 85_00))
    #expect(general.nextAmount(after: day("2017-03-06")) == nil)
    #expect(general.amount(on: day("2014-02-28")) == nil)
  }

  private func cents(_ fee: Fee) -> Int { fee.amounts[0].money?.cents ?? 0 }

  /// What `typed` copies cost, at 25 dollars each where the form takes 1 to 20.
  private func price(
    ofCopies typed: String, range: ClosedRange<Int> = 1...20, each: Int = 25_00
  ) throws -> Money {
    let copy = request(
      "copy", questions: [question("copies", .number(range))],
      fees: [.init("copy", count: "copies")])
    return try edition(fees: [fee("copy", per: .item, ("2017-03-06", each))], requests: [copy])
      .quote(for: [copy], answers: answers(("copies", typed)), paid: day("2026-01-05")).total
  }
}
