extension Shape {
  static let question = Shape(
    name: .question, noun: "question", documentation: "One thing a form asks.",
    keys: [
      .must(
        "id", .id, "What conditions call it and answers are stored under. It never changes meaning."
      ),
      .must("ask", .words, "The question itself."),
      .may("hint", .words, "A line of help below it."),
      .must(
        "kind",
        .oneOf([
          .init("text", "one line"),
          .init("long-text", "several lines"),
          .init("yes-no", "yes or no"),
          .init("one-of", "one of the choices"),
          .init("several-of", "any number of the choices"),
          .init("day", "a day"),
          .init("number", "a whole number"),
          .init("money", "an amount in the agency's currency"),
          .init("email", "an e-mail address"),
          .init("phone", "a telephone number"),
          .init("address", "a postal address"),
          .init("from-list", "an entry of a list in lists/"),
          .init("confirmation", "a statement to be ticked"),
        ]), "What an answer is."),
      .may(
        "required", .bool, standard: "true", "Whether it must be answered, where it applies at all."
      ),
      .may("when", .shape(.condition), "When it applies, over other questions of the same file."),
      .may("clause", .text, "The rule it rests on, where that is not the element's."),
      .may("from", .day, "The first day on which a form that is begun asks it."),
      .may("until", .day, "The last day on which a form that is begun asks it."),
      .may(
        "limit", .integer(1...100_000), only: ("kind", ["text", "long-text"]),
        standard: "200 for text, 4000 for long-text", "How many characters an answer may have."),
      .may(
        "needsStatement", .bool, only: ("kind", ["yes-no"]),
        standard: "true in an element with a seal, else false",
        "Whether who says yes has to write a statement: a required text question that is asked on Yes."
      ),
      .must(
        "choices", .list(of: .shape(.choice), atLeast: 1),
        only: ("kind", ["one-of", "several-of"]),
        "What may be chosen."),
      .must("list", .reference(.list), only: ("kind", ["from-list"]), "The list."),
      .may(
        "others", .bool, only: ("kind", ["from-list"]), standard: "true",
        "Whether another name may be typed that is not in the list."),
      .may(
        "least", .integer(0...1_000_000), only: ("kind", ["number"]), standard: "0",
        "The smallest number that is taken."),
      .may(
        "most", .integer(0...1_000_000), only: ("kind", ["number"]), standard: "1000000",
        "The largest number that is taken."),
    ])
}
