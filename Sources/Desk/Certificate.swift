import Applications
import CGI
import Notation
import Pages
import Rules
import Store

package let certificateRoutes = [
  Route(.get, "", for: .anybody, query: [.line("number", byteLimit: 200)]),
  Route(.get, ":application", for: .applicant),
]

/// Certificates: where anybody finds one by its number, and where its holder prints it.
///
/// `GET ?number=…` replies 303 to the static page of the certificate; 404 with the same form for a number that none
/// has. `GET <application>` has the certificates that this application of the person was granted; 404 where it was
/// granted none, or is not theirs.
package func certificate(_ request: Request, services: Services) throws -> Response {
  try Visit.answer(request, services) { visit in
    switch request.route.path {
    case "": try visit.findCertificate()
    case ":application": try visit.showCertificates()
    default: throw Refusal.notFound
    }
  }
}

extension Visit {
  fileprivate func findCertificate() throws -> Response {
    let typed = trimmed(request.query["number"])
    guard let name = CertificateName(typed), try services.standing(ofCertificate: name) != nil
    else {
      return try reply(verifyIndexPage(notFound: typed), status: .notFound)
    }
    if !LivePages(services).has(Services.livePath(ofCertificate: name)) {
      try services.showCertificate(name)
    }
    return Response(
      seeOther: request.pathToSite + "verify/number/" + Links.verifyPath(name.text))
  }

  fileprivate func showCertificates() throws -> Response {
    let application = try application()
    guard let decision = application.review.decision?.decision, !decision.grants.isEmpty else {
      throw Refusal.notFound
    }
    let overview = try overview(of: application, isPriced: false)
    let kinds = try services.publication(services.newestPublication()).certificateKinds()
    let grants = try decision.grants.map { grant in
      let name = CertificateName(grant.certificate.number)
      return (grant, try name.flatMap { try services.standing(ofCertificate: $0) })
    }
    return try reply(
      certificatePage(overview, grants, kinds: kinds) { certificate in
        let name = CertificateName(certificate.number)?.text ?? ""
        return services.settings.baseURL + "verify/number/" + Links.verifyPath(name)
      }, about: overview)
  }
}
