/// What two people who applied have in common, by what each says of themselves.
package enum Likeness: String, Hashable, Sendable, CaseIterable {
  /// The same words, in any order, whatever their accents.
  case name
  /// One name has all words of the other, at least two, and more.
  case partOfName = "part-of-name"
  case emailAddress = "email-address"
  case phoneNumber = "phone-number"
  case postalAddress = "postal-address"
}

extension Profile {
  /// What both have in common, in the order of the cases. What is empty is like nothing.
  package func likenesses(to other: Profile) -> [Likeness] {
    Likeness.allCases.filter { has($0, with: other) }
  }

  private func has(_ likeness: Likeness, with other: Profile) -> Bool {
    switch likeness {
    case .name: !words.isEmpty && words == other.words
    case .partOfName:
      words != other.words && min(words.count, other.words.count) > 1
        && (words.isSubset(of: other.words) || other.words.isSubset(of: words))
    case .emailAddress:
      !emailAddress.isEmpty && emailAddress.lowercased() == other.emailAddress.lowercased()
    case .phoneNumber: digits.count > 5 && digits == other.digits
    case .postalAddress:
      !address.street.isEmpty && !address.postalCode.isEmpty
        && nameWords(address.street) == nameWords(other.address.street)
        && nameWords(address.postalCode) == nameWords(other.address.postalCode)
    }
  }

  private var words: Set<String> { Set(nameWords(name)) }

  /// However it is written, with spaces or without.
  private var digits: [UInt8] {
    phoneNumber.utf8.filter { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }
}
