import Applications
import Rules

extension Overview {
  /// Why `element` can no longer be changed, in a sentence for the applicant; `nil` while it can.
  func whyClosed(_ element: Element.ID) -> String? {
    whyClosed
      ?? (application.part(element).isSealed
        ? "This part has been signed, so it can no longer be changed." : nil)
  }

  /// The same for the application as a whole.
  var whyClosed: String? {
    switch stage {
    case .open: nil
    case .submitted: "This application has been submitted, so it can no longer be changed."
    case .expired: "This application has expired, so it can no longer be changed."
    case .paying:
      "A payment for this application is under way, so it cannot be changed until that has ended."
    }
  }
}

/// Thrown where something was sent for an element that can no longer be changed. Nothing has happened.
struct Closed: Error {
  let why: String

  static let earlierSession = Closed(
    why: "This page was opened before you signed in again, so nothing of it was saved.")
}
