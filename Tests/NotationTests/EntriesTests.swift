import JSON
import Notation
import Rules
import Testing

/// Entries, lists and the kinds of questions that need more than their own words.
@Suite struct EntriesTests {
  private let element = """
    {
      "id": "lamp", "title": "Lamp", "why": "To be seen.", "clause": "Rule 6",
      "submittedBy": "applicant",
      "questions": [
        { "id": "any", "ask": "Any?", "kind": "yes-no" },
        { "id": "paid", "ask": "How much?", "kind": "money" },
        { "id": "home", "ask": "Where?", "kind": "address" },
      ],
      "entries": [
        {
          "id": "bulb", "title": "bulb", "heading": "Your bulbs", "guidance": "All of them.",
          "when": { "question": "any", "is": "yes" }, "atLeast": 1, "atMost": 3,
          "questions": [
            { "id": "new", "ask": "New?", "kind": "yes-no" },
            { "id": "shop", "ask": "From where?", "kind": "from-list", "list": "shops",
              "when": { "question": "new", "is": "yes" }, "from": "2026-01-01" },
            { "id": "maker", "ask": "Whose?", "kind": "from-list", "list": "makers", "others": false },
          ],
          "attachments": { "types": [{ "id": "photo", "label": "Photo" }] },
        },
      ],
    }
    """
  private let shops = """
    { "id": "shops", "title": "Shops", "clause": "Rule 9", // seen today
      "items": [{ "id": "corner", "name": "The corner shop" }] }
    """

  private var folder: Folder {
    Folder().with("elements/lamp.jsonc", element).with("lists/shops.jsonc", shops)
      .with(
        "lists/makers.jsonc",
        #"{ "id": "makers", "title": "Makers", "items": [{ "id": "osa", "name": "Osa" }] }"#)
  }

  @Test func `entries are built with all that they say`() throws {
    #expect(folder.faults == [])
    let site = try #require(folder.read().site)
    let lamp = try #require(site.definitions.elements.first { $0.id == "lamp" })
    let euro = try #require(Currency(code: "EUR"))
    #expect(lamp.questions.map(\.kind) == [.yesOrNo, .money(euro), .address])
    let group = try #require(lamp.group("bulb"))
    #expect(group.title == "bulb" && group.heading == "Your bulbs")
    #expect(group.guidance == "All of them.")
    #expect(group.atLeast == 1 && group.atMost == 3)
    #expect(group.when == .answered(question: "any", isOneOf: ["yes"]))
    #expect(group.attachments?.types.map(\.id) == ["photo"])
    let list = try #require(site.definitions.lists.first { $0.id == "shops" })
    #expect(list.clause == Clause("Rule 9") && list.items.map(\.id) == ["corner"])
    #expect(group.questions[1].kind == .fromList(list, takesOthers: true))
    guard case .fromList(let makers, takesOthers: false) = group.questions[2].kind else {
      Issue.record("a list that takes no others")
      return
    }
    #expect(makers.items.map(\.id) == ["osa"])
  }

  @Test func `questions of entries have their days too`() throws {
    let definitions = try #require(folder.read().definitions)
    let before = Edition(of: definitions, on: try #require(Day("2025-12-31")))
    let after = Edition(of: definitions, on: try #require(Day("2026-01-01")))
    #expect(before.element("lamp")?.entries[0].questions.map(\.id) == ["new", "maker"])
    #expect(after.element("lamp")?.entries[0].questions.count == 3)
  }

  @Test func `a publication has the lists, and reads as the folder does`() throws {
    let site = try #require(folder.read().site)
    let files = Dictionary(
      uniqueKeysWithValues: publicationFiles(of: site).map { ($0.path, $0.bytes) })
    #expect(files["lists/shops.json"] != nil)
    let index = try JSONNode(strict: try #require(files["index.json"]))
    #expect(index["lists"]?.array?.compactMap(\.string) == ["makers", "shops"])
    let day = try #require(Day("2026-11-22"))
    let reader = PublicationReader { files[$0] }
    #expect(
      try reader.edition(on: day, publication: nil) == Edition(of: site.definitions, on: day))
  }

  @Test func `a program reads a list only where it has to know what is in it`() throws {
    let site = try #require(folder.read().site)
    let files = Dictionary(
      uniqueKeysWithValues: publicationFiles(of: site).map { ($0.path, $0.bytes) })
    let day = try #require(Day("2026-11-22"))
    let reader = PublicationReader { $0 == "lists/shops.json" ? nil : files[$0] }
    func names(_ forms: [Element.ID]) throws -> [Int] {
      let edition = try reader.edition(
        on: day, publication: nil, requests: ["pilot"], forms: forms)
      return try #require(edition.element("lamp")).entries[0].questions.compactMap {
        if case .fromList(let list, _) = $0.kind { list.items.count } else { nil }
      }
    }
    #expect(try names([]) == [0, 1])
    #expect(try names(["training"]) == [0, 1])
    #expect(throws: PublicationError.self) { try names(["lamp"]) }
  }

  @Test(arguments: [
    (
      "\"question\": \"new\"", "\"question\": \"any\"",
      "there is no question 'any'; in the questions of this file there are 'maker', 'new' and 'shop'"
    ),
    (
      "\"question\": \"any\"", "\"question\": \"new\"",
      "there is no question 'new'; in the questions of this file there are 'any', 'home' and 'paid'"
    ),
    (
      "\"atLeast\": 1, \"atMost\": 3", "\"atLeast\": 4, \"atMost\": 3",
      "'atLeast' is 4, more than 'atMost', which is 3"
    ),
    (
      "\"list\": \"shops\"", "\"list\": \"shop\"",
      "there is no list 'shop'; did you mean \"shops\"?"
    ),
    ("\"list\": \"makers\", ", "", "question 'maker' has no 'list'; add \"list\": \"list-id\""),
    (
      "\"kind\": \"money\"", "\"kind\": \"money\", \"others\": true",
      "'others' does not belong to a question of kind 'money'; take it out; it is for kind 'from-list'"
    ),
    (
      "\"question\": \"any\", \"is\": \"yes\"", "\"question\": \"home\", \"is\": \"yes\"",
      "question 'home' asks for an address, which a condition cannot look at"
    ),
    (
      "\"question\": \"new\", \"is\": \"yes\"", "\"question\": \"maker\", \"is\": \"osa\"",
      "question 'maker' asks for a name, which a condition cannot look at"
    ),
  ])
  func `mistakes in entries are told`(old: String, new: String, says: String) {
    let spoilt = folder.with("elements/lamp.jsonc", old, new)
    #expect(spoilt.faults.contains { $0.contains("error: " + says) }, "\(spoilt.faults)")
  }

  @Test func `a list that no question names, and a file that is no list, are told`() {
    let unused = Folder().with("lists/shops.jsonc", shops)
    #expect(
      unused.faults == ["site/lists/shops.jsonc:1:1: warning: no question names list 'shops'"])
    let misnamed = folder.with("lists/shops.jsonc", shops.replacing("\"shops\"", with: "\"shop\""))
    #expect(misnamed.faults.contains { $0.contains("the file is called 'shops.jsonc'") })
    let empty = folder.with(
      "lists/shops.jsonc", #"{ "id": "shops", "title": "Shops", "items": [] }"#)
    #expect(empty.faults.contains { $0.contains("'items' is empty") })
  }
}
