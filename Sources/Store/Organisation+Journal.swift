import Applications
import JSON
import Rules

// How the lines about an organisation stand in its journal. What those who act for it are called, and their
// addresses, are personal; the organisation's own name is not.

extension Organisation {
  /// Folds a journal; `path` is for messages.
  init(_ journal: Journal, path: String) throws(StoreError) {
    do throws(LineFault) {
      guard journal.kind == "organisation", let id = OrganisationID(journal.id),
        let first = journal.lines.first, first.kind == "added"
      else { throw .wrong("not the journal of an organisation") }
      var details = Members(first.details)
      self.init(
        id: id, name: try details.string("name"),
        party: try details.text("party") { Party.ID($0) }, addedAt: first.at)
      try details.end()
      try Members(first.secrets).end()
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
  func entry(by who: String) -> JournalEntry {
    JournalEntry(
      at: addedAt, who: who, kind: "added",
      details: ["name": .string(name), "party": .string(party.text)])
  }
}

extension Organisation.Change {
  fileprivate init(_ line: JournalLine) throws(LineFault) {
    var details = Members(line.details)
    var secrets = Members(line.secrets, isErased: line.isErased)
    switch line.kind {
    case "renamed": self = .renamed(try details.string("name"))
    case "appointed":
      self = .appointed(
        OrganisationMember(
          id: try details.string("member"), fullName: try secrets.string("fullName"),
          emailAddress: try secrets.string("emailAddress"), roles: try details.roles(),
          appointedAt: line.at))
    case "roles-changed":
      self = .rolesChanged(try details.string("member"), try details.roles())
    case "dismissed": self = .dismissed(try details.string("member"))
    case "withdrawn": self = .withdrawn(try details.string("reason"))
    default: throw .unknown("a line of the kind '\(line.kind)'")
    }
    try details.end()
    try secrets.end()
  }

  func entry(at moment: Moment, by who: String) -> JournalEntry {
    func line(_ kind: String, _ details: JSONNode, secrets: JSONNode? = nil) -> JournalEntry {
      guard let secrets else {
        return JournalEntry(at: moment, who: who, kind: kind, details: details)
      }
      return JournalEntry(at: moment, who: who, kind: kind, details: details, secrets: secrets)
    }
    switch self {
    case .renamed(let name): return line("renamed", ["name": .string(name)])
    case .appointed(let member):
      return line(
        "appointed", ["member": .string(member.id), "roles": member.roles.node],
        secrets: [
          "fullName": .string(member.fullName), "emailAddress": .string(member.emailAddress),
        ])
    case .rolesChanged(let id, let roles):
      return line("roles-changed", ["member": .string(id), "roles": roles.node])
    case .dismissed(let id): return line("dismissed", ["member": .string(id)])
    case .withdrawn(let reason): return line("withdrawn", ["reason": .string(reason)])
    }
  }
}

extension Set<OrganisationRole> {
  /// In the order of `OrganisationRole`.
  fileprivate var node: JSONNode {
    .array(OrganisationRole.allCases.filter(contains).map { .string($0.rawValue) })
  }
}

extension Members {
  fileprivate mutating func roles() throws(LineFault) -> Set<OrganisationRole> {
    var roles: Set<OrganisationRole> = []
    for node in try array("roles") {
      guard let text = node.string else { throw .wrong("'roles' is wrong") }
      guard let role = OrganisationRole(rawValue: text) else { throw .unknown("a role '\(text)'") }
      roles.insert(role)
    }
    return roles
  }
}
