import Applications
import CGI
import Files
import Pages
import Rules
import Store

let reportRoutes: [Route] = [
  Route(.get, "reports", for: .staff, query: [.word("days", byteLimit: 4)]),
  Route(
    .post, "export", for: .staff,
    accepts: .form([
      .word("token"), .word("key"), .word("format"), .word("status"), .word("type"), .word("age"),
      .word("with"), .word("party"), .word("mark"),
    ])),
]

extension StaffVisit {
  /// `nil` for what is no report.
  func answerReport() throws -> Response? {
    switch (request.method, request.route.path) {
    case (.get, "reports"): try showReports()
    case (.post, "export"): try export()
    default: nil
    }
  }

  private func showReports() throws -> Response {
    let days = min(max(Int(request.query["days"] ?? "") ?? 60, 1), 3660)
    let titles = Dictionary(uniqueKeysWithValues: try services.requestTitles())
    return try reply(
      reportPage(
        ReportView(
          try services.reviewFigures(days: days), zone: try services.workCalendar().timeZone,
          titles: titles, days: days)))
  }

  /// What is open, to take away; that it was is a line of whoever did, before they have it.
  private func export() throws -> Response {
    try require(.ofAssignment)
    let form = try request.form()
    try admit(form)
    let fields = filterFields { form[$0] }
    guard let format = ExportFormat(rawValue: form["format"] ?? "") else {
      throw Refusal.notFound
    }
    let filter = try caseFilter(fields, try services.newestEdition())
    let made = try services.export(filter, as: format)
    try services.store.noteExport(
      "queue", format: format.rawValue, filter: fields.query, count: made.count, by: member.name,
      at: services.now)
    let path = "\(services.store.incomingFolder)/\(services.random.word()).export"
    try writeDraft(path, with: made.bytes)
    var response = Response(
      attachment: path, name: "open-applications.\(format.fileEnding)", type: format.mediaType)
    response.removesFile = true
    return response
  }
}
