import Applications
import Markup

/// What can be wrong with words that somebody types who works here.
package enum WordsFault: Hashable, Sendable {
  case missing(String)
  case tooLong

  func error(at field: String) -> FieldError {
    switch self {
    case .missing(let what): FieldError(field: field, message: what)
    case .tooLong:
      FieldError(
        field: field, message: "Shorten this to \(ReviewLimits.words) characters or fewer")
    }
  }
}
