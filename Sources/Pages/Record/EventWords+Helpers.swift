import Applications
import Rules

// What was done about helpers, by helpers, and about who is told what.

extension EventWords {
  /// What a helper did.
  func byHelper(_ id: String, _ what: Event.What) -> String {
    let name = overview.helperName(id).capitalizedFirst
    return switch what {
    case .helperBegan: "\(name) opened the link to help."
    case .helperStopped: "\(name) stopped helping."
    case .saved(let save): "\(name) filled in \(title(save.element)) for you."
    case .entrySaved(let save):
      save.revision == 1
        ? "\(name) added to \(title(save.element)): \(group(save.group, in: save.element))."
        : "\(name) changed in \(title(save.element)): \(group(save.group, in: save.element))."
    case .entryRemoved(let mark): "\(name) removed from \(title(mark.element)): \(entry(mark))."
    case .entryRestored(let mark): "\(name) brought back in \(title(mark.element)): \(entry(mark))."
    case .entriesOrdered(let order): "\(name) changed the order in \(title(order.element))."
    default: "\(name) worked on the application."
    }
  }

  /// What the applicant did.
  func aboutHelpers(_ what: Event.What) -> String {
    switch what {
    case .helperNamed(let helper):
      let parts = helper.elements.map(title).joined(separator: ", ")
      return "You named \(overview.helperName(helper.id)) to help with: \(parts)."
        + (helper.isTold ? " They are also told what becomes of the application." : "")
    case .helperRenewed(let renewal):
      return "You sent \(overview.helperName(renewal.helper)) a new link to help."
    case .helperRevoked(let id, _): return "You ended the help of \(overview.helperName(id))."
    case .updatesChosen(let choice):
      let name =
        switch choice.whom {
        case .helper(let id): overview.helperName(id)
        case .party(let id): overview.application.invitation(id)?.invitation.name ?? "somebody"
        }
      return choice.isTold
        ? "You chose that \(name) is told what becomes of the application."
        : "You chose that \(name) is not told what becomes of the application."
    default: return ""
    }
  }
}
