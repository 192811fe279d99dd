import Applications
import CGI
import Markup
import Pages
import Rules
import Store

private let after = CGI.Field.word("after")

let queueRoutes: [Route] = [
  Route(.get, "", for: .staff, query: [.word("list"), after]),
  Route(.get, "mine", for: .staff, query: [after]),
  Route(.get, "fitness", for: .staff, query: [after]),
  Route(.get, "confirm", for: .staff, query: [after]),
  Route(.get, "appeals", for: .staff, query: [after]),
  Route(
    .get, "search", for: .staff,
    query: [.line("q", byteLimit: 300), .line("after", byteLimit: 300)]),
  Route(
    .get, "filter", for: .staff,
    query: [
      .word("status"), .word("type"), .word("age"), .word("with"), .word("party"), .word("mark"),
      after,
    ]),
  Route(.get, ":application/assign", for: .staff),
  Route(
    .post, ":application/assign", for: .staff,
    accepts: .form([
      .word("token"), .word("key"), .word("to"), .word("had"), .text("words"),
    ])),
  Route(
    .post, ":application/release", for: .staff,
    accepts: .form([.word("token"), .word("key"), .word("had"), .text("words")])),
]

extension [StaffRole] {
  /// Who may have applications.
  package static let ofQueue: [StaffRole] = [.specialist, .reviewer, .administrator]
  /// Who may give them to others.
  package static let ofAssignment: [StaffRole] = [.reviewer, .administrator]
}

extension StaffVisit {
  static let pageLength = 50

  /// `nil` for what is no page of the queue.
  func answerQueue() throws -> Response? {
    switch (request.method, request.route.path) {
    case (.get, ""):
      if request.query["list"] == "waiting" {
        try showQueue(.waiting, of: .waiting, at: "review?list=waiting")
      } else {
        try showQueue(.open, of: .open, at: "review")
      }
    case (.get, "mine"): try showQueue(.mine, of: .with(member.name), at: "review/mine")
    case (.get, "fitness"):
      try showQueue(.fitness, of: .fitness, at: "review/fitness", for: [.fitnessOfficer])
    case (.get, "confirm"):
      try showQueue(.confirm, of: .confirm, at: "review/confirm", for: .ofAgreement)
    case (.get, "appeals"): try showQueue(.appeals, of: .appeals, at: "review/appeals")
    case (.get, "search"): try search()
    case (.get, "filter"): try showFiltered()
    case (.get, ":application/assign"): try showAssign()
    case (.post, ":application/assign"): try assign()
    case (.post, ":application/release"): try release()
    default: nil
    }
  }

  /// One page of a list: the names of some folders, and the applications of the page.
  private func showQueue(
    _ list: QueueView.List, of source: QueueList, at address: String,
    for roles: [StaffRole] = .ofQueue
  ) throws -> Response {
    try require(roles)
    var (cursor, items): (QueueItem?, [QueueItem]) = (try cursor(), [])
    let isFirst = cursor == nil
    var rows: [QueueRow] = []
    var seen = SeenEditions(services)
    let calendar = try services.workCalendar()
    var hasMore = true
    // Many of the list of fitness may not need it: a page looks at no more than ten pages of it.
    for _ in 0..<(list == .fitness ? 10 : 1) where rows.count < Self.pageLength && hasMore {
      items = try services.store.queue(source, after: cursor, limit: Self.pageLength + 1)
      hasMore = items.count > Self.pageLength
      for item in items.prefix(Self.pageLength) {
        guard rows.count < Self.pageLength else {
          hasMore = true
          break
        }
        cursor = item
        guard let overview = try overview(of: item.number, &seen), belongs(overview, to: list)
        else { continue }
        rows.append(QueueRow(overview, calendar, seesFitness: list == .fitness))
      }
    }
    let mark = address.contains("?") ? "&" : "?"
    return try reply(
      queuePage(
        QueueView(
          list, rows: rows, first: isFirst ? nil : address,
          next: hasMore ? cursor.map { "\(address)\(mark)after=\($0.name)" } : nil,
          viewer: member.name, mayTake: member.may(.ofQueue)), keys: keys))
  }

  private func belongs(_ overview: Overview, to list: QueueView.List) -> Bool {
    let application = overview.application
    let review = application.review
    return switch list {
    case .open: application.isInReview
    case .waiting: application.isInReview && review.assignee == nil
    case .mine: application.isInReview && review.assignee == member.name
    case .fitness:
      application.isPreliminary
        || application.isInReview && application.fitnessNow == nil && overview.asksForFitness
    case .confirm:
      (application.isInReview || application.isPreliminary) && review.proposedDecision != nil
    case .appeals: review.openAppeal != nil
    }
  }

  private func cursor() throws -> QueueItem? {
    guard let text = request.query["after"], !text.isEmpty else { return nil }
    guard let item = QueueItem(text) else { throw Refusal.notFound }
    return item
  }

  /// `nil` for one that is not there any more, or cannot be read.
  private func overview(
    of number: ApplicationNumber, _ seen: inout SeenEditions
  ) throws -> Overview? {
    do throws(StoreError) {
      guard let application = try services.store.application(number) else { return nil }
      return try? seen.overview(of: application)
    } catch {
      switch error {
      case .damaged, .newer: return nil
      default: throw error
      }
    }
  }

  // MARK: Search and filter

  private func search() throws -> Response {
    let query = trimmed(request.query["q"] ?? "")
    func answer(_ rows: [QueueRow] = [], next: String? = nil, fault: String? = nil) throws
      -> Response
    {
      try reply(
        searchPage(
          SearchView(query: query, rows: rows, next: next, viewer: member.name, fault: fault)),
        status: fault == nil ? .ok : .unprocessable)
    }
    if query.isEmpty {
      return try request.query["q"] == nil
        ? answer() : answer(fault: "Enter an application number, or a word of a name")
    }
    let calendar = try services.workCalendar()
    var seen = SeenEditions(services)
    // What was never submitted is found by its number, by those who can do something about it.
    if let number = ApplicationNumber(query), let found = try overview(of: number, &seen),
      found.application.submittedAt != nil
        || member.may(.ofRepair) && !found.application.isErased
    {
      return try answer([QueueRow(found, calendar)])
    }
    let words = nameWords(query)
    guard !words.isEmpty else {
      return try answer(fault: "Enter an application number, or a word of a name")
    }
    let after = request.query["after"].flatMap { $0.isEmpty ? nil : $0 }
    let page = try services.store.applications(named: words, after: after, limit: Self.pageLength)
    var rows: [QueueRow] = []
    for number in page.numbers {
      guard let found = try overview(of: number, &seen) else { continue }
      let name = nameWords(found.application.start.profile.name)
      // The words before the last two are looked for here, and a name may be gone by now.
      guard words.dropLast().allSatisfy(name.contains) else { continue }
      rows.append(QueueRow(found, calendar))
    }
    return try answer(
      rows,
      next: page.next.map { "review/search?q=\(queryEscaped(query))&after=\(queryEscaped($0))" })
  }

  private func showFiltered() throws -> Response {
    try require(.ofQueue)
    let edition = try services.newestEdition()
    let fields = filterFields { request.query[$0] }
    let found = try services.openCases(
      try caseFilter(fields, edition), after: try cursor(), limit: Self.pageLength + 1)
    let calendar = try services.workCalendar()
    var seen = SeenEditions(services)
    var rows: [QueueRow] = []
    for (item, _) in found.prefix(Self.pageLength) {
      if let overview = try overview(of: item.number, &seen) {
        rows.append(QueueRow(overview, calendar))
      }
    }
    let address = "review/filter?" + fields.query + (fields.query.isEmpty ? "" : "&")
    let last = found.count > Self.pageLength ? found[Self.pageLength - 1].item : nil
    return try reply(
      filterPage(
        FilterView(
          fields,
          FilterChoices(
            types: edition.requestTypes.map { Choice($0.id.text, edition.text($0.title)) },
            parties: edition.parties.map { Choice($0.id.text, edition.text($0.title)) },
            staff: try reviewers()),
          rows: rows, first: try cursor() == nil ? nil : String(address.dropLast()),
          next: last.map { "\(address)after=\($0.name)" }, viewer: member.name,
          export: member.may(.ofAssignment)
            ? keys : nil)))
  }

  /// What was chosen, from whatever brought it.
  func filterFields(_ chosen: (String) -> String?) -> FilterFields {
    var fields = FilterFields()
    fields.status = chosen("status") ?? ""
    fields.type = chosen("type") ?? ""
    fields.age = chosen("age") ?? ""
    fields.with = chosen("with") ?? ""
    fields.party = chosen("party") ?? ""
    fields.mark = chosen("mark") ?? ""
    return fields
  }

  /// 404 for what no form of ours asks.
  func caseFilter(_ fields: FilterFields, _ edition: @autoclosure () throws -> Edition) throws
    -> CaseFilter
  {
    func value<Value>(_ text: String, _ make: (String) -> Value?) throws -> Value? {
      if text.isEmpty { return nil }
      guard let value = make(text) else { throw Refusal.notFound }
      return value
    }
    var filter = CaseFilter()
    filter.status = try value(fields.status, CaseStatus.init)
    filter.request = try value(fields.type) { RequestType.ID($0) }
    filter.age = try value(fields.age, AgeGroup.init)
    filter.holder = try value(fields.with) { text in
      text == "nobody." ? .nobody : StaffName(text).map { .member($0) }
    }
    filter.mark = try value(fields.mark, CaseFilter.Mark.init)
    if let party = try value(fields.party, { Party.ID($0) }) {
      filter.awaits = Set(try edition().elements.filter { $0.submittedBy == party }.map(\.id))
    }
    return filter
  }

  /// Those who may have applications, by name.
  func reviewers() throws -> [StaffName] {
    try services.store.staff { _ in }.filter { $0.may(.ofQueue) }.map(\.name)
  }
}
