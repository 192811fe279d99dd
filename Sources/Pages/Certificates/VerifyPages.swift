import Applications
import Markup
import Rules

/// The static page on which somebody looks for a certificate by its number.
package func verifyIndexPage() -> Page { verifyIndexPage(notFound: nil) }

/// The same after a number that no certificate has.
package func verifyIndexPage(notFound number: String?) -> Page {
  let title = "Check a certificate"
  let errors =
    number.map { number in
      [
        FieldError(
          field: "number",
          message: number.isEmpty
            ? "Enter the number of the certificate"
            : "No certificate that was granted here has the number \(number). Check it with the holder"
        )
      ]
    } ?? []
  return Page(
    title: title,
    main: .lines(
      "<div class=\"column\">", errorSummary(errors), "<h1>\(title)</h1>",
      """
      <p class="lead">Anybody can find out whether a certificate holds, and until when. You need its number, \
      which stands on the certificate.</p>
      """,
      "<form method=\"get\" action=\"\(Links.verifyForm)\">",
      textInput(
        Field(
          "number", label: "Number of the certificate",
          hint: "Like K7M42-Q9PXW. Capitals and hyphens do not matter.",
          error: errors.first?.message),
        value: number ?? ""),
      buttonGroup(button("Check")), "</form>", "</div>"),
    hasErrors: !errors.isEmpty)
}

/// The page on which anybody finds out whether a certificate holds. It is written when something about the certificate
/// changes, and so it names days and leaves it to the reader to compare them with today.
package func verifyPage(
  _ standing: CertificateStanding, kind: CertificateKind?, agency: Agency, at moment: Moment
) -> Page {
  let zone = agency.timeZone
  let certificate = standing.certificate
  let title = "Certificate \(certificate.number)"
  let what = kind?.title.text(in: agency.languages[0]) ?? certificate.kind.text
  let days =
    certificate.last.map {
      "It holds from \(text(of: certificate.first)) to the end of \(text(of: $0))."
    } ?? "It holds from \(text(of: certificate.first)) on, and has no last day."
  let word: HTML =
    if let withdrawn = standing.withdrawnAt {
      notificationBanner(
        "<p>This certificate was withdrawn on \(text(of: zone.day(of: withdrawn))). It does not hold.</p>",
        heading: "Withdrawn")
    } else if let revoked = standing.revokedAt {
      notificationBanner(
        "<p>This certificate was revoked on \(text(of: zone.day(of: revoked))). It does not hold.</p>",
        heading: "Revoked")
    } else if certificate.isPreliminary {
      .lines(
        notificationBanner(
          "<p>This certificate is preliminary: it holds, and is still to be confirmed or revoked. Look here again later.</p>",
          heading: "Preliminary"), "<p class=\"lead\">\(days) Compare that with today.</p>")
    } else {
      "<p class=\"lead\">\(days) Compare that with today.</p>"
    }
  return Page(
    title: title,
    main: .lines(
      "<div class=\"column\">", "<h1>\(title)</h1>", word,
      summaryList(
        [
          SummaryRow("What it is", "\(what)"), SummaryRow("Holder", "\(standing.holder)"),
          SummaryRow("Number", "\(certificate.number)"),
          SummaryRow("First day", "\(text(of: certificate.first))"),
          SummaryRow(
            "Last day", certificate.last.map { "\(text(of: $0))" } ?? "None"),
        ]
          + standing.steps.map { step in
            SummaryRow("\(step.what.verifyWords)", "\(text(of: zone.day(of: step.at)))")
          }),
      "<p><a href=\"\(Links.verify)\">Check another certificate</a></p>",
      "<p class=\"aside\">This page was made on \(text(of: moment, in: zone)), and is made again when anything about the certificate changes.</p>",
      "</div>"))
}

extension CertificateStanding.Step.What {
  /// What was done with a certificate, as a label.
  fileprivate var verifyWords: String {
    switch self {
    case .granted(.issues, false): "Granted on"
    case .granted(.renews, false): "Renewed on"
    case .granted(.copies, false): "Duplicate granted on"
    case .granted(.amends, false): "Changed on"
    case .granted(.issues, true): "Granted preliminarily on"
    case .granted(.renews, true): "Renewed preliminarily on"
    case .granted(.copies, true): "Duplicate granted preliminarily on"
    case .granted(.amends, true): "Changed preliminarily on"
    case .confirmed: "Confirmed on"
    case .revoked: "Revoked on"
    }
  }
}
