/// The hidden fields every form of a program carries: `token` first, then `key`.
package struct FormKeys: Hashable, Sendable {
  /// Ties the form to the person's session.
  package let token: String
  /// The same form sent twice has the same key.
  package let key: String

  package init(token: String, key: String) {
    self.token = token
    self.key = key
  }
}
