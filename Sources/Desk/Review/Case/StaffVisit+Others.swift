import Applications
import Pages
import Rules
import Store

extension StaffVisit {
  /// What else there is, or may be, of the same person: what the same account has, and what accounts of the same name
  /// have sent in.
  func others(_ review: ReviewCase) throws -> [OtherApplication] {
    var others: [OtherApplication] = []
    for number in try services.store.applications(of: review.application.applicant)
    where number != review.number {
      // One that cannot be read hides none of the others.
      guard let other = try? services.store.application(number),
        other.applicant == review.application.applicant,
        let overview = try? services.overview(of: other, isPriced: false)
      else { continue }
      others.append(
        OtherApplication(
          overview, tie: .sameAccount, isForTheSame: isForTheSame(overview, review.overview)))
    }
    return others + (try namesakes(review))
  }

  /// What other accounts of the same name have sent in, as many as are shown at most.
  private func namesakes(_ review: ReviewCase) throws -> [OtherApplication] {
    let profile = review.application.start.profile
    let words = nameWords(profile.name)
    guard words.count > 1 else { return [] }
    let found = try services.store.applications(named: words, limit: Self.namesakesAtMost)
    return found.numbers.compactMap { number in
      // One that cannot be read hides none of the others.
      guard let other = try? services.store.application(number),
        other.applicant != review.application.applicant,
        nameWords(other.start.profile.name) == words,
        let overview = try? services.overview(of: other, isPriced: false)
      else { return nil }
      let theirs = other.start.profile
      let isNeighbour =
        theirs.address.postalCode == profile.address.postalCode
        && theirs.address.street == profile.address.street
      return OtherApplication(
        overview,
        tie: .otherAccount(
          isNeighbour ? "the same name and address" : "the same name, at another address"),
        isForTheSame: isForTheSame(overview, review.overview))
    }
  }

  private static let namesakesAtMost = 20

  /// Whether both are for one thing, and the other has not come to nothing.
  func isForTheSame(_ other: Overview, _ this: Overview) -> Bool {
    switch other.stage {
    case .expired, .cancelled, .withdrawn, .closed, .denied: return false
    default:
      return other.application.start.requests.contains {
        this.application.start.requests.contains($0)
      }
    }
  }
}
