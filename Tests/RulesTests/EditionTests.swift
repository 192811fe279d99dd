import Rules
import Testing

@Suite struct EditionTests {
  @Test(arguments: [("2026-06-30", true), ("2026-07-01", false)])
  func `a request type is there until its last day`(on: String, isThere: Bool) {
    let interim = request("interim", period: Period(last: day("2026-06-30")))
    let edition = edition(requests: [interim], on: day(on))
    #expect((edition.requestType("interim") != nil) == isThere)
  }

  @Test func `questions are those that a form begun on the day asks`() {
    let old = question("old", period: Period(last: day("2025-12-31")))
    let new = question("new", period: Period(first: day("2026-01-01")))
    let before = edition(
      requests: [request("a", questions: [old, new])],
      elements: [element("e", questions: [old, new])], on: day("2025-12-31"))
    let after = edition(
      requests: [request("a", questions: [old, new])],
      elements: [element("e", questions: [old, new])], on: day("2026-01-01"))
    #expect(before.requestType("a")?.questions == [old])
    #expect(before.element("e")?.questions == [old])
    #expect(after.requestType("a")?.questions == [new])
    #expect(after.element("e")?.questions == [new])
  }

  @Test func `an element of two requests is asked once, where it is named first`() {
    let a = request("a", elements: [.init("one"), .init("shared")])
    let b = request("b", elements: [.init("shared"), .init("two")])
    let edition = edition(
      requests: [a, b], elements: [element("two"), element("shared"), element("one")])
    let asked = edition.elements(of: [a, b], answers: Answers())
    #expect(asked.map(\.id) == ["one", "shared", "two"])
  }

  @Test func `an element is asked when one of the requests asks it`() {
    let a = request(
      "a", questions: [question("abroad")], elements: [.init("licence", when: yes("abroad"))])
    let b = request("b", elements: [.init("licence")])
    let edition = edition(requests: [a, b], elements: [element("licence")])
    let home = answers(("abroad", "no"))
    #expect(edition.elements(of: [a], answers: home).isEmpty)
    #expect(edition.elements(of: [a, b], answers: home).map(\.id) == ["licence"])
    #expect(
      edition.elements(of: [a], answers: answers(("abroad", "yes"))).map(\.id) == ["licence"])
  }

  @Test func `an answer to a question that no longer applies asks for nothing`() {
    let a = request(
      "a", questions: [question("abroad"), question("licensed", when: yes("abroad"))],
      elements: [.init("licence", when: yes("licensed"))])
    let edition = edition(requests: [a], elements: [element("licence")])
    let changedMind = answers(("abroad", "no"), ("licensed", "yes"))
    #expect(edition.elements(of: [a], answers: changedMind).isEmpty)
  }
}
