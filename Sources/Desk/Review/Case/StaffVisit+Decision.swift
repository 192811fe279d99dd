import Applications
import CGI
import Pages
import Rules
import Store

// An approval holds at once; a denial when a second person agrees. Either has a letter that was looked at before.

extension StaffVisit {
  func showDecision() throws -> Response {
    let review = try reviewCase(for: .ofReview)
    return try reply(decisionPage(review, try typedDecision(Form(), review), keys: keys))
  }

  func decide() throws -> Response {
    let review = try reviewCase(for: .ofReview)
    let form = try request.form()
    try admit(form)
    let key = key(of: form)
    if form["then"] != "send", review.why(not: .decide) == nil {
      // The number of a new certificate is made of the key, so that what is shown is what is sent.
      let keys = keys
      let typed = try written(try typedDecision(form, review), review, key: keys.key)
      return try reply(
        decisionPage(review, typed, keys: keys),
        status: typed.faults.isEmpty ? .ok : .unprocessable)
    }
    do {
      _ = try act(on: review) { now in
        if now.application.deeds(ofForm: key).contains(where: \.decides) { return nil }
        try now.check(.decide)
        try now.check(seen: form["seen"])
        let typed = try written(try typedDecision(form, now), now, key: key)
        guard typed.faults.isEmpty else { throw Undecided(form: typed, review: now) }
        guard let letter = typed.letter, let outcome = typed.outcome, typed.shown == form["shown"]
        else { throw OutOfDate(why: OutOfDate.otherLetter, review: now) }
        return .decided(decision(typed, outcome, letter, now, key: key))
      }
    } catch let undecided as Undecided {
      return try reply(
        decisionPage(undecided.review, undecided.form, keys: keys), status: .unprocessable)
    } catch let late as OutOfDate {
      let keys = keys
      let typed = try typedDecision(form, late.review)
      let again =
        late.review.why(not: .decide) == nil
        ? try written(typed, late.review, key: keys.key) : typed
      return try reply(
        decisionPage(late.review, again.refused(again.faults, why: late.why), keys: keys),
        status: .conflict)
    }
    services.showCertificatesSoon(of: review.number)
    return backToCase(review)
  }

  private func decision(
    _ typed: DecisionForm, _ outcome: Decision.Outcome, _ letter: SentLetter,
    _ review: ReviewCase, key: String
  ) -> Decision {
    let language = review.overview.edition.agency.languages[0]
    let isDenial = outcome == .denied
    return Decision(
      id: word(key, "decision"), outcome: outcome,
      reasons: isDenial ? review.denialReasons(typed.reasons).map { $0.given(in: language) } : [],
      grants: isDenial ? [] : typed.grants, words: typed.note, letter: letter,
      appealUntil: isDenial
        ? review.rules.appeal.map { today(review).adding(days: $0.days) } : nil,
      preliminary: typed.isPreliminary ? review.preliminary(on: today(review)) : nil, key: key)
  }

  /// What somebody has chosen and typed, before anything follows from it.
  private func typedDecision(_ form: Form, _ review: ReviewCase) throws -> DecisionForm {
    let plans = review.overview.grantPlans(held: try held(by: review).certificates)
    let choices = plans.filter { $0.candidates.count > 1 }
      .map { GrantChoices(request: $0.request.id, certificates: $0.candidates) }
    var chosen: [RequestType.ID: String] = [:]
    for choice in choices {
      chosen[choice.request] =
        form.answers.first { $0.name == "certificate.\(choice.request)" }?
        .value
    }
    let isPreliminary = form["outcome"] == "preliminary"
    return DecisionForm(
      outcome: isPreliminary ? .approved : form["outcome"].flatMap(Decision.Outcome.init),
      reasons: form.all("reasons"),
      words: trimmed(form["words"]), note: trimmed(form["note"]),
      isPreliminary: isPreliminary, conditions: form.all("conditions"), chosen: chosen,
      choices: choices)
  }

  /// The same with what an approval would grant and the letter, or with what has to be put right first.
  private func written(
    _ typed: DecisionForm, _ review: ReviewCase, key: String
  ) throws -> DecisionForm {
    var faults =
      self.faults(in: typed.words).map(DecisionForm.Fault.words)
      + self.faults(in: typed.note).map(DecisionForm.Fault.note)
    var grants: [Grant] = []
    switch typed.outcome {
    case nil, .revoked: faults.append(.noOutcome)
    case .denied:
      if review.denialReasons(typed.reasons).isEmpty { faults.append(.noReason) }
    case .approved:
      if typed.isPreliminary {
        faults += preliminaryFaults(typed, review)
      } else if !review.obstacles.isEmpty {
        faults.append(
          .cannotGrant("It cannot be approved yet: see above what stands in the way"))
      }
      do {
        grants = try self.grants(of: typed, review, key: key)
      } catch let fault as GrantFault {
        faults.append(review.fault(fault))
      }
    }
    guard faults.isEmpty, let outcome = typed.outcome else { return typed.refused(faults) }
    let letter = try letter(outcome, typed, grants, review)
    return DecisionForm(
      outcome: outcome, reasons: typed.reasons, words: typed.words, note: typed.note,
      isPreliminary: typed.isPreliminary, conditions: typed.conditions, chosen: typed.chosen,
      grants: grants, choices: typed.choices, letter: letter,
      shown: letter.map(word(of:)) ?? "")
  }

  /// Why it cannot be approved before fitness is decided, or not yet.
  private func preliminaryFaults(
    _ typed: DecisionForm, _ review: ReviewCase
  ) -> [DecisionForm.Fault] {
    if let why = review.whyNotPreliminary { return [.cannotGrant(why)] }
    if !review.preliminaryObstacles.isEmpty {
      return [
        .cannotGrant(
          "It cannot be approved preliminarily yet: see above what stands in the way besides fitness"
        )
      ]
    }
    return review.ownConditions.allSatisfy { typed.conditions.contains($0.id.text) }
      ? [] : [.noCondition]
  }

  private func letter(
    _ outcome: Decision.Outcome, _ typed: DecisionForm, _ grants: [Grant], _ review: ReviewCase
  ) throws -> SentLetter? {
    switch outcome {
    // A revocation has a page and a letter of its own.
    case .revoked: return nil
    case .approved where typed.isPreliminary:
      let until = review.preliminary(on: today(review))?.until
      let given = grants.preliminary(until: until)
      let rule =
        review.rules.preliminary.map {
          services.cited($0.words, $0.clause, review.overview.edition.agency)
        } ?? ""
      return try services.reviewLetter(
        "decision-preliminary", about: review.overview,
        [
          "words": typed.words, "certificates": review.words(of: given),
          "rule": rule,
        ])
    case .approved:
      return try services.reviewLetter(
        "decision-approved", about: review.overview,
        ["words": typed.words, "certificates": review.words(of: grants)])
    case .denied:
      let agency = review.overview.edition.agency
      let reasons = review.denialReasons(typed.reasons)
        .map { "- " + services.cited($0.text, $0.clause, agency) }
      return try services.reviewLetter(
        "decision-denied", about: review.overview,
        [
          "words": typed.words, "reasons": reasons.joined(separator: "\n"),
          "refunds": services.refundText(of: review.overview),
          "appeal": services.appealText(review.rules.appeal, in: agency),
        ])
    }
  }
}

/// Thrown under the lock where a decision is not one yet.
private struct Undecided: Error {
  let form: DecisionForm
  let review: ReviewCase
}

extension Event.What {
  fileprivate var decides: Bool {
    if case .review(.decided(let decision)) = self { decision.outcome != .revoked } else { false }
  }
}
