import JSON
import Pages
import Rules

extension ChangeWords {
  /// One change for programs. Its names are those of `Change`; ids never change meaning.
  func node(of change: Change) -> JSONNode {
    var members = [
      JSONMember("subject", .string(change.subject.name)),
      JSONMember("id", change.subject.id.map { .string($0) } ?? .null),
    ]
    if case .fee(_, let layer, let requests) = change.subject {
      members.append(JSONMember("layer", .string(layer.text)))
      members.append(JSONMember("requests", .array(requests.map { .string($0.text) })))
    }
    members.append(JSONMember("title", .string(change.title.text(in: language))))
    members.append(JSONMember("part", .string(change.part.name)))
    if let (kind, id) = change.part.other { members.append(JSONMember(kind, .string(id))) }
    members.append(JSONMember("before", change.before.map { node(of: $0, in: before) } ?? .null))
    members.append(JSONMember("after", change.after.map { node(of: $0, in: after) } ?? .null))
    members.append(JSONMember("words", .string(sentence(change))))
    return .object(members)
  }

  private var language: String { after.agency.languages[0] }

  private func node(of said: Change.Said, in edition: Edition) -> JSONNode {
    var members = [JSONMember("text", .string(text(said, in: edition)))]
    if case .price(let amount, let unit) = said {
      members.append(JSONMember("cents", amount.money.map { .integer($0.cents) } ?? .null))
      members.append(JSONMember("per", .string(unit.rawValue)))
      members.append(JSONMember("since", .string(amount.from.description)))
    }
    if let clause = said.clause { members.append(JSONMember("clause", .string(clause.citation))) }
    return .object(members)
  }
}

extension Change.Subject {
  fileprivate var name: String {
    switch self {
    case .agency: "agency"
    case .fee: "fee"
    case .request: "request"
    case .element: "element"
    case .certificateKind: "certificate-kind"
    case .review: "review"
    case .list: "list"
    case .letter: "letter"
    case .guidance: "guidance"
    }
  }

  fileprivate var id: String? {
    switch self {
    case .agency, .review: nil
    case .fee(let id, _, _): id.text
    case .request(let id): id.text
    case .element(let id): id.text
    case .certificateKind(let id): id.text
    case .list(let id): id.text
    case .letter(let id): id.text
    case .guidance(let id): id.text
    }
  }
}

extension Change.Part {
  fileprivate var name: String {
    switch self {
    case .whole: "whole"
    case .offer: "offer"
    case .text(let text): text.rawValue
    case .clause: "clause"
    case .price: "price"
    case .note: "note"
    case .pricedOn: "pricedOn"
    case .firstDay: "firstDay"
    case .lastDay: "lastDay"
    case .term: "lasts"
    case .eligibility: "eligibility"
    case .needs: "needs"
    case .owes: "owes"
    case .whoNeeds: "whoNeeds"
    case .whoOwes: "whoOwes"
    case .conflict: "conflict"
    case .question(_, _, let part): part.name
    case .entries(_, _, let part): "entries.\(part)"
    case .item: "item"
    case .submittedBy: "submittedBy"
    case .neededBefore: "neededBefore"
    case .isRequired: "required"
    case .invitation(let part): "invitation.\(part)"
    case .seal: "seal"
    case .nothingNew: "nothingNew"
    case .roles: "seenBy"
    case .leastFiles: "leastFiles"
    case .mostFiles: "mostFiles"
    case .fileType: "fileType"
    case .grants: "grants"
    case .aligned: "grants.aligned"
    case .whenDeficient: "whenDeficient"
    case .review(let part): part.name
    case .refunds: "refunds"
    case .withdrawal: "withdrawal"
    case .textEdition: "edition"
    case .applicationDays: "applicationDays"
    case .reminderDays: "reminderDays"
    case .carryOverDays: "carryOverDays"
    case .waiting: "waiting"
    case .feeLayer: "feeLayer"
    case .currency: "currency"
    case .timeZone: "timeZone"
    case .contact: "contact"
    }
  }

  /// What else it names, besides its subject.
  fileprivate var other: (kind: String, id: String)? {
    switch self {
    case .question(let id, _, _): ("question", id.text)
    case .entries(let id, _, _): ("entries", id.text)
    case .item(let id): ("item", id.text)
    case .needs(let id, _), .whoNeeds(let id, _): ("element", id.text)
    case .owes(let id, _), .whoOwes(let id, _): ("fee", id.text)
    case .conflict(let id, _): ("request", id.text)
    case .review(.reason(_, let id)), .review(.elements(_, let id)), .review(.clock(let id)):
      ("reason", id)
    case .review(.preliminaryCondition(let id)), .review(.preliminaryTest(let id)):
      ("condition", id)
    default: nil
    }
  }
}

extension Change.ReviewPart {
  fileprivate var name: String {
    switch self {
    case .reason(let list, _): "\(list.rawValue)Reasons"
    case .elements(let list, _): "\(list.rawValue)Reasons.elements"
    case .clock: "holdReasons.clock"
    case .deficiencyDays: "deficiency.days"
    case .deficiencyReminders: "deficiency.reminderDays"
    case .consequence: "deficiency.consequence"
    case .deficiency: "deficiency"
    case .appealDays: "appeal.days"
    case .appeal: "appeal"
    case .preliminary: "preliminary"
    case .preliminaryDays: "preliminary.days"
    case .preliminaryCondition: "preliminary.conditions"
    case .preliminaryTest: "preliminary.conditions.test"
    case .reopeningDays: "reopening.days"
    case .reopeningTimes: "reopening.times"
    case .reopeningWithin: "reopening.withinDays"
    case .reopening: "reopening"
    case .holidays: "holidays"
    }
  }
}

extension Change.QuestionPart {
  fileprivate var name: String {
    switch self {
    case .whole: "question"
    case .ask: "question.ask"
    case .hint: "question.hint"
    case .clause: "question.clause"
    case .isRequired: "question.required"
    case .when: "question.when"
    case .kind: "question.kind"
    case .choice(let id): "question.choice.\(id)"
    }
  }
}
