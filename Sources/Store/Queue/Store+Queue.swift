import Applications
import Files
import Glibc
import Rules
import Signing

extension Store {
  /// The first `limit` of a list, the oldest first; those after `after` with it. It may have a few that belong there no
  /// more, and one twice that has just changed is told once.
  package func queue(
    _ list: QueueList, after: QueueItem? = nil, limit: Int
  ) throws(StoreError) -> [QueueItem] {
    var items: [QueueItem] = []
    try walk(list, from: after) { item, _ throws(StoreError) in
      if let after, item <= after { return true }
      if items.last != item { items.append(item) }
      return items.count < limit
    }
    return items
  }

  /// Everything in review with what can be asked of it, the oldest first, one after the other, as long as `body`
  /// says so. The cost is in proportion to how many are open.
  package func openCases(
    after: QueueItem? = nil,
    _ body: (QueueItem, CaseFacts) throws(StoreError) -> Bool
  ) throws(StoreError) {
    try cases(in: .open, from: after, before: nil) { item, facts throws(StoreError) in
      if let after, item <= after { return true }
      return try body(item, facts)
    }
  }

  /// What was decided since `from` and before `until`, and still is; the moment of each is that of its decision.
  package func decidedCases(
    from: Moment, before until: Moment,
    _ body: (QueueItem, CaseFacts) throws(StoreError) -> Void
  ) throws(StoreError) {
    guard let least = ApplicationNumber(String(repeating: "2", count: ApplicationNumber.length))
    else { return }
    let first = QueueItem(moment: from, number: least)
    try cases(in: .decided, from: first, before: until) { item, facts throws(StoreError) in
      if item.moment >= from { try body(item, facts) }
      return true
    }
  }

  private func cases(
    in list: QueueList, from first: QueueItem?, before until: Moment?,
    _ body: (QueueItem, CaseFacts) throws(StoreError) -> Bool
  ) throws(StoreError) {
    // One that has just changed is there twice: then its journal says how it is.
    var waiting: (item: QueueItem, places: [String])?
    func tell() throws(StoreError) -> Bool {
      guard let (item, places) = waiting else { return true }
      waiting = nil
      if places.count == 1, let bytes = try readFile(places[0], limit: Self.factsLimit),
        let facts = CaseFacts(bytes)
      {
        return try body(item, facts)
      }
      guard let application = try application(item.number),
        queueItems(of: application).contains(where: { $0.list == list && $0.item == item }),
        let facts = CaseFacts(application)
      else { return true }
      return try body(item, facts)
    }
    var goesOn = true
    try walk(list, from: first) { item, place throws(StoreError) in
      if waiting?.item == item {
        waiting?.places.append(place)
        return true
      }
      goesOn = try tell()
      if let until, item.moment >= until { goesOn = false }
      if goesOn { waiting = (item, [place]) }
      return goesOn
    }
    if goesOn { _ = try tell() }
  }

  /// Everything in a list from the hour of `first` on.
  private func walk(
    _ list: QueueList, from first: QueueItem?,
    _ body: (QueueItem, _ place: String) throws(StoreError) -> Bool
  ) throws(StoreError) {
    let top = "\(folder)/\(Kind.queue.rawValue)/\(list.name)"
    for month in try self.list(top) {
      if let first, month < first.month { continue }
      for hour in try self.list("\(top)/\(month)") {
        if let first, month == first.month, hour < first.hour { continue }
        for name in try self.list("\(top)/\(month)/\(hour)") {
          guard let item = QueueItem(name) else { continue }
          guard try body(item, "\(top)/\(month)/\(hour)/\(name)") else { return }
        }
      }
    }
  }

  /// Where an application has to be.
  func queueItems(of application: Application) -> [(list: QueueList, item: QueueItem)] {
    var all: [(QueueList, QueueItem)] = []
    func add(_ list: QueueList, _ moment: Moment) {
      all.append((list, QueueItem(moment: moment, number: application.number)))
    }
    guard let receivedAt = application.receivedAt else { return [] }
    let review = application.review
    if let since = review.decision?.holdsSince { add(.decided, since) }
    if let appeal = review.openAppeal { add(.appeals, appeal.at) }
    // The track of fitness goes on, and nobody else has anything to do.
    if review.preliminary != nil {
      add(.fitness, receivedAt)
      if let proposed = review.proposedDecision { add(.confirm, proposed.at) }
    }
    guard application.isInReview else { return all }
    add(.open, receivedAt)
    if let proposed = review.proposedDecision { add(.confirm, proposed.at) }
    if let assignee = review.assignee { add(.with(assignee), receivedAt) }
    if application.isWithApplicant, let open = review.openDeficiency {
      add(.deficient, open.until)
    } else {
      if review.assignee == nil { add(.waiting, receivedAt) }
      if application.fitnessNow == nil { add(.fitness, receivedAt) }
    }
    return all
  }

  /// The files of an application in all lists.
  func queueFiles(of application: Application) -> [LookUp] {
    queueItems(of: application).map { list, item in
      let bytes = list.hasFacts ? CaseFacts(application)?.bytes ?? [] : []
      // With other facts it has another name, so that the old and the new are never one file.
      let mark =
        list.hasFacts ? "-" + SHA256.digest(of: bytes).description.prefix(8) : ""
      return LookUp(
        place: "\(folder)/\(Kind.queue.rawValue)/\(list.name)/\(item.folder)/\(item.name)\(mark)",
        bytes: bytes, absence: "not in the queue '\(list.name)', where it belongs")
    }
  }

  /// The application that a file of the queue or of the names is about, by its path or its name.
  static func number(inTree path: String) -> ApplicationNumber? {
    let name = String(path.split(separator: "/").last ?? "")
    if let item = QueueItem(name) { return item.number }
    return ApplicationNumber(name.hasSuffix("+") ? String(name.dropLast()) : name)
  }

  /// The most that the facts about one application take, in bytes.
  static let factsLimit = 1 << 16
}
