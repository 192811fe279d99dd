import Applications
import Desk
import Rules
import Store

let resetStaffCommand = Command(
  name: "reset",
  summary: "takes back what somebody signs in with, and mails them a new link",
  help: """
    usage: docket staff reset NAME --prefix FOLDER [--print-link]

    Takes back what somebody signs in with: password and authenticator, and every link they were sent.
    They are signed out everywhere, and mailed a new link, with which they choose both. For somebody
    who has lost their phone or password, and when somebody else may have either.

      --prefix FOLDER  the installation
      --print-link     prints the link instead, for you to pass on: whoever has it is them

    Ends with 1 when nobody has that name, or they do not work here any more.
    """,
  options: [.prefix, .printLink],
  words: 1
) { options in
  let name = try staffName(options)
  let services = try staffServices(options)
  do {
    let isDone = try services.store.resetSignIn(of: name, at: services.now, by: staffProgram)
    guard isDone, let member = try services.store.staffMember(name) else {
      throw Trouble.impossible(
        "'\(name)' does not work here any more: 'docket staff add' adds them under another name")
    }
    let link = try passLink(to: member, in: services, options)
    try printDone("reset: \(name) is signed out, and has to choose a password")
    try link.tell()
    return 0
  } catch StoreError.missing {
    throw nobody(name)
  }
}

/// A link that was made for somebody, and what is said of it once everything else has been said.
struct PassedLink {
  /// `nil` where it could not be mailed.
  var line: String?
  var complaint: String?

  func tell() throws {
    if let line { try printDone(line) }
    if let complaint { complain("docket staff: \(complaint)") }
  }
}

/// Mails a link to somebody, or has it printed where that was asked for. Where it cannot be mailed this is said: the
/// rest is done. Nothing is printed before the link, and the mail, are lasting.
func passLink(
  to member: StaffMember, in services: Services, _ options: Options
) throws -> PassedLink {
  do {
    if options.has("print-link") {
      return PassedLink(line: try services.staffLink(for: member))
    }
    try services.mailStaffLink(to: member)
    return PassedLink(line: "a link goes to \(member.emailAddress)")
  } catch let fault as Settings.Fault {
    return PassedLink(
      complaint: "no link was mailed, because \(fault); afterwards 'docket staff reset "
        + "\(member.name)' mails one")
  } catch let error as StoreError {
    throw error.behindWhatHasHappened
  }
}
