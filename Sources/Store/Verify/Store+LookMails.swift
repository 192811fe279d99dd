import Applications
import Rules

extension Store {
  /// What an application or account owes.
  func lookAtDebt(
    _ path: String, _ name: String, _ look: inout Look, before yesterday: Moment
  ) throws(StoreError) {
    guard
      ApplicationNumber(name) != nil || AccountID(name) != nil || OfferID(name) != nil
        || StaffName.ofDebt(name) != nil
    else {
      return checkStranger(path, &look, before: yesterday)
    }
    try checkDebt(at: "\(folder)/\(path)")
    guard let made = try time(of: "\(folder)/\(path)"), made < yesterday else { return }
    look.warn(
      path, "mails are owed for more than a day",
      remedy: "'docket store sweep' settles it; if it stays, that says why")
  }

  /// A mail that waits, has gone or will not go.
  func lookAtMail(
    _ path: String, _ name: String, _ look: inout Look
  ) throws(StoreError) {
    guard let mail = try posted(at: "\(folder)/\(path)") else { return }
    guard mail.message.name != name else { return }
    look.error(
      path, "the mail '\(mail.message.name)' under another name, so that it may go out twice",
      remedy: "find out who has renamed it, and give it its own name again")
  }
}
