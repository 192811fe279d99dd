import Applications
import Desk
import JSON
import Rules
import Store

let rerouteOrganisationCommand = Command(
  name: "reroute",
  summary: "gives the open requests of a withdrawn organisation to another, or back",
  help: """
    usage: docket organisation reroute WORD [--to OTHER] --by STAFF --reason TEXT --prefix FOLDER
             [--dry-run] [--json]

    Gives every open request to an organisation that was withdrawn to another of the same kind of
    party; without --to it ends, and the applicant is asked by mail to name somebody. Each stands in
    its application, with who said so and why, and the applicant is told. What the first had typed and
    not signed stays in the journal alone: the other begins anew. What was signed stays. The same
    again does what is left.

      --to OTHER       the organisation that completes these parts from now on
      --by STAFF       who says so: a specialist or an administrator
      --reason TEXT    why, for the journal and the applicants' histories
      --prefix FOLDER  the installation
      --dry-run        says which would go and changes nothing
      --json           the same, as data

    Ends with 1 when it is not possible, or an application could not be changed.
    """,
  options: [
    .prefix, .dryRun, .json, .reason, Command.Option(name: "to", takesValue: true),
    Command.Option(name: "by", takesValue: true),
  ],
  words: 1,
  run: reroute)

private func reroute(_ options: Options) throws -> Int32 {
  let id = try organisationID(options)
  let reason = try oneLine(options, "reason", most: Rerouting.reasonLimit)
  let name = try options.needed("by")
  let services = try staffServices(options)
  let staff: StaffMember
  do { staff = try services.staff(name, with: [.specialist, .administrator]) } catch {
    guard let error = error as? NotEntitled else { throw error }
    throw Trouble.impossible(error.description)
  }
  let organisation = try known(id, services)
  guard !organisation.isActive else {
    throw Trouble.impossible(
      "'\(id)' completes parts: 'docket organisation withdraw \(id)' comes first")
  }
  let other = try options["to"].map { try target($0, of: organisation, services) }
  let isDryRun = options.has("dry-run")
  var progress = Progress("routing", of: try services.store.openWork(of: id).count)
  let found = try services.reroute(
    from: id, to: other, reason: reason, by: staff.name, isDryRun: isDryRun
  ) { progress.step() }
  progress.end()
  if options.has("json") {
    try printLine(
      JSONNode.object([
        JSONMember("dryRun", .bool(isDryRun)),
        JSONMember("to", other.map { .string($0.id.text) } ?? .null),
        JSONMember(
          "requests",
          .array(
            found.done.map {
              ["number": .string($0.number.text), "element": .string($0.element.text)]
            })),
      ]).text)
  } else {
    for request in found.done {
      let done = other.map { "goes to \($0.id)" } ?? "goes back to the applicant"
      try printLine(
        "\(isDryRun ? "would be done: " : "")\(request.number) \(request.element) \(done)")
    }
    if found.done.isEmpty, found.unreadable.isEmpty {
      try printLine("no request waits for '\(id)'")
    }
  }
  for number in found.unreadable {
    complain("docket organisation: \(number) cannot be read or changed, and waits still")
  }
  return found.unreadable.isEmpty ? 0 : 1
}

private func target(
  _ text: String, of organisation: Organisation, _ services: Services
) throws -> Organisation {
  guard let id = OrganisationID(text) else {
    throw Trouble.usage("'\(text)' is no word for journals")
  }
  let other = try known(id, services)
  guard other.isActive else { throw Trouble.impossible("'\(id)' was withdrawn too") }
  guard other.party == organisation.party else {
    throw Trouble.impossible(
      "'\(id)' is of the kind '\(other.party)', and '\(organisation.id)' of '\(organisation.party)'"
    )
  }
  return other
}

private func known(_ id: OrganisationID, _ services: Services) throws -> Organisation {
  guard let organisation = try services.store.organisation(id) else {
    throw Trouble.impossible(
      "there is no organisation '\(id)': 'docket organisation list' says which there are")
  }
  return organisation
}
