import Applications
import JSON
import Rules

// Everybody who works for the agency stands in a register, under the name that other journals carry.

extension Store {
  /// `.taken` when somebody has this name, or had it.
  package func addStaff(_ member: StaffMember, by who: String) throws(StoreError) {
    try enter(member.name.text, in: .staff, as: "staff", first: member.entry(by: who))
  }

  /// Read without a lock; `nil` when nobody has or had this name.
  package func staffMember(_ name: StaffName) throws(StoreError) -> StaffMember? {
    try registered(name.text, in: .staff, read: StaffMember.init(_:path:))
  }

  /// The same, and what it says is lasting: for whoever lets somebody do something because of it.
  package func confirmedStaffMember(_ name: StaffName) throws(StoreError) -> StaffMember? {
    let folder = path(.staff, name.text)
    do throws(StoreError) {
      var locked = try LockedJournal(folder: folder, random: random)
      let member = try StaffMember(locked.journal, path: folder + "/journal")
      try locked.confirm()
      return member
    } catch {
      if error == .missing { return nil }
      throw error
    }
  }

  /// Everybody who works here or did, by name. `unreadable` is told of those whose journals cannot be read.
  package func staff(unreadable: (String) -> Void) throws(StoreError) -> [StaffMember] {
    try allRegistered(
      in: .staff,
      one: { text throws(StoreError) in try StaffName(text).flatMap(staffMember) },
      unreadable: unreadable)
  }

  /// Gives them other roles in place of those they have, which ends their sessions. Whether anything has changed;
  /// either way it is lasting. `.missing` when there is nobody.
  package func changeRoles(
    of name: StaffName, to roles: [StaffRole], at moment: Moment, by who: String
  ) throws(StoreError) -> Bool {
    try changeEndingSessions(name) { member in
      guard member.roles != StaffMember.ordered(roles) else { return nil }
      return JournalEntry(
        at: moment, who: who, kind: "roles-changed", details: StaffMember.details(roles))
    }
  }

  /// Says that they do not work here any more, and ends their sessions. Whether anything has changed; either way it
  /// is lasting. `.missing` when there is nobody.
  package func removeStaff(
    _ name: StaffName, at moment: Moment, by who: String
  ) throws(StoreError) -> Bool {
    try changeEndingSessions(name) { member in
      member.isActive ? JournalEntry(at: moment, who: who, kind: "removed") : nil
    }
  }

  /// Says that somebody has found out what a notification is about that no payment here is known for, and that
  /// nothing more is to be done. Then it is done. Doing it again is harmless.
  package func close(
    _ notification: NotificationID, reason: String, words: String, by name: StaffName,
    at moment: Moment
  ) throws(StoreError) {
    _ = try change(name) { member in
      guard !member.closedNotifications.contains(notification.description) else { return nil }
      return JournalEntry(
        at: moment, who: Event.Actor.staff(name.text).text, kind: "notification-closed",
        details: [
          "notification": .string(notification.description), "reason": .string(reason),
        ], secrets: .object(wordsMembers(words)))
    }
    try markDone(notification)
  }

  /// Appends what `decide` says, if anything, and then posts `messages`. Whether something was appended; either way
  /// what is there afterwards is lasting.
  func change(
    _ name: StaffName, owing messages: [Message] = [],
    _ decide: (StaffMember) throws(StoreError) -> JournalEntry?
  ) throws(StoreError) -> Bool {
    let folder = path(.staff, name.text)
    var locked =
      messages.isEmpty
      ? try LockedJournal(folder: folder, random: random)
      : try settled(.staff, name.text, debt: name.debt)
    guard let entry = try decide(try StaffMember(locked.journal, path: folder + "/journal")) else {
      try locked.confirm()
      return false
    }
    if !messages.isEmpty {
      try owe(messages, by: entry, number: locked.journal.lines.count + 1, of: name.debt)
    }
    try locked.append(entry)
    if !messages.isEmpty { settleAfterwards(name.debt, &locked) }
    return true
  }
}

extension StaffName {
  /// What names their debt in `pending`: a name of somebody could be that of an application.
  var debt: String { "staff.\(text)" }

  /// Whose debt this names; `nil` for that of something else.
  static func ofDebt(_ name: String) -> StaffName? {
    name.hasPrefix("staff.") ? StaffName(String(name.dropFirst("staff.".count))) : nil
  }
}
