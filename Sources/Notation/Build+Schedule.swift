import JSON
import Rules

extension Agency {
  /// `timeZone` is the table of the zone that the definition names.
  init(_ node: JSONNode, timeZone: TimeZoneTable) throws(Unbuildable) {
    let contact = try node.needed("contact")
    let currency = try node.needed("currency")
    let days = try node.needed("applicationDays")
    let languages = try node.list("languages") { (node) throws(Unbuildable) in try node.text() }
    let money = try currency.built("a currency", currency.string.flatMap { Currency(code: $0) })
    let earlier =
      try node["refunds"]?.list("earlier") { (node) throws(Unbuildable) in
        try RefundRule(node, in: money)
      } ?? []
    self.init(
      name: try node.needed("name").words(),
      disclaimer: try node["disclaimer"]?.words(),
      contact: Contact(
        emailAddress: try contact.needed("email").text(),
        phoneNumber: try contact["phone"]?.text(),
        hours: try contact["hours"]?.words()),
      timeZone: timeZone,
      currency: money,
      languages: languages.isEmpty ? ["en"] : languages,
      applicationDays: try days.built("a number", days.integer),
      reminderDays: try node.list("reminderDays") { (node) throws(Unbuildable) in
        try node.built("a number", node.integer)
      },
      refunds: try node["refunds"].map { (node) throws(Unbuildable) in
        try RefundRule(node, in: money)
      },
      earlierRefunds: earlier,
      withdrawal: try node["withdrawal"].map { (node) throws(Unbuildable) in
        try RefundRule(node, in: money)
      },
      carryOverDays: try node["carryOverDays"].map { (node) throws(Unbuildable) in
        try node.built("a number", node.integer)
      },
      waiting: try node["waiting"].map { (node) throws(Unbuildable) in
        Agency.WaitingRule(
          clock: try node.listed("clock"), words: try node.needed("words").words(),
          clause: try node["clause"]?.clause())
      },
      feeLayer: try node["feeLayer"]?.identifier() ?? FeeLayer.letter,
      freeMailDomains: try node.list("freeMailDomains") { (node) throws(Unbuildable) in
        try node.text()
      })
  }
}

extension TimeZoneTable {
  /// From a publication's agency.json: the name, and `zoneChanges` as one text, `at offset` for each
  /// change with a space between all numbers. Every program reads it, so it is quick to read.
  init(publishedIn node: JSONNode) throws(Unbuildable) {
    let name = try node.needed("timeZone").text()
    let text = try node.needed("zoneChanges").text()
    guard let numbers = wholeNumbers(in: text), numbers.count % 2 == 0 else {
      throw Unbuildable(offset: node.offset, expected: "the changes of the clocks")
    }
    let changes = stride(from: 0, to: numbers.count, by: 2).map {
      Change(at: numbers[$0], offset: numbers[$0 + 1])
    }
    self = try node.built("zoneChanges", TimeZoneTable(name: name, changes: changes))
  }

  /// What `init(publishedIn:)` reads.
  var published: JSONNode {
    .string(changes.map { "\($0.at) \($0.offset)" }.joined(separator: " "))
  }
}

/// Numbers with single spaces between them; `nil` where there is anything else.
private func wholeNumbers(in text: String) -> [Int]? {
  var numbers: [Int] = []
  var number = 0
  var isNegative = false
  var hasDigits = false
  for byte in text.utf8 {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9") where number < 1_000_000_000_000:
      number = number * 10 + Int(byte - UInt8(ascii: "0"))
      hasDigits = true
    case UInt8(ascii: "-") where !hasDigits && !isNegative: isNegative = true
    case UInt8(ascii: " ") where hasDigits:
      numbers.append(isNegative ? -number : number)
      (number, isNegative, hasDigits) = (0, false, false)
    default: return nil
    }
  }
  guard hasDigits else { return nil }
  return numbers + [isNegative ? -number : number]
}

extension Party {
  init(_ node: JSONNode) throws(Unbuildable) {
    self.init(
      id: try node.needed("id").identifier(),
      kind: node["kind"] == nil ? nil : try node.listed("kind"),
      title: try node.needed("title").words())
  }
}
