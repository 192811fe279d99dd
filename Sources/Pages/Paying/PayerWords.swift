import Applications
import Markup
import Rules

extension Overview {
  /// The request to somebody else to pay by which the application is locked.
  var askedPayer: PayerRecord? { application.askedPayer(at: now) }

  /// Who was asked to pay, when, and until when, in sentences.
  var payerSentence: String {
    guard let record = application.unendedPayer else { return "" }
    let zone = edition.agency.timeZone
    return "On \(Pages.text(of: record.askedAt, in: zone)) you asked \(record.request.name) "
      + "(\(record.request.emailAddress)) to pay. They can do so until the end of "
      + "\(Pages.text(of: record.request.lastDay(in: zone)))."
  }

  /// What became of the last request, while the applicant has to know it; `nil` where there is nothing to say.
  var endedPayerSentence: String? {
    guard stage == .open, let record = application.payers.all.last else { return nil }
    let (name, zone) = (record.request.name, edition.agency.timeZone)
    switch record.state {
    case .declined(let reason, let moment):
      return "\(name) declined to pay on \(Pages.text(of: moment, in: zone))."
        + (reason.isEmpty ? "" : " Their reason: \(reason)")
    case .asked, .expired:
      return "\(name) has not paid. The time for that was over at the end of "
        + "\(Pages.text(of: record.request.lastDay(in: zone)))."
    case .takenBack: return nil
    }
  }
}

/// The buttons by which the applicant sends the link again, or takes the request back.
func payerButtons(_ overview: Overview, _ keys: FormKeys) -> HTML {
  guard let record = overview.askedPayer else { return "" }
  let number = overview.application.number
  let request = HiddenField("request", record.request.id)
  let again: HTML? =
    record.links.limit(at: overview.now) == nil
    ? .lines(
      "<form method=\"post\" action=\"\(Links.sendPayerLinkAgain(number))\">",
      hidden(keys, [request]), button("Send the link again", .secondary), "</form>") : nil
  return .lines(
    "<div class=\"buttons\">",
    "<form method=\"post\" action=\"\(Links.takePayerRequestBack(number))\">",
    hidden(keys, [request]), button("Take the request back", .secondary), "</form>", again,
    "</div>")
}
