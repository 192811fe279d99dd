import Rules

extension Profile {
  /// The parts of a profile that an application cannot be started without.
  package enum Part: String, Hashable, Sendable, CaseIterable {
    case name
    case phoneNumber
    case street
    case city
    case postalCode
    case country
  }

  /// The parts that are empty or cannot be right, in the order of the page.
  package var missing: [Part] { Part.allCases.filter { !isGood($0) } }

  private func isGood(_ part: Part) -> Bool {
    switch part {
    case .name: !isBlank(name)
    case .phoneNumber: isPhoneNumber(phoneNumber)
    case .street: !isBlank(address.street)
    case .city: !isBlank(address.city)
    case .postalCode: !isBlank(address.postalCode)
    case .country: !isBlank(address.country)
    }
  }
}
