import Notation
import Rules
import Testing

@Suite struct BuildTests {
  @Test func `what authors write becomes rules`() throws {
    let definitions = try #require(Folder().read().definitions)
    #expect(definitions.agency.applicationDays == 60)
    #expect(definitions.agency.reminderDays == [14, 7])
    #expect(definitions.agency.languages == ["en"])
    #expect(definitions.agency.currency.code == "EUR")
    #expect(definitions.parties.map(\.id) == ["applicant", "club"])
    let permit = try #require(definitions.fees.fee("permit"))
    #expect(permit.amounts.map(\.money?.cents) == [1000, 1200])
    #expect(permit.amounts.map(\.from.description) == ["2020-01-01", "2026-01-01"])
    #expect(permit.pricedOn == .payment && permit.per == .request)

    let pilot = try #require(definitions.requestTypes.first)
    #expect(pilot.questions.map(\.kind) == [.number(1...9), .yesOrNo])
    #expect(
      pilot.elements == [
        .init("training"),
        .init("lamp", when: .answered(question: "night", isOneOf: ["yes"])),
      ])
    #expect(pilot.fees == [.init("permit"), .init("kite", count: "kites")])
    #expect(pilot.period == Period(first: Day("2020-01-01")))

    let lamp = try #require(definitions.elements.first { $0.id == "lamp" })
    #expect(lamp.submittedBy == Party.applicant && lamp.neededBefore == .payment && lamp.isRequired)
    #expect(lamp.questions[1].kind == .shortText(limit: 200))
    #expect(lamp.attachments == nil)
    let training = try #require(definitions.elements.first { $0.id == "training" })
    #expect(training.attachments?.atLeast == 0 && training.attachments?.atMost == 10)

    #expect(definitions.pages.map(\.title) == ["Wind"])
    #expect(definitions.pages.map(\.markdown) == ["It blows.\n"])
    let confirm = try #require(definitions.letters.first { $0.id == "confirm-address" })
    #expect(confirm.subject == "Confirm" && confirm.body == "Open {{link}}.\n")
  }

  @Test func `every key and every kind of question is built`() throws {
    let folder = Folder().with(
      "elements/lamp.jsonc",
      """
      {
        "$schema": "../definitions.schema.json",
        "id": "lamp", "title": "Lamp", "why": "W", "clause": "C", "submittedBy": "club",
        "neededBefore": "decision", "required": false, "guidance": "G", "none": "N",
        "seenBy": ["chief"], "seal": { "version": "2026-01-01", "statement": "S", "nothingNew": true },
        "attachments": { "atLeast": 1, "atMost": 2, "types": [{ "id": "t", "label": "T", "hint": "H" }] },
        "questions": [
          { "id": "a", "ask": "A", "kind": "text", "limit": 5, "hint": "H", "clause": "C" },
          { "id": "b", "ask": "A", "kind": "long-text", "required": false },
          { "id": "c", "ask": "A", "kind": "yes-no", "needsStatement": false, "from": "2026-01-01", "until": "2026-12-31" },
          { "id": "d", "ask": "A", "kind": "several-of", "choices": [{ "id": "x", "label": "X" }] },
          { "id": "e", "ask": "A", "kind": "day" }, { "id": "f", "ask": "A", "kind": "number" },
          { "id": "g", "ask": "A", "kind": "email" }, { "id": "h", "ask": "A", "kind": "phone" },
          { "id": "i", "ask": "A", "kind": "confirmation", "when": { "any": [
            { "question": "c", "is": "yes" }, { "not": { "question": "d", "is": ["x"] } },
            { "all": [{ "question": "f", "is": "3" }] } ] } },
        ],
      }
      """)
    #expect(folder.faults == [])
    let definitions = try #require(folder.read().definitions)
    let lamp = try #require(definitions.elements.first { $0.id == "lamp" })
    #expect(
      lamp.questions.map(\.kind) == [
        .shortText(limit: 5), .longText(limit: 4000), .yesOrNo,
        .severalOf([.init(id: "x", label: "X")]), .day, .number(0...1_000_000), .emailAddress,
        .phoneNumber, .confirmation,
      ])
    #expect(
      lamp.questions[8].when
        == .any([
          .answered(question: "c", isOneOf: ["yes"]),
          .not(.answered(question: "d", isOneOf: ["x"])),
          .all([.answered(question: "f", isOneOf: ["3"])]),
        ]))
    #expect(lamp.questions[2].period == Period(first: Day("2026-01-01"), last: Day("2026-12-31")))
    #expect(!lamp.questions[1].isRequired && !lamp.isRequired && lamp.neededBefore == .decision)
    #expect(
      lamp.seal
        == .init(
          version: Day("2026-01-01").unsafelyUnwrapped, statement: "S", takesNothingNew: true)
        && lamp.seenBy == ["chief"] && lamp.none == "N")
    #expect(lamp.attachments?.types.first?.hint == "H")
  }

  @Test func `pages and letters in languages carry them all`() throws {
    let folder = Folder().with(
      "agency.jsonc", "\"currency\"", "\"languages\": [\"en\", \"fr\"], \"currency\""
    ).with("pages/wind.fr.md", "# Vent\r\n\r\nIl souffle.\r\n")
    let page = try #require(folder.read().definitions?.pages.first)
    #expect(page.title.text(in: "fr") == "Vent" && page.title.text(in: "en") == "Wind")
    #expect(page.markdown.text(in: "fr") == "Il souffle.\n")
  }
}
