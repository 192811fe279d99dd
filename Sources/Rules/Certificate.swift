/// A kind of certificate that people hold, as definitions name it.
package struct CertificateKind: Hashable, Sendable {
  package typealias ID = Identifier<CertificateKind>

  package let id: ID
  package let title: Words

  package init(id: ID, title: Words) {
    self.id = id
    self.title = title
  }
}

/// A certificate that somebody holds, or has held.
package struct HeldCertificate: Hashable, Sendable {
  package let kind: CertificateKind.ID
  /// As the agency numbers it. One person has one of a kind and number.
  package let number: String
  package let first: Day
  /// `nil` for one that has no end.
  package let last: Day?
  /// Whether it is still to be confirmed or revoked. It is not stored: it follows from the approval.
  package let isPreliminary: Bool

  package init(
    kind: CertificateKind.ID, number: String, first: Day, last: Day?, isPreliminary: Bool = false
  ) {
    self.kind = kind
    self.number = number
    self.first = first
    self.last = last
    self.isPreliminary = isPreliminary
  }

  package var period: Period { Period(first: first, last: last) }
}

/// What conditions may ask of the certificates of a kind.
package enum HeldState: String, Hashable, Sendable, CaseIterable {
  /// One of them holds on the day.
  case current
  /// One has ended before the day, and none holds on it.
  case ended
  /// There is one, whether it holds, has ended or is still to begin.
  case ever
}

/// What is known of a person on a day without asking.
package struct Circumstances: Hashable, Sendable {
  /// The day on which they apply, in the agency's time zone.
  package let day: Day
  package let certificates: [HeldCertificate]
  package let profile: [ProfilePart: String]

  package init(
    day: Day, certificates: [HeldCertificate] = [], profile: [ProfilePart: String] = [:]
  ) {
    self.day = day
    self.certificates = certificates
    self.profile = profile
  }

  /// What of a profile conditions may look at.
  package enum ProfilePart: String, Hashable, Sendable, CaseIterable {
    case city, region, country
    case postalCode = "postal-code"
  }

  /// Those of the kinds; of every kind where none is named.
  func certificates(of kinds: [CertificateKind.ID]) -> [HeldCertificate] {
    certificates.filter { kinds.isEmpty || kinds.contains($0.kind) }
  }

  func holds(_ kinds: [CertificateKind.ID], _ state: HeldState) -> Bool {
    let held = certificates(of: kinds)
    let isCurrent = held.contains { $0.period.contains(day) }
    return switch state {
    case .current: isCurrent
    case .ended: !isCurrent && held.contains { ($0.last ?? day) < day }
    case .ever: !held.isEmpty
    }
  }
}
