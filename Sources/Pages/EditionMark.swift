import Rules

/// What stands at the foot of a page about the rules it follows.
package struct EditionMark: Hashable, Sendable {
  /// The hash of the publication; `nil` for a preview of what is not published.
  package let publication: String?
  package let day: Day

  package init(publication: String?, day: Day) {
    self.publication = publication
    self.day = day
  }

  package init(_ edition: Edition) {
    self.init(publication: edition.publication, day: edition.day)
  }
}
