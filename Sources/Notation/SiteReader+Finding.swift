import Rules

extension SiteReader {
  /// Says of which credentials the pages of finding do not ask every question, because there would be too
  /// many. Only when nothing is wrong; on any day on which something begins to be otherwise.
  mutating func warnOfManyWays(_ drafts: Drafts) {
    guard !diagnostics.hasErrors, let definitions = drafts.definitions else { return }
    var days = definitions.changeDays
    if let first = days.first { days.insert(first.adding(days: -1), at: 0) }
    var warned: Set<RequestType.ID> = []
    for day in days {
      for request in Edition(of: definitions, on: day).requestTypes {
        guard !warned.contains(request.id),
          !FindingTree(for: request, on: day, fees: definitions.fees).isWhole
        else { continue }
        warned.insert(request.id)
        report(
          "credentials/\(request.id).jsonc",
          "its questions would make more than \(FindingTree.pageLimit) pages to find it by",
          "only the first of them are asked there; fewer choices that make a difference make it whole",
          as: .warning)
      }
    }
  }
}
