/// Something in a definition file that its author has to know about.
///
/// Reading never stops at the first one: an author fixing a fee schedule wants the whole list.
package struct Diagnostic: Hashable, Sendable {
  package enum Severity: Int, Hashable, Sendable {
    /// The site can be built; the author may not have meant this.
    case warning
    /// The site is not built until this is put right.
    case error
  }

  package var severity: Severity
  package var place: Place
  /// One line: what is wrong. No full stop.
  package var summary: String
  /// One sentence: what to write instead, when there is one answer.
  package var remedy: String?

  package init(
    _ severity: Severity, at place: Place, _ summary: String, remedy: String? = nil
  ) {
    self.severity = severity
    self.place = place
    self.summary = summary
    self.remedy = remedy
  }

  /// As it is printed:
  ///
  ///     site/fees.jsonc:14:5: error: fee 'late' has no 'amounts'
  ///     14 |     { "id": "late", "title": "Late fee" },
  ///        |     ^
  ///     add "amounts": [{ "from": "2026-07-01", … }]
  ///
  /// The quoted line is the author's own, from `source`; without one it is left out.
  package func text(quoting source: SourceText?) -> String {
    var lines = ["\(place): \(severity == .error ? "error" : "warning"): \(summary)"]
    if let quote = source?.quote(place) { lines += quote }
    if let remedy { lines.append(remedy) }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension [Diagnostic] {
  /// By file and place; what stands at one place in the order it was found.
  package func inOrder() -> [Diagnostic] {
    enumerated().sorted { ($0.element.place, $0.offset) < ($1.element.place, $1.offset) }
      .map(\.element)
  }

  package var hasErrors: Bool { contains { $0.severity == .error } }
}
