import Applications
import Store

extension Services {
  /// The person of this name, who works here and has one of `roles`. What says so is lasting.
  ///
  /// - Throws: `NotEntitled` where there is nobody of that sort.
  package func staff(_ text: String, with roles: [StaffRole]) throws -> StaffMember {
    guard let name = StaffName(text) else {
      throw NotEntitled(
        words: "'\(text)' is no name of anybody here: those are of small letters, digits and "
          + "hyphens, no more than \(plainWordLengthLimit)")
    }
    let role = roles.first?.rawValue ?? ""
    guard let member = try store.confirmedStaffMember(name) else {
      throw NotEntitled(
        words: "nobody here is called '\(name)': 'docket staff add \(name) --role \(role) …' "
          + "adds them, and 'docket staff list' says who there is")
    }
    guard member.isActive else {
      throw NotEntitled(
        words: "'\(name)' does not work here any more: 'docket staff list' says who does")
    }
    guard member.may(roles) else {
      let all = StaffMember.ordered(member.roles + roles.prefix(1)).map(\.rawValue)
      throw NotEntitled(
        words: "'\(name)' may not do this, which takes "
          + "\(roles.map(\.rawValue).joined(separator: " or ")): "
          + "'docket staff roles \(name) --role \(all.joined(separator: ","))' lets them")
    }
    return member
  }
}

/// Why somebody may not do something, in the words that are printed.
package struct NotEntitled: Error, Hashable, Sendable, CustomStringConvertible {
  let words: String
  package var description: String { words }
}
