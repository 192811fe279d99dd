import Applications
import Markup
import Rules

// Where staff finds one application, and what can be done about it.
extension Links {
  package static func reviewed(_ number: ApplicationNumber, _ what: String = "") -> Link {
    page("review/\(number.text)" + (what.isEmpty ? "" : "/" + what))
  }
  /// `flag` is what of it is to be flagged, as its form calls it.
  static func reviewed(
    _ number: ApplicationNumber, _ element: Element.ID, flag: String? = nil
  ) -> Link {
    reviewed(number, "element/\(element)" + (flag.map { "?flag=\($0)" } ?? ""))
  }
  static func reviewedFile(_ number: ApplicationNumber, _ file: String) -> Link {
    reviewed(number, "file/\(file)")
  }
}
