import Rules

extension Application {
  package func helper(_ id: String) -> HelperRecord? { helpers.first { $0.helper.id == id } }

  /// What an event about helpers, or about who is told, does. Any other changes nothing.
  mutating func take(aboutHelpers event: Event) {
    switch event.what {
    case .helperNamed(let helper):
      guard self.helper(helper.id) == nil else { return }
      helpers.append(HelperRecord(helper, at: event.at))
      if helper.isTold { tell(.helper(helper.id), true) }
    case .helperRenewed(let renewal):
      changeHelper(renewal.helper) { $0.renew(renewal, at: event.at) }
    case .helperBegan(let id, _): changeHelper(id) { $0.begin(at: event.at) }
    case .helperRevoked(let id, _): changeHelper(id) { $0.finish(.revoked, at: event.at) }
    case .helperStopped(let id, _): changeHelper(id) { $0.finish(.stopped, at: event.at) }
    case .updatesChosen(let choice): tell(choice.whom, choice.isTold)
    default: break
    }
  }

  mutating func tell(_ whom: Follower, _ isTold: Bool) {
    told.removeAll { $0 == whom }
    if isTold { told.append(whom) }
  }

  private mutating func changeHelper(_ id: String, _ body: (inout HelperRecord) -> Void) {
    guard let index = helpers.firstIndex(where: { $0.helper.id == id }) else { return }
    body(&helpers[index])
  }
}

extension Event.What {
  /// The key of the form that did something about helpers or about who is told; `nil` for anything else.
  var helpersKey: String? {
    switch self {
    case .helperNamed(let helper): helper.key
    case .helperRenewed(let renewal): renewal.key
    case .helperBegan(_, let key), .helperRevoked(_, let key), .helperStopped(_, let key): key
    case .updatesChosen(let choice): choice.key
    default: nil
    }
  }
}

extension Event.Actor {
  /// The id of the helper who acts.
  package var helper: String? { if case .helper(let id) = self { id } else { nil } }
}
