import Rules
import Testing

/// What the fee language can say, one idea a test.
@Suite struct FeeLanguageTests {
  // MARK: Units

  @Test func `a fee per certificate is owed for as many as are said, for one where nothing is`()
    throws
  {
    let a = request("a", fees: [.init("general")])
    let edition = edition(
      fees: [fee("general", per: .certificate, ("2017-03-06", 85_00))], requests: [a])
    var occasion = Occasion(paid: today)
    #expect(try edition.quote(for: [a], answers: Answers(), occasion).total.cents == 85_00)
    occasion.counts = ["a": 3]
    let quote = try edition.quote(for: [a], answers: Answers(), occasion)
    #expect(quote.total.cents == 255_00 && quote.lines[0].count == 3)
  }

  @Test func `an amount may be charged for something else than the fee is today`() throws {
    let a = request("a", fees: [.init("general")])
    let b = request("b", fees: [.init("general")])
    let general = Fee(
      id: "general", title: "General", per: .certificate,
      amounts: [
        amount("2014-03-01", .each(Money(cents: 50_00)), per: .application),
        amount("2017-03-06", .each(Money(cents: 85_00))),
      ])
    let edition = edition(fees: [general], requests: [a, b])
    var occasion = Occasion(paid: day("2017-03-05"))
    occasion.counts = ["a": 2, "b": 1]
    let before = try edition.quote(for: [a, b], answers: Answers(), occasion)
    #expect(before.lines.map(\.amount.cents) == [50_00] && before.lines[0].request == nil)
    occasion.paid = day("2017-03-06")
    #expect(try edition.quote(for: [a, b], answers: Answers(), occasion).total.cents == 255_00)
  }

  @Test func `more certificates than money can count have no price, and stop nothing`() throws {
    let a = request("a", fees: [.init("general")])
    let edition = edition(
      fees: [fee("general", per: .certificate, ("2017-03-06", 999_999_999_00))], requests: [a])
    var occasion = Occasion(paid: today)
    occasion.counts = ["a": 999_999_999]
    #expect(throws: PricingRefusal.tooMuch("general")) {
      try edition.quote(for: [a], answers: Answers(), occasion)
    }
  }

  // MARK: Tiers, bounds, lateness

  @Test(arguments: [
    (1, [24_00]), (2, [24_00, 18_00]), (3, [24_00, 36_00]), (4, [24_00, 36_00, 10_00]),
    (7, [24_00, 36_00, 40_00]),
  ])
  func `the first costs one thing, each further one another`(count: Int, cents: [Int]) throws {
    let quote = try price(
      .tiers([tier(1, 24_00), tier(3, 18_00), tier(nil, 10_00)]), count: count)
    #expect(quote.lines.map(\.amount.cents) == cents)
    #expect(
      quote.lines.last?.because.last == .numbers(from: [1, 2, 4][cents.count - 1], through: count))
  }

  @Test(arguments: [(1, [30_00]), (2, [24_00, 18_00]), (9, [24_00, 144_00, -68_00])])
  func `a cap and a floor stand in the one line, or are a line that says so`(
    count: Int, cents: [Int]
  ) throws {
    let quote = try price(
      .tiers([tier(1, 24_00), tier(nil, 18_00)]), count: count, least: 30_00, most: 100_00)
    #expect(quote.lines.map(\.amount.cents) == cents)
  }

  @Test(
    arguments: [
      ("2026-01-05", nil), ("2026-01-04", 10_00), ("2025-12-06", 10_00), ("2025-12-05", 25_00),
      ("2026-02-01", nil),
    ] as [(String, Int?)])
  func `a late fee goes by the days since the recorded one`(ended: String, cents: Int?) throws {
    let a = request("a", questions: [question("ended", .day)], fees: [.init("late")])
    let late = Fee(
      id: "late", title: "Late", per: .request, countedFrom: .answer("ended"),
      amounts: [
        amount(
          "2020-01-01",
          .late([
            .init(afterDays: 0, money: Money(cents: 10_00)),
            .init(afterDays: 30, money: Money(cents: 25_00)),
          ]))
      ])
    let edition = edition(fees: [late], requests: [a])
    let said = Answers(question("ended", .day).fields(writing: ended))
    let quote = try edition.quote(for: [a], answers: said, Occasion(paid: today))
    #expect(quote.lines.map(\.amount.cents) == [cents].compactMap { $0 })
    #expect(throws: PricingRefusal.noDay("ended")) {
      try edition.quote(for: [a], answers: Answers(), Occasion(paid: today))
    }
  }

  @Test func `lateness is counted from the start, or from a day for everybody`() throws {
    for (from, cents) in [(Fee.RecordedDay.start, 25_00), (.day(day("2025-12-31")), 10_00)] {
      let a = request("a", fees: [.init("late")])
      let late = Fee(
        id: "late", title: "Late", per: .request, countedFrom: from,
        amounts: [
          amount(
            "2020-01-01",
            .late([
              .init(afterDays: 0, money: Money(cents: 10_00)),
              .init(afterDays: 30, money: Money(cents: 25_00)),
            ]))
        ])
      let quote = try edition(fees: [late], requests: [a]).quote(
        for: [a], answers: Answers(), Occasion(paid: today, started: day("2025-11-01")))
      #expect(quote.total.cents == cents)
    }
  }

  // MARK: Shares and reductions

  @Test(arguments: [
    (12_345, 125_000, Price.Rounding.down, 1, 1543), (12_345, 125_000, .up, 1, 1544),
    (12_344, 125_000, .up, 1, 1543), (100, 125_000, .halfEven, 1, 12),
    (300, 125_000, .halfEven, 1, 38), (12_345, 125_000, .halfEven, 50, 1550),
    (12_345, 125_000, .down, 100, 1500), (100, 1_500_000, .down, 1, 150), (0, 125_000, .up, 1, 0),
  ])
  func `a share is rounded as it says, to the unit it says`(
    cents: Int, millionths: Int, rounding: Price.Rounding, unit: Int, part: Int
  ) {
    let share = Price.Share(millionths: millionths, rounding: rounding, unit: unit)
    #expect(share.of(Money(cents: cents))?.cents == part)
  }

  @Test func `a share past every number is none`() {
    let share = Price.Share(millionths: 99_999_000_000)
    #expect(share.of(Money(cents: 1_000_000_000_000_000)) == nil)
    #expect(Price.Share(millionths: 1, unit: .max).of(Money(cents: 5)) == nil)
  }

  @Test func `a surcharge is reckoned from the lines it names, of its own request`() throws {
    let fees = [
      fee("base", ("2020-01-01", 100_00)), fee("other", ("2020-01-01", 40_00)),
      Fee(
        id: "extra", title: "Extra", per: .request,
        amounts: [amount("2020-01-01", .share(.init(millionths: 500_000), of: ["base"]))]),
    ]
    // Named before what it is reckoned from: the order of lines is that of the request.
    let a = request("a", fees: [.init("extra"), .init("base"), .init("other")])
    let b = request("b", fees: [.init("base")])
    let quote = try edition(fees: fees, requests: [a, b]).quote(
      for: [a, b], answers: Answers(), Occasion(paid: today))
    #expect(quote.lines.map(\.amount.cents) == [50_00, 100_00, 40_00, 100_00])
  }

  @Test func `a waiver strikes the lines it names, and never more`() throws {
    let fees = [
      fee("base", ("2020-01-01", 100_00)), fee("other", ("2020-01-01", 40_00)),
      Fee(
        id: "waiver", title: "Waiver", per: .request,
        amounts: [amount("2020-01-01", .less(.share(.init(millionths: 1_000_000)), of: ["base"]))]),
      Fee(
        id: "gift", title: "Gift", per: .request,
        amounts: [amount("2020-01-01", .less(.money(Money(cents: 500_00)), of: ["base", "other"]))]),
    ]
    let poor = question("poor")
    let a = request(
      "a", questions: [poor],
      fees: [.init("base"), .init("other"), .init("waiver", when: yes("poor"))])
    let edition = edition(fees: fees, requests: [a])
    let rich = try edition.quote(for: [a], answers: answers(("poor", "no")), Occasion(paid: today))
    #expect(rich.total.cents == 140_00)
    let quote = try edition.quote(
      for: [a], answers: answers(("poor", "yes")), Occasion(paid: today))
    #expect(quote.lines.map(\.amount.cents) == [100_00, 40_00, -100_00])
    #expect(quote.lines[2].because.contains(.answered("poor", ["yes"])))
    let both = request(
      "a", fees: [.init("base"), .init("other"), .init("waiver"), .init("gift"), .init("waiver")])
    #expect(
      try edition.quote(for: [both], answers: Answers(), Occasion(paid: today)).total.cents == 0)
  }

  @Test func `a fee paid before is credited as it was on that day`() throws {
    let fees = [
      fee("base", ("2020-01-01", 60_00), ("2026-01-01", 100_00)),
      Fee(
        id: "credit", title: "Credit", per: .request,
        amounts: [
          amount("2020-01-01", .less(.paidBefore("base", on: "paid"), of: ["base"]))
        ]),
    ]
    let paid = question("paid", .day, isRequired: false)
    let a = request("a", questions: [paid], fees: [.init("base"), .init("credit")])
    let edition = edition(fees: fees, requests: [a])
    func total(_ text: String?) throws -> Int {
      let said = Answers(text.map { paid.fields(writing: $0) } ?? [])
      return try edition.quote(for: [a], answers: said, Occasion(paid: today)).total.cents
    }
    #expect(try total(nil) == 100_00)
    #expect(try total("2025-12-31") == 40_00)
    #expect(try total("2026-01-02") == 0)
    #expect(throws: PricingRefusal.noAmountYet("base", first: day("2020-01-01"))) {
      try total("2019-12-31")
    }
  }

  @Test func `fees that are shares of each other have no price`() throws {
    let fees = (["a", "b"] as [Fee.ID]).map { id in
      Fee(
        id: id, title: "A", per: .request,
        amounts: [
          amount("2020-01-01", .share(.init(millionths: 1), of: [id == "a" ? "b" : "a"]))
        ])
    }
    let a = request("a", fees: [.init("a"), .init("b")])
    #expect(throws: PricingRefusal.circular("a")) {
      try edition(fees: fees, requests: [a]).quote(
        for: [a], answers: Answers(), Occasion(paid: today))
    }
  }

  // MARK: Companions, options, days, layers

  @Test func `a line is left out beside the companion it names`() throws {
    let a = request("a", fees: [.init("general", notWith: ["b"])])
    let b = request("b", fees: [.init("general")])
    let edition = edition(fees: [fee("general", ("2017-03-06", 85_00))], requests: [a, b])
    #expect(try edition.quote(for: [a], answers: Answers(), paid: today).total.cents == 85_00)
    let both = try edition.quote(for: [a, b], answers: Answers(), paid: today)
    #expect(both.lines.map(\.request) == ["b"])
  }

  @Test func `an option is charged where it was chosen, and refused where nothing goes by it`()
    throws
  {
    let align = Fee(
      id: "align", title: "Align", per: .application, option: "align",
      amounts: [amount("2020-01-01", .each(Money(cents: 15_00)))])
    let a = request(
      "a", questions: [question("same")],
      fees: [.init("general"), .init("align", when: yes("same"))])
    let b = request("b", fees: [.init("general")])
    let edition = edition(fees: [fee("general", ("2017-03-06", 85_00)), align], requests: [a, b])
    var occasion = Occasion(paid: today)
    #expect(try edition.quote(for: [a], answers: Answers(), occasion).total.cents == 85_00)
    occasion.options = ["align"]
    let quote = try edition.quote(for: [a, b], answers: Answers(), occasion)
    #expect(quote.total.cents == 185_00)
    #expect(quote.lines[1].because.contains(.chosen(option: "align")))
    #expect(throws: PricingRefusal.optionNotFor("align")) {
      try edition.quote(for: [b], answers: Answers(), occasion)
    }
  }

  @Test(arguments: [
    (Fee.PricingDay.payment, 3_00), (.receipt, 2_00), (.start, 1_00),
  ])
  func `a fee says which day picks its price`(pricedOn: Fee.PricingDay, cents: Int) throws {
    let a = request("a", fees: [.init("general")])
    let edition = edition(
      fees: [
        fee(
          "general", pricedOn: pricedOn, ("2020-01-01", 1_00), ("2021-01-01", 2_00),
          ("2022-01-01", 3_00))
      ], requests: [a])
    let occasion = Occasion(
      paid: day("2022-05-01"), started: day("2020-05-01"), received: day("2021-05-01"))
    #expect(try edition.quote(for: [a], answers: Answers(), occasion).total.cents == cents)
  }

  @Test func `what the rules do not name has no price, but a layer may have seen one`() throws {
    let rank = Fee(
      id: "rank", title: "Rank", per: .request,
      amounts: [
        amount("2014-03-01", .each(Money(cents: 50_00))),
        amount("2017-03-06", .unnamed("Nothing is said of it.")),
      ])
    let a = request("a", fees: [.init("rank")])
    let b = request("b", fees: [.init("rank")])
    let seen = FeeLayer(
      id: "practice", title: "Practice",
      sightings: [
        .init(fee: "rank", amounts: [amount("2022-05-02", .each(Money(cents: 85_00)))]),
        .init(
          fee: "rank", requests: ["b"],
          amounts: [amount("2024-07-23", .each(Money(cents: 15_00)))]),
      ])
    func cents(_ request: RequestType, _ day: String, _ layer: FeeLayer.ID?) throws -> Int {
      let edition = edition(
        schedule: FeeSchedule(fees: [rank], layers: [seen]), requests: [a, b])
      var occasion = Occasion(paid: RulesTests.day(day))
      occasion.layer = layer
      return try edition.quote(for: [request], answers: Answers(), occasion).total.cents
    }
    let unnamed = PricingRefusal.unnamed("rank", "Nothing is said of it.")
    #expect(throws: unnamed) { try cents(a, "2026-01-05", nil) }
    #expect(throws: unnamed) { try cents(a, "2026-01-05", "letter") }
    #expect(try cents(a, "2026-01-05", "practice") == 85_00)
    // Seen on a day says nothing of the days before it.
    #expect(throws: unnamed) { try cents(a, "2022-05-01", "practice") }
    #expect(try cents(a, "2015-01-01", "practice") == 50_00)
    #expect(try cents(b, "2026-01-05", "practice") == 15_00)
    #expect(throws: unnamed) { try cents(b, "2024-07-22", "practice") }
  }

  // MARK: Refunds

  @Test func `what comes back after a denial goes by the day of the payment`() {
    var agency = edition().agency
    #expect(agency.refunds(on: today) == nil)
    let old = RefundRule(
      until: day("2017-03-05"), words: "Less ten", clause: clause("Old"), kept: Money(cents: 10_00))
    agency = Agency(
      name: "Board", contact: agency.contact, timeZone: .utc, currency: agency.currency,
      languages: ["en"], applicationDays: 90,
      refunds: RefundRule(words: "Nothing", clause: clause("New")), earlierRefunds: [old])
    #expect(agency.refunds(on: day("2017-03-05")) == old)
    #expect(agency.refunds(on: day("2017-03-06"))?.clause == clause("New"))
    #expect(old.returned(of: Money(cents: 50_00)).cents == 40_00)
    #expect(old.returned(of: Money(cents: 5_00)) == .zero)
    #expect(agency.refunds?.returned(of: Money(cents: 85_00)) == .zero)
  }

  // MARK: All together

  @Test func `whatever is combined, the total is the sum of lines and every clause is in force`()
    throws
  {
    var random = SeededGenerator(seed: 2017)
    for _ in 0..<2000 {
      let fees = (0..<6).map { randomFee($0, &random) }
      let requests = (0..<3).map { index in
        request(
          RequestType.ID("r\(index)") ?? "r", questions: [question("yes")],
          fees: fees.filter { _ in Bool.random(using: &random) }.map {
            RequestType.FeeUse($0.id, when: Bool.random(using: &random) ? .always : yes("yes"))
          })
      }
      let edition = edition(fees: fees, requests: requests)
      var occasion = Occasion(
        paid: today.adding(days: Int.random(in: -3000...300, using: &random)))
      occasion.counts = ["r0": Int.random(in: 1...9, using: &random)]
      let said = answers(("yes", Bool.random(using: &random) ? "yes" : "no"))
      guard let quote = try? edition.quote(for: requests, answers: said, occasion) else { continue }
      #expect(quote.total.cents == quote.lines.map(\.amount.cents).reduce(0, +))
      #expect(quote.total >= .zero)
      for line in quote.lines {
        let amount = fees.first { $0.id == line.fee }?.amount(on: occasion.paid)
        #expect(line.clause == amount?.clause && line.since == amount?.from)
        #expect(!line.because.isEmpty)
      }
    }
  }

  /// A fee that may be a share of, or taken off, any with a lower number.
  private func randomFee(_ index: Int, _ random: inout SeededGenerator) -> Fee {
    let lower = (0..<max(1, index)).compactMap { Fee.ID("f\($0)") }
    let cents = Money(cents: Int.random(in: 0...200_00, using: &random))
    let share = Price.Share(
      millionths: Int.random(in: 0...2_000_000, using: &random),
      rounding: Price.Rounding.allCases.randomElement(using: &random) ?? .up,
      unit: Int.random(in: 1...100, using: &random))
    func price() -> Price {
      switch index == 0 ? 0 : Int.random(in: 0...4, using: &random) {
      case 1: .tiers([tier(2, cents.cents), tier(nil, 5_00)])
      case 2: .share(share, of: lower)
      case 3: .less(.share(share), of: lower)
      case 4: .less(.money(cents), of: lower)
      default: .each(cents)
      }
    }
    return Fee(
      id: Fee.ID("f\(index)") ?? "f", title: "F",
      per: Fee.Unit.allCases.filter { $0 != .item }.randomElement(using: &random) ?? .request,
      amounts: [amount("2018-01-01", price()), amount("2022-01-01", price())])
  }

  // MARK: Makers

  private let today = day("2026-01-05")

  private func tier(_ upTo: Int?, _ cents: Int) -> Price.Tier {
    Price.Tier(upTo: upTo, each: Money(cents: cents))
  }

  private func amount(_ from: String, _ price: Price, per: Fee.Unit? = nil) -> Fee.Amount {
    Fee.Amount(from: day(from), price: price, per: per, clause: clause("§ \(from)"))
  }

  /// What `count` certificates of one fee cost.
  private func price(
    _ price: Price, count: Int, least: Int? = nil, most: Int? = nil
  ) throws -> Quote {
    let a = request("a", fees: [.init("general")])
    let general = Fee(
      id: "general", title: "General", per: .certificate,
      amounts: [
        Fee.Amount(
          from: day("2020-01-01"), price: price, least: least.map { Money(cents: $0) },
          most: most.map { Money(cents: $0) }, clause: clause("§ 1"))
      ])
    var occasion = Occasion(paid: today)
    occasion.counts = ["a": count]
    return try edition(fees: [general], requests: [a]).quote(
      for: [a], answers: Answers(), occasion)
  }
}
