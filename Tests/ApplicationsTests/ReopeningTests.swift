import Rules
import Testing

@testable import Applications

/// What a flag opens, and what not.
@Suite struct ReopeningTests {
  private let element = Element(
    id: "lamp", title: "Lamp", why: "So.", clause: clause("1"), submittedBy: Party.applicant,
    questions: [
      Question(id: "lit", ask: "Is it lit?", kind: .yesOrNo),
      Question(
        id: "since", ask: "Since when?", kind: .day,
        when: .answered(question: "lit", isOneOf: ["yes"])),
      Question(
        id: "who", ask: "By whom?", kind: .shortText(limit: 20),
        when: .answered(question: "since", isOneOf: ["x"])),
      Question(id: "colour", ask: "Colour?", kind: .shortText(limit: 20)),
    ],
    entries: [
      EntryGroup(
        id: "fire", title: "Fire", when: .answered(question: "lit", isOneOf: ["yes"]),
        questions: [Question(id: "where", ask: "Where?", kind: .shortText(limit: 20))]),
      EntryGroup(
        id: "wick", title: "Wick",
        questions: [Question(id: "long", ask: "How long?", kind: .shortText(limit: 20))]),
    ])

  private func reopening(_ targets: Flag.Target..., isAnew: Bool = false) -> Reopening {
    Reopening(
      element, Part(),
      flags: targets.map {
        Flag(
          id: "f", element: "lamp", target: $0, reason: GivenReason(id: "r", text: "R"), key: "k")
      }, isAnew: isAnew)
  }

  private func open(_ reopening: Reopening) -> [Question.ID] {
    element.questions.filter(reopening.opens).map(\.id)
  }

  @Test func `a flag on the whole, or entering it anew, opens everything`() {
    for all in [reopening(.element), reopening(isAnew: true), reopening(.element, .entry("e"))] {
      #expect(all.isWhole && all.hasSomething && open(all).count == 4)
      #expect(all.opens(entry: "any", of: "wick") && all.opensAll(of: "wick"))
      #expect(all.takesFiles(ofEntry: nil))
    }
  }

  @Test func `a flagged question opens those that follow from it, and their entries`() {
    let some = reopening(.question("lit"))
    #expect(open(some) == ["lit", "since", "who"])
    #expect(some.opens(entry: "new", of: "fire") && !some.opens(entry: "new", of: "wick"))
    #expect(some.opensAll(of: "fire") && !some.opensAll(of: "wick"))
    #expect(!some.takesFiles(ofEntry: nil))
    #expect(open(reopening(.question("colour"))) == ["colour"])
  }

  @Test func `a flagged entry opens itself alone`() {
    let some = reopening(.entry("w1"))
    #expect(open(some) == [] && some.hasSomething)
    #expect(some.opens(entry: "w1", of: "wick") && !some.opens(entry: "w2", of: "wick"))
    #expect(!some.opensAll(of: "wick"))
  }

  @Test func `without a flag there is nothing to change`() {
    #expect(!reopening().hasSomething && open(reopening()) == [])
  }

  @Test func `answers to what is not open stay as they were`() {
    let before = Answers([
      .init(name: "lit", texts: ["no"]), .init(name: "colour", texts: ["red"]),
    ])
    let typed = Answers([
      .init(name: "lit", texts: ["yes"]), .init(name: "colour", texts: ["forged"]),
    ])
    let kept = reopening(.question("lit")).kept(typed, over: before, of: element)
    #expect(kept.text("lit") == "yes" && kept.text("colour") == "red")
    #expect(reopening(.element).kept(typed, over: before, of: element) == typed)
  }
}
