import Applications
import Notation
import Rules
import Store

// Reminders before the last day of an application, and the letter after it. A reminder is the mail
// `reminder-<number>-<days>`, posted once under that name; where the application was given more time, `-<how often>`
// stands behind it. Nothing else remembers it: when nobody swept for weeks, only the one that is nearest is written, and
// deadlines hold whether or not anybody was told.

/// What a sweep found about last days.
package struct Reminders: Hashable, Sendable {
  package var reminded: [ApplicationNumber] = []
  package var expired: [ApplicationNumber] = []
  /// Those that could not be read.
  package var unreadable: [ApplicationNumber] = []
}

extension Services {
  /// That an application has expired is not told later than so many days after.
  private static let expiryNoticeDays = 14

  /// A job of the sweep: puts the reminders that are due into the outbox. In a dry run it only finds whom they
  /// would go to.
  ///
  /// It reads the journals of those alone that are owed one. Safe to run twice, or beside people at work:
  /// whether it is still owed is decided under the lock of the application.
  package func postReminders(isDryRun: Bool = false) throws -> Reminders {
    var reminders = Reminders()
    let today = Day(ofUTC: now)
    // A day more at both ends: no zone is further from UTC.
    let first = today.adding(days: -Self.expiryNoticeDays - 1)
    if !isDryRun { try store.sweepDueDays(before: first) }
    var agencies: [String: Agency] = [:]
    for due in try store.applicationsDue(first...today.adding(days: 3652)) {
      do {
        let agency = try agencies[due.publication] ?? publication(due.publication).agency()
        agencies[due.publication] = agency
        guard let notice = notice(about: due, agency), try !store.hasPosted(notice.name) else {
          continue
        }
        let isOwed = try post(notice, about: due, agency.timeZone, isDryRun: isDryRun)
        guard isOwed else { continue }
        if notice.letter == .expired {
          reminders.expired.append(due.number)
        } else {
          reminders.reminded.append(due.number)
        }
      } catch let error as StoreError {
        switch error {
        case .damaged, .newer, .readOnly, .unreadable: reminders.unreadable.append(due.number)
        default: throw error
        }
      } catch is PublicationError {
        reminders.unreadable.append(due.number)
      }
    }
    try postDeficiencyNotices(&reminders, isDryRun: isDryRun)
    return reminders
  }

  /// `days` is so many before the last one.
  private typealias Notice = (letter: Letter.ID, days: Int, name: String)

  /// The one that its days alone make due now.
  private func notice(about due: DueApplication, _ agency: Agency) -> Notice? {
    let zone = agency.timeZone
    let lastDay = zone.day(of: due.deadline.adding(seconds: -1))
    if now >= due.deadline {
      guard zone.day(of: now) <= lastDay.adding(days: Self.expiryNoticeDays) else { return nil }
      return (.expired, 0, "expired-\(due.number.text)" + turn(due.moreTimes))
    }
    let left = zone.day(of: now).days(until: lastDay)
    return agency.reminderDays.filter { $0 >= left }.min()
      .map { (.reminder, $0, "reminder-\(due.number.text)-\($0)" + turn(due.moreTimes)) }
  }

  /// Tells the last day of now from those before it.
  private func turn(_ moreTimes: Int) -> String { moreTimes == 0 ? "" : "-\(moreTimes)" }

  /// Posts it if the application is as it says. Whether it is.
  private func post(
    _ notice: Notice, about due: DueApplication, _ zone: TimeZoneTable, isDryRun: Bool
  ) throws -> Bool {
    // A look-up alone says nothing: it goes before the application it leads to, and may outlive it.
    guard let application = try store.application(due.number) else { return false }
    if application.submittedAt != nil || application.cancelledAt != nil { store.forget(due) }
    // The last day may have moved since.
    guard DueApplication(application) == due, isOwed(notice.letter, application) else {
      return false
    }
    // Who was given no more days than that has a letter of that day.
    if notice.letter == .reminder, let last = application.moreTimes.last,
      zone.day(of: last.at).days(until: zone.day(of: last.given.until.adding(seconds: -1)))
        <= notice.days
    {
      return false
    }
    if isDryRun { return true }
    var isOwed = false
    _ = try store.change(due.number, at: now, by: .program("sweep")) { application in
      isOwed = self.isOwed(notice.letter, application)
      guard isOwed else { return nil }
      // Others first: the applicant's is the one by which it is known that it was done.
      if notice.letter == .expired {
        let lastMoment = application.deadline(at: now).adding(seconds: -1)
        for mail in try updates(
          application, named: "expired" + turn(application.moreTimes.count), on: lastMoment)
        {
          try store.post(mail, at: now)
        }
      }
      if let mail = try mail(notice.letter, named: notice.name, about: application, on: now) {
        try store.post(mail, at: now)
      }
      return nil
    }
    return isOwed
  }

  /// A payment that was begun and not ended keeps an application from expiring, and not from being
  /// reminded; money that is held for staff does both.
  private func isOwed(_ letter: Letter.ID, _ application: Application) -> Bool {
    guard application.submittedAt == nil, application.cancelledAt == nil,
      application.heldAttempt == nil
    else { return false }
    let isOver = now >= application.deadline(at: now)
    return letter == .expired ? isOver && application.awaitedAttempt(at: now) == nil : !isOver
  }

  /// Why a mail that waits is not sent any more: a reminder of something that has been done since, or whose last
  /// day is over.
  func whyNotSent(_ message: Message) -> String? {
    let parts = message.name.split(separator: "-")
    if message.name.hasPrefix("\(Letter.ID.payerRequest)-"), parts.count == 4,
      let number = ApplicationNumber(String(parts[2])), let event = Int(parts[3])
    {
      return (try? isOver(payerRequest: number, ofEvent: event)) == true
        ? "it asks for something that is over" : nil
    }
    if (try? isOver(deficiencyReminder: message.name)) == true {
      return "it reminds of something that is over"
    }
    guard (3...4).contains(parts.count), parts[0] == "reminder",
      let number = ApplicationNumber(String(parts[1]))
    else { return nil }
    do {
      guard let application = try store.application(number) else { return nil }
      // One of a last day before says what is not so any more.
      let isOfNow = application.moreTimes.count == (parts.count == 4 ? Int(parts[3]) : 0)
      return isOfNow && isOwed(.reminder, application)
        ? nil : "it reminds of something that is over"
    } catch {
      return nil
    }
  }
}
