import Applications
import Desk
import JSON
import Rules
import Store

let listOrganisationsCommand = Command(
  name: "list",
  summary: "says which organisations there are, and who acts for each",
  help: """
    usage: docket organisation list --prefix FOLDER [--json]

    Says which organisations there are, or were, and who acts for each, by the words that journals
    call them by.

      --prefix FOLDER  the installation
      --json           the same, as data, with days, and with those who act for it no more

    Ends with 1 only when something cannot be read.
    """,
  options: [.prefix, .json]
) { options in
  let services = try staffServices(options)
  var unreadable: [String] = []
  let all = try services.store.organisations { unreadable.append($0) }
  if options.has("json") {
    try printLine(
      JSONNode.object([JSONMember("organisations", .array(all.map(\.node)))]).text)
  } else {
    for line in all.flatMap(\.lines) { try printLine(line) }
  }
  for id in unreadable {
    complain("docket organisation: \(id) cannot be read; 'docket store verify' says why")
  }
  return unreadable.isEmpty ? 0 : 1
}

extension Organisation {
  fileprivate var lines: [String] {
    let end = withdrawnAt.map { "; withdrawn \($0): \(withdrawalReason)" } ?? ""
    return ["\(id): \(name), \(party)\(end)"]
      + members.filter(\.isActive).map { member in
        let who =
          member.fullName.isEmpty ? "(erased)" : "\(member.fullName) <\(member.emailAddress)>"
        return "  \(who): \(words(member.roles))"
      }
  }

  fileprivate var node: JSONNode {
    [
      "id": .string(id.text), "name": .string(name), "party": .string(party.text),
      "active": .bool(isActive), "added": .string(addedAt.description),
      "withdrawn": withdrawnAt.map { .string($0.description) } ?? .null,
      "members": .array(
        members.map { member in
          [
            "member": .string(member.id), "fullName": .string(member.fullName),
            "emailAddress": .string(member.emailAddress),
            "roles": .array(
              OrganisationRole.allCases.filter(member.roles.contains).map { .string($0.rawValue) }),
            "appointed": .string(member.appointedAt.description),
            "dismissed": member.dismissedAt.map { .string($0.description) } ?? .null,
          ]
        }),
    ]
  }
}
