import Rules

/// Something about the address to which a request went that staff may want to look at. It proves nothing, holds nothing
/// up, and is never shown to the applicant.
package enum AddressHint: Hashable, Sendable {
  /// Somebody who was asked for something else in the same application has this address too.
  case sameAs(AskedAddress.Role)
  /// It is the applicant's own, but for capital letters, dots, or what stands behind a plus sign.
  case likeApplicant
  /// Anybody can have one at this domain, and the person was asked in the name of an organisation.
  case freeMail(domain: String)
  /// The organisation that was named is registered, and nobody who acts for it has an address at this domain. `known` are
  /// those they have, sorted.
  case otherDomain(String, known: [String])

  /// One word for other programs.
  package var word: String {
    switch self {
    case .sameAs: "same-address"
    case .likeApplicant: "like-applicant"
    case .freeMail: "free-mail"
    case .otherDomain: "other-domain"
    }
  }
}

/// An address to which something about an application went.
package struct AskedAddress: Hashable, Sendable {
  package let role: Role
  package let emailAddress: String
  /// What organisation was named; empty where none was.
  package let organisation: String
  /// The addresses of those who act for it, where it is registered.
  package let members: [String]

  package enum Role: Hashable, Sendable {
    /// Somebody of that kind, who completes an element.
    case party(Party.ID)
    case payer
    /// Whoever helps the applicant.
    case helper
  }

  package init(
    role: Role, emailAddress: String, organisation: String = "", members: [String] = []
  ) {
    self.role = role
    self.emailAddress = emailAddress
    self.organisation = organisation
    self.members = members
  }

  /// What is to be noticed about it, beside the `others` of the same application.
  package func hints(
    applicant: String, others: [AskedAddress], freeMailDomains: [String]
  ) -> [AddressHint] {
    let box = Mailbox(emailAddress)
    guard !box.domain.isEmpty else { return [] }
    var hints: [AddressHint] = []
    for other in others where other.role != role && Mailbox(other.emailAddress) == box {
      if !hints.contains(.sameAs(other.role)) { hints.append(.sameAs(other.role)) }
    }
    if box == Mailbox(applicant) { hints.append(.likeApplicant) }
    if !organisation.isEmpty, freeMailDomains.contains(where: { folded($0) == box.domain }) {
      hints.append(.freeMail(domain: box.domain))
    }
    let known = Set(members.map { Mailbox($0).domain }).subtracting([""])
    if !known.isEmpty, !known.contains(where: box.isAt) {
      hints.append(.otherDomain(box.domain, known: known.sorted()))
    }
    return hints
  }
}

/// Where mail to an address arrives, as far as one can tell: many hosts take capital letters for small ones, pay no heed
/// to dots, and put what has a plus sign behind the name into the same box.
private struct Mailbox: Equatable {
  let name: String
  let domain: String

  init(_ address: String) {
    let bytes = Array(folded(address).utf8)
    guard let at = bytes.lastIndex(of: UInt8(ascii: "@")) else {
      (name, domain) = (String(decoding: bytes, as: UTF8.self), "")
      return
    }
    let local = bytes[..<at].prefix { $0 != UInt8(ascii: "+") }
    name = String(decoding: local.filter { $0 != UInt8(ascii: ".") }, as: UTF8.self)
    domain = String(decoding: bytes[(at + 1)...], as: UTF8.self)
  }

  /// Whether it is at that domain or one below it: `pike.schools.example` is at `schools.example`.
  func isAt(_ other: String) -> Bool { domain == other || domain.hasSuffix("." + other) }
}

/// Without blanks, and with small letters (ASCII).
private func folded(_ text: String) -> String {
  String(
    decoding: text.utf8.filter { $0 > 0x20 }.map {
      (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 + 32 : $0
    }, as: UTF8.self)
}
