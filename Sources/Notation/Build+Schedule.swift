import JSON
import Rules

extension Agency {
  /// `timeZone` is the table of the zone that the definition names.
  init(_ node: JSONNode, timeZone: TimeZoneTable) throws(Unbuildable) {
    let contact = try node.needed("contact")
    let currency = try node.needed("currency")
    let days = try node.needed("applicationDays")
    let languages = try node.list("languages") { (node) throws(Unbuildable) in try node.text() }
    var refunds: CitedWords?
    if let node = node["refunds"] {
      refunds = CitedWords(
        words: try node.needed("words").words(), clause: try node.needed("clause").clause())
    }
    self.init(
      name: try node.needed("name").words(),
      disclaimer: try node["disclaimer"]?.words(),
      contact: Contact(
        emailAddress: try contact.needed("email").text(),
        phoneNumber: try contact["phone"]?.text(),
        hours: try contact["hours"]?.words()),
      timeZone: timeZone,
      currency: try currency.built("a currency", currency.string.flatMap { Currency(code: $0) }),
      languages: languages.isEmpty ? ["en"] : languages,
      applicationDays: try days.built("a number", days.integer),
      reminderDays: try node.list("reminderDays") { (node) throws(Unbuildable) in
        try node.built("a number", node.integer)
      },
      refunds: refunds)
  }
}

extension TimeZoneTable {
  /// From a publication's agency.json: the name, and `zoneChanges` as `[[at, offset], …]`.
  init(publishedIn node: JSONNode) throws(Unbuildable) {
    let name = try node.needed("timeZone").text()
    let changes = try node.list("zoneChanges") { (node) throws(Unbuildable) -> Change in
      guard let pair = node.array, pair.count == 2, let at = pair[0].integer,
        let offset = pair[1].integer
      else { throw Unbuildable(offset: node.offset, expected: "a change of the clocks") }
      return Change(at: at, offset: offset)
    }
    self = try node.built("zoneChanges", TimeZoneTable(name: name, changes: changes))
  }

  /// What `init(publishedIn:)` reads.
  var published: JSONNode {
    .array(changes.map { [.integer($0.at), .integer($0.offset)] })
  }
}

extension Party {
  init(_ node: JSONNode) throws(Unbuildable) {
    self.init(id: try node.needed("id").identifier(), title: try node.needed("title").words())
  }
}

extension Fee {
  init(_ node: JSONNode, in currency: Currency) throws(Unbuildable) {
    let amounts = try node.list("amounts") { (node) throws(Unbuildable) in
      let money = try node.needed("amount")
      return Amount(
        from: try node.needed("from").day(),
        money: try money.built("money", money.string.flatMap { Money($0, in: currency) }),
        clause: try node.needed("clause").clause(),
        note: try node["note"]?.words())
    }
    guard !amounts.isEmpty else { throw Unbuildable(offset: node.offset, expected: "amounts") }
    self.init(
      id: try node.needed("id").identifier(), title: try node.needed("title").words(),
      per: try node.listed("per"), pricedOn: try node.listed("pricedOn", standard: .payment),
      amounts: amounts)
  }
}
