import Applications
import Files

// Which applications have something that somebody has to look after, without reading all journals: an
// empty file `<kind>/<shard>/<number>` for each. It is made lasting before the line by which an application
// comes into the list, and goes after the line by which it leaves it, both under the lock of the application. So a
// crash leaves at worst one too many, which the next look finds out.

/// A list of applications that follows from their journals alone.
struct NumberList: Sendable {
  let kind: Store.Kind
  /// What is wrong with an application that should be in it and is not.
  let absence: String
  /// What is wrong with one that is in it and should not be, after its number.
  let surplus: String
  let has: @Sendable (Application) -> Bool

  /// Those whose files a scanner has still to look at.
  static let unchecked = NumberList(
    kind: .unchecked,
    absence: "has files that nobody has looked at, and is not in the list of those",
    surplus: "has no file that waits"
  ) { !$0.uncheckedAttachments.isEmpty }

  /// Those with an attempt to pay whose end is not known.
  static let limbo = NumberList(
    kind: .limbo, absence: "has an open payment attempt, and is not in the list of those",
    surplus: "has no open payment attempt"
  ) { $0.openAttempt != nil }

  /// Those of which somebody else was asked to complete a part, and has not answered.
  static let asked = NumberList(
    kind: .asked, absence: "has asked somebody for a part, and is not in the list of those",
    surplus: "awaits nobody else"
  ) { $0.awaitsParties }

  /// Those about whose money staff has something to settle.
  static let tasks = NumberList(
    kind: .tasks, absence: "has money that somebody has to settle, and is not in the list of those",
    surplus: "has no money to settle"
  ) { !$0.paymentTasks.isEmpty || !$0.openProposals.isEmpty }

  /// Those that wait for somebody else to pay.
  static let payers = NumberList(
    kind: .payers,
    absence: "has asked somebody else to pay, and is not in the list of those",
    surplus: "waits for nobody to pay"
  ) { $0.unendedPayer != nil }

  /// Those of which something has gone back, or about whose money staff has ever proposed something.
  static let returns = NumberList(
    kind: .returns, absence: "has money in the register, and is not in the list of those",
    surplus: "has no money in the register"
  ) { application in
    !application.proposals.isEmpty
      || application.attempts.contains { $0.received.contains { !$0.returns.isEmpty } }
  }

  static let all = [unchecked, limbo, asked, tasks, returns, payers]

  static func of(_ kind: Store.Kind) -> NumberList? { all.first { $0.kind == kind } }
}

extension Store {
  /// In the order of their shards and numbers.
  func numbers(in list: NumberList) throws(StoreError) -> [ApplicationNumber] {
    var numbers: [ApplicationNumber] = []
    try forEachThing(of: list.kind) { _, name throws(StoreError) in
      if let number = ApplicationNumber(name) { numbers.append(number) }
    }
    return numbers
  }

  /// Takes an application off a list in which it should not be, as one is that a crash has left there.
  func forget(_ number: ApplicationNumber, in list: NumberList) throws(StoreError) {
    let folder = path(.applications, number.text)
    let locked = try LockedJournal(folder: folder, random: random)
    if !list.has(try Application(locked.journal, path: folder + "/journal")) {
      _ = try removeFile(path(list.kind, number.text))
    }
  }
}
