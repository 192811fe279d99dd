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
/// has. `GET <application>` has the certificates that this application of the person was granted, if any; 404 where
/// it is not theirs.
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
    guard let number = request.query["number"] else { return try reply(verifyIndexPage()) }
    let typed = trimmed(number)
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
    // Of an approval that is revoked they are still shown, and say so.
    let given = (application.review.revoked ?? application.review.decision)?.grants ?? []
    let overview = try overview(of: application, isPriced: false)
    let kinds = try services.publication(services.newestPublication()).certificateKinds()
    let grants = try given.map { grant in
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
