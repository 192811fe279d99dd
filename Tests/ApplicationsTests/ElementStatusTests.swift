import Applications
import Rules
import Testing

@Suite struct ElementStatusTests {
  private static let seal = Element.Seal(version: day("2020-01-01"), statement: "All is true.")
  private static let files = Element.AttachmentRule(atLeast: 2, atMost: 5, types: choices("letter"))

  private func status(_ element: Element, _ happenings: Event.What...) -> ElementStatus {
    element.status(of: application(happenings).part(element.id))
  }

  private func faults(_ element: Element, _ happenings: Event.What...) -> [FieldFault] {
    element.faults(in: application(happenings).part(element.id))
  }

  @Test func `an element is not started, in progress, complete`() {
    #expect(status(element()) == .notStarted)
    #expect(status(element(), saved(Answers())) == .inProgress)
    #expect(status(element(), saved(answers(("q", "perhaps")))) == .inProgress)
    #expect(status(element(), saved()) == .complete)
    #expect(status(element(), saved(), saved(Answers(), revision: 2)) == .inProgress)
  }

  @Test func `faults come in the order of the page`() {
    let page = element(
      questions: [question("a"), question("b", .day)], attachments: Self.files, seal: Self.seal)
    #expect(
      faults(page, saved(Answers())) == [
        FieldFault(field: "a", fault: .unanswered(page.questions[0])),
        FieldFault(field: "b.day", fault: .unanswered(page.questions[1])),
        FieldFault(field: "attachments", fault: .tooFewAttachments(page, missing: 2)),
        FieldFault(field: "signature", fault: .unsigned(page)),
      ])
  }

  @Test func `another party's element waits for them until it is complete`() {
    let guild = element(by: "guild")
    #expect(status(guild) == .waiting("guild"))
    #expect(status(guild, saved(Answers())) == .waiting("guild"))
    #expect(status(guild, saved()) == .complete)
  }

  // Attachments

  @Test func `files that are missing are counted`() {
    let scans = element(questions: [], attachments: Self.files)
    let missing = FieldFault(field: "attachments", fault: .tooFewAttachments(scans, missing: 1))
    #expect(status(scans) == .notStarted)
    #expect(faults(scans, attached("a1")) == [missing])
    #expect(status(scans, attached("a1")) == .inProgress)
    #expect(status(scans, attached("a1"), attached("a2")) == .complete)
  }

  @Test func `a file counts once it is said what it is`() throws {
    let scans = element(questions: [], attachments: Self.files)
    let bare = application(attached("a1"), attached("a2", description: " ", type: "x"))
    let file = try #require(bare.attachment("a2"))
    #expect(file.lacks(under: Self.files) == [.description, .type])
    #expect(
      scans.faults(in: bare.part("e")) == [
        FieldFault(field: "attachments", fault: .undescribedAttachment(scans, file))
      ])
    let long = String(repeating: "é", count: 201)
    #expect(
      application(attached(description: long)).attachment("a1")?.lacks(under: Self.files)
        == [.shorterDescription])
    let said = FileDescription(attachment: "a2", description: "Back", type: "letter", key: "k")
    let whole = application(
      attached("a1"), attached("a2", description: " ", type: "x"), .fileDescribed(said))
    #expect(scans.status(of: whole.part("e")) == .complete)
  }

  @Test func `only a file that was set aside counts as missing`() {
    let scans = element(questions: [], attachments: Self.files)
    let two = [
      attached("a1"), attached("a2", digest: "ef", awaitsCheck: true, key: "k"),
    ]
    func status(_ more: Event.What...) -> ElementStatus {
      scans.status(of: application(two + more).part("e"))
    }
    #expect(status() == .complete)
    #expect(status(checked(.notChecked, digest: "ef")) == .complete)
    #expect(status(checked(.setAside, digest: "ef")) == .inProgress)
    #expect(
      status(checked(.setAside, digest: "ef"), checked(.accepted, digest: "ef")) == .complete)
    #expect(
      status(checked(.setAside, digest: "ef"), .fileWithdrawn("a2", key: "w"), attached("a3"))
        == .complete)
  }

  @Test func `a file that is set aside after it was signed leaves the signature as it was`() {
    let scans = element(
      questions: [],
      attachments: .init(atLeast: 1, atMost: 2, types: choices("letter")), seal: Self.seal)
    let signed = [attached(awaitsCheck: true), saved(Answers()), sealed(changes: 2)]
    #expect(scans.status(of: application(signed).part("e")) == .complete)
    #expect(scans.status(of: application(signed + [checked(.setAside)]).part("e")) == .complete)
  }

  // A statement that there is nothing

  @Test func `the statement that there is nothing completes an element`() {
    let licence = element(none: "I have never held one.", attachments: Self.files)
    let nothing = FieldFault(field: "none", fault: .nothingSupplied(licence))
    #expect(status(licence, saved(Answers(), statesNone: true)) == .complete)
    #expect(faults(licence, saved(Answers())) == [nothing])
    #expect(status(licence, saved(Answers())) == .inProgress)
  }

  @Test func `spaces supply nothing`() {
    let licence = element(
      none: "I have never held one.",
      questions: [question("q", .shortText(limit: 50), isRequired: false)])
    #expect(
      faults(licence, saved(answers(("q", "  ")))) == [
        FieldFault(field: "none", fault: .nothingSupplied(licence))
      ])
    #expect(status(licence, saved(answers(("q", "Ohio")))) == .complete)
  }

  @Test func `the statement together with answers contradicts itself`() {
    let licence = element(
      none: "I have never held one.", questions: [question("q", .shortText(limit: 50))])
    let contradiction = FieldFault(field: "none", fault: .noneAndAnswers(licence))
    #expect(faults(licence, saved(answers(("q", "Ohio")), statesNone: true)) == [contradiction])
    #expect(status(licence, saved(answers(("q", " ")), statesNone: true)) == .complete)
    #expect(
      status(licence, saved(answers(("never-asked", "x")), statesNone: true)) == .complete)
  }

  @Test func `the statement counts beside a choice, which a page without script cannot take back`()
  {
    let licence = element(
      none: "I have never held one.",
      questions: [
        question("held"), question("state", .shortText(limit: 50), when: yes("held")),
      ])
    let chosen = answers(("held", "yes"))
    let written = answers(("held", "yes"), ("state", "Ohio"))
    #expect(status(licence, saved(chosen, statesNone: true)) == .complete)
    #expect(status(licence, saved(written, statesNone: true)) == .inProgress)
  }

  @Test func `the statement counts beside a file, which cannot be taken back`() {
    let licence = element(none: "I have never held one.", attachments: Self.files)
    #expect(status(licence, attached(), saved(Answers(), statesNone: true)) == .complete)
  }

  @Test func `the statement is worth nothing where the element does not offer it`() {
    #expect(status(element(), saved(Answers(), statesNone: true)) == .inProgress)
  }

  // Signing

  @Test func `what has to be signed is complete when it is signed`() {
    let fitness = element(seal: Self.seal)
    let unsigned = FieldFault(field: "signature", fault: .unsigned(fitness))
    #expect(faults(fitness, saved()) == [unsigned])
    #expect(fitness.answerFaults(in: application(saved()).part("e")).isEmpty)
    #expect(status(fitness, saved()) == .inProgress)
    #expect(status(fitness, saved(), sealed()) == .complete)
  }

  @Test func `a signature under nothing is not enough`() {
    let fitness = element(seal: Self.seal)
    #expect(status(fitness, saved(Answers()), sealed()) == .inProgress)
  }

  @Test func `the statement that there is nothing is signed too`() {
    let licence = element(none: "I have never held one.", seal: Self.seal)
    let none = saved(Answers(), statesNone: true)
    #expect(status(licence, none) == .inProgress)
    #expect(status(licence, none, sealed()) == .complete)
  }

  @Test func `a signature holds for the answers that were signed, not for later ones`() {
    let fitness = element(seal: Self.seal)
    let later = saved(answers(("q", "no")), revision: 2)
    let part = application(saved(), sealed(), later).part("e")
    #expect(!part.isSealed)
    #expect(part.signature != nil)
    #expect(fitness.status(of: part) == .inProgress)
    #expect(status(fitness, saved(), sealed(), later, sealed(changes: 2)) == .complete)
  }

  @Test func `a signature for answers that were already replaced does not hold`() {
    let fitness = element(seal: Self.seal)
    let later = saved(answers(("q", "no")), revision: 2)
    #expect(status(fitness, saved(), later, sealed(changes: 1)) == .inProgress)
  }

  // Follow-ups

  @Test func `a yes asks for its statement, a no does not`() {
    let fitness = element(questions: [
      question("convicted"), question("statement", .longText(limit: 4000), when: yes("convicted")),
    ])
    #expect(status(fitness, saved(answers(("convicted", "no")))) == .complete)
    #expect(status(fitness, saved(answers(("convicted", "yes")))) == .inProgress)
    #expect(
      status(fitness, saved(answers(("convicted", "yes"), ("statement", "In 2019 …")))) == .complete
    )
  }

  @Test func `a follow-up left from before somebody changed their mind asks for nothing`() {
    let fitness = element(questions: [
      question("a"), question("b", when: yes("a")),
      question("c", .longText(limit: 10), when: yes("b")),
    ])
    #expect(status(fitness, saved(answers(("a", "no"), ("b", "yes")))) == .complete)
  }
}
