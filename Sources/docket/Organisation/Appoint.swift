import Applications
import Desk
import Rules
import Store

let appointCommand = Command(
  name: "appoint",
  summary: "lets somebody act for an organisation",
  help: """
    usage: docket organisation appoint WORD --full-name TEXT --email ADDRESS --role ROLE[,ROLE]
             --prefix FOLDER

    Lets somebody act for an organisation, or gives somebody who does other roles. Whoever has
    confirmed an account with this address is that person.

    Roles: appoints says who acts for it; submits completes and signs parts.

      --full-name TEXT  what they are called
      --email ADDRESS   the address of their account
      --role ROLES      one or both
      --prefix FOLDER   the installation

    Ends with 1 when there is no such organisation, or it was withdrawn.
    """,
  options: [
    .prefix, Command.Option(name: "full-name", takesValue: true),
    Command.Option(name: "email", takesValue: true), .role,
  ],
  words: 1
) { options in
  let name = try oneLine(options, "full-name")
  let address = try emailAddress(options)
  let roles = try organisationRoles(options)
  let (organisation, isChanged) = try changeOrganisation(options) { organisation, services in
    do throws(MembershipFault) {
      return try organisation.appointing(
        OrganisationMember(
          id: services.random.word(), fullName: name, emailAddress: address, roles: roles,
          appointedAt: services.now), isSame: isOneAddress)
    } catch {
      guard case .addressOfAnother(let other) = error else { throw error }
      throw Trouble.impossible(
        "'\(address)' is the address of \(other): dismiss them first, if it is another's now")
    }
  }
  try printDone(
    (isChanged ? "appointed: " : "nothing changed: ")
      + "\(name) \(words(roles)) for \(organisation.name)")
  return 0
}

let dismissCommand = Command(
  name: "dismiss",
  summary: "says that somebody acts for an organisation no more",
  help: """
    usage: docket organisation dismiss WORD --email ADDRESS --prefix FOLDER

    Says that somebody acts for an organisation no more. What they did stays. 'docket store erase
    --organisation WORD --email ADDRESS' takes out what they were called.

      --email ADDRESS  with which they were appointed
      --prefix FOLDER  the installation

    Ends with 1 when nobody with this address acts for it.
    """,
  options: [.prefix, Command.Option(name: "email", takesValue: true)],
  words: 1
) { options in
  let address = try emailAddress(options)
  var name = ""
  let (organisation, _) = try changeOrganisation(options) { organisation, _ in
    guard let known = organisation.activeMember(at: address, isSame: isOneAddress) else {
      throw Trouble.impossible(
        "nobody with the address '\(address)' acts for '\(organisation.id)': "
          + "'docket organisation list' says who does")
    }
    name = known.fullName
    return try organisation.dismissing(known.id, keepsOne: false)
  }
  try printDone("dismissed: \(name), for \(organisation.name)")
  return 0
}

private func organisationRoles(_ options: Options) throws(Trouble) -> Set<OrganisationRole> {
  var roles: Set<OrganisationRole> = []
  let text = try options.needed("role")
  for word in text.split(separator: ",", omittingEmptySubsequences: false).map(String.init) {
    guard let role = OrganisationRole(rawValue: word) else {
      let all = OrganisationRole.allCases.map(\.rawValue).joined(separator: ", ")
      throw .usage("there is no role '\(word)': \(all)")
    }
    roles.insert(role)
  }
  return roles
}
