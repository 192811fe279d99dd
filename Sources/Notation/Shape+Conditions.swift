extension Shape {
  static let condition = Shape(
    name: .condition, noun: "condition",
    documentation: """
      When something applies. Either a question of the same file and the answer it must have, or \
      numbers and what they must come to, or several conditions of which all, or any, must hold, or one \
      that must not. In eligibility and terms, also days, certificates and the profile.
      """,
    keys: [
      .may("question", .reference(.question), "The question whose answer decides."),
      .may("is", .values, "The answer that satisfies, or a list of those that do."),
      .may(
        "sum", .list(of: .reference(.question), atLeast: 1),
        "Number questions whose answers are added up; one is enough. With \"atLeast\" or \"atMost\"."
      ),
      .may(
        "counting", .list(of: .shape(.step), atLeast: 1),
        """
        What each answer of the sum counts for, in steps. Without it, each counts as it is. Days of \
        work may count as whole and half years in this way.
        """),
      .may("atLeast", .integer(0...1_000_000), "The least the sum may come to."),
      .may("atMost", .integer(0...1_000_000), "The most the sum may come to."),
      .may(
        "day", .dayPoint,
        "A day that is compared. With \"withinYears\", or with \"notBefore\" or \"notAfter\"."),
      .may(
        "withinYears", .integer(1...100),
        "The day lies in so many years that end with the day of applying."),
      .may("notBefore", .dayPoint, "The day is this one or later."),
      .may("notAfter", .dayPoint, "The day is this one or earlier."),
      .may(
        "holds", .list(of: .reference(.certificate), atLeast: 0),
        "The person holds a certificate of one of these kinds; [] for any kind."),
      .may(
        "state",
        .oneOf([
          .init("current", "one that holds on the day of applying"),
          .init("ended", "one has ended, and none holds on the day of applying"),
          .init("ever", "one that holds, has ended or is still to begin"),
        ]), standard: "\"current\"", "How the certificate has to stand."),
      .may(
        "profile",
        .oneOf([
          .init("city", "the town or city"), .init("region", "the state or region"),
          .init("country", "the country"), .init("postal-code", "the postal code"),
        ]), "A part of the profile. With \"in\"."),
      .may(
        "in", .list(of: .text, atLeast: 1),
        "What the profile may say there; capital and small letters are the same."),
      .may("all", .list(of: .shape(.condition), atLeast: 1), "Every one of these holds."),
      .may("any", .list(of: .shape(.condition), atLeast: 1), "At least one of these holds."),
      .may("not", .shape(.condition), "This one does not hold."),
    ],
    forms: [
      ["question", "is"], ["sum"], ["day"], ["holds"], ["profile", "in"], ["all"], ["any"], ["not"],
    ],
    companions: [
      "sum": (["atLeast", "atMost", "counting"], 1),
      "day": (["withinYears", "notBefore", "notAfter"], 1), "holds": (["state"], 0),
    ])

  static let step = Shape(
    name: .step, noun: "step",
    documentation: "What a number counts for in a sum from some size on; below all steps, nothing.",
    keys: [
      .must("from", .integer(0...1_000_000), "The smallest number of this step."),
      .must("counts", .integer(0...1000), "What it counts for."),
    ])

  static let dayPoint = Shape(
    name: .dayPoint, noun: "way to a day",
    documentation: """
      A day that hangs on the person. A fixed day is written as it is, and the day of applying \
      "today".
      """,
    keys: [
      .may("question", .reference(.question), "The answer to this day question."),
      .may(
        "lastDayOf", .list(of: .reference(.certificate), atLeast: 0),
        "The last day of the certificate of these kinds that ends last; [] for any kind."),
      .may(
        "firstDayOf", .list(of: .reference(.certificate), atLeast: 0),
        "The first day of the certificate of these kinds that begins last; [] for any kind."),
      .may("yearly", .yearDay, "This day, month and day, of the calendar year of another day."),
      .may("of", .dayPoint, "That other day."),
      .may(
        "yearsLater", .integer(0...100), standard: "0",
        "So many calendar years after that of \"of\"."
      ),
    ],
    forms: [["question"], ["lastDayOf"], ["firstDayOf"], ["yearly", "of"]],
    companions: ["yearly": (["yearsLater"], 0)])

  static let eligibilityRule = Shape(
    name: .eligibilityRule, noun: "rule of eligibility",
    documentation: """
      What somebody has to meet before they may apply. Who does not is shown the rule and its clause, \
      and cannot start.
      """,
    keys: [
      .must("says", .words, "What is asked, said to the person: \"You hold …\"."),
      .must("clause", .text, "The rule it rests on. People see it."),
      .must("needs", .shape(.condition), "What has to hold."),
      .may("when", .shape(.condition), "For whom the rule is; without it, for everybody."),
      .may("from", .day, "The first day of applying on which it is asked."),
      .may("until", .day, "The last day of applying on which it is asked."),
    ])

  static let termRule = Shape(
    name: .termRule, noun: "rule for the term",
    documentation: """
      How long what is granted lasts. The first that applies is meant. It has either "years", or \
      "yearly" with "yearsLater", or "lastDay".
      """,
    keys: [
      .may("years", .integer(1...100), "So many years, the first day counted."),
      .may("yearly", .yearDay, "Up to this day, month and day, of a calendar year."),
      .may(
        "yearsLater", .integer(0...100), standard: "0",
        "That year is so many after the one of the first day. Goes with \"yearly\"."),
      .may("lastDay", .day, "Up to this day, whenever it begins."),
      .must("clause", .text, "The rule it rests on."),
      .may("when", .shape(.condition), "For whom it is; without it, for everybody."),
      .may("from", .day, "The first day of applying on which the rule holds."),
      .may("until", .day, "The last day of applying on which the rule holds."),
    ])

  static let certificates = Shape(
    name: .certificates, noun: "list of certificates",
    documentation: """
      certificates.jsonc: the kinds of certificates people hold, for eligibility and for \
      `docket store import-certificates`. A site may do without it.
      """,
    keys: [
      .must("certificates", .list(of: .shape(.certificateKind), atLeast: 1), "All kinds.")
    ])

  static let certificateKind = Shape(
    name: .certificateKind, noun: "kind of certificate",
    documentation: "A kind of certificate that people hold.",
    keys: [
      .must(
        "id", .id, "What conditions and lists of certificates call it. It never changes meaning."),
      .must("title", .words, "What people call it."),
    ])
}
