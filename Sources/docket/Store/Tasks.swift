import Applications
import Desk
import JSON
import Rules
import Store

let tasksCommand = Command(
  name: "tasks",
  summary: "lists money that somebody has to settle",
  help: """
    usage: docket store tasks --prefix FOLDER [--json]

    Lists money that somebody has to settle, oldest first: sums that are not those of their invoices
    (held), payments for which nothing was owed (credit), fees that a bank took back (reversed) or the
    provider sent back unasked (refunded), what somebody has proposed (proposed), notifications about
    payments that are not known here (unmatched), and how many were not signed as they must be (refused).
    Each begins with its id, and says how far it is and what to do.

      --prefix FOLDER  the installation
      --json           the same, as data

    Ends with 1 only when something cannot be read.
    """,
  options: [.prefix, .json]
) { options in
  let installation = try installation(at: options.needed("prefix"))
  _ = try ownStore(of: installation)
  let services = try Services(installation: installation)
  var unreadable: [String] = []
  let tasks = try services.moneyTasks { unreadable.append($0) }
  if options.has("json") {
    try printLine(JSONNode.object([JSONMember("tasks", .array(tasks.map(\.node)))]).text)
  } else {
    for task in tasks { try printLine(task.line) }
  }
  for name in unreadable { complain("docket store: \(name) cannot be read") }
  return unreadable.isEmpty ? 0 : 1
}

extension MoneyTask {
  fileprivate var line: String {
    var parts = [id, "\(since)", application?.description ?? "-", kind.rawValue]
    if stage != .open, kind != .proposed || stage != .proposed { parts.append(stage.rawValue) }
    if count > 1 { parts.append("\(count)") }
    if let money { parts.append(amount(money, currency)) }
    if !reference.isEmpty { parts.append("reference \(reference)") }
    if !transaction.isEmpty { parts.append("transaction \(transaction)") }
    if let notification { parts.append("file \(notification)") }
    return parts.joined(separator: " ") + ": " + remedy
  }

  fileprivate var node: JSONNode {
    var members = [
      JSONMember("id", .string(id)), JSONMember("kind", .string(kind.rawValue)),
      JSONMember("stage", .string(stage.rawValue)), JSONMember("since", .string(since.description)),
      JSONMember("count", .integer(count)),
    ]
    if let application { members.append(JSONMember("number", .string(application.text))) }
    if let money {
      members.append(JSONMember("cents", .integer(money.cents)))
      members.append(JSONMember("currency", .string(currency)))
    }
    if !reference.isEmpty { members.append(JSONMember("reference", .string(reference))) }
    if !transaction.isEmpty { members.append(JSONMember("transaction", .string(transaction))) }
    if let notification {
      members.append(JSONMember("notification", .string(notification.description)))
    }
    let proposed = proposals.map { JSONNode.string($0.proposal.id) }
    if !proposed.isEmpty { members.append(JSONMember("proposals", .array(proposed))) }
    return .object(members + [JSONMember("remedy", .string(remedy))])
  }
}
