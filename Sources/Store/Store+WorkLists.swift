import Applications
import Files
import Rules

// What waits for each organisation, and what it has signed, without reading any journal: an empty file for each
// request, `worklists/<organisation>.open/<moment>-<number>-<request>`, whose name begins with the moment at which
// its last day ends, in milliseconds and 14 digits, so that the names in their order are the work list in its order. What
// is signed lies in `<organisation>.<year>-<month>` under the moment of its signature.
//
// They are look-ups: lasting before the line that they lead to, and taken away after the line that ends
// them. A crash leaves at worst one too many: whoever reads one looks at the application.

/// A request to an organisation, as a work list names it.
package struct WorkItem: Hashable, Sendable, Comparable {
  /// When its last day ends; of one that is signed, when it was.
  package let moment: Moment
  package let application: ApplicationNumber
  /// The id of the invitation.
  package let request: String

  package init(moment: Moment, application: ApplicationNumber, request: String) {
    self.moment = moment
    self.application = application
    self.request = request
  }

  /// From the name of its file.
  init?(_ name: String) {
    let parts = name.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 3, let milliseconds = Int(parts[0]),
      let number = ApplicationNumber(parts[1]), !parts[2].isEmpty
    else { return nil }
    self.init(
      moment: Moment(millisecondsSince1970: milliseconds), application: number, request: parts[2])
    if name != self.name { return nil }
  }

  var name: String {
    let digits = String(max(0, moment.millisecondsSince1970))
    let zeros = String(repeating: "0", count: max(0, 14 - digits.utf8.count))
    return "\(zeros)\(digits)-\(application.text)-\(request)"
  }

  package static func < (left: WorkItem, right: WorkItem) -> Bool { left.name < right.name }
}

extension Store {
  /// What waits for an organisation, that of the oldest last day first. It may have a few that wait no more.
  package func openWork(of organisation: OrganisationID) throws(StoreError) -> [WorkItem] {
    try work(in: Store.openFolder(organisation))
  }

  /// What was signed for it in the month of `day` or the month before, the newest first.
  package func signedWork(
    of organisation: OrganisationID, until day: Day
  ) throws(StoreError) -> [WorkItem] {
    let before = day.adding(days: -day.dayOfMonth)
    var all: [WorkItem] = []
    for month in [day, before] {
      all += try work(in: Store.signedFolder(organisation, month)).reversed()
    }
    return all
  }

  private func work(in folder: String) throws(StoreError) -> [WorkItem] {
    try list("\(self.folder)/\(Kind.worklists.rawValue)/\(folder)").compactMap(WorkItem.init)
      .sorted()
  }

  /// The files that an application has to have in work lists, each with what is wrong where it is missing.
  func workItems(of application: Application) -> [String: String] {
    var all: [String: String] = [:]
    for record in application.invitations {
      guard let organisation = record.invitation.organisationID else { continue }
      func item(_ moment: Moment, in folder: String) -> String {
        let item = WorkItem(
          moment: moment, application: application.number, request: record.invitation.id)
        return "\(self.folder)/\(Kind.worklists.rawValue)/\(folder)/\(item.name)"
      }
      if let signedAt = record.signedAt {
        let month = Store.signedFolder(organisation, Day(ofUTC: signedAt))
        all[item(signedAt, in: month)] =
          "a part that '\(organisation)' has signed is not in its list of those"
      } else if record.isPending, application.cancelledAt == nil, application.withdrawnAt == nil {
        all[item(record.until, in: Store.openFolder(organisation))] =
          "a part that waits for '\(organisation)' is not in its work list"
      }
    }
    return all
  }

  private static func openFolder(_ organisation: OrganisationID) -> String {
    "\(organisation).open"
  }

  private static func signedFolder(_ organisation: OrganisationID, _ day: Day) -> String {
    "\(organisation).\(day.description.prefix(7))"
  }

  static func isWorkFolder(_ name: String) -> Bool {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    return parts.count == 2 && OrganisationID(parts[0]) != nil
      && (parts[1] == "open" || Day(parts[1] + "-01") != nil)
  }
}
