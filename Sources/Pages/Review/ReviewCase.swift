import Applications
import Markup
import Rules

/// One application as somebody who works for the agency has it before them.
package struct ReviewCase: Hashable, Sendable {
  package let overview: Overview
  /// What they go by.
  package let rules: ReviewRules
  /// Whoever looks.
  package let viewer: StaffMember
  /// What else the store knows of the same person.
  package let others: OtherApplications

  package init(
    _ overview: Overview, rules: ReviewRules, viewer: StaffMember,
    others: OtherApplications = OtherApplications()
  ) {
    self.overview = overview
    self.rules = rules
    self.viewer = viewer
    self.others = others
  }

  package var application: Application { overview.application }
  package var review: Review { overview.application.review }
  var edition: Edition { overview.edition }
  package var number: ApplicationNumber { overview.application.number }
  package var who: Event.Actor { .staff(viewer.name.text) }

  package func sees(_ element: Element) -> Bool { viewer.sees(element) }
  package func sees(_ id: Element.ID) -> Bool { edition.element(id).map(sees) ?? false }

  /// The elements under a seal that the application asks for.
  package var sealed: [Overview.Entry] { overview.elements.filter(\.element.isUnderSeal) }

  /// Flags that whoever looks may read, on an element where one is named.
  func flags(on element: Element.ID? = nil) -> [FlagRecord] {
    review.flags.filter { record in
      (element == nil || record.flag.element == element) && sees(record.flag.element)
    }
  }

  /// Changes with everything that happens to it but what changes nothing for anybody who decides: looks under a seal,
  /// and notes. A form has it, so that one that was opened before something else happened is known.
  package var mark: String {
    String(application.lastEvent - review.views.count - review.notes.count)
  }

  package func time(_ moment: Moment) -> String { text(of: moment, in: edition.agency.timeZone) }
  func title(of element: Element.ID) -> String {
    edition.element(element).map { edition.text($0.title) } ?? element.text
  }
}

/// The frame of every page about one application: which it is stands on each. `isCase` on its own page, whose title
/// names it.
func casePage(
  _ review: ReviewCase, title: String, isCase: Bool = false, errors: [FieldError] = [],
  why: String? = nil, back: (link: Link, label: String)? = nil, _ content: HTML?...
) -> Page {
  let overview = review.overview
  let number = review.number
  let home = StaffFrame.places(for: review.viewer.roles).first
  let top = (Links.page(home?.address ?? "staff"), home?.words ?? "Your account")
  let back = back ?? (isCase ? top : (Links.reviewed(number), "Application"))
  let named: HTML = isCase ? "" : "<strong>\(number.description)</strong>, "
  return Page(
    title: isCase ? title : "\(title), \(number.description)",
    main: .lines(
      [
        backLink(back.link, label: back.label), errorSummary(errors), "<h1>\(title)</h1>",
        """
        <p class="lead" dir="auto">\(named)\
        \(overview.application.start.profile.name), \(overview.title)</p>
        """,
        why.map { note("<p>\($0)</p>") },
      ] + content),
    hasErrors: !errors.isEmpty)
}

extension [FieldError] {
  /// What is to be put right about a field.
  func message(_ field: String) -> String? { first { $0.field == field }?.message }
}
