import Applications
import Markup
import Rules

/// The certificates that an application was granted, each to be printed or saved by its holder: the grants, each with
/// how the certificate stands now, `nil` where that cannot be read. `kinds` are those that people may hold, and `address`
/// the complete address of the page on which anybody can check one.
package func certificatePage(
  _ overview: Overview, _ grants: [(grant: Grant, standing: CertificateStanding?)],
  kinds: [CertificateKind], address: (HeldCertificate) -> String
) -> Page {
  let edition = overview.edition
  let title = grants.count == 1 ? "Your certificate" : "Your certificates"
  let sheets = grants.map { grant, standing -> HTML in
    let certificate = standing?.certificate ?? grant.certificate
    let kind = kinds.first { $0.id == certificate.kind }
    let name = kind.map { edition.text($0.title) } ?? certificate.kind.text
    let isWithdrawn = standing?.withdrawnAt != nil
    return .lines(
      "<section class=\"certificate\">",
      "<h2>\(name)\(grant.how == .copies ? ", duplicate" : "")</h2>",
      isWithdrawn ? warningText("It was withdrawn, and does not hold.") : nil,
      standing?.revokedAt == nil ? nil : warningText("It was revoked, and does not hold."),
      certificate.isPreliminary && standing?.revokedAt == nil
        ? warningText("It is preliminary: it is still to be confirmed or revoked.") : nil,
      summaryList(
        [
          SummaryRow("Granted by", "\(edition.agency.name.text(in: edition.agency.languages[0]))"),
          SummaryRow("Holder", "\(overview.application.start.profile.name)"),
          SummaryRow("Number", "<strong>\(certificate.number)</strong>"),
          SummaryRow("First day", "\(text(of: certificate.first))"),
          SummaryRow("Last day", certificate.last.map { "\(text(of: $0))" } ?? "None"),
          SummaryRow("Rule", "\(grant.clause)"),
        ]
          + grant.aligned.map { other in
            SummaryRow(
              "Same last day from now on",
              "\(kinds.first { $0.id == other.kind }.map { edition.text($0.title) } ?? other.kind.text), \(other.number)"
            )
          }),
      "<p>Anybody can check it at <span class=\"address\">\(address(certificate))</span></p>",
      "</section>")
  }
  return Page(
    title: title,
    main: .lines(
      "<div class=\"no-print\">\(backLink(Links.overview(overview.application.number), label: "Overview"))</div>",
      "<h1>\(title)</h1>",
      grants.isEmpty ? note("<p>This application has no certificate now.</p>") : .lines(sheets),
      "<p class=\"no-print\">You can print this page, or save it as a PDF from your browser's print window.</p>"
    ),
    section: .dashboard, about: overview.application.number)
}
