// The notation itself. Sentences here are read by people who are not programmers: in their editor (as
// hover texts), in the glossary of site/README.md and in messages.

extension Shape {
  static func named(_ name: Name) -> Shape {
    switch name {
    case .agency: agency
    case .contact: contact
    case .refunds: refunds
    case .earlierRefund: earlierRefund
    case .withdrawal: withdrawal
    case .parties: parties
    case .party: party
    case .waiting: waiting
    case .invitation: invitation
    case .fees: fees
    case .textEdition: textEdition
    case .fee: fee
    case .countedFrom: countedFrom
    case .amount: amount
    case .tier: tier
    case .band: band
    case .share: share
    case .reduction: reduction
    case .layer: layer
    case .sighting: sighting
    case .seenAmount: seenAmount
    case .example: example
    case .refundReason: refundReason
    case .credential: credential
    case .elementUse: elementUse
    case .feeUse: feeUse
    case .element: element
    case .entryGroup: entryGroup
    case .list: list
    case .item: item
    case .attachments: attachments
    case .seal: seal
    case .question: question
    case .choice: choice
    case .condition: condition
    case .certificates: certificates
    case .certificateKind: certificateKind
    case .eligibilityRule: eligibilityRule
    case .termRule: termRule
    case .dayPoint: dayPoint
    case .step: step
    case .review: review
    case .reviewReason: reviewReason
    case .holdReason: holdReason
    case .deficiencyRule: deficiencyRule
    case .appealRule: appealRule
    case .reopeningRule: reopeningRule
    case .grantRule: grantRule
    case .preliminaryRule: preliminaryRule
    case .preliminaryCondition: preliminaryCondition
    }
  }

  static let agency = Shape(
    name: .agency, noun: "agency",
    documentation: "agency.jsonc: who licenses, and what holds for every application.",
    keys: [
      .must("name", .words, "The name on every page."),
      .may(
        "disclaimer", .words,
        "The sentence on every page that says what the site is modelled on, and what it is not."),
      .must("contact", .shape(.contact), "Where people ask for help."),
      .must("timeZone", .timeZone, "The time zone in which days begin and end: an IANA name."),
      .must("currency", .currency, "The currency of all fees: an ISO 4217 code."),
      .may(
        "languages", .list(of: .language, atLeast: 1), standard: "[\"en\"]",
        "The languages texts may be given in; the first is the site's own."),
      .must(
        "applicationDays", .integer(1...3650),
        "How many days after the day of its start an application may still be paid for."),
      .may(
        "reminderDays", .list(of: .integer(1...3650), atLeast: 0),
        "How many days before the end a reminder is sent; one number for each reminder."),
      .may("refunds", .shape(.refunds), "What is said before paying about getting fees back."),
      .may(
        "withdrawal", .shape(.withdrawal),
        "What is said before an application is withdrawn about the fee that was paid for it."),
      .may(
        "carryOverDays", .integer(1...3650),
        "For how many days a new application takes over what somebody else supplied for an expired one; without it, nothing is taken over."
      ),
      .may(
        "waiting", .shape(.waiting),
        "What becomes of these days while somebody else is awaited, as everybody is told."),
      .may(
        "feeLayer", .reference(.layer), standard: "\"letter\"",
        "By what people are charged: the letter of the rules, or a layer of fees.jsonc."),
      .may(
        "freeMailDomains", .list(of: .text, atLeast: 0),
        "Domains at which anybody can have an address, in small letters: staff is told where one stands for an organization."
      ),
    ])

  static let contact = Shape(
    name: .contact, noun: "contact", documentation: "Where people ask for help.",
    keys: [
      .must("email", .emailAddress, "The address questions go to."),
      .may("phone", .text, "The telephone number, as it should be read."),
      .may("hours", .words, "When somebody answers."),
    ])

  static let refunds = Shape(
    name: .refunds, noun: "statement on refunds",
    documentation: "What is said before paying about getting fees back.",
    keys: [
      .must("words", .words, "The statement."),
      .must("clause", .text, "The rule it rests on."),
      .may(
        "kept", .money,
        "What is kept of the fee when an application is denied; without it, all of it is."),
      .may(
        "earlier", .list(of: .shape(.earlierRefund), atLeast: 0),
        "What was said before, in the order of the last days."),
    ])

  static let earlierRefund = Shape(
    name: .earlierRefund, noun: "earlier statement on refunds",
    documentation: "What was said about getting fees back, for what was paid up to a day.",
    keys: [
      .must("until", .day, "The last day it held."),
      .must("words", .words, "The statement."),
      .must("clause", .text, "The rule it rested on."),
      .may(
        "kept", .money,
        "What was kept of the fee when an application was denied; without it, all of it was."),
    ])

  static let withdrawal = Shape(
    name: .withdrawal, noun: "statement on withdrawing",
    documentation: "What is said before an application is withdrawn.",
    keys: [
      .must("words", .words, "The statement."),
      .must("clause", .text, "The rule it rests on."),
    ])

  static let parties = Shape(
    name: .parties, noun: "list of parties",
    documentation: "parties.jsonc: who may complete an element. One party must be \"applicant\".",
    keys: [.must("parties", .list(of: .shape(.party), atLeast: 1), "All parties.")])

  static let party = Shape(
    name: .party, noun: "party", documentation: "Somebody who may complete an element.",
    keys: [
      .must("id", .id, "What elements call it in \"submittedBy\"."),
      .may(
        "kind",
        .oneOf([
          .init("applicant", "the person the application is about"),
          .init("preparation-provider", "where the applicant was trained"),
          .init("employer", "where the applicant works, or did"),
          .init("agency", "whoever licenses, or another authority"),
          .init("outside-source", "anybody else who knows something of the applicant"),
        ]), standard: "\"outside-source\"; of \"applicant\": \"applicant\"",
        "What it is to the applicant."),
      .must("title", .words, "What people call it."),
    ])

  static let waiting = Shape(
    name: .waiting, noun: "rule for waiting",
    documentation: "What becomes of an applicant's days while somebody else has a part.",
    keys: [
      .must(
        "clock",
        .oneOf([
          .init("runs", "the days go on"),
          .init(
            "stops",
            "the days stand still while somebody who was asked has a part that payment waits for"),
        ]), "What the days do."),
      .must("words", .words, "How everybody is told."),
      .may("clause", .text, "The rule it rests on, where there is one."),
    ])

  static let choice = Shape(
    name: .choice, noun: "choice", documentation: "One of the things that may be chosen.",
    keys: [
      .must("id", .id, "What is stored. It never changes meaning."),
      .must("label", .words, "What people read."),
      .may("hint", .words, "A line of help below it."),
    ])
}
