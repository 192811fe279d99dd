extension Shape {
  static let credential = Shape(
    name: .credential, noun: "credential",
    documentation: "credentials/ID.jsonc: something that can be applied for.",
    keys: [
      .must("id", .id, "The same as the name of the file. It never changes meaning."),
      .must("title", .words, "What it is called."),
      .must("summary", .words, "One sentence for lists."),
      .must("whoFor", .markdown, "Who it is for."),
      .must("clause", .text, "The rule it rests on."),
      .may("from", .day, "The first day on which one may apply; without it, always."),
      .may("until", .day, "The last day on which one may apply; without it, there is none."),
      .may("term", .words, "How long what is granted lasts, in words."),
      .may(
        "lasts", .list(of: .shape(.termRule), atLeast: 1),
        "How long it lasts, as dated rules with their clauses."),
      .may(
        "eligibility", .list(of: .shape(.eligibilityRule), atLeast: 1),
        "What somebody has to meet before they may apply."),
      .may(
        "questions", .list(of: .shape(.question), atLeast: 0),
        "Clarifying questions, asked before the application is started."),
      .must(
        "elements", .list(of: .referenceOr(.element, .elementUse), atLeast: 1),
        "What has to be supplied, in the order it is shown."),
      .must(
        "fees", .list(of: .referenceOr(.fee, .feeUse), atLeast: 1),
        remedy: "name the fee it owes; where nothing is charged, a fee of \"0.00\" with the clause "
          + "that says so",
        "What is charged. Where nothing is, name a fee of \"0.00\", so that people see the rule."),
      .may(
        "conflictsWith", .list(of: .reference(.request), atLeast: 0),
        "Credentials that cannot be in the same application."),
      .may(
        "grants", .shape(.grantRule),
        "What becomes of certificates when it is approved. Without it, nothing does."),
      .may(
        "openedBy", .list(of: .reference(.party), atLeast: 1),
        "The parties whose organizations may open an application for it in somebody's place. Nothing begins before that person has accepted it."
      ),
    ])

  static let elementUse = Shape(
    name: .elementUse, noun: "element of this credential",
    documentation: "An element that is asked for only sometimes.",
    keys: [
      .must("element", .reference(.element), "The element."),
      .may("when", .shape(.condition), "When it is asked for, over the clarifying questions."),
    ])

  static let feeUse = Shape(
    name: .feeUse, noun: "fee of this credential",
    documentation: "A fee that is charged only sometimes, or several times.",
    keys: [
      .must("fee", .reference(.fee), "The fee."),
      .may("when", .shape(.condition), "When it is charged, over the clarifying questions."),
      .may(
        "count", .reference(.question),
        "The number question that says how many are charged. For a fee per item or certificate."),
      .may(
        "notWith", .list(of: .reference(.request), atLeast: 1),
        "It is left out when any of these credentials is in the same application."),
    ])

  static let element = Shape(
    name: .element, noun: "element",
    documentation: "elements/ID.jsonc: a part of an application that somebody has to supply.",
    keys: [
      .must("id", .id, "The same as the name of the file. It never changes meaning."),
      .must("title", .words, "What it is called."),
      .must("why", .markdown, "Why it is asked, in a sentence or two."),
      .must("clause", .text, "The rule that asks it."),
      .must("submittedBy", .reference(.party), "Who completes it."),
      .may(
        "neededBefore",
        .oneOf([
          .init("payment", "payment is closed until it is complete"),
          .init("decision", "it may arrive after the application was submitted"),
        ]), standard: "\"payment\"", "What has to wait for it."),
      .may(
        "required", .bool, standard: "true", "Whether an application can be complete without it."),
      .may("guidance", .markdown, "What stands above its questions."),
      .may(
        "none", .words,
        "The statement that completes it for somebody with nothing to supply."),
      .may(
        "questions", .list(of: .shape(.question), atLeast: 0),
        "What is asked, in order."),
      .may(
        "entries", .list(of: .shape(.entryGroup), atLeast: 0),
        "What may be supplied several times: degrees, employers, incidents."),
      .may("attachments", .shape(.attachments), "Which files it takes as a whole."),
      .may("seal", .shape(.seal), "What is signed when it is complete; after that it is closed."),
      .may(
        "seenBy", .list(of: .text, atLeast: 0),
        "The roles that may see the answers; without it, everybody who works on applications."),
      .may(
        "invitation", .shape(.invitation),
        "How a person is asked by mail to complete it. Not for what the applicant completes."),
      .may(
        "whenDeficient",
        .oneOf([
          .init("changed", "what is there stays, and is corrected"),
          .init("anew", "it is entered from nothing and signed again; the old one stays sealed"),
        ]), standard: "\"changed\"",
        "What the applicant does with it when it has to be put right after submission. \"anew\" only where something is signed."
      ),
    ])

  static let entryGroup = Shape(
    name: .entryGroup, noun: "group of entries",
    documentation: """
      Something that may be supplied several times in an element. Each entry has a page of its own \
      with these questions, and is added, changed, ordered and removed by itself.
      """,
    keys: [
      .must("id", .id, "What entries are stored under. It never changes meaning."),
      .must("title", .words, "What one of them is called, as after \"Add\": \"degree\"."),
      .may("heading", .words, "What stands above them all. Without it: the title."),
      .may("guidance", .markdown, "What stands below that."),
      .may(
        "when", .shape(.condition),
        "When they are asked for, over the questions of the element itself."),
      .may("atLeast", .integer(0...100), standard: "0", "How many there must be."),
      .may("atMost", .integer(1...100), standard: "20", "How many there may be."),
      .must(
        "questions", .list(of: .shape(.question), atLeast: 1),
        "What is asked for each. Their conditions look at questions of the same entry."),
      .may("attachments", .shape(.attachments), "Which files each of them takes."),
    ])

  static let list = Shape(
    name: .list, noun: "list",
    documentation: "lists/ID.jsonc: names that questions of kind from-list let people choose from.",
    keys: [
      .must("id", .id, "The same as the name of the file. It never changes meaning."),
      .must("title", .words, "What it is a list of."),
      .may("clause", .text, "The rule that names what is in it, where one does."),
      .must(
        "items", .list(of: .shape(.item), atLeast: 1), "All names, in the order they are shown."),
    ])

  static let item = Shape(
    name: .item, noun: "item", documentation: "One name in a list.",
    keys: [
      .must("id", .id, "It never changes meaning."),
      .must("name", .words, "The name, as people know it."),
    ])

  static let attachments = Shape(
    name: .attachments, noun: "rule for attachments",
    documentation: "Which files an element, or an entry of one, takes.",
    keys: [
      .may("atLeast", .integer(0...100), standard: "0", "How many there must be."),
      .may("atMost", .integer(1...100), standard: "10", "How many there may be."),
      .must(
        "types", .list(of: .shape(.choice), atLeast: 1), "What a file may be, to choose from."),
    ])

  static let seal = Shape(
    name: .seal, noun: "seal", documentation: "The wording somebody signs.",
    keys: [
      .must(
        "version", .day,
        "The first day of this wording. A new wording gets a new day; it is stored with the signature."
      ),
      .must("statement", .words, "The wording."),
      .may(
        "nothingNew", .bool, standard: "false",
        "Whether who answered Yes in an application before, and signed that, is shown it and may answer that nothing is new."
      ),
    ])

  static let invitation = Shape(
    name: .invitation, noun: "rule for invitations",
    documentation: """
      How a person is asked by mail to complete an element of somebody else's application, with a link for \
      that one element. They see the applicant's name, the number of the application, what it is for, and what is named here.
      """,
    keys: [
      .must(
        "lastsDays", .integer(1...365), "How many days after the day it is sent it is good for."),
      .may(
        "remindDays", .list(of: .integer(1...365), atLeast: 0),
        "How many days before its last day a reminder is sent; one number for each reminder."),
      .may(
        "resendsAtMost", .integer(0...20), standard: "3",
        "How often the applicant may send the same request again."),
      .may(
        "sees",
        .list(
          of: .oneOf([
            .init("email", "the email address"), .init("phone", "the phone number"),
            .init("address", "the postal address"),
          ]), atLeast: 0),
        "What else of the applicant's profile the person sees."),
      .may(
        "seesAnswers", .list(of: .reference(.asked), atLeast: 0),
        "The clarifying questions whose answers the person sees."),
      .must(
        "version", .day,
        "The first day of this wording. A new wording gets a new day; it is stored with the signature."
      ),
      .must("statement", .words, "What the person signs."),
    ])
}
