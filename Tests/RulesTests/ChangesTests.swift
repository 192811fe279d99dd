import Rules
import Testing

/// What is otherwise between two days, and between two folders.
@Suite struct ChangesTests {
  private func definitions(
    fees: [Fee] = [], layers: [FeeLayer] = [], requests: [RequestType] = [],
    elements: [Element] = [], letters: [Letter] = []
  ) -> Definitions {
    let edition = edition()
    return Definitions(
      agency: edition.agency, parties: edition.parties,
      fees: FeeSchedule(fees: fees, layers: layers), requestTypes: requests, elements: elements,
      letters: letters)
  }

  private func parts(_ changes: [Change]) -> [Change.Part] { changes.map(\.part) }

  @Test func `a fee goes from one amount to another, each with its clause`() throws {
    let all = definitions(fees: [fee("permit", ("2020-01-01", 10_00), ("2026-03-01", 12_50))])
    #expect(all.changes(on: day("2026-02-28")).isEmpty)
    let changes = all.changes(on: day("2026-03-01"))
    let change = try #require(changes.first)
    #expect(changes.count == 1)
    #expect(change.subject == .fee("permit", FeeLayer.letter, for: []))
    #expect(change.part == .price)
    guard case .price(let old, .request)? = change.before,
      case .price(let new, .request)? = change.after
    else { return #expect(Bool(false)) }
    #expect(old.money == Money(cents: 10_00) && old.clause == clause("§ 2020-01-01"))
    #expect(new.money == Money(cents: 12_50) && new.clause == clause("§ 2026-03-01"))
  }

  @Test func `an amount that stays may rest on another clause`() {
    let all = definitions(fees: [fee("permit", ("2020-01-01", 10_00), ("2026-03-01", 10_00))])
    #expect(parts(all.changes(on: day("2026-03-01"))) == [.clause])
  }

  @Test func `a fee that begins is new, and the same amount for something else is a change`() {
    let begins = definitions(fees: [fee("permit", ("2026-03-01", 10_00))])
    let change = begins.changes(on: day("2026-03-01")).first
    #expect(change?.part == .price && change?.before == nil && change?.after != nil)

    var per = Fee.Amount(from: day("2026-03-01"), money: Money(cents: 5), clause: clause("§ 2"))
    per = Fee.Amount(from: per.from, price: per.price, per: .application, clause: per.clause)
    let other = definitions(fees: [
      Fee(
        id: "permit", title: "A fee", per: .request,
        amounts: [
          Fee.Amount(from: day("2020-01-01"), money: Money(cents: 5), clause: clause("§ 1")), per,
        ])
    ])
    #expect(parts(other.changes(on: day("2026-03-01"))) == [.price])
  }

  @Test func `what is seen in a layer changes in that layer alone`() {
    let all = definitions(
      fees: [fee("permit", ("2020-01-01", 10_00))],
      layers: [
        FeeLayer(
          id: "practice", title: "Practice",
          sightings: [
            .init(
              fee: "permit", requests: ["a"],
              amounts: [
                Fee.Amount(
                  from: day("2022-05-02"), money: Money(cents: 5), clause: clause("A page"))
              ])
          ])
      ])
    let changes = all.changes(on: day("2022-05-02"))
    #expect(changes.map(\.subject) == [.fee("permit", "practice", for: ["a"])])
  }

  @Test func `a request type opens and closes with its days, and is new or gone without them`() {
    let some = definitions(requests: [
      request("a", period: Period(first: day("2026-01-01"), last: day("2026-06-30")))
    ])
    let opens = some.changes(on: day("2026-01-01"))
    #expect(parts(opens) == [.offer] && opens[0].before == nil)
    let closes = some.changes(on: day("2026-07-01"))
    #expect(parts(closes) == [.offer] && closes[0].after == nil)

    let more = definitions(requests: some.requestTypes + [request("b")])
    let added = more.changes(on: day("2026-02-01"), since: some, on: day("2026-02-01"))
    #expect(parts(added) == [.whole] && added[0].subject == .request("b"))
    let removed = some.changes(on: day("2026-02-01"), since: more, on: day("2026-02-01"))
    #expect(parts(removed) == [.whole] && removed[0].after == nil)
  }

  @Test func `questions come, go, and are reworded, with the old and the new wording`() {
    func asked(_ ask: Words, isRequired: Bool = true) -> Element {
      element(
        "e",
        questions: [Question(id: "q", ask: ask, kind: .yesOrNo, isRequired: isRequired)])
    }
    let old = definitions(elements: [asked("Is it?")])
    let new = definitions(elements: [asked("Is it so?", isRequired: false)])
    let now = day("2026-01-05")
    let changes = new.changes(on: now, since: old, on: now)
    #expect(
      parts(changes) == [
        .question("q", ask: "Is it so?", .ask), .question("q", ask: "Is it so?", .isRequired),
      ])
    #expect(changes[0].before == .words("Is it?") && changes[0].after == .words("Is it so?"))
    let gone = definitions(elements: [element("e")]).changes(on: now, since: old, on: now)
    #expect(parts(gone) == [.question("q", ask: "Is it?", .whole)])
    #expect(gone[0].after == nil)
  }

  @Test func `choices are compared by their ids`() {
    func choosing(_ choices: [(Identifier<Question.Choice>, Words)]) -> Definitions {
      let kind = Question.Kind.oneOf(choices.map { Question.Choice(id: $0.0, label: $0.1) })
      return definitions(elements: [element("e", questions: [question("q", kind)])])
    }
    let now = day("2026-01-05")
    let changes = choosing([("a", "Ah"), ("c", "C")])
      .changes(on: now, since: choosing([("a", "A"), ("b", "B")]), on: now)
    #expect(
      parts(changes) == [
        .question("q", ask: "What?", .choice("a")), .question("q", ask: "What?", .choice("c")),
        .question("q", ask: "What?", .choice("b")),
      ])
    #expect(changes.map { $0.before != nil } == [true, false, true])
    #expect(changes.map { $0.after != nil } == [true, true, false])
  }

  @Test func `what one asks for, and of whom, is compared by name`() {
    func asking(_ uses: [RequestType.ElementUse]) -> Definitions {
      definitions(requests: [request("a", elements: uses)], elements: [element("x"), element("y")])
    }
    let now = day("2026-01-05")
    let changes = asking([.init("x"), .init("y")])
      .changes(on: now, since: asking([.init("x", when: yes("q"))]), on: now)
    #expect(parts(changes) == [.whoNeeds("x", "An element"), .needs("y", "An element")])
  }

  @Test func `letters are named`() {
    let now = day("2026-01-05")
    let old = definitions(letters: [Letter(id: "welcome", subject: "Hello", body: "One.")])
    let new = definitions(letters: [Letter(id: "welcome", subject: "Hello", body: "Two.")])
    let changes = new.changes(on: now, since: old, on: now)
    #expect(changes.map(\.subject) == [.letter("welcome")] && parts(changes) == [.text(.body)])
  }

  @Test func `between two folders, what becomes otherwise later is told with its day, once`() {
    let old = definitions(fees: [fee("permit", ("2020-01-01", 10_00))])
    let new = definitions(
      fees: [fee("permit", ("2020-01-01", 10_00), ("2027-01-01", 12_00))],
      requests: [request("b")])
    let days = new.changes(since: old, from: day("2026-01-05"))
    #expect(days.map(\.day) == [day("2026-01-05"), day("2027-01-01")])
    #expect(days.map { parts($0.changes) } == [[.whole], [.price]])
    #expect(old.changes(since: old, from: day("2026-01-05")).isEmpty)
  }
}
