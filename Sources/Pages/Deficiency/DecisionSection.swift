import Applications
import Markup
import Rules

extension Overview {
  /// Whether a letter about its review was sent.
  var hasLetters: Bool {
    !application.review.deficiencies.isEmpty
      || application.review.decisions.contains {
        switch $0.state {
        case .holds, .undone: true
        case .proposed, .refused: false
        }
      }
  }

  /// What was decided, by which rules, and what can be done about it; empty where nothing was.
  var decisionSection: HTML {
    guard let record = application.review.decision, let since = record.holdsSince else {
      return undoneSection
    }
    let decision = record.decision
    var rows = [
      SummaryRow("Decided", "\(Pages.text(of: edition.agency.timeZone.day(of: since)))"),
      SummaryRow("Decision", "\(record.outcomeWords)"),
    ]
    if record.isPreliminary, let preliminary = decision.preliminary {
      rows.append(SummaryRow("Preliminary", preliminary.rule.html))
    }
    if let confirmed = record.confirmation {
      let day = edition.agency.timeZone.day(of: confirmed.at)
      rows.append(SummaryRow("Confirmed", "\(Pages.text(of: day))"))
    }
    if let revoked = application.review.revoked, let since = revoked.holdsSince {
      let day = edition.agency.timeZone.day(of: since)
      rows.append(SummaryRow("Approved preliminarily", "\(Pages.text(of: day))"))
    }
    for reason in decision.reasons { rows.append(SummaryRow("Reason", reason.html)) }
    for grant in record.grants {
      rows.append(SummaryRow("Certificate", "\(words(of: grant))"))
    }
    for grant in application.review.revoked?.grants ?? [] {
      rows.append(SummaryRow("Does not hold any more", "\(words(of: grant))"))
    }
    let given = (application.review.revoked ?? record).grants
    return .lines(
      "<h2>What was decided</h2>", summaryList(rows),
      given.isEmpty
        ? nil
        : buttonGroup(
          buttonLink(
            "See and print what you were granted", link: Links.certificate(application.number))),
      "<p><a href=\"\(Links.letters(application.number))\">Our letter, as it was sent</a></p>",
      decision.outcome == .approved ? nil : appealWords(decision))
  }

  /// Said where a decision no longer holds, and no other is made.
  private var undoneSection: HTML {
    guard case .undone(let undoing, let moment, _)? = application.review.decisions.last?.state
    else { return "" }
    return note(
      """
      <p>What was decided was undone on \(text(of: moment, in: edition.agency.timeZone)): \(undoing.reason) \
      <a href="\(Links.letters(application.number))">Our letters</a></p>
      """)
  }

  func words(of grant: Grant) -> String {
    let certificate = grant.certificate
    let title =
      edition.certificateKind(certificate.kind).map { edition.text($0.title) }
      ?? requests.first { $0.id == grant.request }.map { edition.text($0.title) }
      ?? certificate.kind.text
    let end = certificate.last.map { " to \(Pages.text(of: $0))" } ?? ""
    return
      "\(title), number \(certificate.number), from \(Pages.text(of: certificate.first))\(end)\(certificate.isPreliminary ? ", preliminary" : "")"
  }

  private func appealWords(_ decision: Decision) -> HTML? {
    let zone = edition.agency.timeZone
    if let appeal = application.review.appeals.last(where: { $0.decision == decision.id }) {
      let asked = Pages.text(of: appeal.at, in: zone)
      guard let answered = appeal.answeredAt else {
        return "<p>You asked on \(asked) that this is looked at again. We have it.</p>"
      }
      return """
        <p>You asked on \(asked) that this is looked at again. It was, and it stands: our letter is of \
        \(Pages.text(of: answered, in: zone)).</p>
        """
    }
    guard let last = lastDayToAppeal else { return nil }
    guard zone.day(of: now) <= last else {
      return "<p>The last day to ask that this is looked at again was \(Pages.text(of: last)).</p>"
    }
    return """
      <p>You can ask until the end of <strong>\(Pages.text(of: last))</strong> that this is looked at again: \
      <a href="\(Links.appeal(application.number))">ask for another look</a>.</p>
      """
  }
}
