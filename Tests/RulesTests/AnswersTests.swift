import Rules
import Testing

@Suite struct AnswersTests {
  @Test func `what was typed is kept as it was typed, in order`() {
    let answers = Answers([
      .init(name: "name", texts: ["  Ada\r\nOkoro "]), .init(name: "a", texts: ["x", "y"]),
    ])
    #expect(answers.fields.map(\.name) == ["name", "a"])
    #expect(answers.text("name") == "  Ada\r\nOkoro ")
    #expect(answers[field: "a"] == ["x", "y"])
    #expect(answers["a" as Question.ID] == ["x", "y"])
  }

  @Test func `an empty field is no answer`() {
    let answers = Answers([.init(name: "a", texts: [""]), .init(name: "b", texts: [])])
    #expect(answers.isEmpty)
    #expect(answers.text("a").isEmpty)
    #expect(answers[field: "never-asked"].isEmpty)
  }

  @Test func `an empty text beside another is no answer either`() {
    let answers = Answers([.init(name: "a", texts: ["", "x"])])
    #expect(answers.text("a") == "x")
    #expect(answers[field: "a"] == ["x"])
  }
}

@Suite struct ConditionTests {
  private static let basis = Condition.answered(question: "basis", isOneOf: ["exam", "degree"])

  @Test(arguments: [
    (Condition.always, true), (basis, true),
    (.answered(question: "basis", isOneOf: ["work"]), false),
    (.answered(question: "basis", isOneOf: []), false),
    (.answered(question: "unasked", isOneOf: ["exam"]), false),
    (.answered(question: "several", isOneOf: ["b"]), true),
    (.answered(question: "several", isOneOf: ["c"]), false),
    (.not(basis), false), (.not(.answered(question: "unasked", isOneOf: ["exam"])), true),
    (.all([]), true), (.any([]), false), (.all([basis, .always]), true),
    (.all([basis, .not(.always)]), false), (.any([.not(.always), basis]), true),
    (.any([.not(.always), .not(basis)]), false), (.not(.all([.any([]), .always])), true),
  ])
  func `holds or not`(condition: Condition, holds: Bool) {
    let answers = Answers([
      .init(name: "basis", texts: ["exam"]), .init(name: "several", texts: ["a", "b"]),
    ])
    #expect(condition.holds(for: answers) == holds)
  }

  @Test func `names the questions it looks at`() {
    let condition = Condition.any([Self.basis, .all([.not(yes("held"))]), .always])
    #expect(condition.questions == ["basis", "held"])
  }
}
