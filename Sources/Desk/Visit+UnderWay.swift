import Applications
import Pages
import Rules
import Store

extension Visit {
  /// What the account has for one of these requests, and of which something can still come, but `number`; newest first.
  /// Whoever starts or pays for another is told of it first, and may go on. One that cannot be read hides no other.
  func underWay(
    for requests: [RequestType.ID], of account: Account, besides number: ApplicationNumber? = nil
  ) throws -> [Overview] {
    try overviews(of: account, isPriced: false) { application in
      application.number != number && !application.isErased
        && application.start.requests.contains(where: requests.contains)
    }.readable.filter { $0.isUnderWay(for: requests) }
  }
}
