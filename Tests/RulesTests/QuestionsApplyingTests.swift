import Rules
import Testing

@Suite struct QuestionsApplyingTests {
  /// Renewing? If so, of another state's? If so, which?
  private static let chain = [
    question("renewing"), question("abroad", when: yes("renewing")),
    question("state", .shortText(limit: 20), when: yes("abroad")),
    question("name", .shortText(limit: 20)),
  ]

  @Test(arguments: [
    (answers(("renewing", "yes"), ("abroad", "yes")), ["renewing", "abroad", "state", "name"]),
    (answers(("renewing", "yes"), ("abroad", "no")), ["renewing", "abroad", "name"]),
    (answers(("renewing", "no"), ("abroad", "yes"), ("state", "Ohio")), ["renewing", "name"]),
    (answers(("abroad", "yes")), ["renewing", "name"]),
  ])
  func `a question that follows from another applies only while that one does`(
    answers: Answers, applying: [String]
  ) {
    for questions in [Self.chain, Self.chain.reversed()] {
      #expect(Set(questions.applying(to: answers).map(\.id.text)) == Set(applying))
    }
    #expect(Self.chain.applying(to: answers).map(\.id.text) == applying)
  }

  @Test func `answers that do not count are left out, and so are fields nobody asked for`() {
    let typed = answers(
      ("renewing", "no"), ("abroad", "yes"), ("state", "Ohio"), ("name", "Ada"), ("other", "x"))
    #expect(typed.counting(for: Self.chain) == answers(("renewing", "no"), ("name", "Ada")))
  }

  @Test func `a date counts with its three fields`() {
    let typed = answers(("issued.day", "27"), ("issued.month", "3"), ("issued.year", "2025"))
    #expect(typed.counting(for: [question("issued", .day)]) == typed)
  }

  @Test func `what must not be answered holds for a question that does not apply`() {
    let questions = [
      question("a"), question("b", when: yes("a")), question("c", when: .not(yes("b"))),
    ]
    let changedMind = answers(("a", "no"), ("b", "yes"))
    #expect(questions.applying(to: changedMind).map(\.id) == ["a", "c"])
  }

  @Test func `conditions that go round in a circle come to an end`() {
    let questions = [question("a", when: yes("b")), question("b", when: yes("a"))]
    #expect(questions.applying(to: answers(("a", "yes"), ("b", "yes"))).count == 2)
    #expect(questions.applying(to: Answers()).isEmpty)
    #expect([question("a", when: .not(yes("a")))].applying(to: Answers()).count == 1)
  }

  @Test(.timeLimit(.minutes(1)))
  func `a chain of a thousand questions is looked at once`() {
    let questions = (0..<1000).compactMap { number -> Question? in
      guard let id = Question.ID("q-\(number)") else { return nil }
      guard number > 0, let before = Question.ID("q-\(number - 1)") else { return question(id) }
      return question(id, when: .all([yes(before), yes(before)]))
    }
    let typed = Answers(questions.map { .init(name: $0.id.text, texts: ["yes"]) })
    #expect(questions.applying(to: typed).count == 1000)
  }
}

@Suite struct TypedTextTests {
  @Test(arguments: [
    ("0", 0), ("7", 7), (" 7 ", 7), ("007", 7), ("999999999", 999_999_999),
  ])
  func `digits are a number, with spaces around them or without`(text: String, number: Int) {
    #expect(wholeNumber(text) == number)
  }

  @Test(arguments: [
    "", " ", "-1", "+1", "1.0", "1,000", "1 0", "1a", "７", "1234567890", "0000000001", "1\n",
  ])
  func `anything else is none`(text: String) { #expect(wholeNumber(text) == nil) }

  @Test(arguments: [
    ("", true), ("  ", true), ("\r\n\t", true), ("\u{A0}\u{3000}", true), (" x ", false),
    (".", false),
  ])
  func `spaces and line ends are blank`(text: String, blank: Bool) {
    #expect(isBlank(text) == blank)
  }
}
