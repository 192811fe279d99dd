import Applications
import CGI
import Markup
import Pages
import Rules
import Store

// More time to put something right, also when the last day is over: then it is open again.

extension StaffVisit {
  func showExtension() throws -> Response {
    let review = try reviewCase(for: .ofReview)
    return try reply(extensionPage(review, DeficiencyForm(), day: DateAnswer(), keys: keys))
  }

  func extend() throws -> Response {
    let review = try reviewCase(for: .ofReview)
    let form = try request.form()
    try admit(form)
    let words = trimmed(form["words"])
    let typed = typedDay(form, "day")
    let day = day(from: typed)
    let isToCome = day.map { $0 > today(review) && $0 <= today(review).adding(days: 366) } ?? false
    let dayFault = isToCome ? nil : "Enter a day that is still to come, within a year"
    let faults = faults(in: words, orMissing: "Say why more time is given")
    func page(
      _ status: Status, _ review: ReviewCase, _ letter: SentLetter? = nil, why: String? = nil
    ) throws -> Response {
      let isNew = status == .ok || status == .conflict
      return try reply(
        extensionPage(
          review,
          DeficiencyForm(
            words: words, letter: letter, shown: letter.map(word(of:)) ?? "",
            faults: isNew ? [] : faults, why: why), day: typed,
          dayFault: isNew ? nil : dayFault, keys: keys), status: status)
    }
    guard faults.isEmpty, isToCome, let day else { return try page(.unprocessable, review) }
    if form["then"] != "send", review.why(not: .extend) == nil {
      return try page(.ok, review, try extensionLetter(review, day))
    }
    let key = key(of: form)
    do {
      _ = try act(on: review) { now in
        if now.application.deeds(ofForm: key).contains(where: \.givesTime) { return nil }
        try now.check(.extend)
        guard let letter = try extensionLetter(now, day), word(of: letter) == form["shown"] else {
          throw OutOfDate(why: OutOfDate.otherLetter, review: now)
        }
        return .deficiencyExtended(
          DeficiencyExtension(
            until: now.overview.edition.agency.timeZone.end(of: day), words: words, letter: letter,
            key: key))
      }
    } catch let late as OutOfDate {
      return try page(.conflict, late.review, try extensionLetter(late.review, day), why: late.why)
    }
    return backToCase(review)
  }

  private func extensionLetter(_ review: ReviewCase, _ day: Day) throws -> SentLetter? {
    guard let open = review.review.openDeficiency else { return nil }
    return try services.reviewLetter(
      "deficiency-extended", about: review.overview,
      services.slots(about: open, in: review.overview)
        .merging(["last-day": Pages.text(of: day)]) { $1 })
  }

  /// A date as it was typed into three fields.
  func typedDay(_ form: Form, _ name: String) -> DateAnswer {
    DateAnswer(
      day: trimmed(form["\(name).day"]), month: trimmed(form["\(name).month"]),
      year: trimmed(form["\(name).year"]))
  }

  /// `nil` for what is no day of the calendar.
  func day(from typed: DateAnswer) -> Day? {
    guard let year = Int(typed.year), let month = Int(typed.month), let day = Int(typed.day) else {
      return nil
    }
    return Day(year: year, month: month, dayOfMonth: day)
  }
}

extension Event.What {
  fileprivate var givesTime: Bool {
    if case .review(.deficiencyExtended) = self { true } else { false }
  }
}
