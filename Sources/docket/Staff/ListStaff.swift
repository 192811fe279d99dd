import Applications
import Desk
import JSON
import Rules
import Store

let listStaffCommand = Command(
  name: "list",
  summary: "says who works here, and what each may do",
  help: """
    usage: docket staff list --prefix FOLDER [--json]

    Says who works here, or did, and what each may do, by name.

      --prefix FOLDER  the installation
      --json           the same, as data, with days

    Ends with 1 only when something cannot be read.
    """,
  options: [.prefix, .json]
) { options in
  let services = try staffServices(options)
  var unreadable: [String] = []
  let staff = try services.store.staff { unreadable.append($0) }
  if options.has("json") {
    try printLine(JSONNode.object([JSONMember("staff", .array(staff.map(\.node)))]).text)
  } else {
    for member in staff { try printLine(member.line) }
  }
  for name in unreadable {
    complain("docket staff: \(name) cannot be read; 'docket store verify' says why")
  }
  return unreadable.isEmpty ? 0 : 1
}

extension StaffMember {
  fileprivate var line: String {
    let who = fullName.isEmpty ? "(erased)" : "\(fullName) <\(emailAddress)>"
    let waits = isActive && credentials == nil ? "; has not chosen a password" : ""
    return "\(name): \(words(roles)); \(who)\(waits)" + (removedAt.map { "; removed \($0)" } ?? "")
  }

  fileprivate var node: JSONNode {
    [
      "name": .string(name.text), "roles": .array(roles.map { .string($0.rawValue) }),
      "active": .bool(isActive), "enrolled": .bool(credentials != nil),
      "fullName": .string(fullName),
      "emailAddress": .string(emailAddress), "added": .string(addedAt.description),
      "removed": removedAt.map { .string($0.description) } ?? .null,
    ]
  }
}
