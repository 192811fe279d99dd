import Applications
import Notation
import Pages
import Rules
import Store

/// Reads a file of many parts, line by line, with the very checks of the form. Nothing is done by it.
struct BatchReader {
  let services: Services
  let organisation: OrganisationID
  let element: Element.ID
  let publication: String
  private(set) var faults: [BatchFault] = []
  private(set) var lines: [Batch.Line] = []
  private var seen: SeenEditions
  /// The one statement that all lines are signed under; `nil` before the first.
  private(set) var statement: Words?

  init(
    _ services: Services, _ organisation: OrganisationID, _ element: Element.ID,
    publication: String
  ) {
    self.services = services
    self.organisation = organisation
    self.element = element
    self.publication = publication
    seen = SeenEditions(services, forms: [element])
  }

  mutating func read(_ bytes: [UInt8]) throws {
    let records: [CSVRecord]
    do throws(CSVFault) { records = try readCSV(bytes) } catch {
      return note(
        error.line, "\(error.reason): save it as CSV in UTF-8, from the file of this page")
    }
    guard let head = records.first else { return note(1, "the file is empty") }
    guard records.count > 1 else { return note(head.line, "there is no line below the head line") }
    guard records.count - 1 <= Batch.lineLimit else {
      return note(head.line, "the file has more than \(Batch.lineLimit) lines: send it in parts")
    }
    let names = head.fields.map(columnName)
    guard names.contains("number") else {
      return note(
        head.line, "there is no column 'number': keep the head line of the file of this page")
    }
    if let twice = names.first(where: { name in names.count { $0 == name } > 1 }) {
      return note(head.line, "the column '\(twice)' is there twice")
    }
    let items = try services.store.openWork(of: organisation)
    var known: Set<ApplicationNumber> = []
    for record in records.dropFirst() {
      try read(record, names, items, &known)
    }
  }

  private mutating func read(
    _ record: CSVRecord, _ names: [String], _ items: [WorkItem],
    _ known: inout Set<ApplicationNumber>
  ) throws {
    guard record.fields.count == names.count else {
      return note(
        record.line,
        "it has \(record.fields.count) fields, and the head line has \(names.count)")
    }
    let cells = Dictionary(zip(names, record.fields)) { first, _ in first }
    let typed = cells["number"] ?? ""
    guard let number = ApplicationNumber(typed) else {
      return note(record.line, "'\(typed)' is no application number, like K7M4-2Q9P")
    }
    guard known.insert(number).inserted else {
      return note(record.line, number, "this application is in the file twice: take one line out")
    }
    // What does not wait for this organisation is not even looked at.
    let application =
      items.contains { $0.application == number } ? try services.store.application(number) : nil
    guard let application, !application.isErased,
      let request = application.invitation(for: element, of: organisation),
      request.isOpen(at: services.now)
    else {
      return note(
        record.line, number, "nothing of this application waits for you: take the line out")
    }
    var overview = try seen.overview(of: application)
    overview.viewer = .organisation(organisation, invitation: request.invitation.id)
    if let why = overview.whyClosed(element) { return note(record.line, number, why) }
    guard let entry = overview.entry(element) else {
      return note(record.line, number, "the application does not need this part any more")
    }
    let worded = try services.worded(entry, in: publication, overview).element
    guard let words = worded.wording?.statement, statement == nil || statement == words else {
      return note(
        record.line, number,
        "other words are signed here than on the lines before: open it by itself")
    }
    statement = words
    let part = application.part(element)
    guard part.entries.isEmpty, !part.statesNone else {
      return note(record.line, number, "somebody has begun it on its page: open it by itself")
    }
    read(record.line, application, request, overview, worded, cells)
  }

  /// What its cells say, as if it had been typed into the form.
  private mutating func read(
    _ line: Int, _ application: Application, _ request: InvitationRecord, _ overview: Overview,
    _ element: Element, _ cells: [String: String]
  ) {
    let known = Set(element.questions.map(\.id.text)).union(["number", "applicant", "credential"])
    if let other = cells.keys.sorted().first(where: { !known.contains($0) }) {
      return note(
        line, application.number, "there is no question '\(other)': keep the head line as it was")
    }
    let answers = Answers(
      element.questions.flatMap { question in
        question.fields(inCell: cells[question.id.text] ?? "", overview.edition)
      })
    let part = application.part(element.id)
    var after = application
    after.apply(
      Event(
        number: application.lastEvent + 1, at: services.now, who: .program("batch"),
        what: .saved(
          Save(element: element.id, revision: part.revision + 1, answers: answers, key: "-"))))
    let faults = element.answerFaults(in: after.part(element.id))
    guard faults.isEmpty else {
      self.faults.append(
        BatchFault(
          line: line, number: application.number,
          words: sentences(faults, overview.edition).joined(separator: ". ")))
      return
    }
    lines.append(
      Batch.Line(
        line: line, application: application.number, request: request.invitation.id,
        revision: part.revision, answers: answers))
  }

  private mutating func note(_ line: Int, _ words: String) { note(line, nil, words) }

  private mutating func note(_ line: Int, _ number: ApplicationNumber?, _ words: String) {
    faults.append(BatchFault(line: line, number: number, words: words))
  }
}

/// A column is known by what stands before the colon of its heading.
func columnName(_ heading: String) -> String {
  trimmed(String(heading.prefix { $0 != ":" })).lowercased()
}
