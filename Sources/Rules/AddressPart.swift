/// A line of an address. Its field is `<question>.<part>`.
package enum AddressPart: String, Hashable, Sendable, CaseIterable {
  case street
  /// What some addresses need besides: a flat, a care-of, a department.
  case secondLine = "second-line"
  case city
  case region
  case postalCode = "postal-code"
  case country

  /// Whether every address has it. Some countries have no regions, others no postal codes.
  package var isRequired: Bool {
    switch self {
    case .street, .city, .country: true
    case .secondLine, .region, .postalCode: false
    }
  }

  package func field(of question: Question.ID) -> String { "\(question).\(rawValue)" }
}
