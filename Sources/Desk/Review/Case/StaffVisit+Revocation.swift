import Applications
import CGI
import Pages
import Rules
import Store

// A preliminary approval is revoked as an application is denied: somebody proposes it, with a letter that was looked at,
// and a second person agrees.

extension StaffVisit {
  func showRevocation() throws -> Response {
    let review = try reviewCase(for: ReviewCase.roles(for: .revoke))
    return try reply(revokePage(review, DecisionForm(outcome: .revoked), keys: keys))
  }

  func proposeRevocation() throws -> Response {
    let review = try reviewCase(for: ReviewCase.roles(for: .revoke))
    let form = try request.form()
    try admit(form)
    let key = key(of: form)
    func page(_ review: ReviewCase, why: String? = nil, _ status: Status) throws -> Response {
      let typed = try revocation(form, review)
      return try reply(
        revokePage(review, typed.refused(typed.faults, why: why), keys: keys), status: status)
    }
    let faults = try revocation(form, review).faults
    if form["then"] != "send", review.why(not: .revoke) == nil {
      return try page(review, faults.isEmpty ? .ok : .unprocessable)
    }
    do {
      _ = try act(on: review) { now in
        if now.application.deeds(ofForm: key).contains(where: \.proposesRevocation) { return nil }
        try now.check(.revoke)
        try now.check(seen: form["seen"])
        let typed = try revocation(form, now)
        guard typed.faults.isEmpty else { throw Unfinished(review: now) }
        guard let letter = typed.letter, typed.shown == form["shown"] else {
          throw OutOfDate(why: OutOfDate.otherLetter, review: now)
        }
        let language = now.overview.edition.agency.languages[0]
        return .decided(
          Decision(
            id: word(key, "revocation"), outcome: .revoked,
            reasons: now.denialReasons(typed.reasons).map { $0.given(in: language) },
            words: typed.note, letter: letter,
            appealUntil: now.rules.appeal.map { today(now).adding(days: $0.days) }, key: key))
      }
    } catch let unfinished as Unfinished {
      return try page(unfinished.review, .unprocessable)
    } catch let late as OutOfDate {
      return try page(late.review, why: late.why, .conflict)
    }
    return backToCase(review)
  }

  /// What somebody has chosen and typed, with the letter or with what has to be put right first.
  private func revocation(_ form: Form, _ review: ReviewCase) throws -> DecisionForm {
    let (words, note) = (trimmed(form["words"]), trimmed(form["note"]))
    let reasons = review.denialReasons(form.all("reasons"))
    let faults =
      (reasons.isEmpty ? [DecisionForm.Fault.noReason] : [])
      + self.faults(in: words).map(DecisionForm.Fault.words)
      + self.faults(in: note).map(DecisionForm.Fault.note)
    var letter: SentLetter?
    if faults.isEmpty, let approved = review.review.preliminary {
      let agency = review.overview.edition.agency
      letter = try services.reviewLetter(
        "preliminary-revoked", about: review.overview,
        [
          "words": words, "certificates": review.words(of: approved.grants),
          "reasons": reasons.map { "- " + services.cited($0.text, $0.clause, agency) }
            .joined(separator: "\n"),
          "appeal": services.appealText(review.rules.appeal, in: agency),
        ])
    }
    return DecisionForm(
      outcome: .revoked, reasons: form.all("reasons"), words: words, note: note, letter: letter,
      shown: letter.map(word(of:)) ?? "", faults: faults)
  }
}

/// Thrown under the lock where something is still missing.
private struct Unfinished: Error { let review: ReviewCase }

extension Event.What {
  fileprivate var proposesRevocation: Bool {
    if case .review(.decided(let decision)) = self { decision.outcome == .revoked } else { false }
  }
}
