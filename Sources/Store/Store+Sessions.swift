import Applications
import Files
import Glibc
import Platform
import Rules
import Signing

// `sessions/<shard>/<account>/<digest of the token>`: those of one person lie together, so that they can be
// shown and ended together; `staff-sessions/<shard>/<name>/…` likewise. A token begins with the account, or the name, and its secret part is nowhere in the store:
// who can read a backup cannot sign in. When a session was last seen is the time of modification of its
// file: setting that cannot bring back a session that has just been ended, as writing it anew could.

extension Store {
  /// Begins a session, and says its token: only the browser has it from now on.
  package func openSession<Owner: SessionOwner>(
    for owner: Owner, on device: SessionDevice = .unknown, at now: Moment, idleSeconds: Int,
    absoluteSeconds: Int
  ) throws(StoreError) -> (token: String, session: SessionOf<Owner>) {
    let token = "\(owner.text).\(random.token())"
    let session = SessionOf(
      id: Store.sessionID(token), owner: owner, device: device, formToken: random.token(),
      createdAt: now, seenAt: now, endsAt: now.adding(seconds: absoluteSeconds),
      idleSeconds: idleSeconds)
    // A store of before has no folder for every sort yet.
    do throws(SystemFailure) {
      try ensureFolder("\(folder)/\(Owner.sessionKind.rawValue)")
    } catch { throw .notWritten(error.code) }
    let place = sessionPath(session.id, of: owner)
    try createFile(place, with: session.bytes, levels: 2, random: random)
    setTime(of: place, to: now)
    return (token, session)
  }

  /// The session of this token, if it has not ended. Notes that it was seen, at most once a minute.
  package func session(_ token: String, at now: Moment) throws(StoreError) -> Session? {
    try openedSession(token, at: now)
  }

  /// The same for somebody who works for the agency. It says who has signed in, and not that they still work
  /// here.
  package func staffSession(_ token: String, at now: Moment) throws(StoreError) -> StaffSession? {
    try openedSession(token, at: now)
  }

  private func openedSession<Owner>(
    _ token: String, at now: Moment
  ) throws(StoreError) -> SessionOf<Owner>? {
    guard let owner: Owner = Store.owner(ofToken: token) else { return nil }
    let place = sessionPath(Store.sessionID(token), of: owner)
    guard let session = try session(at: place, of: owner), !session.isOver(at: now) else {
      return nil
    }
    if session.seenAt.adding(seconds: 60) <= now { setTime(of: place, to: now) }
    return session
  }

  /// Whose session a token is or has been, by its own words: proves nothing.
  package static func account(ofToken token: String) -> AccountID? { owner(ofToken: token) }

  private static func owner<Owner: SessionOwner>(ofToken token: String) -> Owner? {
    token.split(separator: ".", maxSplits: 1).first.flatMap { Owner(String($0)) }
  }

  /// The sessions of an account that have not ended, the newest first.
  package func sessions<Owner: SessionOwner>(
    of owner: Owner, at now: Moment
  ) throws(StoreError) -> [SessionOf<Owner>] {
    var sessions: [SessionOf<Owner>] = []
    for place in try sessionPlaces(of: owner) {
      guard let session = try session(at: place, of: owner), !session.isOver(at: now) else {
        continue
      }
      sessions.append(session)
    }
    return sessions.sorted { ($0.createdAt, $0.id) > ($1.createdAt, $1.id) }
  }

  /// Ends a session. `true` when there was one.
  @discardableResult
  package func endSession(_ token: String) throws(StoreError) -> Bool {
    guard let account = Store.account(ofToken: token) else { return false }
    return try removeFile(sessionPath(Store.sessionID(token), of: account))
  }

  /// The same for somebody who works for the agency.
  @discardableResult
  package func endStaffSession(_ token: String) throws(StoreError) -> Bool {
    guard let name: StaffName = Store.owner(ofToken: token) else { return false }
    return try removeFile(sessionPath(Store.sessionID(token), of: name))
  }

  /// Ends the session of this account that has this id. `true` when there was one.
  @discardableResult
  package func endSession(
    withID id: String, of owner: some SessionOwner
  ) throws(StoreError) -> Bool {
    guard let place = try sessionPlaces(of: owner).first(where: { $0.hasSuffix("/\(id)") }) else {
      try confirmNames(in: sessionFolder(of: owner))
      return false
    }
    return try removeFile(place)
  }

  /// Ends all sessions of an account, but the one with the id `kept`. Returns how many there were.
  @discardableResult
  package func endSessions(
    of owner: some SessionOwner, but kept: String? = nil
  ) throws(StoreError) -> Int {
    var count = 0
    for place in try sessionPlaces(of: owner) {
      if let kept, place.hasSuffix("/\(kept)") { continue }
      if try removeFile(place) { count += 1 }
    }
    // Also those that somebody has ended who died before the sync.
    if count == 0 { try confirmNames(in: sessionFolder(of: owner)) }
    return count
  }

  /// Removes the sessions that have ended by themselves. Returns how many there were.
  @discardableResult
  package func sweepSessions(
    at now: Moment, isDryRun: Bool = false
  ) throws(StoreError) -> Int {
    try sweepSessions(of: AccountID.self, at: now, isDryRun: isDryRun)
      + sweepSessions(of: StaffName.self, at: now, isDryRun: isDryRun)
  }

  private func sweepSessions<Owner: SessionOwner>(
    of owner: Owner.Type, at now: Moment, isDryRun: Bool
  ) throws(StoreError) -> Int {
    var count = 0
    try forEachThing(of: Owner.sessionKind) { folder, name throws(StoreError) in
      guard let owner = Owner(name) else { return }
      for place in try sessionPlaces(of: owner) {
        if let session = try session(at: place, of: owner), !session.isOver(at: now) { continue }
        if sweep(place, isDryRun: isDryRun) { count += 1 }
      }
      if !isDryRun { rmdir(folder) }  // Fails where there are others, and should.
    }
    return count
  }

  private func session<Owner>(
    at place: String, of owner: Owner
  ) throws(StoreError) -> SessionOf<Owner>? {
    guard let bytes = try readFile(place, limit: 4096), let seenAt = try time(of: place) else {
      return nil
    }
    return SessionOf(
      bytes, id: String(place.split(separator: "/").last ?? ""), owner: owner, seenAt: seenAt)
  }

  private func sessionPlaces(of owner: some SessionOwner) throws(StoreError) -> [String] {
    let folder = sessionFolder(of: owner)
    do throws(SystemFailure) { return try names(in: folder).map { "\(folder)/\($0)" } } catch {
      throw .unreadable(error.code)
    }
  }

  private static func sessionID(_ token: String) -> String {
    SHA256.digest(of: token.utf8).description
  }

  private func sessionPath(_ id: String, of owner: some SessionOwner) -> String {
    sessionFolder(of: owner) + "/" + id
  }

  private func sessionFolder<Owner: SessionOwner>(of owner: Owner) -> String {
    path(Owner.sessionKind, owner.text)
  }
}

/// When a file was last modified, to the second; `nil` when there is none.
func time(of place: String) throws(StoreError) -> Moment? {
  do throws(SystemFailure) {
    return Moment(millisecondsSince1970: try File.Status(of: place).changedAt * 1000)
  } catch {
    if error.code == ENOENT { return nil }
    throw .unreadable(error.code)
  }
}

/// Says when a file was last modified. Nobody is hurt when it fails, or is lost.
func setTime(of place: String, to moment: Moment) {
  var times = timespec()
  times.tv_sec = moment.secondsSince1970
  let both = [times, times]
  utimensat(AT_FDCWD, place, both, 0)
}
