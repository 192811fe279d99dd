import Applications
import Files
import Glibc
import Markup
import Notation
import Pages
import Rules
import Store

// What people hold, and the pages on which anybody finds out whether a certificate holds.

extension Services {
  /// What rules may look at without asking: what is known of the person, on a day.
  func circumstances(of account: Account, on day: Day) throws -> Circumstances {
    let address = account.profile.address
    return Circumstances(
      day: day, certificates: try store.certificates(of: account),
      profile: [
        .city: address.city, .region: address.region, .country: address.country,
        .postalCode: address.postalCode,
      ])
  }

  /// How the certificate of that name stands; `nil` where nobody was granted one.
  func standing(ofCertificate name: CertificateName) throws -> CertificateStanding? {
    guard let holder = try store.holder(ofCertificate: name),
      let account = try store.account(holder)
    else { return nil }
    return CertificateStanding(
      of: try store.decidedApplications(of: holder), imported: account.certificates
    ) { CertificateName($0.number) == name }
  }

  /// Writes the pages of the certificates that decisions about this application have granted or changed.
  package func showCertificates(of number: ApplicationNumber) throws {
    try store.show(number) { application in
      for name in application.grantedNames { try showCertificate(name) }
    }
  }

  /// The same after a decision, for somebody who waits: where it fails, the sweep makes it good.
  func showCertificatesSoon(of number: ApplicationNumber) {
    do { try showCertificates(of: number) } catch {
      log(
        "review", about: number.text, "the pages of its certificates wait for the sweep: \(error)")
    }
  }

  /// Writes the page of one certificate, or takes it away where nobody holds one, nor has.
  package func showCertificate(_ name: CertificateName) throws {
    let pages = LivePages(self)
    let path = Self.livePath(ofCertificate: name)
    var shown: CertificateStanding?
    repeat {
      shown = try standing(ofCertificate: name)
      if let shown {
        try pages.write(try page(of: shown), to: path)
      } else {
        pages.remove(path)
      }
      // Another application of the same person may have been decided meanwhile. Who writes last has read last.
    } while try standing(ofCertificate: name) != shown
  }

  /// Takes the pages of these certificates away.
  package func hideCertificates(_ names: [CertificateName]) {
    for name in names { LivePages(self).remove(Self.livePath(ofCertificate: name)) }
  }

  private func page(of standing: CertificateStanding) throws -> [UInt8] {
    let reader = try publication(newestPublication())
    let agency = try reader.agency()
    let kinds = try reader.certificateKinds()
    return try document(
      verifyPage(
        standing, kind: kinds.first { $0.id == standing.certificate.kind }, agency: agency, at: now),
      root: "../../../", agency: agency, mark: .standing(since: nil, until: nil), visitor: .unknown)
  }

  /// From `live/` on. Two letters of a name make a folder, so that none grows too large.
  static func livePath(ofCertificate name: CertificateName) -> String {
    "verify/\(Links.verifyPath(name.text))"
  }

  /// Brings the pages of certificates up to date: those of decisions whose program has died, and all of them where
  /// there is none, or the site around them is another one. At most `limit` of those at once; the rest is for the next
  /// time.
  ///
  /// Returns how many were written.
  package func showCertificatesOwed(limit: Int = 4096, isDryRun: Bool = false) throws -> Int {
    var count = 0
    for number in try store.applicationsToShow() {
      count += 1
      if !isDryRun { try showCertificates(of: number) }
    }
    let pages = LivePages(self)
    let now = try siteMark()
    let done = pages.marked(Self.mark).map { String(decoding: $0, as: UTF8.self) } ?? ""
    guard done != now else { return count }
    // `<site> <name>`: everything up to that name was written for that site.
    let parts = done.split(separator: " ").map(String.init)
    let last = parts.count == 2 && parts[0] == now ? parts[1] : nil
    let all = try store.certificateNames().filter { name in last.map { name.text > $0 } ?? true }
    if isDryRun { return count + min(limit, all.count) }
    guard !all.isEmpty || last != nil else { return count }
    for name in all.prefix(limit) { try showCertificate(name) }
    let end = all.count > limit ? all[limit - 1].text : nil
    try pages.write(Array((end.map { "\(now) \($0)" } ?? now).utf8), to: Self.mark)
    return count + min(limit, all.count)
  }

  private static let mark = "verify/.made"

  /// Stands for what is around a page.
  private func siteMark() throws -> String {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = readlink(installation.publicFolder, &buffer, buffer.count)
    let shown = count > 0 ? String(decoding: buffer[..<count], as: UTF8.self) : "none"
    return shown.replacing(" ", with: "-")
  }
}
