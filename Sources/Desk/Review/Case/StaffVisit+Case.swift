import Applications
import CGI
import Notation
import Pages
import Rules
import Signing
import Store

// One application as a member of staff has it, and how anything is done about it.

extension StaffVisit {
  /// The application of the path as this person has it before them; 403 for one whose roles show nothing of it.
  func reviewCase(for roles: [StaffRole] = .ofSight) throws -> ReviewCase {
    try require(roles)
    return try reviewCase(of: try application())
  }

  func reviewCase(of application: Application) throws -> ReviewCase {
    let ids = try services.elementsAsked(by: application)
    let overview = try services.overview(of: application, isPriced: false, forms: ids)
    return ReviewCase(
      overview, rules: try services.reviewRules(for: application), viewer: member)
  }

  /// The same after something has happened to it.
  func reviewCase(_ review: ReviewCase, with application: Application) -> ReviewCase {
    ReviewCase(
      Overview(application, edition: review.overview.edition, now: services.now),
      rules: review.rules, viewer: review.viewer, others: review.others)
  }

  /// Does what `decide` says, as one line of the journal, with the letters that it owes. `nil` does nothing: the same
  /// form has done it before.
  ///
  /// `decide` sees the application under its lock. What it throws comes through, and nothing has happened.
  func act(
    on review: ReviewCase, _ decide: (ReviewCase) throws -> ReviewAct?
  ) throws -> ReviewCase {
    let after = try services.change(review.number, by: who) { application in
      try decide(reviewCase(review, with: application)).map(Event.What.review)
    }
    if after.review.decisions != review.application.review.decisions {
      services.showCertificatesSoon(of: after.number)
    }
    return reviewCase(review, with: after)
  }

  /// 303 to the page of the application, or to one below it.
  func backToCase(_ review: ReviewCase, _ what: String = "") -> Response {
    redirect(to: "review/\(review.number.text)" + (what.isEmpty ? "" : "/" + what))
  }

  /// What is wrong with words that were typed.
  func faults(in words: String, orMissing message: String? = nil) -> [WordsFault] {
    if words.unicodeScalars.count > ReviewLimits.words { return [.tooLong] }
    if let message, isBlank(words) { return [.missing(message)] }
    return []
  }

  /// What tells a letter from any other: what was looked at is what is sent.
  func word(of letter: SentLetter) -> String { word(letter.subject, letter.body) }

  /// A word that is the same for the same form with the same content, and otherwise never.
  func word(_ parts: String...) -> String {
    let text = parts.map { "\($0.utf8.count):\($0)" }.joined()
    return String(SHA256.digest(of: text.utf8).description.prefix(24))
  }
}

/// Thrown under the lock where something was done by somebody else meanwhile, or cannot be done now. Nothing has
/// happened.
struct OutOfDate: Error {
  let why: String
  /// As the application stands now.
  let review: ReviewCase

  static let changed =
    "Something has happened to this application since the page was opened. Look at it again, then send this once more."
  static let otherLetter =
    "This is not the letter that you looked at: something it says has changed. Look at it again, then send it."
}

extension ReviewCase {
  /// Refuses what cannot be done now.
  func check(_ act: CaseAct) throws {
    if let why = why(not: act) { throw OutOfDate(why: why, review: self) }
  }

  /// Refuses a form of a page that was opened before something else happened.
  func check(seen: String?) throws {
    if seen != mark { throw OutOfDate(why: OutOfDate.changed, review: self) }
  }
}

extension Services {
  /// What staff goes by now: the newest publication says it.
  func reviewRules() throws -> ReviewRules {
    try publication(newestPublication()).reviewRules()
  }

  /// The same about one application: whether it may be approved before fitness is decided, the publication says under
  /// which it was begun.
  func reviewRules(for application: Application) throws -> ReviewRules {
    let newest = try newestPublication()
    let rules = try publication(newest).reviewRules()
    guard application.start.publication != newest else { return rules }
    return rules.with(
      preliminary: try publication(application.start.publication).reviewRules().preliminary)
  }

  /// The names of the elements that an application asks for.
  func elementsAsked(by application: Application) throws -> [Element.ID] {
    try overview(of: application, isPriced: false).elements.map(\.element.id)
  }
}
