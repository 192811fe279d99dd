import Rules

/// Somebody besides the applicant who can be told what becomes of an application, where the applicant chose so.
package enum Follower: Hashable, Sendable {
  /// Whoever was asked for a part, by the id of the invitation.
  case party(String)
  case helper(String)

  package var id: String {
    switch self {
    case .party(let id), .helper(let id): id
    }
  }
}

/// The applicant's word on whether one of them is told.
package struct UpdatesChoice: Hashable, Sendable {
  package let whom: Follower
  package let isTold: Bool
  package let key: String

  package init(whom: Follower, isTold: Bool, key: String) {
    self.whom = whom
    self.isTold = isTold
    self.key = key
  }
}

extension Application {
  /// Those who are told what becomes of it, in the order in which that was chosen. Who has declined, was taken back, did not
  /// answer in time or helps no longer is told nothing.
  package func followers(at now: Moment) -> [Follower] {
    told.filter { whom in
      switch whom {
      case .party(let id):
        switch invitation(id)?.state(at: now) {
        case .asked, .begun, .signed: true
        case .declined, .takenBack, .expired, .released, .received, nil: false
        }
      case .helper(let id): helper(id).map { $0.end == nil } ?? false
      }
    }
  }
}
