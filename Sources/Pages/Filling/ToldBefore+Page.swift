import Applications
import Markup
import Rules

extension ToldBefore {
  private var when: String { text(of: signedAt, in: overview.edition.agency.timeZone) }

  /// *Nothing is new* as an answer.
  var choice: Choice {
    Choice(
      Question.nothingNew, "Yes, and nothing is new since then",
      hint: """
        You told us of this in application \(overview.application.number.description), signed on \(when). It \
        stands below.
        """)
  }

  /// What was told, to be read and not changed.
  var shown: HTML {
    let edition = overview.edition
    return .lines(
      "<details>", "<summary>What you told us on \(when)</summary>",
      summaryList(
        [SummaryRow("Application number", "\(overview.application.number.description)")]
          + readBack(questions, part.answers, edition)),
      .lines(
        groups.map { group in
          .lines(
            part.entries(of: group.id).enumerated().map { index, entry in
              .lines(
                "<h2>\(edition.name(ofEntry: index + 1, group))</h2>",
                summaryList(readBack(group.questions, entry.answers, edition)),
                fileList(
                  part.attachments(of: entry.id), types: group.attachments?.types ?? [], overview))
            })
        }),
      "</details>")
  }
}
