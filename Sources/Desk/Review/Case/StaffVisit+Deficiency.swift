import Applications
import CGI
import Pages
import Rules
import Store

// An application goes back to its applicant with a letter that was looked at before.

extension StaffVisit {
  func showDeficiency() throws -> Response {
    let review = try reviewCase(for: .ofReview)
    return try reply(deficiencyPage(review, try deficiencyForm(review), keys: keys))
  }

  func sendBack() throws -> Response {
    let review = try reviewCase(for: .ofReview)
    let form = try request.form()
    try admit(form)
    let words = trimmed(form["words"])
    func page(_ status: Status, _ review: ReviewCase, why: String? = nil) throws -> Response {
      try reply(
        deficiencyPage(review, try deficiencyForm(review, words, why: why), keys: keys),
        status: status)
    }
    guard faults(in: words).isEmpty else { return try page(.unprocessable, review) }
    let key = key(of: form)
    if form["then"] != "send", review.why(not: .sendBack) == nil { return try page(.ok, review) }
    do {
      _ = try act(on: review) { now in
        if now.application.deeds(ofForm: key).contains(where: \.sendsBack) { return nil }
        try now.check(.sendBack)
        let typed = try deficiencyForm(now, words)
        guard let letter = typed.letter, let day = typed.lastDay, typed.shown == form["shown"]
        else {
          throw OutOfDate(why: OutOfDate.otherLetter, review: now)
        }
        return try .deficiencySent(deficiency(now, letter, lastDay: day, key: key))
      }
    } catch let late as OutOfDate {
      return try page(.conflict, late.review, why: late.why)
    }
    return backToCase(review)
  }

  private func deficiency(
    _ review: ReviewCase, _ letter: SentLetter, lastDay: Day, key: String
  ) throws -> Deficiency {
    guard let rule = review.rules.deficiency else {
      throw OutOfDate(why: OutOfDate.changed, review: review)
    }
    let until = review.overview.edition.agency.timeZone.end(of: lastDay)
    let plan = review.sendingBack
    return Deficiency(
      id: word(key, "deficiency"), flags: review.review.openFlags.map(\.flag.id), until: until,
      consequence: rule.consequence, anew: plan.anew, signAgain: plan.signAgain,
      sentBack: plan.sentBack.map { element, record in
        SentBackPart(
          invitation: record.invitation.id, reason: review.reasons(on: element), until: until,
          key: key)
      }, letter: letter, key: key)
  }

  private func deficiencyForm(
    _ review: ReviewCase, _ words: String = "", why: String? = nil
  ) throws -> DeficiencyForm {
    let faults = faults(in: words)
    guard faults.isEmpty, let rule = review.rules.deficiency, review.why(not: .sendBack) == nil
    else { return DeficiencyForm(words: words, lastDay: lastDay(review), faults: faults, why: why) }
    let day = today(review).adding(days: rule.days)
    let letter = try services.reviewLetter(
      "deficiency-sent", about: review.overview,
      [
        "items": review.itemsToSend, "words": words, "last-day": Pages.text(of: day),
        "consequence": services.consequenceText(
          rule.consequence, in: review.overview.edition.agency),
      ])
    return DeficiencyForm(
      words: words, letter: letter, shown: letter.map(word(of:)) ?? "",
      lastDay: letter == nil ? nil : day, why: why)
  }

  private func lastDay(_ review: ReviewCase) -> Day? {
    review.rules.deficiency.map { today(review).adding(days: $0.days) }
  }

  func today(_ review: ReviewCase) -> Day {
    review.overview.edition.agency.timeZone.day(of: services.now)
  }
}

extension ReviewCase {
  /// Everything that is flagged of an element, as whoever completed it reads it.
  fileprivate func reasons(on element: Element.ID) -> String {
    review.openFlags.filter { $0.flag.element == element }.map { record in
      [overview.words(of: record.flag), record.flag.reason.text, record.flag.words]
        .filter { !$0.isEmpty }.joined(separator: ". ")
    }.joined(separator: "\n")
  }
}

extension Event.What {
  fileprivate var sendsBack: Bool {
    if case .review(.deficiencySent) = self { true } else { false }
  }
}
