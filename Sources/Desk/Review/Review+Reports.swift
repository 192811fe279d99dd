import CGI

let reportRoutes: [Route] = []

extension StaffVisit {
  /// `nil` for what is no report.
  func answerReport() throws -> Response? { nil }
}
