/// Taking back an application that was submitted.
package struct Withdrawal: Hashable, Sendable {
  /// As typed; empty where none was given.
  package let reason: String
  package let key: String

  package init(reason: String, key: String) {
    self.reason = reason
    self.key = key
  }

  /// The longest reason, in characters (Unicode scalars).
  package static let reasonLimit = 2000
}
