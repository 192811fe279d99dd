import CGI

let repairRoutes: [Route] = []

extension StaffVisit {
  /// `nil` for what repairs nothing.
  func answerRepair() throws -> Response? { nil }
}
