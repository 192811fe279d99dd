import CGI

let caseRoutes: [Route] = []

extension StaffVisit {
  /// `nil` for what is not about one application.
  func answerCase() throws -> Response? { nil }
}
