import Applications
import JSON
import Rules

// What somebody who works for the agency signs in with, and that they have. No line says where from.

extension Store {
  /// Keeps what somebody has chosen to sign in with, and ends what sessions they have. `false`, and nothing has
  /// happened, where it is not their turn any more: a link serves once.
  package func enrol(
    _ name: StaffName, with credentials: StaffCredentials, turn: Int, at moment: Moment
  ) throws(StoreError) -> Bool {
    try changeEndingSessions(name) { member in
      guard member.isActive, member.turn == turn else { return nil }
      return StaffMember.enrolment(credentials, of: name, at: moment)
    }
  }

  /// Takes back what somebody signs in with: password, authenticator, sessions and links. Whether they work here.
  package func resetSignIn(
    of name: StaffName, at moment: Moment, by who: String
  ) throws(StoreError) -> Bool {
    try changeEndingSessions(name) { member in
      member.isActive ? JournalEntry(at: moment, who: who, kind: "reset") : nil
    }
  }

  /// Says that somebody signs in with the code of `step`. `false`, and nothing has happened, where that code has
  /// served already, or what they sign in with is another by now: of two at once, one gets in.
  package func signIn(
    _ name: StaffName, with credentials: StaffCredentials, step: Int, at moment: Moment
  ) throws(StoreError) -> Bool {
    try change(name) { member in
      guard member.isSignedInto(with: credentials, step: step) else { return nil }
      return JournalEntry(
        at: moment, who: Event.Actor.staff(name.text).text, kind: "signed-in",
        details: ["step": .integer(step)])
    }
  }

  /// Gives them another password, which the code of `step` has proved to be theirs, and ends their sessions but the one
  /// with the id `kept`. `messages` go out when it has happened. `false`, and nothing has happened, where that code
  /// has served already, or what they sign in with is another by now.
  package func changePassword(
    of name: StaffName, from credentials: StaffCredentials, to hash: String, step: Int,
    at moment: Moment, owing messages: [Message] = [], keepingSession kept: String?
  ) throws(StoreError) -> Bool {
    let isDone = try change(name, owing: messages) { member throws(StoreError) in
      guard member.isSignedInto(with: credentials, step: step) else { return nil }
      try endSessions(of: name, but: kept)
      return JournalEntry(
        at: moment, who: Event.Actor.staff(name.text).text, kind: "password-changed",
        details: ["step": .integer(step)], secrets: ["passwordHash": .string(hash)])
    }
    guard isDone else { return false }
    do throws(StoreError) { try endSessions(of: name, but: kept) } catch {
      throw error.behindWhatHasHappened
    }
    return true
  }

  /// Before the line too: a crash right after it leaves nobody in. And after it, for those who came in between;
  /// whoever comes later finds the line.
  func changeEndingSessions(
    _ name: StaffName, _ decide: (StaffMember) -> JournalEntry?
  ) throws(StoreError) -> Bool {
    let isDone = try change(name) { member throws(StoreError) in
      guard let entry = decide(member) else { return nil }
      try endSessions(of: name)
      return entry
    }
    guard isDone else { return false }
    do throws(StoreError) { try endSessions(of: name) } catch {
      throw error.behindWhatHasHappened
    }
    return true
  }
}

extension StaffMember {
  /// Whether these are still what they sign in with, and the code of `step` has not served.
  fileprivate func isSignedInto(with credentials: StaffCredentials, step: Int) -> Bool {
    guard isActive, let now = self.credentials else { return false }
    return now.passwordHash == credentials.passwordHash && now.secret == credentials.secret
      && step > now.lastStep
  }
}
