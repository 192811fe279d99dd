import JSON
import Rules
import Signing

// One-use tokens, as they stand in mailed links: `tokens/<shard>/<digest of the token>`.

extension Store {
  /// Makes a token that stands for `subject`, for one purpose, until a moment.
  package func issueToken(
    for purpose: String, subject: String, until end: Moment
  ) throws(StoreError) -> String {
    let token = random.token()
    let node: JSONNode = [
      "purpose": .string(purpose), "subject": .string(subject), "until": .string(end.description),
    ]
    try createFile(tokenPath(token), with: node.bytes, random: random)
    return token
  }

  /// What the token stands for; `nil` when it is for something else, spent, or too old. Changes
  /// nothing: opening a mailed link must not.
  package func peekToken(
    _ token: String, for purpose: String, at now: Moment
  ) throws(StoreError) -> String? {
    guard let bytes = try readFile(tokenPath(token), limit: 8192),
      let node = try? JSONNode(strict: bytes), node["purpose"]?.string == purpose,
      let end = node["until"]?.string.flatMap(Moment.init), now < end
    else { return nil }
    return node["subject"]?.string
  }

  /// The same, and the token is spent: of several who spend it at once, exactly one is given what
  /// it stands for.
  package func spendToken(
    _ token: String, for purpose: String, at now: Moment
  ) throws(StoreError) -> String? {
    guard let subject = try peekToken(token, for: purpose, at: now),
      try removeFile(tokenPath(token))
    else { return nil }
    return subject
  }

  /// Takes away all tokens that stand for something of which `isMeant` says so.
  func revokeTokens(_ isMeant: (_ subject: String) -> Bool) throws(StoreError) {
    try forEachThing(of: .tokens) { place, _ throws(StoreError) in
      guard let bytes = try readFile(place, limit: 8192), let node = try? JSONNode(strict: bytes),
        node["subject"]?.string.map(isMeant) == true
      else { return }
      _ = try removeFile(place)
    }
  }

  /// Removes the tokens whose time has passed. Returns how many there were.
  @discardableResult
  package func sweepTokens(at now: Moment, isDryRun: Bool = false) throws(StoreError) -> Int {
    var count = 0
    try forEachThing(of: .tokens) { place, _ throws(StoreError) in
      guard let bytes = try readFile(place, limit: 8192) else { return }
      let end = (try? JSONNode(strict: bytes))?["until"]?.string.flatMap(Moment.init)
      if let end, now < end { return }
      if sweep(place, isDryRun: isDryRun) { count += 1 }
    }
    return count
  }

  private func tokenPath(_ token: String) -> String {
    path(.tokens, SHA256.digest(of: token.utf8).description)
  }
}
