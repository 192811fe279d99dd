import Applications
import CGI
import Files
import Notation
import Pages
import Rules
import Signing
import Store

// Many parts at once: what waits is downloaded as a file, filled in elsewhere, sent, checked line by line, read back, and
// signed once. Where any line is wrong nothing is done at all.

extension OrganisationVisit {
  /// In one request; what is left is for the sweep.
  private static let signingSeconds = 20

  func showMany() throws -> Response {
    try require(.submits)
    return try visit.reply(manyPage(frame, try waitingElements().map(\.choice)))
  }

  func showManyOf() throws -> Response {
    try require(.submits)
    return try reply(try named())
  }

  /// The requests that wait for one kind of part, one a line, with the head line that comes back.
  func download() throws -> Response {
    try require(.submits)
    let waiting = try named()
    var text = "\u{FEFF}" + csvLine(waiting.head)
    for overview in waiting.overviews {
      let start = overview.application.start
      text += csvLine(
        [overview.application.number.description, start.profile.name, overview.title]
          + waiting.questions.map { _ in "" })
    }
    var response = Response(.ok)
    response.content = .bytes(Array(text.utf8), type: "text/csv; charset=utf-8")
    response.headers.append(
      Header("Content-Disposition", "attachment; filename=\"\(waiting.element).csv\""))
    return response
  }

  /// Reads a file. 422 with a report where any line is wrong; else 303 to the page that reads it back.
  func upload() throws -> Response {
    try require(.submits)
    let waiting = try named()
    let services = visit.services
    let limits = UploadLimits(
      fileCount: 1, fileBytes: Batch.byteLimit, allBytes: Batch.byteLimit)
    let form: Form
    do {
      form = try visit.request.upload(
        into: services.store.incomingFolder, limits: limits, admit: { try visit.admit($0) })
    } catch let refusal as Refusal where refusal.status == .tooLarge {
      return try reply(
        waiting, [BatchFault(line: 1, words: "the file is larger than 2 MB: send it in parts")],
        status: .tooLarge)
    }
    guard case .kept(let file)? = form.files.first, let bytes = contents(ofFile: file.path) else {
      return try reply(
        waiting, [BatchFault(line: 1, words: "choose the file first; it may have up to 2 MB")],
        status: .unprocessable)
    }
    let publication = try services.newestPublication()
    var reader = BatchReader(
      services, organisation.id, waiting.element, publication: publication)
    try reader.read(bytes)
    guard reader.faults.isEmpty else {
      return try reply(waiting, reader.faults, status: .unprocessable)
    }
    // The same form again is the same batch.
    let id = String(
      SHA256.digest(of: "\(organisation.id) \(member.id) \(visit.key(of: form))".utf8)
        .description.prefix(32))
    let batch = Batch(
      id: id, organisation: organisation.id, member: member.id, memberName: member.fullName,
      element: waiting.element, publication: publication,
      until: services.now.adding(seconds: 86_400), lines: reader.lines)
    if try services.store.signature(ofBatch: id) == nil,
      try services.store.outcome(ofBatch: id) == nil
    {
      try services.store.keep(batch)
    }
    return visit.redirect(to: "organisation/\(organisation.id)/batch/\(id)")
  }

  /// What a file said, to be read back and signed; or what came of it.
  func showBatch() throws -> Response {
    try require(.submits)
    let id = visit.request["batch"]
    if let outcome = try visit.services.store.outcome(ofBatch: id) { return try reply(outcome) }
    let batch = try ownBatch()
    if try visit.services.store.signature(ofBatch: id) != nil {
      return try visit.reply(batchUnderWayPage(frame, batch.lines.count))
    }
    return try readBack(batch)
  }

  /// Signs all lines. One lasting record first; what a crash leaves the sweep finishes.
  func signBatch() throws -> Response {
    try require(.submits)
    let form = try visit.request.form()
    try visit.admit(form)
    let store = visit.services.store
    let address = "organisation/\(organisation.id)/batch/\(visit.request["batch"])"
    if try store.outcome(ofBatch: visit.request["batch"]) != nil {
      return visit.redirect(to: address)
    }
    let batch = try ownBatch()
    let (name, role) = (trimmed(form["signature"]), trimmed(form["role"]))
    guard !isBlank(name), !isBlank(role) else {
      return try readBack(
        batch, name: name, role: role, lacksName: isBlank(name), lacksRole: isBlank(role),
        status: .unprocessable)
    }
    guard try visit.services.newestPublication() == batch.publication else {
      throw Refusal(
        .conflict,
        "The words of today are not those that you read. Nothing was signed. Send the file again.")
    }
    let signature = try store.sign(
      batch, BatchSignature(name: name, role: role, at: visit.services.now))
    _ = try afterwards {
      try visit.services.apply(batch, signature, within: Self.signingSeconds)
    }
    visit.services.sendMail([])
    return visit.redirect(to: address)
  }

  /// 404 for another's, as for none.
  private func ownBatch() throws -> Batch {
    guard let batch = try visit.services.store.batch(visit.request["batch"]),
      batch.organisation == organisation.id, batch.member == member.id
    else { throw Refusal.notFound }
    return batch
  }

  private func reply(_ outcome: BatchOutcome) throws -> Response {
    guard outcome.organisation == organisation.id, outcome.member == member.id else {
      throw Refusal.notFound
    }
    return try visit.reply(batchOutcomePage(frame, outcome))
  }

  private func reply(
    _ waiting: WaitingElement, _ faults: [BatchFault] = [], status: Status = .ok
  ) throws -> Response {
    try visit.reply(
      manyOfPage(
        frame, waiting.choice, waiting.questions, waiting.edition, faults, keys: visit.keys),
      status: status)
  }

  private func readBack(
    _ batch: Batch, name: String = "", role: String = "", lacksName: Bool = false,
    lacksRole: Bool = false, status: Status = .ok
  ) throws -> Response {
    var seen = SeenEditions(visit.services, forms: [batch.element])
    var rows: [BatchRow] = []
    var statement = ""
    for line in batch.lines {
      guard let application = try visit.services.store.application(line.application) else {
        continue
      }
      let overview = try seen.overview(of: application)
      guard let entry = overview.entry(evenIfNotAsked: batch.element) else { continue }
      let element = try visit.services.worded(entry, in: batch.publication, overview).element
      statement = element.wording.map { overview.edition.text($0.statement) } ?? statement
      rows.append(
        BatchRow(
          line: line.line, number: line.application,
          applicant: application.start.profile.name, element, line.answers, overview.edition))
    }
    return try visit.reply(
      batchPage(
        frame, batch, rows, statement: statement, name: name, role: role, lacksName: lacksName,
        lacksRole: lacksRole, keys: visit.keys), status: status)
  }

  private func named() throws -> WaitingElement {
    guard let id = Element.ID(visit.request["element"]),
      let found = try waitingElements().first(where: { $0.element == id })
    else { throw Refusal.notFound }
    return found
  }

  /// The kinds of parts that wait now, each with its requests in the order of the work list.
  private func waitingElements() throws -> [WaitingElement] {
    var all: [WaitingElement] = []
    var seen = SeenEditions(visit.services)
    let open = try visit.services.store.openWork(of: organisation.id)
    for item in open.filter({ $0.moment > visit.services.now }).prefix(Batch.lineLimit) {
      guard let application = try visit.services.store.application(item.application),
        !application.isErased, application.applicant != visit.session?.account,
        let record = application.invitation(item.request), record.isOpen(at: visit.services.now)
      else { continue }
      let id = record.invitation.element
      let overview = try seen.overview(of: application)
      guard let element = overview.entry(id)?.element, overview.takesPart(of: element) else {
        continue
      }
      if let place = all.firstIndex(where: { $0.element == id }) {
        all[place].overviews.append(overview)
      } else {
        let full = try visit.services.overview(of: application, isPriced: false, forms: [id])
        guard let asked = full.entry(id)?.element else { continue }
        all.append(WaitingElement(asked, full.edition, [overview]))
      }
    }
    return all
  }
}

/// One kind of part of which some wait.
private struct WaitingElement {
  let element: Element.ID
  let questions: [Question]
  let edition: Edition
  let title: String
  let isForFiles: Bool
  var overviews: [Overview]

  init(_ asked: Element, _ edition: Edition, _ overviews: [Overview]) {
    element = asked.id
    questions = asked.questions
    self.edition = edition
    title = edition.text(asked.title)
    isForFiles =
      asked.attachments == nil && asked.none == nil
      && asked.entries.allSatisfy { $0.atLeast == 0 } && asked.questions.allSatisfy(\.fitsACell)
    self.overviews = overviews
  }

  var choice: ManyChoice {
    ManyChoice(element: element, title: title, count: overviews.count, isForFiles: isForFiles)
  }

  var head: [String] {
    ["number", "applicant", "credential"]
      + questions.map { "\($0.id): \(edition.text($0.ask))" }
  }
}
