import Applications
import Markup
import Rules

// That an application which had expired has more time, or can have it.

extension Overview {
  /// When it was given more time last, in a sentence for the applicant; `nil` where it never was.
  var moreTimeWords: String? {
    application.moreTimes.last.map {
      "We gave you more time on \(Pages.text(of: $0.at, in: edition.agency.timeZone)), after it had expired."
    }
  }

  /// One row for each time that it was given more time, with why.
  var moreTimeRows: [SummaryRow] {
    application.moreTimes.map { record in
      SummaryRow(
        "More time",
        """
        Given on \(Pages.text(of: record.at, in: edition.agency.timeZone)), until the end of \
        \(Pages.text(of: edition.day(endingAt: record.given.until))): \(record.given.reason)
        """)
    }
  }

  /// Until when the applicant can ask for more time, and by which rule; `nil` where nobody could give it.
  func askForTime(_ rule: ReopeningRule?) -> HTML? {
    guard let rule, whyNoMoreTime(by: rule) == nil else { return nil }
    let number = application.number
    return .lines(
      "<h2>Ask for more time</h2>",
      "<p>\(edition.text(rule.words))\(rule.clause.map { " (\($0))" } ?? "")</p>",
      """
      <p><a href="\(Links.messages(number))">Write to us</a> before the end of \
      \(text(of: lastDay.adding(days: rule.withinDays))). What you entered is kept.</p>
      """)
  }

  /// Said before somebody pays where money for it came after its last day, and more time was given since.
  var lateMoneyNote: HTML? {
    guard stage == .open, !application.moreTimes.isEmpty,
      application.paymentTasks.contains(where: { $0.kind == .credit(.afterDeadline) })
    else { return nil }
    return note(
      """
      <p>A payment for this application came after the last day that it had then, and is kept as a credit. We look at \
      whether it pays the fee. Please ask us before you pay a second time.</p>
      """)
  }
}
