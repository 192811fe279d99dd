import Markup
import Rules

/// What stands at the foot of a page about the rules it follows.
package enum EditionMark: Hashable, Sendable {
  /// Of a page that a program sends: the hash of the publication, `nil` for a preview of what is not
  /// published, and the day whose rules it shows.
  case edition(publication: String?, day: Day)
  /// Of a static page, which stands for many days: the first day since which it reads as it does, and
  /// the first on which it will read otherwise. `nil` where there is no such day. It names no
  /// publication, so that a page is written anew only when it says something new.
  case standing(since: Day?, until: Day?)

  package init(publication: String?, day: Day) {
    self = .edition(publication: publication, day: day)
  }

  package init(_ edition: Edition) {
    self.init(publication: edition.publication, day: edition.day)
  }

  /// The first day it speaks of.
  package var firstDay: Day? {
    switch self {
    case .edition(_, let day): day
    case .standing(let since, _): since
    }
  }

  /// As people read it.
  var sentence: HTML {
    switch self {
    case .edition(nil, let day): "Rules as of \(text(of: day)), not published yet."
    case .edition(let publication?, let day):
      "Rules as of \(text(of: day)), edition \(publication.prefix(8))."
    case .standing(let since?, nil): "\(changes("Rules in force since \(text(of: since))"))."
    case .standing(let since?, let until?):
      "\(changes("Rules in force since \(text(of: since))")); they change on \(text(of: until))."
    case .standing(nil, let until?):
      "\(changes("The rules on this page")) change on \(text(of: until))."
    case .standing(nil, nil): "No rule on this page depends on the day. \(changes("Changes"))"
    }
  }

  /// The words, leading to the page where the publication and its day stand.
  private func changes(_ words: String) -> HTML { "<a href=\"\(Links.changes)\">\(words)</a>" }
}
