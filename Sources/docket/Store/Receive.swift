import Applications
import Desk
import Rules

let receiveCommand = Command(
  name: "receive",
  summary: "records money that has come by cheque, at a counter or to an account",
  help: """
    usage: docket store receive REFERENCE --amount AMOUNT --receipt TEXT --staff NAME --prefix FOLDER

    Records money that has come for a payment with the provider 'manual'. Where it is the sum of the
    invoice, the application is submitted, and the applicant is told by mail.

    REFERENCE is the payment's, or the number of the application.

      --amount AMOUNT  what has come, like 20.00
      --receipt TEXT   the agency's own number of it. The same one again changes nothing
      --staff NAME     who records it: of finance, or an administrator (docket staff)
      --differs        the sum is not the invoice's, and that is meant: it is held for staff
      --prefix FOLDER  the installation
      --dry-run        says what would be recorded and changes nothing

    Ends with 1 when there is no such payment, or that person may not record it.
    """,
  options: [
    .prefix, .dryRun, Command.Option(name: "amount", takesValue: true),
    Command.Option(name: "receipt", takesValue: true), .staff,
    Command.Option(name: "differs", takesValue: false),
  ],
  words: 1,
  run: receive)

private func receive(_ options: Options) throws -> Int32 {
  guard let reference = options.words.first else {
    throw Trouble.usage("say for which payment: its reference, or the number of the application")
  }
  let amount = try options.needed("amount")
  let receipt = try options.needed("receipt")
  let staff = try options.needed("staff")
  guard isPlainNumber(receipt) else {
    throw Trouble.usage("'--receipt' takes letters, digits, spaces and -./_, no more than 80")
  }
  let installation = try installation(at: options.needed("prefix"))
  try becomeOwner(of: installation.store)
  let services = try Services(installation: installation)
  let recorder = try services.staff(staff, with: .ofMoney).name
  let (before, record) = try services.attemptToReceive(reference)
  let attempt = record.attempt
  guard let currency = Currency(code: attempt.currency), let money = Money(amount, in: currency),
    money > .zero
  else {
    throw Trouble.usage("'\(amount)' is no amount of \(attempt.currency): write it like 20.00")
  }
  guard money == attempt.quote.total || options.has("differs") else {
    throw Trouble.impossible(
      "the invoice says \(attempt.quote.total.plainText(in: currency)); if \(amount) is what has come, "
        + "add --differs: it is recorded and held")
  }
  let what = "\(money.plainText(in: currency)) \(currency.code) for \(before.number)"
  if options.has("dry-run") {
    try printLine("would be recorded: \(what)")
    return 0
  }
  let after = try services.receive(
    Receipt(money: money, number: receipt, staff: recorder), for: record)
  guard let after, after != before else {
    try printLine("nothing changed: this receipt has been recorded before")
    return 0
  }
  let isSubmitted = before.submittedAt == nil && after.submittedAt != nil
  try printLine(
    "recorded: \(what); "
      + (isSubmitted ? "the application is submitted" : "nothing is submitted by it"))
  return 0
}

extension Command.Option {
  static let staff = Command.Option(name: "staff", takesValue: true)
}
