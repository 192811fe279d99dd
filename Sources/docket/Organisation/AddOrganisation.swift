import Applications
import Desk
import Rules
import Store

let addOrganisationCommand = Command(
  name: "add",
  summary: "adds an organisation",
  help: """
    usage: docket organisation add WORD --name TEXT --party PARTY --prefix FOLDER

    Adds an organisation that completes parts of applications. WORD is what journals call it: small
    letters, digits and hyphens, no more than 32, and no other's, now or before.

      --name TEXT      what it is called, as everybody may know
      --party PARTY    which kind of party it is: an id of parties.jsonc, and not the applicant
      --prefix FOLDER  the installation

    Ends with 1 when the word is taken. The very same words again change nothing.
    """,
  options: [
    .prefix, Command.Option(name: "name", takesValue: true),
    Command.Option(name: "party", takesValue: true),
  ],
  words: 1
) { options in
  let id = try organisationID(options)
  let name = try oneLine(options, "name")
  let services = try staffServices(options)
  let organisation = Organisation(
    id: id, name: name, party: try party(options.needed("party"), in: services),
    addedAt: services.now)
  do {
    try services.store.addOrganisation(organisation, by: organisationProgram)
  } catch StoreError.taken {
    return try printKnown(organisation, in: services)
  }
  try printDone("added: \(id), \(name); next: docket organisation appoint \(id)")
  return 0
}

private func party(_ text: String, in services: Services) throws -> Party.ID {
  let parties = try services.newestEdition(requests: []).parties.map(\.id)
    .filter { $0 != Party.applicant }
  guard let party = Party.ID(text), parties.contains(party) else {
    let known = parties.map(\.text).joined(separator: ", ")
    throw Trouble.usage("there is no party '\(text)' that could be an organisation: \(known)")
  }
  return party
}

/// The same command once more is no fault.
private func printKnown(_ organisation: Organisation, in services: Services) throws -> Int32 {
  // Under the lock, so that what it says is lasting.
  let known = try services.store.change(
    organisation.id, at: services.now, by: organisationProgram
  ) { _ in nil }.organisation
  guard known.isActive, known.name == organisation.name, known.party == organisation.party else {
    throw Trouble.impossible(
      "the word '\(organisation.id)' is taken, and is never given again: take another, or change "
        + "its name with 'docket organisation rename'")
  }
  try printDone("nothing changed: \(organisation.id) was there before")
  return 0
}
