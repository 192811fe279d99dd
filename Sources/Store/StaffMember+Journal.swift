import Applications
import JSON
import Rules
import Signing

// How the lines about somebody who works for the agency stand in their journal. The full name and the address
// are personal; the name that other journals carry and the roles are not.

extension StaffMember {
  /// Folds a journal; `path` is for messages.
  init(_ journal: Journal, path: String) throws(StoreError) {
    do throws(LineFault) {
      guard journal.kind == "staff", let name = StaffName(journal.id),
        let first = journal.lines.first, first.kind == "added"
      else { throw .wrong("not the journal of somebody who works here") }
      var details = Members(first.details)
      var secrets = Members(first.secrets, isErased: first.isErased)
      self.init(
        name: name, fullName: try secrets.string("fullName"),
        emailAddress: try secrets.string("emailAddress"), roles: try details.roles(),
        addedAt: first.at)
      try details.end()
      try secrets.end()
    } catch {
      throw error.storeError(path: path, number: 1)
    }
    for line in journal.lines.dropFirst() {
      do throws(LineFault) { try apply(line) } catch {
        throw error.storeError(path: path, number: line.number)
      }
    }
  }

  private mutating func apply(_ line: JournalLine) throws(LineFault) {
    if line.kind == "erased" { return }
    var details = Members(line.details)
    switch line.kind {
    case "roles-changed": take(try details.roles())
    case "removed": remove(at: line.at)
    case "reset": reset()
    case "signed-in": use(step: try details.integer("step"))
    case "enrolled":
      var secrets = Members(line.secrets, isErased: line.isErased)
      let hash = try secrets.string("passwordHash")
      guard let secret = decodedBase64URL(try secrets.string("secret")) else {
        throw .wrong("'secret' is wrong")
      }
      enrol(
        StaffCredentials(
          passwordHash: hash, secret: secret, lastStep: try details.integer("step")))
      try secrets.end()
      // What an erasure has left opens nothing.
      if line.isErased { reset() }
      return try details.end()
    case "password-changed":
      var secrets = Members(line.secrets, isErased: line.isErased)
      change(passwordHash: try secrets.string("passwordHash"), step: try details.integer("step"))
      try secrets.end()
      if line.isErased { reset() }
      return try details.end()
    case "exported":
      for name in ["what", "format", "filter"] { _ = try details.string(name) }
      _ = try details.integer("count")
    case "notification-closed":
      close(notification: try details.string("notification"))
      _ = try details.string("reason")
      var secrets = Members(line.secrets, isErased: line.isErased)
      _ = try secrets.stringIfAny("words")
      try secrets.end()
      return try details.end()
    default: throw .unknown("a line of the kind '\(line.kind)'")
    }
    try details.end()
    try Members(line.secrets).end()
  }

  /// The first line of the journal.
  func entry(by who: String) -> JournalEntry {
    JournalEntry(
      at: addedAt, who: who, kind: "added", details: Self.details(roles),
      secrets: ["fullName": .string(fullName), "emailAddress": .string(emailAddress)])
  }

  /// The line by which they have chosen what they sign in with.
  static func enrolment(_ credentials: StaffCredentials, of name: StaffName, at moment: Moment)
    -> JournalEntry
  {
    JournalEntry(
      at: moment, who: Event.Actor.staff(name.text).text, kind: "enrolled",
      details: ["step": .integer(credentials.lastStep)],
      secrets: [
        "passwordHash": .string(credentials.passwordHash),
        "secret": .string(base64URL(credentials.secret)),
      ])
  }

  static func details(_ roles: [StaffRole]) -> JSONNode {
    ["roles": .array(ordered(roles).map { .string($0.rawValue) })]
  }
}

extension Members {
  fileprivate mutating func roles() throws(LineFault) -> [StaffRole] {
    var roles: [StaffRole] = []
    for node in try array("roles") {
      guard let text = node.string else { throw .wrong("'roles' is wrong") }
      guard let role = StaffRole(rawValue: text) else { throw .unknown("a role '\(text)'") }
      roles.append(role)
    }
    return roles
  }
}
