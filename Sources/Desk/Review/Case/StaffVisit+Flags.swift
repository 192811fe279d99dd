import Applications
import CGI
import Pages
import Rules
import Store

// An element is found right, or something of it is flagged: as it stands on the page that was looked at.

extension StaffVisit {
  func accept() throws -> Response {
    let review = try reviewCase(for: .ofReview)
    let form = try request.form()
    try admit(form)
    let entry = try entry(named: form["element"] ?? "", in: review)
    guard !entry.element.isUnderSeal else { throw Refusal.notFound }
    let (key, id) = (key(of: form), entry.element.id)
    let act = ReviewAct.accepted(id, key: key)
    do {
      _ = try self.act(on: review) { now in
        if now.application.hasDone(.review(act), byForm: key) { return nil }
        try now.check(.accept)
        let entry = try now.entry(id, seen: form["seen"])
        guard entry.status == .complete,
          !now.review.openFlags.contains(where: { $0.flag.element == id })
        else {
          throw OutOfDate(
            why: "It is not complete, or a flag on it is open, so it cannot be found right.",
            review: now)
        }
        return act
      }
    } catch let late as OutOfDate {
      return try again(id, late)
    }
    return backToCase(review)
  }

  func flag() throws -> Response {
    let review = try reviewCase()
    let form = try request.form()
    try admit(form)
    let entry = try entry(named: form["element"] ?? "", in: review)
    let element = entry.element
    if !element.isUnderSeal { try require(.ofReview) }
    let words = trimmed(form["words"])
    let typed = FlagForm(
      target: form["target"] ?? "", reason: form["reason"] ?? "", words: words)
    var faults: [FlagForm.Fault] = []
    let target = element.targets(in: entry.part).first { $0.word == typed.target }
    if target == nil { faults.append(.noTarget) }
    let reason = review.rules.reasons(for: element.id).first { $0.id.text == typed.reason }
    if reason == nil { faults.append(.noReason) }
    faults += self.faults(in: words).map(FlagForm.Fault.words)
    let key = key(of: form)
    // Under the lock it is found out whether the page was out of date: then this is no fault of what was typed.
    guard faults.isEmpty || entry.part.mark != form["seen"],
      let reason = reason ?? review.rules.reasons(for: element.id).first
    else {
      return try showElement(
        entry, review, typed.with(faults), status: .unprocessable)
    }
    let language = review.overview.edition.agency.languages[0]
    let flag = Flag(
      id: word(key, element.id.text, typed.target, typed.reason, words), element: element.id,
      target: target ?? .element, reason: reason.given(in: language), words: words, key: key)
    do {
      _ = try act(on: review) { now in
        if now.application.hasDone(.review(.flagged(flag)), byForm: key) { return nil }
        try now.check(element.isUnderSeal ? .findFitness : .flag)
        let entry = try now.entry(element.id, seen: form["seen"])
        if let why = now.whyNotPutRight(entry) { throw OutOfDate(why: why, review: now) }
        return .flagged(flag)
      }
    } catch let late as OutOfDate {
      return try again(element.id, late, typed)
    }
    return backToCase(review, "element/\(element.id)")
  }

  func lift() throws -> Response {
    let review = try reviewCase()
    let form = try request.form()
    try admit(form)
    guard let record = review.review.flag(form["flag"] ?? "") else { throw Refusal.notFound }
    let id = record.flag.element
    let entry = try entry(named: id.text, in: review)
    if !entry.element.isUnderSeal { try require(.ofReview) }
    let key = key(of: form)
    let act = ReviewAct.flagLifted(record.flag.id, key: key)
    do {
      _ = try self.act(on: review) { now in
        if now.application.hasDone(.review(act), byForm: key) { return nil }
        try now.check(entry.element.isUnderSeal ? .findFitness : .flag)
        switch now.review.flag(record.flag.id)?.state {
        case .open?: return act
        case .lifted?: return nil
        case .sent?, nil:
          throw OutOfDate(why: "The applicant was told of that flag, so it stays.", review: now)
        }
      }
    } catch let late as OutOfDate {
      return try again(id, late)
    }
    return backToCase(review, "element/\(id)")
  }

  /// 409 with the element as it is now, and all that was typed.
  private func again(
    _ id: Element.ID, _ late: OutOfDate, _ typed: FlagForm = FlagForm()
  ) throws -> Response {
    let entry = try entry(named: id.text, in: late.review)
    return try showElement(entry, late.review, typed, why: late.why, status: .conflict)
  }
}

extension ReviewCase {
  /// The element as it is now, if it is still as it was on the page.
  fileprivate func entry(_ id: Element.ID, seen: String?) throws -> Overview.Entry {
    guard let entry = overview.entry(evenIfNotAsked: id), entry.part.mark == seen else {
      throw OutOfDate(why: OutOfDate.changed, review: self)
    }
    return entry
  }
}

extension FlagForm {
  fileprivate func with(_ faults: [Fault]) -> FlagForm {
    FlagForm(target: target, reason: reason, words: words, faults: faults)
  }
}
