import Applications
import Markup
import Rules

/// What a helper never does or sees, the same on the page of the applicant and on theirs.
let neverOfHelpers: [HTML] = [
  "sign anything, make a statement for the applicant, pay, submit, cancel or withdraw the application",
  "ask others for parts, or write messages",
  "see or change any other part, or anything that is signed or sealed",
  "open files, or see the profile, the price or the history",
]

extension Overview {
  /// How it stands with a helper, and since when.
  func standing(of record: HelperRecord) -> (words: String, kind: StatusKind, since: Moment) {
    switch record.state(at: now) {
    case .named: ("Not opened yet", .waiting, record.lastSentAt)
    case .begun: ("Helps", .done, record.beganAt ?? record.namedAt)
    case .revoked: ("Ended by you", .closed, record.endedAt ?? record.namedAt)
    case .stopped: ("Helps no longer", .closed, record.endedAt ?? record.namedAt)
    case .expired: ("Link expired", .open, record.until)
    }
  }

  /// The last day on which a link opens.
  func lastDay(of record: HelperRecord) -> String {
    Pages.text(of: edition.agency.timeZone.day(of: record.until.adding(seconds: -1)))
  }

  /// The titles of the parts that were chosen for a helper.
  func titles(of record: HelperRecord) -> [String] {
    record.helper.elements.map { id in edition.element(id).map { edition.text($0.title) } ?? id.text
    }
  }

  /// Who helps now, for the page that leads to more.
  var helpersWords: String {
    let names = helpersNow.map { helperName($0.helper.id) }
    return names.isEmpty
      ? "somebody you trust can fill in parts with you"
      : "\(names.joined(separator: ", ")) \(names.count == 1 ? "helps" : "help") you"
  }

  /// The name of a helper, also of one who helps no longer.
  func helperName(_ id: String) -> String {
    guard let name = application.helper(id)?.helper.name, !name.isEmpty else { return "a helper" }
    return name
  }
}

/// Said to the applicant of what helpers have filled in here: which questions, which entries, and who. Nothing where
/// the applicant has filled in everything.
func filledInByHelpers(_ form: ElementForm) -> HTML? {
  let (part, edition) = (form.part, form.edition)
  var lines: [(who: String, what: String)] = []
  for question in form.element.questions {
    if let helper = question.fields.lazy.compactMap({ part.helpedFields[$0] }).first {
      lines.append((form.overview.helperName(helper), edition.text(question.ask).asSentence))
    }
  }
  for group in form.element.entries {
    for (index, entry) in part.entries(of: group.id).enumerated() {
      guard let helper = entry.helper else { continue }
      lines.append(
        (form.overview.helperName(helper), edition.name(ofEntry: index + 1, group).asSentence))
    }
  }
  guard !lines.isEmpty else { return nil }
  let items = lines.map { "<li>\($0.what) By \($0.who).</li>" as HTML }
  return note(
    .lines(
      "<p>Filled in or changed for you. Read it: you answer for it when you apply.</p>",
      "<ul>\n\(items)\n</ul>"))
}

extension String {
  /// With a full stop, unless it ends like a sentence.
  fileprivate var asSentence: String {
    [".", "?", "!"].contains(where: hasSuffix) ? self : self + "."
  }
}
