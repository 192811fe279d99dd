import Applications
import Desk

let closeTaskCommand = Command(
  name: "close-task",
  summary: "closes what 'tasks' lists, with a reason and a second person",
  help: """
    usage: docket store close-task ID --reason ID --staff NAME --prefix FOLDER
                                   [--words TEXT] [--accept] [--dry-run]

    Closes a task that 'docket store tasks' lists, by the id that stands there. What was held, or is a
    credit, is kept; a fee that has gone is settled: either is only proposed, and the task stays until
    another person has said 'docket store refund --confirm'. A notification about a payment that is not
    known here is closed at once, by one person, in whose journal that stands.

      --reason ID      why, by the id in fees.jsonc
      --words TEXT     anything else for staff, no more than 500 letters
      --accept         held money is taken for the fee, though it is not what the invoice says: once that is
                       confirmed, the application is submitted
      --staff NAME     who says so: of finance, or an administrator
      --prefix FOLDER  the installation
      --dry-run        says what would be done and changes nothing

    To return money, see 'docket store refund'. Ends with 1 when it is not possible, or that person may
    not.
    """,
  options: [
    .prefix, .dryRun, .staff, .reason, .words, Command.Option(name: "accept", takesValue: false),
  ],
  words: 1
) { options in
  guard let id = options.words.first else {
    throw Trouble.usage("say which: 'docket store tasks' has the id of each")
  }
  let reason = try options.needed("reason")
  let staff = try options.needed("staff")
  let words = try staffWords(options)
  let closed = try staffServices(options).closeTask(
    id, reason: reason, words: words, by: staff, accepting: options.has("accept"),
    isDryRun: options.has("dry-run"))
  switch closed {
  case .proposed(let step):
    return try report(
      step, options.has("dry-run") ? "would be proposed" : "proposed", options)
  case .closed(let notification):
    if options.has("dry-run") {
      try printLine("would be closed: \(notification)")
    } else {
      try printDone("closed: \(notification)")
    }
    return 0
  }
}
