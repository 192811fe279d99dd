import Desk

/// Writes the pages of certificates that a program which died has left as they were, and all of them where the site
/// around them has changed.
let showCertificates = SweepJob(name: "certificates") { sweep in
  // Before anything was published there is no site to put around a page.
  guard try sweep.today() != nil else { return .nothing }
  let count = try sweep.services.showCertificatesOwed(isDryRun: sweep.isDryRun)
  return SweepReport(count: count, words: "writes \(counted(count, "page")) of certificates")
}
