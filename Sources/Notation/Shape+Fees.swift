import Rules

extension Shape {
  static let fees = Shape(
    name: .fees, noun: "fee schedule",
    documentation: "fees.jsonc: what is charged, since when, and worked examples.",
    keys: [
      .may(
        "editions", .list(of: .shape(.textEdition), atLeast: 1),
        """
        The editions of the text the fees rest on, in the order of their days. Wherever a day is \
        written, in any file, the id of one may stand for its first day, and "before ID" for the day \
        before.
        """),
      .must("fees", .list(of: .shape(.fee), atLeast: 1), "All fees, by the letter of the rules."),
      .may(
        "layers", .list(of: .shape(.layer), atLeast: 0),
        "What is seen to be charged where that is not what the letter says."),
      .may(
        "refundReasons", .list(of: .shape(.refundReason), atLeast: 0),
        """
        Why money may go back, be kept or be settled: what staff chooses from with `docket store \
        refund` and `docket store close-task`.
        """),
      .may(
        "examples", .list(of: .shape(.example), atLeast: 0),
        "Worked examples: what an application must come to. Each is worked out at every check."),
    ])

  static let textEdition = Shape(
    name: .textEdition, noun: "edition",
    documentation: "One edition of the text the fees rest on.",
    keys: [
      .must("id", .id, "What days are called after. It never changes meaning."),
      .must("title", .words, "What people call it."),
      .must("from", .day, "The first day it holds: year, month and day."),
      .may("note", .words, "What people should know about that day. It is shown wherever it is."),
    ])

  static let refundReason = Shape(
    name: .refundReason, noun: "reason for a refund",
    documentation: "Why money goes back, or why something about money is settled.",
    keys: [
      .must("id", .id, "What stands in journals. It never changes meaning."),
      .must("text", .words, "The reason, in words."),
      .may("clause", .text, "The rule it rests on, where one says it."),
    ])

  private static let units = Kind.oneOf([
    .init(Fee.Unit.certificate.rawValue, "for each certificate; one, unless it is said how many"),
    .init("request", "once for each request that owes it"),
    .init("application", "once, however many requests of the application owe it"),
    .init("item", "as often as the answer to a question says (\"count\" where it is used)"),
  ])

  static let fee = Shape(
    name: .fee, noun: "fee", documentation: "A fee, with every amount it ever had.",
    keys: [
      .must("id", .id, "What credentials call it. It never changes meaning."),
      .must("title", .words, "What stands on the invoice."),
      .must("per", units, "What it is charged for."),
      .may(
        "pricedOn",
        .oneOf([
          .init("payment", "the day the payment is begun"),
          .init("receipt", "the day the application is received"),
          .init("start", "the day the application was started"),
        ]), standard: "\"payment\"", "Which day picks the amount."),
      .may(
        "countedFrom", .shape(.countedFrom),
        "The day a late fee is counted from; without it, the day the application was started."),
      .may(
        "option", .id,
        """
        The word by which `docket price` charges it, as in `--align`, whatever was answered. It is \
        refused where no request of the application has such a fee.
        """),
      .must(
        "amounts", .list(of: .shape(.amount), atLeast: 1),
        """
        Every amount it ever had, in the order of their days. When a fee changes, add a line; never \
        change one.
        """),
    ])

  static let countedFrom = Shape(
    name: .countedFrom, noun: "day to count from",
    documentation: "The day a late fee is counted from: an answer, or a day for everybody.",
    keys: [
      .may("question", .reference(.asked), "The clarifying question that asks for the day."),
      .may("day", .day, "The day."),
    ], forms: [["question"], ["day"]])

  /// The ways to say how much.
  private static let prices: [Key] = [
    .may("amount", .money, "The amount; \"0.00\" where a rule says that nothing is charged."),
    .may(
      "tiers", .list(of: .shape(.tier), atLeast: 1),
      "Amounts by number: the first so many, and each further one."),
    .may(
      "late", .list(of: .shape(.band), atLeast: 1),
      "Amounts by how late it is, in the order of the days; up to the first, nothing is charged."),
    .may("share", .shape(.share), "A part, or a multiple, of what other fees come to."),
    .may(
      "less", .shape(.reduction),
      "What is taken off other fees: a waiver, a reduction, a credit. Never more than they are."),
    .may(
      "unnamed", .words, "That the rules name no amount, in a sentence. Then there is no price."),
    .may(
      "per", units, "What it is charged for from this day on, if that is not what the fee says."),
    .may("least", .money, "What it comes to at least, all of one request together."),
    .may("most", .money, "What it comes to at most, all of one request together."),
  ]
  private static let priceForms = [
    ["amount"], ["tiers"], ["late"], ["share"], ["less"], ["unnamed"],
  ]

  static let amount = Shape(
    name: .amount, noun: "amount",
    documentation: "What a fee is from a day on, said in one of six ways.",
    keys: [.must("from", .day, "The first day on which this is the amount.")] + prices + [
      .must("clause", .text, "The rule that says so. People see it beside the amount."),
      .may("note", .words, "What people should know about it."),
    ], forms: priceForms)

  static let tier = Shape(
    name: .tier, noun: "tier", documentation: "What each costs, up to a number.",
    keys: [
      .may("upTo", .integer(1...1_000_000), "The last one it is for; the last tier has none."),
      .must("amount", .money, "What each of them costs."),
    ])

  static let band = Shape(
    name: .band, noun: "band",
    documentation: "What is charged when more than so many days have passed.",
    keys: [
      .must("afterDays", .integer(0...36500), "It is charged from the day after so many days on."),
      .must("amount", .money, "What is charged."),
    ])

  private static let shareKeys: [Key] = [
    .may("percent", .decimal(places: 4), "So many hundredths of them."),
    .may("times", .decimal(places: 6), "So many times as much."),
    .may(
      "rounded",
      .oneOf([
        .init("up", "up"), .init("down", "down"),
        .init("half-even", "to the nearest; from the middle to the even one"),
      ]), standard: "\"half-even\"", "How it is rounded."),
    .may("to", .money, "What it is rounded to a multiple of; without it, the smallest unit."),
  ]

  static let share = Shape(
    name: .share, noun: "share",
    documentation: """
      A part, or a multiple, of what other fees come to: in the whole application for a fee per \
      application, else in the same request.
      """,
    keys: [
      .must("of", .list(of: .reference(.fee), atLeast: 1), "The fees it is reckoned from.")
    ] + shareKeys, forms: [["percent"], ["times"]])

  static let reduction = Shape(
    name: .reduction, noun: "reduction",
    documentation: """
      What is taken off other fees: in the whole application for a fee per application, else in the \
      same request. A credential says in "when" for whom.
      """,
    keys: [
      .must("of", .list(of: .reference(.fee), atLeast: 1), "The fees it is taken off."),
      .may("amount", .money, "So much."),
    ] + shareKeys + [
      .may(
        "paidFor", .reference(.fee), "As much as this fee was on the day it was paid before."),
      .may("paidOn", .reference(.asked), "The clarifying question that asks for that day."),
    ], forms: [["percent"], ["times"], ["amount"], ["paidFor", "paidOn"]])

  static let layer = Shape(
    name: .layer, noun: "layer",
    documentation: """
      What is seen to be charged, by its own sources, where that is not what the letter says. \
      Which layer is charged stands in agency.jsonc ("feeLayer"); pages show the other beside it.
      """,
    keys: [
      .must("id", .id, "What it is called; not \"letter\", which is what the rules say."),
      .must("title", .words, "What people call it."),
      .must("fees", .list(of: .shape(.sighting), atLeast: 1), "What was seen."),
    ])

  static let sighting = Shape(
    name: .sighting, noun: "sighting", documentation: "What was seen to be charged for one fee.",
    keys: [
      .must("fee", .reference(.fee), "The fee."),
      .may(
        "requests", .list(of: .reference(.request), atLeast: 1),
        "The credentials it was seen for; without it, all that owe the fee."),
      .must(
        "amounts", .list(of: .shape(.seenAmount), atLeast: 1),
        "What was seen, in the order of the days."),
    ])

  static let seenAmount = Shape(
    name: .seenAmount, noun: "amount that was seen",
    documentation: "What was seen to be charged, said in one of six ways.",
    keys: [
      .must(
        "seenOn", .day, "The day it was seen on; since when it is charged, nobody can tell by that."
      )
    ] + prices + [
      .must("source", .text, "Where it was seen. People see it beside the amount."),
      .may("note", .words, "What people should know about it."),
    ], forms: priceForms)

  static let example = Shape(
    name: .example, noun: "example",
    documentation: "An application, and what it must come to. `docket check` works it out.",
    keys: [
      .must("name", .text, "What it shows."),
      .may(
        "title", .words,
        "What people call it. With a title, the page of fees shows what it comes to today, line by line."
      ),
      .must("requests", .list(of: .reference(.request), atLeast: 1), "What is applied for."),
      .may("answers", .answers, "The answers to the clarifying questions."),
      .may("counts", .answers, "How many certificates, for each request with more than one."),
      .may("options", .list(of: .text, atLeast: 0), "The options of fees that are chosen."),
      .may("layer", .reference(.layer), "By what is charged; without it, what agency.jsonc says."),
      .must("on", .day, "The day of starting and paying."),
      .must("total", .money, "What it must come to."),
    ])
}
