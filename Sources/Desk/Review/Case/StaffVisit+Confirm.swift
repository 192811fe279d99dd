import Applications
import CGI
import Pages
import Rules
import Store

// A second person agrees to a denial or does not; a decision is undone; an appeal is answered.

extension StaffVisit {
  func showConfirmation() throws -> Response {
    try reply(confirmPage(try reviewCase(for: .ofReview), keys: keys))
  }

  func confirm() throws -> Response {
    let review = try reviewCase(for: .ofAgreement)
    let form = try request.form()
    try admit(form)
    let words = trimmed(form["words"])
    let (key, id) = (key(of: form), form["decision"] ?? "")
    let isConfirmed = form["then"] == "confirm"
    let faults = faults(in: words, orMissing: isConfirmed ? nil : "Say why you refuse it")
    func page(
      _ status: Status, _ review: ReviewCase, _ faults: [WordsFault] = [], why: String? = nil
    ) throws -> Response {
      try reply(
        confirmPage(review, words: words, faults: faults, why: why, keys: keys), status: status)
    }
    guard faults.isEmpty else { return try page(.unprocessable, review, faults) }
    let act: ReviewAct =
      isConfirmed
      ? .decisionConfirmed(id, key: key) : .decisionRefused(id, words: words, key: key)
    do {
      _ = try self.act(on: review) { now in
        if now.application.hasDone(.review(act), byForm: key) { return nil }
        try now.check(.confirm)
        guard now.review.proposedDecision?.decision.id == id else {
          throw OutOfDate(why: OutOfDate.changed, review: now)
        }
        try now.check(seen: form["seen"])
        return act
      }
    } catch let late as OutOfDate {
      let isTheirOwn = late.review.review.proposedDecision?.who == who
      return try page(isTheirOwn ? .forbidden : .conflict, late.review, why: late.why)
    }
    return backToCase(review)
  }

  func showUndoing() throws -> Response {
    try reply(undoPage(try reviewCase(for: .ofAgreement), DeficiencyForm(), keys: keys))
  }

  func undo() throws -> Response {
    try answer(
      .undo, orMissing: "Say why the decision is undone", page: undoPage,
      letter: { review, words in
        try services.reviewLetter("decision-undone", about: review.overview, ["reason": words])
      },
      act: { form, words, letter, key in
        .decisionUndone(
          DecisionUndoing(
            decision: form["decision"] ?? "", reason: words, letter: letter, key: key))
      })
  }

  func showAppeal() throws -> Response {
    try reply(appealAnswerPage(try reviewCase(for: .ofAgreement), DeficiencyForm(), keys: keys))
  }

  func answerAppeal() throws -> Response {
    try answer(
      .answerAppeal, orMissing: "Say why the denial stands", page: appealAnswerPage,
      letter: { review, words in
        try services.reviewLetter("appeal-refused", about: review.overview, ["words": words])
      }, act: { _, _, letter, key in .appealRefused(AppealAnswer(letter: letter, key: key)) })
  }

  /// Something about a decision that takes words and a letter, which is looked at before it is sent.
  private func answer(
    _ what: CaseAct, orMissing message: String,
    page: (ReviewCase, DeficiencyForm, FormKeys) -> Page,
    letter: (ReviewCase, String) throws -> SentLetter?,
    act: (Form, String, SentLetter, String) -> ReviewAct
  ) throws -> Response {
    let review = try reviewCase(for: ReviewCase.roles(for: what))
    let form = try request.form()
    try admit(form)
    let words = trimmed(form["words"])
    let key = key(of: form)
    func again(
      _ status: Status, _ review: ReviewCase, _ faults: [WordsFault] = [], why: String? = nil
    ) throws -> Response {
      let isPossible = faults.isEmpty && review.why(not: what) == nil
      let letter = isPossible ? try letter(review, words) : nil
      let typed = DeficiencyForm(
        words: words, letter: letter, shown: letter.map(word(of:)) ?? "", faults: faults, why: why)
      return try reply(page(review, typed, keys), status: status)
    }
    let faults = faults(in: words, orMissing: message)
    guard faults.isEmpty else { return try again(.unprocessable, review, faults) }
    if form["then"] != "send", review.why(not: what) == nil { return try again(.ok, review) }
    do {
      _ = try self.act(on: review) { now in
        if now.application.deeds(ofForm: key).contains(where: { $0.isLike(what) }) { return nil }
        try now.check(what)
        try now.check(seen: form["seen"])
        guard let letter = try letter(now, words), word(of: letter) == form["shown"] else {
          throw OutOfDate(why: OutOfDate.otherLetter, review: now)
        }
        return act(form, words, letter, key)
      }
    } catch let late as OutOfDate {
      return try again(.conflict, late.review, why: late.why)
    }
    services.showCertificatesSoon(of: review.number)
    return backToCase(review)
  }
}

extension Event.What {
  fileprivate func isLike(_ act: CaseAct) -> Bool {
    switch (self, act) {
    case (.review(.decisionUndone), .undo), (.review(.appealRefused), .answerAppeal): true
    default: false
    }
  }
}
