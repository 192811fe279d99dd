import Applications

extension DecisionRecord {
  /// What was decided, in a word or two.
  package var outcomeWords: String {
    switch decision.outcome {
    case .approved: isPreliminary ? "Approved preliminarily" : "Approved"
    case .denied: "Denied"
    case .revoked: "Revoked"
    }
  }
}
