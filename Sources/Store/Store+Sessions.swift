import Files
import Applications
import Glibc
import Platform
import JSON
import Rules
import Signing

/// A browser that is known for a while.
package struct Session: Equatable, Sendable {
  /// Who has signed in; `nil` for somebody who has not.
  package let account: AccountID?
  /// Stands in every form of this session.
  package let formToken: String
  package let createdAt: Moment
  /// When it was last used, to the minute.
  package let seenAt: Moment
  /// When it ends, used or not.
  package let endsAt: Moment
  /// How long it may lie unused.
  package let idleSeconds: Int
}

// `sessions/<shard>/<digest of the token>`: the token itself is nowhere in the store, so that who
// can read a backup cannot sign in. When it was last seen is the time of modification of the file:
// setting that cannot bring back a session that has just been ended, as writing it anew could.

extension Store {
  /// Begins a session, and says its token: only the browser has it from now on.
  package func openSession(
    for account: AccountID?, at now: Moment, idleSeconds: Int, absoluteSeconds: Int
  ) throws(StoreError) -> (token: String, session: Session) {
    let token = random.token()
    let session = Session(
      account: account, formToken: random.token(), createdAt: now, seenAt: now,
      endsAt: now.adding(seconds: absoluteSeconds), idleSeconds: idleSeconds)
    let place = sessionPath(token)
    try createFile(place, with: session.bytes, random: random)
    touch(place, at: now)
    return (token, session)
  }

  /// The session of this token, if it has not ended. Notes that it was seen, at most once a minute.
  package func session(_ token: String, at now: Moment) throws(StoreError) -> Session? {
    let place = sessionPath(token)
    guard let bytes = try readFile(place, limit: 4096) else { return nil }
    let seenAt: Moment
    do throws(SystemFailure) {
      seenAt = Moment(millisecondsSince1970: try File.Status(of: place).changedAt * 1000)
    } catch {
      if error.code == ENOENT { return nil }
      throw .unreadable(error.code)
    }
    // What cannot be read is no session: nothing is lost but a sign-in.
    guard let session = Session(bytes, seenAt: seenAt), now < session.endsAt,
      now < seenAt.adding(seconds: session.idleSeconds)
    else { return nil }
    if seenAt.adding(seconds: 60) <= now { touch(place, at: now) }
    return session
  }

  /// Ends a session. `true` when there was one.
  @discardableResult
  package func endSession(_ token: String) throws(StoreError) -> Bool {
    try removeFile(sessionPath(token))
  }

  private func sessionPath(_ token: String) -> String {
    path(.sessions, SHA256.digest(of: token.utf8).description)
  }

  /// Nobody is hurt when it fails, or is lost: the session ends a little earlier.
  private func touch(_ place: String, at moment: Moment) {
    var times = timespec()
    times.tv_sec = moment.secondsSince1970
    let both = [times, times]
    utimensat(AT_FDCWD, place, both, 0)
  }
}

extension Session {
  fileprivate var bytes: [UInt8] {
    let node: JSONNode = [
      "account": account.map { .string($0.text) } ?? .null, "formToken": .string(formToken),
      "createdAt": .string(createdAt.description), "endsAt": .string(endsAt.description),
      "idleSeconds": .integer(idleSeconds),
    ]
    return node.bytes
  }

  fileprivate init?(_ bytes: [UInt8], seenAt: Moment) {
    guard let node = try? JSONNode(strict: bytes), let account = node["account"],
      let formToken = node["formToken"]?.string,
      let createdAt = node["createdAt"]?.string.flatMap(Moment.init),
      let endsAt = node["endsAt"]?.string.flatMap(Moment.init),
      let idleSeconds = node["idleSeconds"]?.integer
    else { return nil }
    self.account = account.string.flatMap(AccountID.init)
    if self.account == nil, !account.isNull { return nil }
    self.formToken = formToken
    self.createdAt = createdAt
    self.seenAt = seenAt
    self.endsAt = endsAt
    self.idleSeconds = idleSeconds
  }
}
