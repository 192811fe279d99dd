import Rules

/// A certificate as anybody sees it who wants to know whether it holds.
package struct CertificateStanding: Hashable, Sendable {
  /// As it is now; of one that was withdrawn, as it was.
  package let certificate: HeldCertificate
  /// The name of the person, as the application has it that granted or changed it last.
  package let holder: String
  /// What was granted about it, oldest first.
  package let steps: [Step]
  /// When the decision was undone by which it was issued; `nil` for one that was not.
  package let withdrawnAt: Moment?
  /// When it was revoked; `nil` for one that was not.
  package let revokedAt: Moment?

  package struct Step: Hashable, Sendable {
    package let what: What
    package let at: Moment

    package enum What: Hashable, Sendable {
      case granted(GrantRule.How, isPreliminary: Bool)
      case confirmed, revoked
    }
  }

  /// `applications` are those of the person, `imported` is what came in by lists, and `isMeant` tells the certificate
  /// from others. `nil` where none of the applications was ever granted such a certificate.
  package init?(
    of applications: [Application], imported: [HeldCertificate],
    where isMeant: (HeldCertificate) -> Bool
  ) {
    var steps: [Step] = []
    var undone: (at: Moment, certificate: HeldCertificate)?
    var revoked: (at: Moment, certificate: HeldCertificate)?
    var names: [(at: Moment, name: String)] = []
    for application in applications where !application.isErased {
      for record in application.review.decisions {
        for grant in record.grants {
          let named = [grant.certificate] + grant.aligned
          guard let certificate = named.first(where: isMeant) else { continue }
          names.append((record.at, application.start.profile.name))
          switch record.state {
          case .holds(let since, _):
            let wasPreliminary = record.decision.preliminary != nil
            steps.append(
              Step(what: .granted(grant.how, isPreliminary: wasPreliminary), at: since))
            if let confirmed = record.confirmation {
              steps.append(Step(what: .confirmed, at: confirmed.at))
            }
            if record == application.review.revoked,
              let at = application.review.decision?.holdsSince
            {
              steps.append(Step(what: .revoked, at: at))
              if at >= revoked?.at ?? at { revoked = (at, certificate) }
            }
          case .undone(_, let at, _):
            if at >= undone?.at ?? at { undone = (at, certificate) }
          case .proposed, .refused: continue
          }
        }
      }
    }
    let now = imported.taking(grantsOf: applications).first(where: isMeant)
    guard let name = names.max(by: { $0.at < $1.at })?.name,
      let certificate = now ?? revoked?.certificate ?? undone?.certificate
    else { return nil }
    self.certificate = certificate
    holder = name
    self.steps = steps.sorted { $0.at < $1.at }
    revokedAt = now == nil ? revoked?.at : nil
    withdrawnAt = now == nil && revoked == nil ? undone?.at : nil
  }
}
