import Applications
import Pages
import Rules
import Store

// Every look under a seal is a line of the journal, which is lasting before anything is shown.

extension StaffVisit {
  /// A look counts for an hour of one session: who reads a part and its files one after the other looks once.
  private static let viewSeconds = 3600

  /// Notes that this person looks at those of the elements that are under a seal.
  func noting(viewOf elements: [Element], _ review: ReviewCase) throws -> ReviewCase {
    var review = review
    for element in elements where element.isUnderSeal {
      guard !hasJustViewed(element, review) else { continue }
      review = try act(on: review) { now in
        hasJustViewed(element, now) ? nil : .sealedViewed(element.id)
      }
    }
    return review
  }

  private func hasJustViewed(_ element: Element, _ review: ReviewCase) -> Bool {
    let last = review.review.views.last { $0.element == element.id && $0.who == who }
    guard let last, let session = visit.staffSession else { return false }
    return last.at >= session.createdAt
      && services.now < last.at.adding(seconds: Self.viewSeconds)
  }
}
