import Applications
import JSON
import Rules

// The members of each kind of line, written and read side by side.

extension Start {
  var details: [JSONMember] {
    [
      JSONMember("applicant", .string(applicant.text)),
      JSONMember("requests", .array(requests.map { .string($0.text) })),
      JSONMember("publication", .string(publication)),
      JSONMember("day", .string(day.description)),
      JSONMember("deadline", .string(deadline.description)),
    ] + (carriedFrom.map { [JSONMember("carriedFrom", .string($0.text))] } ?? [])
      + (opening.map {
        [
          JSONMember("offer", .string($0.offer.text)),
          JSONMember("organisation", .string($0.organisation.text)),
          JSONMember("organisationName", .string($0.name)),
        ]
      } ?? []) + [JSONMember("key", .string(key))]
  }

  var secrets: [JSONMember] {
    [JSONMember("profile", profile.node), JSONMember("answers", answers.node)]
  }

  init(_ details: inout Members, _ secrets: inout Members) throws(LineFault) {
    var requests: [RequestType.ID] = []
    for node in try details.array("requests") {
      guard let id = node.string.flatMap(RequestType.ID.init) else {
        throw .wrong("'requests' is wrong")
      }
      requests.append(id)
    }
    var profile = try secrets.members("profile")
    self.init(
      applicant: try details.text("applicant", AccountID.init), profile: try Profile(&profile),
      requests: requests, answers: try Answers(&secrets),
      publication: try details.string("publication"), day: try details.text("day", Day.init),
      deadline: try details.text("deadline", Moment.init),
      carriedFrom: try details.stringIfAny("carriedFrom").map { (text) throws(LineFault) in
        guard let number = ApplicationNumber(text) else { throw .wrong("'carriedFrom' is wrong") }
        return number
      }, opening: try Opening(&details), key: try details.string("key"))
    try profile.end()
  }
}

extension Opening {
  /// `nil` where the line says of none.
  fileprivate init?(_ details: inout Members) throws(LineFault) {
    guard let offer = try details.textIfAny("offer", OfferID.init) else { return nil }
    self.init(
      offer: offer, organisation: try details.text("organisation", OrganisationID.init),
      name: try details.string("organisationName"))
  }
}

extension Profile {
  var node: JSONNode {
    [
      "name": .string(name), "emailAddress": .string(emailAddress),
      "phoneNumber": .string(phoneNumber),
      "address": [
        "street": .string(address.street), "city": .string(address.city),
        "region": .string(address.region), "postalCode": .string(address.postalCode),
        "country": .string(address.country),
      ],
    ]
  }

  init(_ members: inout Members) throws(LineFault) {
    var address = try members.members("address")
    self.init(
      name: try members.string("name"), emailAddress: try members.string("emailAddress"),
      phoneNumber: try members.string("phoneNumber"),
      address: PostalAddress(
        street: try address.string("street"), city: try address.string("city"),
        region: try address.string("region"), postalCode: try address.string("postalCode"),
        country: try address.string("country")))
    try address.end()
  }
}

extension Answers {
  /// The texts of each field by its name. A name that comes twice is one field with all texts.
  var node: JSONNode {
    var members: [JSONMember] = []
    for field in fields {
      let texts = field.texts.map(JSONNode.string)
      let same = members.firstIndex { $0.name.utf8.elementsEqual(field.name.utf8) }
      if let same {
        members[same].node = .array((members[same].node.array ?? []) + texts)
      } else {
        members.append(JSONMember(field.name, .array(texts)))
      }
    }
    return .object(members)
  }

  /// The member `answers`; none after an erasure.
  init(_ secrets: inout Members) throws(LineFault) {
    guard !secrets.isErased else {
      self.init()
      return
    }
    guard let members = secrets.node("answers")?.members else {
      throw .wrong("'answers' is missing or wrong")
    }
    var fields: [Field] = []
    for member in members {
      let texts = member.node.array?.compactMap(\.string)
      guard let texts, texts.count == member.node.array?.count else {
        throw .wrong("an answer is not a list of texts")
      }
      fields.append(Field(name: member.name, texts: texts))
    }
    self.init(fields)
  }
}

extension Save {
  var details: [JSONMember] {
    [JSONMember("element", .string(element.text)), JSONMember("revision", .integer(revision))]
      + (statesNone ? [JSONMember("statesNone", true)] : []) + [JSONMember("key", .string(key))]
  }

  init(_ details: inout Members, _ secrets: inout Members) throws(LineFault) {
    self.init(
      element: try details.text("element", Element.ID.init),
      revision: try details.integer("revision"), answers: try Answers(&secrets),
      statesNone: try details.flag("statesNone"), key: try details.string("key"))
  }
}

extension EntrySave {
  var details: [JSONMember] {
    [
      JSONMember("element", .string(element.text)), JSONMember("group", .string(group.text)),
      JSONMember("entry", .string(entry)), JSONMember("revision", .integer(revision)),
      JSONMember("key", .string(key)),
    ]
  }

  init(_ details: inout Members, _ secrets: inout Members) throws(LineFault) {
    self.init(
      element: try details.text("element", Element.ID.init),
      group: try details.text("group", EntryGroup.ID.init), entry: try details.string("entry"),
      revision: try details.integer("revision"), answers: try Answers(&secrets),
      key: try details.string("key"))
  }
}

extension EntryMark {
  var details: [JSONMember] {
    [
      JSONMember("element", .string(element.text)), JSONMember("entry", .string(entry)),
      JSONMember("key", .string(key)),
    ]
  }

  init(_ details: inout Members) throws(LineFault) {
    self.init(
      element: try details.text("element", Element.ID.init), entry: try details.string("entry"),
      key: try details.string("key"))
  }
}

extension EntryOrder {
  var details: [JSONMember] {
    [
      JSONMember("element", .string(element.text)),
      JSONMember("entries", .array(entries.map { .string($0) })),
      JSONMember("key", .string(key)),
    ]
  }

  init(_ details: inout Members) throws(LineFault) {
    var entries: [String] = []
    for node in try details.array("entries") {
      guard let entry = node.string else { throw .wrong("'entries' is wrong") }
      entries.append(entry)
    }
    self.init(
      element: try details.text("element", Element.ID.init), entries: entries,
      key: try details.string("key"))
  }
}

extension Attachment {
  var details: [JSONMember] {
    [JSONMember("id", .string(id)), JSONMember("element", .string(element.text))]
      + (entry.map { [JSONMember("entry", .string($0))] } ?? [])
      + [
        JSONMember("type", .string(type)), JSONMember("mediaType", .string(mediaType)),
        JSONMember("byteCount", .integer(byteCount)), JSONMember("digest", .string(digest)),
      ] + (awaitsCheck ? [JSONMember("awaitsCheck", true)] : [])
      + (replaces.map { [JSONMember("replaces", .string($0))] } ?? [])
      + [JSONMember("key", .string(key))]
  }

  var secrets: [JSONMember] {
    [
      JSONMember("fileName", .string(fileName)), JSONMember("description", .string(description)),
    ]
  }

  init(_ details: inout Members, _ secrets: inout Members) throws(LineFault) {
    self.init(
      id: try details.string("id"), element: try details.text("element", Element.ID.init),
      entry: try details.stringIfAny("entry"), fileName: try secrets.string("fileName"),
      description: try secrets.string("description"),
      type: try details.string("type"), mediaType: try details.string("mediaType"),
      byteCount: try details.integer("byteCount"), digest: try details.string("digest"),
      awaitsCheck: try details.flag("awaitsCheck"),
      replaces: try details.stringIfAny("replaces"), key: try details.string("key"))
  }
}

extension FileDescription {
  var details: [JSONMember] {
    [
      JSONMember("id", .string(attachment)), JSONMember("type", .string(type)),
      JSONMember("key", .string(key)),
    ]
  }

  init(_ details: inout Members, _ secrets: inout Members) throws(LineFault) {
    self.init(
      attachment: try details.string("id"), description: try secrets.string("description"),
      type: try details.string("type"), key: try details.string("key"))
  }
}

extension FileCheck {
  var details: [JSONMember] {
    [JSONMember("digest", .string(digest)), JSONMember("outcome", .string(outcome.rawValue))]
  }

  init(_ details: inout Members, _ secrets: inout Members) throws(LineFault) {
    self.init(
      digest: try details.string("digest"), outcome: try details.text("outcome", Outcome.init),
      words: try secrets.string("words"))
  }
}

extension Signature {
  var details: [JSONMember] {
    [
      JSONMember("element", .string(element.text)), JSONMember("changes", .integer(changes)),
      JSONMember("version", .string(version.description)),
      JSONMember("publication", .string(publication)), JSONMember("digest", .string(digest)),
      JSONMember("key", .string(key)),
    ]
  }

  var secrets: [JSONMember] {
    [JSONMember("name", .string(name))] + (role.map { [JSONMember("role", .string($0))] } ?? [])
  }

  init(_ details: inout Members, _ secrets: inout Members) throws(LineFault) {
    self.init(
      element: try details.text("element", Element.ID.init),
      changes: try details.integer("changes"), version: try details.text("version", Day.init),
      publication: try details.string("publication"), digest: try details.string("digest"),
      name: try secrets.string("name"), role: try secrets.stringIfAny("role"),
      key: try details.string("key"))
  }
}

extension WrittenMessage {
  var details: [JSONMember] {
    [JSONMember("thread", .string(thread)), JSONMember("key", .string(key))]
  }

  var secrets: [JSONMember] {
    [JSONMember("subject", .string(subject)), JSONMember("text", .string(text))]
  }

  init(_ details: inout Members, _ secrets: inout Members) throws(LineFault) {
    self.init(
      thread: try details.string("thread"), subject: try secrets.string("subject"),
      text: try secrets.string("text"), key: try details.string("key"))
  }
}

extension MoreTime {
  var details: [JSONMember] {
    [JSONMember("until", .string(until.description)), JSONMember("key", .string(key))]
  }

  init(_ details: inout Members, _ secrets: inout Members) throws(LineFault) {
    self.init(
      until: try details.text("until", Moment.init), reason: try secrets.string("reason"),
      key: try details.string("key"))
  }
}
