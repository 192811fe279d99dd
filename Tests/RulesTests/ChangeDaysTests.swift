import Rules
import Testing

@Suite struct ChangeDaysTests {
  @Test func `what is not dated changes on no day`() {
    #expect(definitions(requests: [request("a", questions: [question("q")])]).changeDays == [])
  }

  @Test func `a period changes things on its first day and on the day after its last`() {
    let period = Period(first: day("2026-03-01"), last: day("2027-12-31"))
    let days = [day("2026-03-01"), day("2028-01-01")]
    #expect(definitions(requests: [request("a", period: period)]).changeDays == days)
    let asked = question("q", period: period)
    #expect(definitions(requests: [request("a", questions: [asked])]).changeDays == days)
    #expect(definitions(elements: [element("e", questions: [asked])]).changeDays == days)
  }

  @Test func `terms and eligibility rules change on their days`() {
    let period = Period(first: day("2026-03-01"))
    let other = Period(last: day("2026-06-30"))
    let a = RequestType(
      id: "a", title: "", summary: "", whoFor: "", clause: clause("§ 1"), elements: [], fees: [],
      terms: [TermRule(term: .years(5), clause: clause("§ 2"), period: period)],
      eligibility: [
        EligibilityRule(says: "", clause: clause("§ 3"), needs: .always, period: other)
      ])
    #expect(definitions(requests: [a]).changeDays == [day("2026-03-01"), day("2026-07-01")])
  }

  @Test func `amounts of every layer and editions of the text change on their first days`() {
    let schedule = FeeSchedule(
      fees: [fee("a", ("2020-01-01", 1_00), ("2027-01-01", 2_00)), fee("b", ("2020-01-01", 5_00))],
      layers: [
        FeeLayer(
          id: "practice", title: "",
          sightings: [.init(fee: "a", amounts: fee("a", ("2024-05-06", 9_00)).amounts)])
      ],
      editions: [TextEdition(id: "first", title: "", from: day("2019-07-01"))])
    #expect(
      definitions(fees: schedule).changeDays
        == ["2019-07-01", "2020-01-01", "2024-05-06", "2027-01-01"].map { day($0) })
  }

  @Test func `a late fee counted from a fixed day changes when each band begins, while it holds`() {
    func late(_ from: String, _ bands: (Int, Int)...) -> Fee.Amount {
      Fee.Amount(
        from: day(from),
        price: .late(bands.map { Price.Band(afterDays: $0.0, money: Money(cents: $0.1)) }),
        clause: clause("§ 1"))
    }
    let fee = Fee(
      id: "late", title: "", per: .request, countedFrom: .day(day("2026-06-30")),
      amounts: [
        late("2026-01-01", (0, 1_00), (30, 2_00), (400, 3_00)), late("2027-01-01", (0, 4_00)),
      ])
    #expect(
      definitions(fees: FeeSchedule(fees: [fee])).changeDays
        == ["2026-01-01", "2026-07-01", "2026-07-31", "2027-01-01"].map { day($0) })
  }

  @Test func `refunds change on the day after the last of an earlier rule`() {
    let earlier = RefundRule(until: day("2017-06-30"), words: "", clause: clause("§ 1"))
    let now = RefundRule(words: "", clause: clause("§ 2"))
    #expect(definitions(refunds: now, earlier: [earlier]).changeDays == [day("2017-07-01")])
  }

  @Test func `the last day that can be written has none after it`() {
    let forever = Period(first: day("2026-03-01"), last: day("9999-12-31"))
    #expect(definitions(requests: [request("a", period: forever)]).changeDays.count == 1)
  }

  /// What is promised: between two change days every edition says the same.
  @Test func `an edition differs from that of the day before on change days alone`() {
    let asked = Period(first: day("2026-02-10"), last: day("2026-02-20"))
    let all = definitions(
      fees: FeeSchedule(fees: [fee("a", ("2026-02-05", 1_00), ("2026-02-15", 2_00))]),
      requests: [
        request("a", period: Period(last: day("2026-02-25"))),
        request("b", questions: [question("q", period: asked)]),
      ])
    func says(_ day: Day) -> [AnyHashable] {
      let edition = Edition(of: all, on: day)
      return [edition.requestTypes, edition.elements, edition.fees.fees.map { $0.amount(on: day) }]
    }
    let differing = (1...40).map { day("2026-01-31").adding(days: $0) }
      .filter { says($0) != says($0.adding(days: -1)) }
    #expect(differing == all.changeDays)
    #expect(differing.count == 5)
  }

  private func definitions(
    fees: FeeSchedule = FeeSchedule(fees: []), requests: [RequestType] = [],
    elements: [Element] = [], refunds: RefundRule? = nil, earlier: [RefundRule] = []
  ) -> Definitions {
    guard let dollars = Currency(code: "USD") else { preconditionFailure("a currency has a code") }
    return Definitions(
      agency: Agency(
        name: "Board of Bakers", contact: Agency.Contact(emailAddress: "desk@bakers.example"),
        timeZone: .utc, currency: dollars, languages: ["en"], applicationDays: 90,
        refunds: refunds, earlierRefunds: earlier),
      parties: [], fees: fees, requestTypes: requests, elements: elements)
  }
}
