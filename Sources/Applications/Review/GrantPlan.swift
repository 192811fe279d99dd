import Rules

/// What an approval would give for one request, before anybody has chosen among the certificates that it can be about.
package struct GrantPlan: Hashable, Sendable {
  package let request: RequestType
  package let rule: GrantRule
  /// The certificates of the person that it can be about, those that end last first. Empty where a certificate of its
  /// own is issued.
  package let candidates: [HeldCertificate]
  /// Whether the person holds another that it could be about, once that is confirmed.
  package let awaitsConfirmation: Bool
}

/// Why nothing can be granted for a request.
package enum GrantFault: Error, Hashable, Sendable {
  /// The person holds no certificate that it could be about.
  case nothingHeld(RequestType.ID)
  /// The one that it could be about is preliminary: it has to be confirmed first.
  case preliminary(RequestType.ID)
  /// It could be about several, and none of them was chosen.
  case notChosen(RequestType.ID)
  /// No rule says how long it lasts.
  case noTerm(RequestType.ID)
}

extension Overview {
  /// One for each request that gives a certificate, in the order of the application. `held` is what the person holds
  /// and has held.
  package func grantPlans(held: [HeldCertificate]) -> [GrantPlan] {
    requests.compactMap { request in
      guard let rule = request.grants else { return nil }
      let fitting =
        rule.how == .issues
        ? [] : held.filter { rule.kinds.isEmpty || rule.kinds.contains($0.kind) }
      return GrantPlan(
        request: request, rule: rule,
        candidates: fitting.filter { !$0.isPreliminary }.sorted { $0.ends(after: $1) },
        awaitsConfirmation: fitting.contains(where: \.isPreliminary))
    }
  }

  /// What an approval on `day` gives.
  ///
  /// A certificate that was issued by this application before, and undone, keeps its number.
  ///
  /// `circumstances` are what is known of the person without asking, on the day of the application; `chosen` has the
  /// numbers of the certificates that requests are about, where there are several; `newNumber` draws the number of a
  /// new certificate.
  package func grants(
    on day: Day, in circumstances: Circumstances, chosen: [RequestType.ID: String] = [:],
    newNumber: () -> String
  ) throws(GrantFault) -> [Grant] {
    var held = circumstances.certificates
    var grants: [Grant] = []
    for plan in grantPlans(held: held) {
      let term = plan.request.term(for: application.answers, in: circumstances)
      let grant: Grant
      if plan.rule.how == .issues {
        grant = try issued(plan, term, on: day, newNumber)
      } else {
        // What an earlier request of this application has given counts.
        let old = try subject(of: plan, among: held, chosen[plan.request.id])
        grant = try changed(old, plan, term, on: day)
      }
      let aligned = aligned(with: grant, plan, held, on: day)
      let whole = Grant(
        request: grant.request, how: grant.how, certificate: grant.certificate,
        clause: grant.clause, aligned: aligned)
      held = held.taking(whole)
      grants.append(whole)
    }
    return grants
  }

  private func issued(
    _ plan: GrantPlan, _ term: TermRule?, on day: Day, _ newNumber: () -> String
  ) throws(GrantFault) -> Grant {
    guard let kind = plan.rule.kinds.first else { throw .nothingHeld(plan.request.id) }
    guard plan.request.terms.isEmpty || term != nil else { throw .noTerm(plan.request.id) }
    let before = application.review.decisions.lazy.flatMap(\.decision.grants)
      .last { $0.request == plan.request.id && $0.how == .issues }
    return Grant(
      request: plan.request.id, how: .issues,
      certificate: HeldCertificate(
        kind: kind, number: before?.certificate.number ?? newNumber(), first: day,
        last: term?.term.lastDay(from: day)),
      clause: (term?.clause ?? plan.request.clause).citation)
  }

  private func subject(
    of plan: GrantPlan, among held: [HeldCertificate], _ number: String?
  ) throws(GrantFault) -> HeldCertificate {
    let candidates = held.filter { certificate in
      plan.candidates.contains { $0.kind == certificate.kind && $0.number == certificate.number }
    }
    guard !candidates.isEmpty else {
      throw plan.awaitsConfirmation
        ? .preliminary(plan.request.id) : .nothingHeld(plan.request.id)
    }
    if let number, let chosen = candidates.first(where: { $0.number == number }) { return chosen }
    guard candidates.count == 1, number == nil else { throw .notChosen(plan.request.id) }
    return candidates[0]
  }

  private func changed(
    _ old: HeldCertificate, _ plan: GrantPlan, _ term: TermRule?, on day: Day
  ) throws(GrantFault) -> Grant {
    func grant(_ certificate: HeldCertificate, _ clause: Clause) -> Grant {
      Grant(
        request: plan.request.id, how: plan.rule.how, certificate: certificate,
        clause: clause.citation)
    }
    guard plan.rule.how == .renews, let last = old.last else {
      return grant(old, plan.request.clause)
    }
    guard let term else { throw .noTerm(plan.request.id) }
    // One that still holds goes on without a gap; one that has ended begins again.
    let isCurrent = last >= day
    let first = isCurrent ? last.adding(days: 1) : day
    return grant(
      HeldCertificate(
        kind: old.kind, number: old.number, first: isCurrent ? old.first : day,
        last: term.term.lastDay(from: first)), term.clause)
  }

  /// The person's other certificates that still hold, with the last day of the one that the request is about.
  private func aligned(
    with grant: Grant, _ plan: GrantPlan, _ held: [HeldCertificate], on day: Day
  ) -> [HeldCertificate] {
    guard let condition = plan.rule.aligned, let last = grant.certificate.last,
      condition.holds(for: application.answers.counting(for: plan.request.questions))
    else { return [] }
    return held.compactMap { other in
      let isSame =
        other.kind == grant.certificate.kind && other.number == grant.certificate.number
      guard !isSame, !other.isPreliminary, let end = other.last, end >= day, end != last else {
        return nil
      }
      return HeldCertificate(
        kind: other.kind, number: other.number, first: other.first, last: last)
    }
  }
}

extension HeldCertificate {
  /// Of two that end on the same day, the one with the smaller number comes first.
  fileprivate func ends(after other: HeldCertificate) -> Bool {
    switch (last, other.last) {
    case (let last?, let other?) where last != other: last > other
    case (nil, .some): true
    case (.some, nil): false
    default: number < other.number
    }
  }
}

extension [HeldCertificate] {
  /// The same after a grant: what it names replaces what there was of the same kind and number.
  package func taking(_ grant: Grant) -> [HeldCertificate] {
    var held = self
    for certificate in [grant.certificate] + grant.aligned {
      let place = held.firstIndex {
        $0.kind == certificate.kind && $0.number == certificate.number
      }
      if let place { held[place] = certificate } else { held.append(certificate) }
    }
    return held
  }

  /// What a person holds and has held, by lists that came in and by what their applications were granted.
  package func taking(grantsOf applications: [Application]) -> [HeldCertificate] {
    let decisions = applications.compactMap(\.review.decision)
      .filter { $0.decision.outcome == .approved }
      .sorted {
        ($0.holdsSince ?? $0.at, $0.decision.id) < ($1.holdsSince ?? $1.at, $1.decision.id)
      }
    let held = decisions.flatMap(\.grants).reduce(self) { $0.taking($1) }
    // What was issued and revoked is held no more, whatever a list says or was granted about it since.
    let revoked = applications.compactMap(\.review.revoked).flatMap(\.grants)
      .filter { $0.how == .issues }.map(\.certificate)
    return held.filter { certificate in
      !revoked.contains { $0.kind == certificate.kind && $0.number == certificate.number }
    }
  }
}
