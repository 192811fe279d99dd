import Applications
import Pages
import Rules
import Store

// What else there is, or may be, of the same person. It is found by look-ups that are there anyway: what the account
// has, who has the address now, and the names of those who have submitted. Of each only the first few are read, so it
// costs the same in a store of any size. What was erased is like nobody.

extension StaffVisit {
  private static let atMost = 20

  func others(_ review: ReviewCase) throws -> OtherApplications {
    guard !review.application.isErased else { return OtherApplications() }
    let profile = review.application.start.profile
    let own = try services.store.applications(of: review.application.applicant)
      .filter { $0 != review.number }
    let named = try namesakes(of: profile)
    var seen = SeenEditions(services)
    var known: Set<ApplicationNumber> = [review.number]
    var list: [OtherApplication] = []
    for number in own.prefix(Self.atMost) + (try ofWhoHas(profile.emailAddress)) + named.numbers
    where known.insert(number).inserted {
      // One that cannot be read hides none of the others.
      guard let other = try? services.store.application(number), !other.isErased else { continue }
      let isOwn = other.applicant == review.application.applicant
      let likenesses = other.start.profile.likenesses(to: profile)
      guard isOwn || !likenesses.isEmpty, let overview = try? seen.overview(of: other) else {
        continue
      }
      list.append(
        OtherApplication(
          overview, tie: isOwn ? .sameAccount : .otherAccount(likenesses),
          beside: review.application.start.requests))
    }
    let more: OtherApplications.More? =
      if own.count > Self.atMost {
        .ofAccount
      } else if let name = named.cut {
        .ofName(search: "review/search?q=" + queryEscaped(name))
      } else {
        nil
      }
    return OtherApplications(list, more: more)
  }

  /// What the account has that has this address now, where that is another one.
  private func ofWhoHas(_ address: String) throws -> [ApplicationNumber] {
    guard let account = try services.store.account(withAddress: address) else { return [] }
    return Array(try services.store.applications(of: account.id).prefix(Self.atMost))
  }

  /// Those who have submitted something, and whose name has the first and the last word of this one; and what to look
  /// for where there are more.
  private func namesakes(
    of profile: Profile
  ) throws -> (numbers: [ApplicationNumber], cut: String?) {
    let words = nameWords(profile.name)
    guard let first = words.first, let last = words.last, words.count > 1 else { return ([], nil) }
    let found = try services.store.applications(named: [first, last], limit: Self.atMost)
    return (found.numbers, found.next == nil ? nil : "\(first) \(last)")
  }
}
