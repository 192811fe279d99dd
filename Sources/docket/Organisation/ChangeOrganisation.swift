import Applications
import Desk
import Rules
import Store

let renameOrganisationCommand = Command(
  name: "rename",
  summary: "gives an organisation another name",
  help: """
    usage: docket organisation rename WORD --name TEXT --prefix FOLDER

    Gives an organisation another name. The word that journals call it by stays.

      --name TEXT      what it is called from now on
      --prefix FOLDER  the installation

    Ends with 1 when there is none, or it was withdrawn.
    """,
  options: [.prefix, Command.Option(name: "name", takesValue: true)],
  words: 1
) { options in
  let name = try oneLine(options, "name")
  let (organisation, isChanged) = try changeOrganisation(options) { organisation, _ in
    organisation.name == name ? nil : .renamed(name)
  }
  try printDone((isChanged ? "renamed: " : "nothing changed: ") + "\(organisation.id), \(name)")
  return 0
}

let withdrawOrganisationCommand = Command(
  name: "withdraw",
  summary: "says that an organisation completes no more parts",
  help: """
    usage: docket organisation withdraw WORD --reason TEXT --prefix FOLDER

    Says that an organisation completes no more parts: from now on nobody can act for it. What was
    done in its name stays. It cannot be taken back: add it again under another word. Requests that
    wait for it wait until 'docket organisation reroute' gives them to another, or back.

      --reason TEXT    why, for the journal
      --prefix FOLDER  the installation

    Ends with 1 when there is none.
    """,
  options: [.prefix, Command.Option(name: "reason", takesValue: true)],
  words: 1
) { options in
  let reason = try oneLine(options, "reason", most: 500)
  let (organisation, _) = try changeOrganisation(options) { _, _ in .withdrawn(reason) }
  try printDone("withdrawn: \(organisation.id), \(organisation.name)")
  let waiting = try staffServices(options).store.openWork(of: organisation.id).count
  if waiting > 0 {
    try printLine(
      "\(counted(waiting, "request")) may wait for it; next: docket organisation reroute "
        + "\(organisation.id)")
  }
  return 0
}
