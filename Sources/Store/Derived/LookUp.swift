import Applications
import Rules
import Signing

/// A small file that says nothing that a journal does not say, so that what it leads to is found without
/// reading all journals.
///
/// Which there must be is said here alone: `docket store verify` looks whether they are there, and
/// `docket store reindex` makes them.
struct LookUp: Hashable, Sendable {
  let place: String
  let bytes: [UInt8]
  /// What is wrong where it is missing.
  let absence: String
}

extension Store {
  /// All that lead to an application.
  func lookUps(of application: Application) -> [LookUp] {
    let number = Array(application.number.text.utf8)
    var all = [
      LookUp(
        place: ofAccountPath(application.applicant, application.number),
        bytes: Array(application.start.key.utf8), absence: "not in the list of its applicant")
    ]
    for record in application.attempts {
      let reference = record.attempt.reference
      all.append(
        LookUp(
          place: attemptPath(reference), bytes: number,
          absence: "the payment attempt \(reference) does not lead here"))
      for came in record.received {
        let transaction = came.payment.transaction
        all.append(
          LookUp(
            place: transactionPath(transaction, record.attempt.provider), bytes: number,
            absence: "the transaction \(transaction) does not lead here"))
      }
    }
    for name in application.grantedNames {
      all.append(
        LookUp(
          place: certificatePath(name), bytes: Array(application.applicant.text.utf8),
          absence: "the certificate \(name) does not lead to its holder"))
    }
    return all + standingFiles(of: application)
  }

  /// All that lead to an offer.
  func lookUps(of offer: Offer) throws(StoreError) -> [LookUp] {
    var all = [
      LookUp(
        place: offeredPath(offer), bytes: [], absence: "not in the list of its organisation")
    ]
    if try isUnfinished(offer) {
      all.append(
        LookUp(
          place: path(.accepting, offer.id.text), bytes: [],
          absence: "was accepted, has no application, and is not in the list of those"))
    }
    return all
  }

  /// The one that leads to an account from its address.
  func lookUps(of account: Account) -> [LookUp] {
    // An erased one has no address any more.
    guard account.isConfirmed, !account.profile.emailAddress.isEmpty else { return [] }
    return [
      LookUp(
        place: claimPath(account.profile.emailAddress), bytes: Array(account.id.text.utf8),
        absence: "is confirmed, and its address is not claimed for it: nobody can sign in")
    ]
  }

  /// Those that are not there, or are not as they must be.
  func faulty(_ lookUps: [LookUp]) throws(StoreError) -> [LookUp] {
    var faulty: [LookUp] = []
    for lookUp in lookUps where try readFile(lookUp.place, limit: Self.factsLimit) != lookUp.bytes {
      faulty.append(lookUp)
    }
    return faulty
  }

  /// A path from the store's own folder on.
  func relative(_ place: String) -> String {
    String(decoding: place.utf8.dropFirst(folder.utf8.count + 1), as: UTF8.self)
  }
}
