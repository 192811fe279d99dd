import Desk
import JSON
import Rules
import Store

// The mails of an installation, for whoever looks after it. Neither what they say nor whom they go to is
// printed unless it is asked for: a terminal is seen by others, and what it shows is copied into tickets.

let mailsCommand = Command(
  name: "mails",
  summary: "lists the mails that wait and those that were given up",
  help: """
    usage: docket store mails --prefix FOLDER [--failed | --sent] [--addresses] [--json]

    Lists the mails that wait, with their next try, and those that were given up, with the reason.
    What they say is not shown.

      --prefix FOLDER  the installation
      --failed         only mails that were given up
      --sent           only mails that have gone
      --addresses      whom they go to, too
      --json           the same, as data

    Ends with 1 when a mail cannot be read.
    """,
  options: [
    .prefix, .json, Command.Option(name: "failed", takesValue: false),
    Command.Option(name: "sent", takesValue: false),
    Command.Option(name: "addresses", takesValue: false),
  ],
  run: listMails)

let resendCommand = Command(
  name: "resend",
  summary: "lets mails go once more",
  help: """
    usage: docket store resend NAME | --all --prefix FOLDER [--dry-run]

    Lets a mail go once more, whatever became of it, or everything that waits or was given up. The next
    sweep sends it.

      --all            all mails that wait or were given up
      --prefix FOLDER  the installation
      --dry-run        says how many would go and changes nothing
    """,
  options: [.prefix, .dryRun, Command.Option(name: "all", takesValue: false)],
  words: 1,
  run: resendMails)

/// `docket store mails`: what waits and what was given up, or with `--sent` what has gone.
func listMails(_ options: Options) throws -> Int32 {
  let installation = try installation(at: options.needed("prefix"))
  let boxes: [Store.Box] =
    switch (options.has("failed"), options.has("sent")) {
    case (true, false): [.failed]
    case (false, true): [.sent]
    case (false, false): [.new, .failed]
    case (true, true): throw Trouble.usage("either --failed or --sent")
    }
  let services = try Services(installation: installation)
  let showsAddress = options.has("addresses")
  var rows: [JSONNode] = []
  var unreadable: [String] = []
  for box in boxes {
    let mails = try services.mail(in: box)
    unreadable += mails.unreadable
    for mail in mails.readable {
      if options.has("json") {
        rows.append(mail.node(in: box, showsAddress: showsAddress))
      } else {
        try printLine(mail.line(in: box, showsAddress: showsAddress))
      }
    }
  }
  if options.has("json") {
    try printLine(JSONNode.object([JSONMember("mails", .array(rows))]).text)
  }
  for name in unreadable { complain("docket store: the mail \(name) cannot be read") }
  return unreadable.isEmpty ? 0 : 1
}

/// `docket store resend NAME`, or `--all` for everything that waits or was given up.
func resendMails(_ options: Options) throws -> Int32 {
  let installation = try installation(at: options.needed("prefix"))
  try becomeOwner(of: installation.store)
  let services = try Services(installation: installation)
  let names: [String]
  switch (options.words.first, options.has("all")) {
  case (let name?, false): names = [name]
  case (nil, true):
    names = try services.store.mailNames(in: .new) + services.store.mailNames(in: .failed)
  default: throw Trouble.usage("say which: the name that 'docket store mails' shows, or --all")
  }
  if options.has("dry-run") {
    try printLine("\(counted(names.count, "mail")) would be sent with the next sweep")
    return 0
  }
  var count = 0
  for name in names {
    if try services.store.postAgain(name) {
      count += 1
    } else if names.count == 1 {
      throw Trouble.impossible("there is no mail '\(name)'")
    }
  }
  try printLine("\(counted(count, "mail")) will be sent with the next sweep")
  return 0
}

extension Store.Box {
  fileprivate var words: String {
    switch self {
    case .new: "waits"
    case .sent: "sent"
    case .failed: "given up"
    }
  }
}

extension PostedMessage {
  fileprivate func line(in box: Store.Box, showsAddress: Bool) -> String {
    var parts = ["\(message.name): \(box.words)", "posted \(postedAt)"]
    if showsAddress { parts.append("to \(message.to)") }
    if tries > 0 { parts.append("tried \(counted(tries, "time"))") }
    if let nextTry { parts.append("next after \(nextTry)") }
    if let endedAt { parts.append("\(box == .sent ? "sent" : "given up") \(endedAt)") }
    if !reason.isEmpty { parts.append(reason) }
    return parts.joined(separator: ", ")
  }

  fileprivate func node(in box: Store.Box, showsAddress: Bool) -> JSONNode {
    var members = [
      JSONMember("name", .string(message.name)), JSONMember("state", .string(box.words)),
      JSONMember("postedAt", .string(postedAt.description)), JSONMember("tries", .integer(tries)),
    ]
    if showsAddress { members.append(JSONMember("to", .string(message.to))) }
    if let nextTry { members.append(JSONMember("nextTry", .string(nextTry.description))) }
    if let endedAt { members.append(JSONMember("endedAt", .string(endedAt.description))) }
    if !reason.isEmpty { members.append(JSONMember("reason", .string(reason))) }
    return .object(members)
  }
}
