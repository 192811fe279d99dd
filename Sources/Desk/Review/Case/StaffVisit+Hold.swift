import Applications
import CGI
import Pages
import Rules
import Store

extension StaffVisit {
  func showHold() throws -> Response {
    try reply(holdPage(try reviewCase(for: .ofReview), keys: keys))
  }

  func hold() throws -> Response {
    let review = try reviewCase(for: .ofReview)
    let form = try request.form()
    try admit(form)
    let words = trimmed(form["words"])
    let reason = review.rules.holdReasons.first { $0.id.text == form["reason"] }
    var faults = faults(in: words).map(HoldForm.Fault.words)
    if reason == nil { faults.insert(.noReason, at: 0) }
    let typed = HoldForm(reason: form["reason"] ?? "", words: words, faults: faults)
    guard faults.isEmpty, let reason else {
      return try reply(holdPage(review, typed, keys: keys), status: .unprocessable)
    }
    let language = review.overview.edition.agency.languages[0]
    let hold = Hold(
      reason: GivenReason(
        id: reason.id.text, text: reason.text.text(in: language), clause: reason.clause?.citation),
      stopsClock: reason.clock == .stops, words: words, key: key(of: form))
    return try change(review, .hold, .held(hold), typed)
  }

  func resume() throws -> Response {
    let review = try reviewCase(for: .ofReview)
    let form = try request.form()
    try admit(form)
    let words = trimmed(form["words"])
    let faults = faults(in: words).map(HoldForm.Fault.words)
    let typed = HoldForm(words: words, faults: faults)
    guard faults.isEmpty else {
      return try reply(holdPage(review, typed, keys: keys), status: .unprocessable)
    }
    return try change(
      review, .resume, .resumed(ReviewMark(words: words, key: key(of: form))), typed)
  }

  private func change(
    _ review: ReviewCase, _ act: CaseAct, _ what: ReviewAct, _ typed: HoldForm
  ) throws -> Response {
    do {
      _ = try self.act(on: review) { now in
        if now.application.hasDone(.review(what), byForm: what.key ?? "") { return nil }
        try now.check(act)
        return what
      }
    } catch let late as OutOfDate {
      return try reply(
        holdPage(
          late.review, HoldForm(reason: typed.reason, words: typed.words, why: late.why),
          keys: keys), status: .conflict)
    }
    return backToCase(review)
  }
}
