import Rules

/// The name of somebody who works for the agency, as journals carry it: one word that says nothing else about
/// them. It is never given to anybody else.
package struct StaffName: Hashable, Sendable, CustomStringConvertible {
  package let text: String

  /// 1 to 32 small letters, digits and hyphens. `nil` for anything else.
  package init?(_ text: String) {
    guard isPlainWord(text) else { return nil }
    self.text = text
  }

  package var description: String { text }
}

/// What somebody who works for the agency may do. One person may have several.
package enum StaffRole: String, Hashable, Sendable, CaseIterable {
  /// Reviews applications.
  case specialist
  /// Decides about fitness, and alone sees what was said about it.
  case fitnessOfficer = "fitness-officer"
  /// Confirms what somebody else has decided.
  case reviewer
  /// Records, returns and keeps money.
  case finance
  /// Sees to all of it.
  case administrator
}

/// Somebody who works for the agency, as their journal leaves them.
package struct StaffMember: Hashable, Sendable {
  package let name: StaffName
  /// Empty after an erasure, like the address.
  package let fullName: String
  package let emailAddress: String
  /// In the order of `StaffRole`.
  package private(set) var roles: [StaffRole]
  package let addedAt: Moment
  /// When they ceased to work here; `nil` before.
  package private(set) var removedAt: Moment?
  /// The notifications about money that they have closed, by their names.
  package private(set) var closedNotifications: Set<String> = []
  /// What they sign in with; `nil` before they have chosen it, and once that was taken back.
  package private(set) var credentials: StaffCredentials?
  /// How often they have chosen or lost what they sign in with: a mailed link is for one number alone.
  package private(set) var turn = 0

  package init(
    name: StaffName, fullName: String, emailAddress: String, roles: [StaffRole], addedAt: Moment
  ) {
    self.name = name
    self.fullName = fullName
    self.emailAddress = emailAddress
    self.roles = Self.ordered(roles)
    self.addedAt = addedAt
  }

  package var isActive: Bool { removedAt == nil }

  /// Whether they may do what any of these roles may.
  package func may(_ any: [StaffRole]) -> Bool { isActive && roles.contains(where: any.contains) }

  package mutating func take(_ roles: [StaffRole]) { self.roles = Self.ordered(roles) }

  /// From the first time on it counts.
  package mutating func remove(at moment: Moment) { removedAt = removedAt ?? moment }

  package mutating func close(notification name: String) { closedNotifications.insert(name) }

  package mutating func enrol(_ credentials: StaffCredentials) {
    self.credentials = credentials
    turn += 1
  }

  /// From now on nobody signs in with what was chosen before.
  package mutating func reset() {
    credentials = nil
    turn += 1
  }

  /// Another password in the place of the one before; the code of `step` has proved them.
  package mutating func change(passwordHash: String, step: Int) {
    guard let now = credentials else { return }
    credentials = StaffCredentials(passwordHash: passwordHash, secret: now.secret, lastStep: step)
  }

  /// The code of this step, and those before it, have served.
  package mutating func use(step: Int) {
    if let last = credentials?.lastStep { credentials?.lastStep = max(last, step) }
  }

  package static func ordered(_ roles: [StaffRole]) -> [StaffRole] {
    StaffRole.allCases.filter(roles.contains)
  }
}

/// What somebody who works for the agency signs in with.
package struct StaffCredentials: Hashable, Sendable {
  /// As the store keeps it.
  package let passwordHash: String
  /// What the codes of their authenticator are made of.
  package let secret: [UInt8]
  /// The step of the last code that has served: each serves once.
  package fileprivate(set) var lastStep: Int

  package init(passwordHash: String, secret: [UInt8], lastStep: Int) {
    self.passwordHash = passwordHash
    self.secret = secret
    self.lastStep = lastStep
  }
}
