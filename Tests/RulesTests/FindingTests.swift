import Rules
import Testing

/// Which questions are asked on the way to an application, and which are not.
@Suite struct FindingTests {
  private let today = day("2026-01-05")

  private func tree(_ request: RequestType, fees: [Fee] = []) -> FindingTree {
    FindingTree(for: request, on: today, fees: FeeSchedule(fees: fees))
  }

  private func rule(_ needs: Condition, when: Condition = .always) -> EligibilityRule {
    EligibilityRule(says: "You do.", clause: clause("§ 9"), when: when, needs: needs)
  }

  private func request(
    questions: [Question] = [], elements: [RequestType.ElementUse] = [],
    fees: [RequestType.FeeUse] = [], eligibility: [EligibilityRule] = []
  ) -> RequestType {
    RequestType(
      id: "a", title: "A request", summary: "", whoFor: "", clause: clause("§ 1"),
      questions: questions, elements: elements, fees: fees, eligibility: eligibility)
  }

  /// The tree in one line: `hold?(yes: …; no: closed)`.
  private func shape(_ step: FindingStep) -> String {
    switch step {
    case .result(let open): open.isClosed ? "closed" : "open"
    case .ask(let ask, _, let branches):
      name(ask) + "?("
        + branches.map { branch in
          branch.answers.map { $0 ?? "-" }.joined(separator: "|") + ": " + shape(branch.next)
        }.joined(separator: "; ") + ")"
    }
  }

  private func name(_ ask: OpenRequest.Ask) -> String {
    switch ask {
    case .question(let question): question.id.text
    case .number(let question, _): question.id.text
    case .condition(.holds(let kinds, let state)): kinds.map(\.text).joined() + "-\(state)"
    case .condition(.dayWithin(_, let years)): "within-\(years)"
    case .condition(.sum(_, let range)): "sum-\(range.lowerBound)"
    case .condition: "condition"
    }
  }

  @Test func `a question that makes no difference is not asked`() {
    let idle = request(questions: [question("idle"), question("more")])
    #expect(shape(tree(idle).first) == "open")
  }

  @Test func `a question for a part is asked, and what does not meet a rule ends the way`() {
    let some = request(
      questions: [question("abroad")], elements: [.init("licence", when: yes("abroad"))],
      eligibility: [rule(.holds(["x"], .current))])
    #expect(shape(tree(some).first) == "x-current?(yes: abroad?(yes: open; no: open); no: closed)")
  }

  @Test func `answers that lead to the same share a page`() {
    let kind = Question.Kind.oneOf([
      .init(id: "one", label: "1"), .init(id: "two", label: "2"), .init(id: "three", label: "3"),
    ])
    let some = request(
      questions: [question("which", kind)],
      elements: [.init("e", when: .answered(question: "which", isOneOf: ["one", "three"]))])
    #expect(shape(tree(some).first) == "which?(one|three: open; two: open)")
    let all = request(
      questions: [question("which", kind)],
      elements: [.init("e", when: .answered(question: "which", isOneOf: ["one", "two", "three"]))])
    #expect(shape(tree(all).first) == "open")
  }

  @Test func `a number is asked once, in the ranges that make a difference`() {
    let some = request(
      questions: [question("n", .number(0...400))],
      elements: [.init("e", when: .answered(question: "n", isOneOf: ["2"]))],
      eligibility: [rule(.sum(.init(["n"]), isIn: 0...5))])
    #expect(shape(tree(some).first) == "n?(0-1|3-5: open; 2: open; 6-400: closed)")
    let steps = Condition.Sum(
      ["n"], steps: [.init(from: 70, counts: 1), .init(from: 140, counts: 2)])
    let counted = request(
      questions: [question("n", .number(0...366), isRequired: false)],
      eligibility: [rule(.sum(steps, isIn: 2...9))])
    #expect(shape(tree(counted).first) == "n?(0-69|70-139|-: closed; 140-366: open)")
  }

  @Test func `a question that follows from another is asked after it, or not at all`() {
    let some = request(
      questions: [question("taught"), question("twice", when: yes("taught"))],
      elements: [.init("proof", when: yes("twice"))])
    #expect(shape(tree(some).first) == "taught?(yes: twice?(yes: open; no: open); no: open)")
  }

  @Test(arguments: [
    // Holding one answers whether one was ever held, and of a wider set too.
    (Condition.holds(["x"], .current), Condition.holds(["x", "y"], .ever)),
    (.holds(["x"], .current), .not(.holds(["x"], .ended))),
    (.dayWithin(.answer("d"), years: 5), .dayWithin(.answer("d"), years: 10)),
    (.sum(.init(["n", "m"]), isIn: 9...100), .sum(.init(["n", "m"]), isIn: 6...100)),
  ])
  func `what follows from an answer is not asked again`(
    first: Condition, then: Condition
  ) {
    let some = request(
      questions: [
        question("d", .day), question("n", .number(0...100)), question("m", .number(0...100)),
      ],
      eligibility: [rule(first), rule(then)])
    guard case .ask(_, _, let branches) = tree(some).first else { return #expect(Bool(false)) }
    #expect(branches.map { shape($0.next) } == ["open", "closed"])
  }

  @Test func `who never held one is not asked when it ended`() {
    let some = request(
      eligibility: [
        rule(
          .any([
            .not(.holds(["x"], .ever)),
            .day(.lastDay(of: ["x"]), notBefore: .today, notAfter: nil),
          ]))
      ])
    #expect(shape(tree(some).first) == "x-ever?(yes: condition?(yes: open; no: closed); no: open)")
  }

  @Test func `what hangs on the day alone is not asked`() {
    let some = request(
      eligibility: [
        rule(.day(.today, notBefore: .fixed(day("2026-01-01")), notAfter: nil)),
        rule(.dayWithin(.fixed(day("2020-01-01")), years: 5)),
      ])
    #expect(shape(tree(some).first) == "closed")
  }

  @Test func `of too many questions only the first are asked`() {
    let many = (1...12).compactMap { Question.ID("q\($0)") }
    let some = request(
      questions: many.map { question($0) },
      elements: many.compactMap { id in
        Element.ID("e-\(id)").map { RequestType.ElementUse($0, when: yes(id)) }
      })
    let tree = tree(some)
    #expect(!tree.isWhole)
    // Five questions with two answers make 63 pages, six would make 127.
    #expect(tree.first.pageCount == 63)
    guard case .ask(.question(let first), _, _) = tree.first else { return #expect(Bool(false)) }
    #expect(first.id == "q1")
  }
}
