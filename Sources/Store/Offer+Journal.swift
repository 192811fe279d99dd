import Applications
import JSON
import Rules

// How the lines about an offer stand in its journal. Whom it is for, what they are told and what they answer is personal.

extension Offer {
  /// Folds a journal; `path` is for messages.
  init(_ journal: Journal, path: String) throws(StoreError) {
    do throws(LineFault) {
      guard journal.kind == "offer", let id = OfferID(journal.id),
        let first = journal.lines.first, first.kind == "opened"
      else { throw .wrong("not the journal of an offer") }
      var details = Members(first.details)
      var secrets = Members(first.secrets, isErased: first.isErased)
      self.init(
        id: id, organisation: try details.text("organisation", OrganisationID.init),
        organisationName: try details.string("organisationName"),
        member: try details.string("member"),
        request: try details.text("request") { RequestType.ID($0) },
        name: try secrets.string("name"), emailAddress: try secrets.string("emailAddress"),
        words: try secrets.string("words"), until: try details.text("until", Moment.init),
        key: try details.string("key"), openedAt: first.at)
      try details.end()
      try secrets.end()
    } catch {
      throw error.storeError(path: path, number: 1)
    }
    for line in journal.lines.dropFirst() where line.kind != "erased" {
      do throws(LineFault) { take(try Change(line), at: line.at) } catch {
        throw error.storeError(path: path, number: line.number)
      }
    }
  }

  /// The first line of the journal.
  var entry: JournalEntry {
    JournalEntry(
      at: openedAt, who: actor.text, kind: "opened",
      details: [
        "organisation": .string(organisation.text),
        "organisationName": .string(organisationName), "member": .string(member),
        "request": .string(request.text), "until": .string(until.description),
        "key": .string(key),
      ],
      secrets: [
        "name": .string(name), "emailAddress": .string(emailAddress), "words": .string(words),
      ])
  }

  private var actor: Event.Actor { .member(member, of: organisation) }
}

extension Offer.Change {
  fileprivate init(_ line: JournalLine) throws(LineFault) {
    var details = Members(line.details)
    var secrets = Members(line.secrets, isErased: line.isErased)
    switch line.kind {
    case "sent": self = .sent
    case "accepted":
      self = .ended(
        .accepted(
          Acceptance(
            account: try details.text("account", AccountID.init), answers: try Answers(&secrets),
            publication: try details.string("publication"),
            day: try details.text("day", Day.init),
            deadline: try details.text("deadline", Moment.init))))
    case "declined": self = .ended(.declined(reason: try secrets.string("reason")))
    case "taken-back": self = .ended(.takenBack)
    default: throw .unknown("a line of the kind '\(line.kind)'")
    }
    try details.end()
    try secrets.end()
  }

  func entry(at moment: Moment, by who: Event.Actor) -> JournalEntry {
    switch self {
    case .sent: JournalEntry(at: moment, who: who.text, kind: "sent")
    case .ended(.accepted(let acceptance)):
      JournalEntry(
        at: moment, who: who.text, kind: "accepted",
        details: [
          "account": .string(acceptance.account.text),
          "publication": .string(acceptance.publication),
          "day": .string(acceptance.day.description),
          "deadline": .string(acceptance.deadline.description),
        ], secrets: ["answers": acceptance.answers.node])
    case .ended(.declined(let reason)):
      JournalEntry(
        at: moment, who: who.text, kind: "declined", details: [:],
        secrets: ["reason": .string(reason)])
    case .ended(.takenBack): JournalEntry(at: moment, who: who.text, kind: "taken-back")
    }
  }
}
