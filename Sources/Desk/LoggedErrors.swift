import CGI
import Notation
import Rules
import Signing
import Store

// What the log may say about a fault. None of these words come from what anybody typed into a form:
// they name settings, files of the site, and places in the store, which are called by references.

extension Settings.Fault: LoggedError {
  package var logWords: String { description }
}

extension PublicationError: LoggedError {
  package var logWords: String { description }
}

extension StoreError: LoggedError {
  package var logWords: String {
    switch self {
    case .damaged(let path, let line, let reason):
      "StoreError.damaged \(path)\(line > 0 ? ":\(line)" : ""): \(reason)"
    case .newer(let path, let format): "StoreError.newer \(path): \(format)"
    default: "StoreError.\(self)"
    }
  }
}

extension PricingRefusal: LoggedError {
  package var logWords: String { "PricingRefusal.\(self)" }
}

extension PasswordRefusal: LoggedError {
  package var logWords: String { "PasswordRefusal.\(self)" }
}
