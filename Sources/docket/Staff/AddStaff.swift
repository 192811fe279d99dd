import Applications
import Desk
import Rules
import Store

let addStaffCommand = Command(
  name: "add",
  summary: "adds somebody",
  help: """
    usage: docket staff add NAME --full-name TEXT --email ADDRESS --role ROLE[,ROLE …] --prefix FOLDER
             [--print-link]

    Adds somebody who works for the agency. NAME is what journals call them: small letters, digits
    and hyphens, no more than 32, and nobody else's, now or before. They are mailed a link, with which
    they choose what they sign in with: a password, and an authenticator on their phone or computer.

    \(staffRolesHelp.split(separator: "\n").joined(separator: "\n    "))

      --full-name TEXT  what they are called
      --email ADDRESS   where they get mail
      --role ROLES      one or more
      --prefix FOLDER   the installation
      --print-link      prints the link instead, for you to pass on: whoever has it is them

    Ends with 1 when the name is taken. The very same words again change nothing.
    """,
  options: [
    .prefix, Command.Option(name: "full-name", takesValue: true),
    Command.Option(name: "email", takesValue: true), .role, .printLink,
  ],
  words: 1
) { options in
  let name = try staffName(options)
  let fullName = try oneLine(options, "full-name")
  let address = try emailAddress(options)
  let services = try staffServices(options)
  let member = StaffMember(
    name: name, fullName: fullName, emailAddress: address, roles: try roles(options),
    addedAt: services.now)
  do { try services.store.addStaff(member, by: staffProgram) } catch StoreError.taken {
    return try printKnown(member, in: services, options)
  }
  let link = try passLink(to: member, in: services, options)
  try printDone("added: \(name), \(words(member.roles))")
  try link.tell()
  return 0
}

/// The same command once more is no fault. Who has not enrolled yet gets another link: the first may never have gone.
private func printKnown(
  _ member: StaffMember, in services: Services, _ options: Options
) throws -> Int32 {
  let known = try services.store.confirmedStaffMember(member.name)
  guard let known, known.isActive, known.fullName == member.fullName,
    known.emailAddress == member.emailAddress, known.roles == member.roles
  else {
    throw Trouble.impossible(
      "the name '\(member.name)' is taken, and is never given again: take another, or change what "
        + "they may do with 'docket staff roles'")
  }
  let link = known.credentials == nil ? try passLink(to: known, in: services, options) : nil
  try printDone("nothing changed: \(member.name) was there before")
  try link?.tell()
  return 0
}

extension Command.Option {
  static let role = Command.Option(name: "role", takesValue: true)
  static let printLink = Command.Option(name: "print-link", takesValue: false)
}
