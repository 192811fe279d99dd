extension Shape {
  static let review = Shape(
    name: .review, noun: "review",
    documentation: """
      review.jsonc: what staff goes by who look at what was submitted. Without it nothing can be sent back, \
      held or denied.
      """,
    keys: [
      .may(
        "deficiencyReasons", .list(of: .shape(.reviewReason), atLeast: 1),
        "Why something has to be put right: what staff chooses from."),
      .must(
        "denialReasons", .list(of: .shape(.reviewReason), atLeast: 1),
        "Why an application is denied: what staff chooses from."),
      .may(
        "holdReasons", .list(of: .shape(.holdReason), atLeast: 1),
        "Why an application is not worked on for a time."),
      .may(
        "deficiency", .shape(.deficiencyRule),
        "How long an applicant has to put something right. Without it, nothing is sent back."),
      .may(
        "appeal", .shape(.appealRule),
        "How one asks that a denial is looked at again. Without it, nobody can ask here."),
      .may(
        "preliminary", .shape(.preliminaryRule),
        "When an application may be approved before fitness is decided. Without it, never."),
      .may(
        "reopening", .shape(.reopeningRule),
        "How an application that has expired gets more time. Without it, none does."),
      .may(
        "holidays", .list(of: .day, atLeast: 0),
        "Days on which nobody works, besides Saturdays and Sundays."),
    ])

  static let reviewReason = Shape(
    name: .reviewReason, noun: "reason",
    documentation: "Why something has to be put right, or an application is denied.",
    keys: [
      .must("id", .id, "What journals call it. It never changes meaning."),
      .must("text", .words, "The reason, as the applicant reads it."),
      .may("clause", .text, "The rule it rests on. People see it."),
      .may(
        "elements", .list(of: .reference(.element), atLeast: 1),
        "The elements it can be about; without it, any."),
    ])

  static let holdReason = Shape(
    name: .holdReason, noun: "reason to hold",
    documentation: "Why an application is not worked on for a time.",
    keys: [
      .must("id", .id, "What journals call it. It never changes meaning."),
      .must("text", .words, "The reason, as the applicant reads it."),
      .may("clause", .text, "The rule it rests on. People see it."),
      .must(
        "clock",
        .oneOf([
          .init("runs", "the days of the office go on"),
          .init("stops", "the days of the office stand still while it is held"),
        ]), "What the days do that the office takes."),
    ])

  static let deficiencyRule = Shape(
    name: .deficiencyRule, noun: "rule for what is sent back",
    documentation: "How long an applicant has to put right what was sent back, and what follows.",
    keys: [
      .must("days", .integer(1...365), "How many days after the day of the letter."),
      .may(
        "reminderDays", .list(of: .integer(1...365), atLeast: 0),
        "How many days before the last one a reminder is sent; one number for each reminder."),
      .must(
        "consequence",
        .oneOf([
          .init("decided", "it goes back to its place, and is decided by what is there"),
          .init("closed", "the application is closed undecided, and staff may open it again"),
        ]), "What follows when the last day passes."),
      .must("words", .words, "How everybody is told."),
      .may("clause", .text, "The rule it rests on, where there is one."),
    ])

  static let appealRule = Shape(
    name: .appealRule, noun: "rule for another look",
    documentation: "How one asks that a denial is looked at again. The letter of a denial says it.",
    keys: [
      .must("days", .integer(1...365), "How many days after the day of the letter."),
      .must("words", .words, "How everybody is told."),
      .may("clause", .text, "The rule it rests on, where there is one."),
    ])

  static let preliminaryRule = Shape(
    name: .preliminaryRule, noun: "rule for a preliminary approval",
    documentation: """
      When an application may be approved while it is still looked into what was said under a seal. The approval is \
      confirmed when that is cleared; otherwise two people revoke it. An application goes by the rule under which it was begun.
      """,
    keys: [
      .may(
        "days", .integer(1...3650),
        "The most days that a certificate holds which is issued so, until it is confirmed. Without it, its own term."
      ),
      .must("words", .words, "How the applicant is told."),
      .may("clause", .text, "The rule it rests on, where there is one."),
      .must(
        "conditions", .list(of: .shape(.preliminaryCondition), atLeast: 1),
        "What has to hold for it: all of them."),
    ])

  static let preliminaryCondition = Shape(
    name: .preliminaryCondition, noun: "preliminary condition",
    documentation: "Something that has to hold before an application is approved preliminarily.",
    keys: [
      .must("id", .id, "What journals call it. It never changes meaning."),
      .must("text", .words, "What has to hold, as those read it who say that it does."),
      .may("clause", .text, "The rule it rests on. They see it."),
      .may(
        "foundBy",
        .oneOf([
          .init("review", "whoever decides says that it holds"),
          .init("fitness", "those say so who see what was said under a seal"),
        ]), "Who says that it holds."),
      .may(
        "notFor", .list(of: .reference(.request), atLeast: 1),
        "The credentials for which it never holds; for all others it does, and nobody is asked."),
    ], forms: [["foundBy"], ["notFor"]])

  static let reopeningRule = Shape(
    name: .reopeningRule, noun: "rule for opening again",
    documentation: """
      How staff may give more time to an application that was not paid by its last day, and so has expired.
      """,
    keys: [
      .must("days", .integer(1...365), "How many days after the day on which the time is given."),
      .must("times", .integer(1...20), "How often one application may be given more time."),
      .must(
        "withinDays", .integer(1...3650),
        "For how many days after its last day it may be given more time."),
      .must("words", .words, "How everybody is told."),
      .may("clause", .text, "The rule it rests on, where there is one."),
    ])

  static let grantRule = Shape(
    name: .grantRule, noun: "rule for what is granted",
    documentation: "What becomes of the certificates of a person when the credential is approved.",
    keys: [
      .must(
        "how",
        .oneOf([
          .init("issues", "a new certificate with a number of its own"),
          .init("renews", "the one that is held goes on for another term"),
          .init("copies", "another copy of the one that is held"),
          .init("amends", "the one that is held says something more, and keeps its days"),
        ]), "What is done."),
      .must(
        "certificates", .list(of: .reference(.certificate), atLeast: 0),
        "The kinds it is about; [] for any kind. What is issued is of exactly one."),
      .may(
        "aligned", .shape(.condition),
        "When all certificates of the person get one last day, over the clarifying questions. Without it, never."
      ),
    ])
}
