import Applications
import Desk
import Rules
import Store

let staffRolesCommand = Command(
  name: "roles",
  summary: "gives somebody other roles, in place of those they have",
  help: """
    usage: docket staff roles NAME --role ROLE[,ROLE …] --prefix FOLDER

    Gives somebody other roles, in place of those they have. It counts from their next step on, for which
    they have to sign in again.

    \(staffRolesHelp.split(separator: "\n").joined(separator: "\n    "))

      --role ROLES     all that they are to have
      --prefix FOLDER  the installation

    Ends with 1 when nobody has that name, or they do not work here any more.
    """,
  options: [.prefix, .role],
  words: 1
) { options in
  let name = try staffName(options)
  let roles = try roles(options)
  let services = try staffServices(options)
  guard let member = try services.store.staffMember(name) else { throw nobody(name) }
  guard member.isActive else {
    throw Trouble.impossible(
      "'\(name)' does not work here any more: 'docket staff add' adds them under another name")
  }
  let isChanged = try services.store.changeRoles(
    of: name, to: roles, at: services.now, by: staffProgram)
  try printDone(
    isChanged
      ? "\(name): \(words(roles)), and was \(words(member.roles))"
      : "nothing changed: \(name) is \(words(roles))")
  return 0
}

let removeStaffCommand = Command(
  name: "remove",
  summary: "says that somebody does not work here any more",
  help: """
    usage: docket staff remove NAME --prefix FOLDER

    Says that somebody does not work here any more: from now on they can do nothing, and are signed
    out everywhere. What they did
    stays, under a name that nobody else is ever given. 'docket store erase --staff NAME' takes
    out what they are called and where they get mail.

      --prefix FOLDER  the installation

    Ends with 1 when nobody has that name.
    """,
  options: [.prefix],
  words: 1
) { options in
  let name = try staffName(options)
  let services = try staffServices(options)
  do {
    let isChanged = try services.store.removeStaff(name, at: services.now, by: staffProgram)
    try printDone(isChanged ? "removed: \(name)" : "nothing changed: \(name) was removed before")
    return 0
  } catch StoreError.missing {
    throw nobody(name)
  }
}
