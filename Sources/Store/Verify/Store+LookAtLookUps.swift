import Applications
import Rules
import Signing

// Look-ups go before the lines that they lead to, so one that leads nowhere is lawful; it is named when
// it is old. That each line has its look-up is looked at where the line is.

extension Store {
  func lookAtClaim(
    _ path: String, _ name: String, _ look: inout Look, before yesterday: Moment
  ) throws(StoreError) {
    guard let id = AccountID(text(try readFile("\(folder)/\(path)", limit: 100))) else {
      look.error(path, line: 1, "does not name an account", remedy: Look.reindex)
      return
    }
    let account = try account(id)
    if let account, account.isConfirmed,
      SHA256.digest(of: folded(account.profile.emailAddress).utf8).description == name
    {
      return
    }
    try lead(path, nowhere: "account \(id) has no such address", &look, before: yesterday)
  }

  func lookAtStart(
    _ path: String, of account: String, _ name: String, _ look: inout Look,
    before yesterday: Moment
  ) throws(StoreError) {
    guard let number = ApplicationNumber(name), let id = AccountID(account) else {
      return checkStranger(path, &look, before: yesterday)
    }
    // One that is damaged is there, and its own look says so.
    let application: Application?
    do throws(StoreError) { application = try self.application(number) } catch { return }
    guard application?.applicant != id else { return }
    try lead(path, nowhere: "account \(id) has no such application", &look, before: yesterday)
  }

  func lookAtAttempt(
    _ path: String, _ name: String, _ look: inout Look, before yesterday: Moment
  ) throws(StoreError) {
    guard let number = ApplicationNumber(text(try readFile("\(folder)/\(path)", limit: 100))) else {
      look.error(path, line: 1, "does not name an application", remedy: Look.reindex)
      return
    }
    let application: Application?
    do throws(StoreError) { application = try self.application(number) } catch { return }
    let isThere = application?.attempts.contains {
      SHA256.digest(of: $0.attempt.reference.utf8).description == name
    }
    guard isThere != true else { return }
    try lead(path, nowhere: "application \(number) has no such attempt", &look, before: yesterday)
  }

  func lookAtTransaction(
    _ path: String, _ name: String, _ look: inout Look, before yesterday: Moment
  ) throws(StoreError) {
    guard let number = ApplicationNumber(text(try readFile("\(folder)/\(path)", limit: 100))) else {
      look.error(path, line: 1, "does not name an application", remedy: Look.reindex)
      return
    }
    let application: Application?
    do throws(StoreError) { application = try self.application(number) } catch { return }
    let isThere = application?.attempts.contains { record in
      record.received.contains {
        Store.transactionName($0.payment.transaction, record.attempt.provider) == name
      }
    }
    guard isThere != true else { return }
    try lead(path, nowhere: "\(number) has no such transaction", &look, before: yesterday)
  }

  func lookAt(
    _ list: NumberList, _ path: String, _ name: String, _ look: inout Look,
    before yesterday: Moment
  ) throws(StoreError) {
    guard let number = ApplicationNumber(name) else {
      return checkStranger(path, &look, before: yesterday)
    }
    let application: Application?
    do throws(StoreError) { application = try self.application(number) } catch { return }
    if let application, list.has(application) { return }
    try lead(path, nowhere: "\(number) \(list.surplus)", &look, before: yesterday)
  }

  /// `surplus` is what is wrong with one that should not be there, after its number.
  func lookAtStanding(
    _ path: String, _ number: ApplicationNumber?, _ surplus: String, _ look: inout Look,
    before yesterday: Moment
  ) throws(StoreError) {
    guard let number else { return checkStranger(path, &look, before: yesterday) }
    let application: Application?
    do throws(StoreError) { application = try self.application(number) } catch { return }
    let place = "\(folder)/\(path)"
    if let application, standingFiles(of: application).contains(where: { $0.place == place }) {
      return
    }
    try lead(path, nowhere: "\(number) \(surplus)", &look, before: yesterday)
  }

  func lookAtCertificate(
    _ path: String, _ name: String, _ look: inout Look, before yesterday: Moment
  ) throws(StoreError) {
    guard let certificate = CertificateName(name) else {
      return checkStranger(path, &look, before: yesterday)
    }
    guard try isVoid(certificate: certificate, at: "\(folder)/\(path)") else { return }
    try lead(
      path, nowhere: "nobody was granted a certificate \(name)", &look, before: yesterday)
  }

  private func text(_ bytes: [UInt8]?) -> String { String(decoding: bytes ?? [], as: UTF8.self) }
}
