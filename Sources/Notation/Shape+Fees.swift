extension Shape {
  static let fees = Shape(
    name: .fees, noun: "fee schedule",
    documentation: "fees.jsonc: what is charged, since when, and worked examples.",
    keys: [
      .must("fees", .list(of: .shape(.fee), atLeast: 1), "All fees."),
      .may(
        "examples", .list(of: .shape(.example), atLeast: 0),
        "Worked examples: what an application must come to. Each is worked out at every check."),
    ])

  static let fee = Shape(
    name: .fee, noun: "fee", documentation: "A fee, with every amount it ever had.",
    keys: [
      .must("id", .id, "What credentials call it. It never changes meaning."),
      .must("title", .words, "What stands on the invoice."),
      .must(
        "per",
        .oneOf([
          .init("application", "once, however many requests of the application owe it"),
          .init("request", "once for each request that owes it"),
          .init("item", "as often as the answer to a question says (\"count\" where it is used)"),
        ]), "What it is charged for."),
      .may(
        "pricedOn",
        .oneOf([
          .init("payment", "the day the payment is begun"),
          .init("start", "the day the application was started"),
        ]), standard: "\"payment\"", "Which day picks the amount."),
      .must(
        "amounts", .list(of: .shape(.amount), atLeast: 1),
        """
        Every amount it ever had, in the order of their days. When a fee changes, add a line; never \
        change one.
        """),
    ])

  static let amount = Shape(
    name: .amount, noun: "amount", documentation: "What a fee is from a day on.",
    keys: [
      .must("from", .day, "The first day on which this is the amount."),
      .must("amount", .money, "The amount; \"0.00\" where a rule says that nothing is charged."),
      .must("clause", .text, "The rule that says so. People see it beside the amount."),
      .may("note", .words, "What people should know about it, like a day still to be confirmed."),
    ])

  static let example = Shape(
    name: .example, noun: "example",
    documentation: "An application, and what it must come to. `docket check` works it out.",
    keys: [
      .must("name", .text, "What it shows."),
      .must("requests", .list(of: .reference(.request), atLeast: 1), "What is applied for."),
      .may("answers", .answers, "The answers to the clarifying questions."),
      .must("on", .day, "The day of starting and paying."),
      .must("total", .money, "What it must come to."),
    ])
}
