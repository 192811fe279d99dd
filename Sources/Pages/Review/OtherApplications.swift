import Applications
import Markup
import Rules

/// Another application that is, or may be, of the same person. It is a hint, and decides nothing.
package struct OtherApplication: Hashable, Sendable {
  package let number: ApplicationNumber
  package let titles: String
  package let stage: String
  /// How it was found.
  package let tie: Tie
  /// Whether it is for something that this one is for too, and something can still come of it.
  package let isForTheSame: Bool
  /// Whether there is a page for those who review it.
  package let isSubmitted: Bool

  package enum Tie: Hashable, Sendable {
    case sameAccount
    /// Another account has this in common with it.
    case otherAccount([Likeness])
  }

  /// - `other`: as it stands now.
  /// - `requests`: what the one is for beside which it is shown.
  package init(_ other: Overview, tie: Tie, beside requests: [RequestType.ID]) {
    number = other.application.number
    titles = other.title
    stage = other.stageWords.words
    self.tie = tie
    isForTheSame = other.isUnderWay(for: requests)
    isSubmitted = other.application.submittedAt != nil
  }
}

/// Those that are shown, and whether there may be more.
package struct OtherApplications: Hashable, Sendable {
  package let list: [OtherApplication]
  /// Where to look for more; `nil` where all are in the list.
  package let more: More?

  package enum More: Hashable, Sendable {
    /// Not all who have such a name were looked at; the address of the search for it, below the folder of programs.
    case ofName(search: String)
    case ofAccount
  }

  package init(_ list: [OtherApplication] = [], more: More? = nil) {
    self.list = list
    self.more = more
  }
}

/// Whether the same person has applied before, or may have another account. It says how that is known.
func sameness(_ review: ReviewCase) -> HTML? {
  guard !review.others.list.isEmpty || review.others.more != nil else { return nil }
  let items = review.others.list.map { other -> HTML in
    let same: HTML =
      other.isForTheSame ? " <strong>It is for the same, and has not ended.</strong>" : ""
    return """
      <li>\(way(to: other, review.viewer)): \(other.titles), \(other.stage). \(words(other.tie)).\(same)</li>
      """
  }
  return .lines(
    "<h2>Perhaps of the same person</h2>",
    "<p>This is a hint from what people say of themselves. It decides nothing.</p>",
    items.isEmpty ? nil : "<ul>\n\(items)\n</ul>", review.others.more.map(words))
}

/// What was never submitted has a page for those alone who put things right.
private func way(to other: OtherApplication, _ viewer: StaffMember) -> HTML {
  guard other.isSubmitted || viewer.may(.ofRepair) else { return "\(other.number.description)" }
  let link = Links.reviewed(other.number, other.isSubmitted ? "" : "repair")
  return "<a href=\"\(link)\">\(other.number.description)</a>"
}

private func words(_ tie: OtherApplication.Tie) -> String {
  switch tie {
  case .sameAccount: return "Of the same account"
  case .otherAccount(let likenesses):
    let all = likenesses.map(words)
    let list =
      all.count < 2
      ? all.joined() : all.dropLast().joined(separator: ", ") + " and " + (all.last ?? "")
    return "Of another account, with \(list)"
  }
}

private func words(_ likeness: Likeness) -> String {
  switch likeness {
  case .name: "the same name"
  case .partOfName: "a name that has the same words and more, or fewer"
  case .emailAddress: "the same email address"
  case .phoneNumber: "the same phone number"
  case .postalAddress: "the same postal address"
  }
}

private func words(_ more: OtherApplications.More) -> HTML {
  switch more {
  case .ofName(let search):
    """
    <p>Not all of such a name are compared here. <a href="\(Links.page(search))">Search for the name</a> to see the \
    others.</p>
    """
  case .ofAccount: "<p>The account has more applications than are shown here.</p>"
  }
}
