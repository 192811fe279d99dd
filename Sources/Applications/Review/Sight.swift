import Rules

extension [StaffRole] {
  /// Who looks at what was submitted, and says what becomes of it.
  package static let ofReview: [StaffRole] = [.specialist, .reviewer, .administrator]
  /// Who sees what was submitted, but for what is under a seal.
  package static let ofSight: [StaffRole] = [
    .specialist, .fitnessOfficer, .reviewer, .administrator,
  ]
  /// Who agrees to a denial, undoes a decision and opens again what was closed.
  package static let ofAgreement: [StaffRole] = [.reviewer, .administrator]
  /// Who records, returns and keeps money.
  package static let ofMoney: [StaffRole] = [.finance, .administrator]
  /// Who may be the second person about money.
  package static let ofSecondPerson: [StaffRole] = [.finance, .reviewer, .administrator]
  /// Who gives more time to what has expired.
  package static let ofReopening: [StaffRole] = [.administrator, .specialist]
  /// Who puts right what went wrong, each what is theirs.
  package static let ofRepair: [StaffRole] = [.administrator, .finance, .specialist]
}

extension StaffRole {
  /// The role that definitions mean where they say who may see an element; `nil` for a word that means none.
  package init?(seenBy word: String) {
    guard let role = word == "fitness" ? .fitnessOfficer : StaffRole(rawValue: word) else {
      return nil
    }
    self = role
  }
}

extension Element {
  /// Whether it is for the eyes of a few alone.
  package var isUnderSeal: Bool { !seenBy.isEmpty }

  /// Whose eyes those are. Nobody's, where definitions name no role that there is.
  package var rolesThatSee: [StaffRole] {
    isUnderSeal ? seenBy.compactMap(StaffRole.init(seenBy:)) : .ofSight
  }
}

extension StaffMember {
  /// Whether they may see what was said in an element.
  package func sees(_ element: Element) -> Bool { may(element.rolesThatSee) }
}
