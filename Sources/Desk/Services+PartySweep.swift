import Applications
import Notation
import Rules
import Store

// Reminders to those who were asked for a part, and the letter to the applicant when nobody answered. Like those before
// the last day of an application, each is known by the name of its mail and by nothing else.

/// What a sweep found about parts that others complete.
package struct PartyNotices: Hashable, Sendable {
  package var reminded: [ApplicationNumber] = []
  /// Of requests that nobody has answered.
  package var expired: [ApplicationNumber] = []
  /// Those that could not be read.
  package var unreadable: [ApplicationNumber] = []
}

extension Services {
  /// That a request has expired is not told later than so many days after.
  private static let expiryNoticeDays = 14

  /// A job of the sweep: puts the reminders and letters that are due into the outbox. In a dry run it only finds whom
  /// they are about. Safe to run twice, or beside people at work.
  package func postPartyNotices(isDryRun: Bool = false) throws -> PartyNotices {
    var found = PartyNotices()
    for number in try store.applicationsAwaitingParties() {
      do {
        // One that is not there may be just being started: its lists come first.
        guard let application = try store.application(number) else { continue }
        guard application.awaitsParties else {
          if !isDryRun { try store.forgetAwaiting(of: number) }
          continue
        }
        for notice in try notices(about: application) where try !store.hasPosted(notice.name) {
          guard try isDryRun || post(notice, about: number) else { continue }
          if notice.isReminder {
            found.reminded.append(number)
          } else {
            found.expired.append(number)
          }
        }
      } catch let error as StoreError {
        switch error {
        case .damaged, .newer, .readOnly, .unreadable: found.unreadable.append(number)
        default: throw error
        }
      } catch is PublicationError {
        found.unreadable.append(number)
      }
    }
    return found
  }

  private struct Notice: Equatable {
    let invitation: String
    let name: String
    /// Whom it reminds; `nil` for the letter to the applicant.
    let recipient: PartyRecipient?

    var isReminder: Bool { recipient != nil }
  }

  /// Those that are due now.
  private func notices(about application: Application) throws -> [Notice] {
    let overview = try overview(of: application, isPriced: false, forms: [])
    let zone = overview.edition.agency.timeZone
    let today = zone.day(of: now)
    return try application.invitations.flatMap { record -> [Notice] in
      guard record.isPending, !application.isErased,
        let element = overview.entry(record.invitation.element)?.element,
        let rule = element.invitation, overview.takesPart(of: element)
      else { return [] }
      let lastDay = zone.day(of: record.until.adding(seconds: -1))
      let about = "-\(application.number.text)-\(record.invitation.id)-\(lastDay.daysSince1970)"
      if now >= record.until {
        guard today <= lastDay.adding(days: Self.expiryNoticeDays) else { return [] }
        return [
          Notice(invitation: record.invitation.id, name: "party-expired\(about)", recipient: nil)
        ]
      }
      let left = today.days(until: lastDay)
      let sent = zone.day(of: record.lastSentAt)
      // Whoever was written to since the reminder's day need not be reminded.
      guard let days = rule.remindDays.filter({ $0 >= left }).min(),
        sent < lastDay.adding(days: -days)
      else { return [] }
      return try recipients(of: record).map { recipient in
        Notice(
          invitation: record.invitation.id,
          name: recipient.name(after: "\(about)-\(days)", .reminder), recipient: recipient)
      }
    }
  }

  /// Posts it if it is still due under the lock. Whether it is.
  private func post(_ notice: Notice, about number: ApplicationNumber) throws -> Bool {
    var isOwed = false
    _ = try store.change(number, at: now, by: .program("sweep")) { application in
      isOwed = try notices(about: application).contains(notice)
      guard isOwed, let record = application.invitation(notice.invitation) else { return nil }
      let mail =
        if let recipient = notice.recipient {
          try partyMail(
            .reminder, named: notice.name, about: application, record, to: recipient, on: now)
        } else {
          try mail("party-expired", named: notice.name, about: application, on: now, party: record)
        }
      if let mail { try store.post(mail, at: now) }
      return nil
    }
    return isOwed
  }
}
