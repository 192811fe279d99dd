import Applications
import Rules
import Testing

@Suite struct EntriesTests {
  private static let files = Element.AttachmentRule(atLeast: 1, atMost: 3, types: choices("letter"))
  private static let degree = EntryGroup(
    id: "degree", title: "degree", atLeast: 1, atMost: 2,
    questions: [question("subject", .shortText(limit: 40))])
  private static let seal = Element.Seal(version: day("2020-01-01"), statement: "All is true.")

  private func degrees(_ group: EntryGroup = degree, none: Words? = nil) -> Element {
    element(none: none, questions: [], entries: [group])
  }

  private func part(_ happenings: Event.What...) -> Part { application(happenings).part("e") }

  // Order and removal

  @Test func `entries stand in the order in which they were added, each with its own revision`() {
    let part = part(entry("a", "History"), entry("b", "Music"), entry("a", "Law", revision: 2))
    #expect(part.entries.map(\.id) == ["a", "b"])
    #expect(part.entries.map(\.revision) == [2, 1])
    #expect(part.entries.map { $0.answers.text("subject") } == ["Law", "Music"])
    #expect(part.revision == 0 && part.answers.isEmpty)
    #expect(part.savedAt == moment("2026-01-05T15:03:00"))
  }

  @Test func `an order moves them, and loses none that it does not name`() {
    let order = Event.What.entriesOrdered(
      EntryOrder(element: "e", entries: ["c", "never", "a"], key: "o"))
    let part = part(entry("a"), entry("b"), entry("c"), order)
    #expect(part.entries.map(\.id) == ["c", "a", "b"])
  }

  @Test func `a removed entry is gone and can be brought back, or saved again`() {
    let removed = Event.What.entryRemoved(EntryMark(element: "e", entry: "a", key: "r"))
    let restored = Event.What.entryRestored(EntryMark(element: "e", entry: "a", key: "s"))
    let without = part(entry("a", "History"), entry("b"), removed)
    #expect(without.entries.map(\.id) == ["b"])
    #expect(without.isRemoved("a") && without.entry("a")?.answers.text("subject") == "History")
    let again = part(entry("a", "History"), entry("b"), removed, restored)
    #expect(again.entries.map(\.id) == ["b", "a"] && !again.isRemoved("a"))
    #expect(again.entries[1].answers.text("subject") == "History")
    let saved = part(entry("a"), removed, entry("a", "Law", revision: 2))
    #expect(saved.entries.map { $0.answers.text("subject") } == ["Law"])
    #expect(saved.removedEntries.isEmpty)
    #expect(part(entry("a"), removed, removed).changes == 2, "what is gone goes no further")
    #expect(part(entry("a"), restored).changes == 1)
  }

  @Test func `what a form did to entries is found by its key`() {
    let application = application(entry("a", key: "k1"), entry("b", key: "k2"))
    #expect(application.deed(ofForm: "k1") == entry("a", key: "k1"))
    #expect(application.deed(ofForm: "k3") == nil)
  }

  // Completeness

  @Test func `there are enough entries, not too many, and each is complete`() {
    let degrees = degrees()
    let group = Self.degree
    #expect(
      degrees.faults(in: part(saved(Answers()))) == [
        FieldFault(field: "entries-degree", fault: .tooFewEntries(group, missing: 1))
      ])
    #expect(degrees.faults(in: part(entry("a"))).isEmpty)
    #expect(
      degrees.faults(in: part(entry("a"), entry("b", ""))) == [
        FieldFault(
          field: "entry-b", fault: .incompleteEntry(group, id: "b", number: 2))
      ])
    #expect(
      degrees.faults(in: part(entry("a"), entry("b"), entry("c"))) == [
        FieldFault(field: "entries-degree", fault: .tooManyEntries(group))
      ])
    #expect(degrees.status(of: part(entry("a"))) == .complete)
    #expect(degrees.status(of: part(entry("a", ""))) == .inProgress)
  }

  @Test func `each entry has the files that it needs, and the element its own`() {
    let group = EntryGroup(
      id: "degree", title: "degree", questions: [question("subject", .shortText(limit: 40))],
      attachments: Self.files)
    let both = element(questions: [], entries: [group], attachments: Self.files)
    let part = part(entry("a"), attached("f1"), entry("b"), attached("f2", entry: "b"))
    #expect(
      both.faults(in: part) == [
        FieldFault(field: "entry-a", fault: .incompleteEntry(group, id: "a", number: 1))
      ])
    #expect(
      group.faults(in: part.entries[0], part) == [
        FieldFault(field: "attachments", fault: .tooFewEntryAttachments(group, missing: 1))
      ])
    #expect(part.attachments(of: nil).map(\.id) == ["f1"])
    #expect(part.attachments(of: "b").map(\.id) == ["f2"])
    let ofAnEntry = self.part(entry("a"), attached("f1", entry: "a"))
    #expect(
      both.faults(in: ofAnEntry) == [
        FieldFault(field: "attachments", fault: .tooFewAttachments(both, missing: 1))
      ])
  }

  @Test func `a group that does not apply asks for nothing, whatever was typed in it`() {
    let incidents = element(
      questions: [question("fired")],
      entries: [
        EntryGroup(
          id: "incident", title: "incident", when: yes("fired"), atLeast: 1,
          questions: [question("statement", .longText(limit: 100))])
      ])
    let wrong = entry("a", "", group: "incident")
    #expect(incidents.faults(in: part(saved(answers(("fired", "no"))))).isEmpty)
    #expect(incidents.faults(in: part(wrong, saved(answers(("fired", "no"))))).isEmpty)
    #expect(incidents.faults(in: part(saved(answers(("fired", "yes"))))).count == 1)
    #expect(incidents.groups(applyingTo: answers(("fired", "yes"))).map(\.id) == ["incident"])
  }

  @Test func `the statement that there is nothing stands alone`() {
    let licences = degrees(none: "I have never held one.")
    let none = saved(Answers(), statesNone: true)
    #expect(licences.status(of: part(none)) == .complete)
    #expect(
      licences.faults(in: part(entry("a"), none)) == [
        FieldFault(field: "none", fault: .noneAndEntries(licences))
      ])
    let removed = Event.What.entryRemoved(EntryMark(element: "e", entry: "a", key: "r"))
    #expect(licences.status(of: part(entry("a"), none, removed)) == .complete)
    #expect(
      licences.faults(in: part(saved(Answers()))) == [
        FieldFault(field: "none", fault: .nothingSupplied(licences))
      ])
    #expect(licences.status(of: part(entry("a"))) == .complete)
  }

  // Signing

  @Test func `a signature holds for exactly what was read back`() {
    let before: [Event.What] = [saved(), entry("a"), entry("b"), sealed(changes: 3)]
    #expect(application(before).part("e").isSealed)
    let later: [Event.What] = [
      saved(revision: 2), entry("a", revision: 2), entry("c"), attached(),
      attached(entry: "a"), .entryRemoved(EntryMark(element: "e", entry: "a", key: "x")),
      .entriesOrdered(EntryOrder(element: "e", entries: ["b", "a"], key: "x")),
    ]
    for change in later {
      #expect(!application(before + [change]).part("e").isSealed, "\(change)")
      #expect(
        !application([saved(), entry("a"), entry("b"), change, sealed(changes: 3)])
          .part("e").isSealed, "read before, signed after: \(change)")
    }
    #expect(application(before + [saved(element: "other")]).part("e").isSealed)
  }

  // Asked again

  @Test func `a signed element that is asked again begins with nothing beside what was signed`() {
    let fitness = element(seal: Self.seal)
    let signed: [Event.What] = [saved(), entry("a"), attached("f1"), sealed(changes: 3)]
    let part = application(signed + [.reopened("e")]).part("e")
    #expect(part.answers.isEmpty && part.entries.isEmpty && part.attachments.isEmpty)
    #expect(part.isUntouched && !part.isSealed && part.signature == nil)
    #expect(fitness.status(of: part) == .notStarted)
    #expect(part.earlier.count == 1 && part.earlier[0].isSealed)
    #expect(part.earlier[0].answers == answers(("q", "yes")))
    #expect(part.earlier[0].attachments.map(\.id) == ["f1"])
    #expect(part.revision == 1, "a form of before is an old one")
    #expect(application(signed + [.reopened("e")]).attachment("f1") != nil)
  }

  @Test func `asked twice again, both stand beside it, and the old signature signs nothing new`() {
    let twice = application(
      saved(), sealed(), .reopened("e"), saved(answers(("q", "no")), revision: 2),
      sealed(changes: 2), .reopened("e"), sealed(changes: 1)
    ).part("e")
    #expect(twice.earlier.map { $0.answers.text("q") } == ["yes", "no"])
    #expect(twice.earlier.allSatisfy(\.isSealed) && twice.earlier.allSatisfy(\.earlier.isEmpty))
    #expect(!twice.isSealed)
  }

  @Test func `what is not signed is not put aside`() {
    let part = part(saved(), .reopened("e"))
    #expect(part.answers == answers(("q", "yes")) && part.earlier.isEmpty)
  }

  // Clarifying questions

  @Test func `answers to clarifying questions are those given last, and a part comes back whole`() {
    let edition = edition(
      elements: [element("e"), element("x")],
      requests: [
        RequestType(
          id: "r", title: "A request", summary: "", whoFor: "", clause: clause("§ 1"),
          questions: [question("abroad")],
          elements: [.init("e"), .init("x", when: yes("abroad"))], fees: [.init("f")])
      ])
    let begun = start(answers: answers(("abroad", "yes")))
    func overview(_ happenings: Event.What...) -> Overview {
      Overview(
        application([saved(element: "x")] + happenings, from: begun), edition: edition,
        now: moment("2026-01-06T00:00:00"))
    }
    let no = Event.What.clarified(Clarification(answers: answers(("abroad", "no")), key: "c1"))
    let yesAgain = Event.What.clarified(
      Clarification(answers: answers(("abroad", "yes")), key: "c2"))
    #expect(overview().elements.map(\.element.id) == ["e", "x"])
    #expect(overview(no).elements.map(\.element.id) == ["e"])
    #expect(overview(no).application.deed(ofForm: "c1") == no)
    #expect(overview(no).application.answers == answers(("abroad", "no")))
    #expect(overview(no, yesAgain).entry("x")?.status == .complete)
    #expect(overview().answering(answers(("abroad", "no"))).elements.count == 1)
    #expect(overview().application.answers == answers(("abroad", "yes")))
  }

  private func entry(
    _ id: String, _ subject: String = "History", group: EntryGroup.ID = "degree",
    revision: Int = 1, key: String = "entry"
  ) -> Event.What {
    .entrySaved(
      EntrySave(
        element: "e", group: group, entry: id, revision: revision,
        answers: answers(("subject", subject), ("statement", subject)), key: key))
  }
}
