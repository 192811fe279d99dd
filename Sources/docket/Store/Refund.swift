import Applications
import Desk
import Rules

let refundCommand = Command(
  name: "refund",
  summary: "proposes that money goes back, confirms it, and books it as sent",
  help: """
    usage: docket store refund PAYMENT --reason ID --staff NAME --prefix FOLDER
                               [--amount AMOUNT] [--transaction T] [--words TEXT] [--dry-run]
           docket store refund --confirm ID --staff OTHER --prefix FOLDER
           docket store refund --refuse ID --staff OTHER --prefix FOLDER [--words TEXT]
           docket store refund --sent ID --number TEXT --staff NAME --prefix FOLDER

    Money goes back in three steps. Somebody of finance, or an administrator, proposes it, with a reason
    of fees.jsonc; never more than there is. Another one of those, or a reviewer, confirms or refuses it:
    nothing holds by one person. A refund can be refused until it has gone back. Then it is returned at
    the provider. Where that says so itself, its word books it; elsewhere --sent does, and the applicant
    gets the letter. --confirm and --refuse are for what 'docket store close-task' has proposed, too.

    PAYMENT is the payment's reference, or the number of the application.

      --reason ID      why, by the id in fees.jsonc
      --amount AMOUNT  how much, like 20.00; all that is left where nothing is said
      --transaction T  of which sum, where several came
      --words TEXT     anything else for staff, no more than 500 letters
      --number TEXT    the agency's own number of the transfer. The same one again changes nothing
      --staff NAME     who says so
      --prefix FOLDER  the installation
      --dry-run        says what would be proposed and changes nothing

    Ends with 1 when it is not possible, or that person may not.
    """,
  options: [
    .prefix, .dryRun, .staff, .reason, .words, Command.Option(name: "amount", takesValue: true),
    Command.Option(name: "transaction", takesValue: true),
    Command.Option(name: "confirm", takesValue: true),
    Command.Option(name: "refuse", takesValue: true),
    Command.Option(name: "sent", takesValue: true),
    Command.Option(name: "number", takesValue: true),
  ],
  words: 1,
  run: refund)

private func refund(_ options: Options) throws -> Int32 {
  let staff = try options.needed("staff")
  let words = try staffWords(options)
  let doing = ["confirm", "refuse", "sent"].filter { options[$0] != nil }
  guard doing.count + (options.words.isEmpty ? 0 : 1) == 1 else {
    throw Trouble.usage(
      "say one thing: the payment to return, or '--confirm', '--refuse' or '--sent' with an id")
  }
  guard doing.isEmpty || !options.has("dry-run") else {
    throw Trouble.usage("'--dry-run' goes with a payment to return")
  }
  if let id = options["confirm"] {
    return try report(try staffServices(options).confirm(id, by: staff), "confirmed", options)
  }
  if let id = options["refuse"] {
    return try report(
      try staffServices(options).refuse(id, by: staff, words: words), "refused", options)
  }
  if let id = options["sent"] {
    let number = try options.needed("number")
    guard isPlainNumber(number) else {
      throw Trouble.usage("'--number' takes letters, digits, spaces and -./_, no more than 80")
    }
    return try report(
      try staffServices(options).send(id, number: number, by: staff), "booked as sent", options)
  }
  return try propose(options.words[0], options, staff: staff, words: words)
}

private func propose(
  _ payment: String, _ options: Options, staff: String, words: String
) throws -> Int32 {
  let reason = try options.needed("reason")
  let services = try staffServices(options)
  var wanted = WantedProposal(
    kind: .refund, payment: payment, transaction: options["transaction"], reason: reason,
    words: words, staff: staff)
  if let amount = options["amount"] {
    let code = try services.currency(of: wanted)
    guard let currency = Currency(code: code), let money = Money(amount, in: currency),
      money > .zero
    else { throw Trouble.usage("'\(amount)' is no amount of \(code): write it like 20.00") }
    wanted.money = money
  }
  let step = try services.propose(wanted, isDryRun: options.has("dry-run"))
  return try report(
    step, options.has("dry-run") ? "would be proposed" : "proposed", options)
}

/// What has happened, and what comes next; 0.
func report(_ step: ProposalStep, _ done: String, _ options: Options) throws -> Int32 {
  let proposal = step.record.proposal
  let sum = "\(amount(proposal.money, proposal.currency)) for \(step.application)"
  let id = proposal.id
  if let rule = step.rule, done.hasSuffix("proposed") {
    complain(
      "docket store refund: it has paid the fee, and the rule is: \(rule) An exception takes a reason "
        + "and a second person")
  }
  guard step.isNew else {
    try printDone(
      "nothing changed: \(proposal.kind.rawValue) of \(sum) is \(id), \(step.record.stage.words)")
    return 0
  }
  if options.has("dry-run") {
    try printLine("\(done): \(proposal.kind.rawValue) of \(sum)")
    return 0
  }
  try printDone("\(done): \(proposal.kind.rawValue) of \(sum), \(id)")
  switch step.record.stage {
  case .proposed:
    try printDone("next: somebody else says docket store refund --confirm \(id), or --refuse \(id)")
  case .confirmed where step.record.isOpen:
    try printDone("next: return it at the provider; 'docket store tasks' says how it is booked")
  default: break
  }
  return 0
}

/// What was typed for staff.
func staffWords(_ options: Options) throws(Trouble) -> String {
  let words = options["words"] ?? ""
  guard words.unicodeScalars.count <= MoneyProposal.wordsLimit,
    words.unicodeScalars.allSatisfy({ $0.value >= 0x20 })
  else {
    throw .usage("'--words' is one line of no more than \(MoneyProposal.wordsLimit) letters")
  }
  return words
}

extension ProposalRecord.Stage {
  /// `confirmed by mara`
  var words: String {
    switch self {
    case .proposed: "proposed"
    case .confirmed(let who, _): "confirmed by \(who.name)"
    case .refused(let who, _): "refused by \(who.name)"
    case .sent(let number?, let who, _): "sent by \(who.name) as \(number)"
    case .sent(nil, let who, _): "sent, says \(who.name)"
    }
  }
}

extension Command.Option {
  static let reason = Command.Option(name: "reason", takesValue: true)
  static let words = Command.Option(name: "words", takesValue: true)
}
