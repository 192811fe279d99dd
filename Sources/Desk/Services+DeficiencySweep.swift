import Applications
import Notation
import Rules
import Store

// Reminders before the last day to put something right, and what follows when that day is over. A reminder is the mail
// `deficiency-reminder-<number>-<round>-<extensions>-<days>`, posted once under that name. That nobody answered in time
// is a line of the journal, which owes its letter: by then the stage has followed already, whether or not anybody swept.

extension Services {
  /// Part of the job of reminders. In a dry run it only finds whom it would be.
  ///
  /// It reads the journals of those alone that are back with their applicants. Safe to run twice, or beside people at
  /// work: whether something is still owed is decided under the lock of the application.
  func postDeficiencyNotices(_ reminders: inout Reminders, isDryRun: Bool) throws {
    let reader = try publication(newestPublication())
    guard let days = try reader.reviewRules().deficiency?.reminderDays else { return }
    let zone = try reader.agency().timeZone
    for item in try store.queue(.deficient, limit: .max) {
      do {
        // A look-up alone says nothing: it may outlive what it tells.
        guard let application = try store.application(item.number),
          let open = application.awaitedAnswer
        else { continue }
        if open.isOver(at: now) {
          if try isDryRun || lapse(open, of: item.number) { reminders.expired.append(item.number) }
          continue
        }
        let left = zone.day(of: now).days(until: zone.day(of: open.until.adding(seconds: -1)))
        guard let nearest = days.filter({ $0 >= left }).min() else { continue }
        let name = reminderName(open, item.number) + "-\(nearest)"
        guard try !store.hasPosted(name) else { continue }
        if try isDryRun || remind(of: open, in: item.number, named: name) {
          reminders.reminded.append(item.number)
        }
      } catch let error as StoreError {
        switch error {
        case .damaged, .newer, .readOnly, .unreadable: reminders.unreadable.append(item.number)
        default: throw error
        }
      } catch is PublicationError {
        reminders.unreadable.append(item.number)
      }
    }
  }

  /// Notes that nothing came in time, and tells it. Whether it was still so.
  private func lapse(_ open: DeficiencyRecord, of number: ApplicationNumber) throws -> Bool {
    var isOwed = false
    _ = try change(number, by: .program("sweep")) { application in
      guard let now = application.awaitedAnswer, now.deficiency.id == open.deficiency.id,
        now.isOver(at: self.now)
      else { return nil }
      isOwed = true
      return .review(.deficiencyLapsed(open.deficiency.id))
    }
    return isOwed
  }

  private func remind(
    of open: DeficiencyRecord, in number: ApplicationNumber, named name: String
  ) throws -> Bool {
    var isOwed = false
    _ = try store.change(number, at: now, by: .program("sweep")) { application in
      guard let answer = application.awaitedAnswer, !answer.isOver(at: now),
        answer.deficiency.id == open.deficiency.id
      else { return nil }
      isOwed = true
      if let mail = try mail(.deficiencyReminder, named: name, about: application, on: now) {
        try store.post(mail, at: now)
      }
      return nil
    }
    return isOwed
  }

  private func reminderName(_ open: DeficiencyRecord, _ number: ApplicationNumber) -> String {
    "\(Letter.ID.deficiencyReminder)-\(number.text)-\(open.round)-\(open.extensions.count)"
  }

  /// Whether the mail of that name reminds of something that is over.
  func isOver(deficiencyReminder name: String) throws -> Bool {
    let parts = name.split(separator: "-")
    guard name.hasPrefix("\(Letter.ID.deficiencyReminder)-"), parts.count == 6,
      let number = ApplicationNumber(String(parts[2])),
      let application = try store.application(number)
    else { return false }
    guard let open = application.awaitedAnswer, !open.isOver(at: now) else { return true }
    return !name.hasPrefix(reminderName(open, number) + "-")
  }
}

extension Application {
  /// The deficiency that was neither answered nor noted as lapsed, of an application that somebody can still answer for.
  fileprivate var awaitedAnswer: DeficiencyRecord? {
    guard submittedAt != nil, withdrawnAt == nil, let open = review.openDeficiency,
      open.lapsedAt == nil
    else { return nil }
    return open
  }
}
