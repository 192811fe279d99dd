/// A kind of person or organisation that can complete an element.
package struct Party: Hashable, Sendable {
  package typealias ID = Identifier<Party>

  package let id: ID
  package let kind: Kind
  package let title: Words

  package init(id: ID, kind: Kind? = nil, title: Words) {
    self.id = id
    self.kind = kind ?? (id == Party.applicant ? .applicant : .outsideSource)
    self.title = title
  }

  /// The person the application is about. Every agency has this party.
  package static let applicant: ID = "applicant"

  /// What it is to the applicant. Ids and titles are the agency's; this is what the program knows of it.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case applicant
    /// Where the applicant was trained.
    case preparationProvider = "preparation-provider"
    case employer
    /// Whoever licenses, or another authority.
    case agency
    /// Anybody else who knows something of the applicant.
    case outsideSource = "outside-source"
  }
}
