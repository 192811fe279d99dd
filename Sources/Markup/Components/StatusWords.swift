/// How a status is set apart. The words say it; the weight and the frame only help the eye.
package enum StatusKind: String, Hashable, Sendable {
  /// Nothing to do: plain words.
  case done
  /// The reader's turn.
  case open
  /// Somebody else's turn.
  case waiting
  /// Not possible yet.
  case closed
  /// Something has to be put right.
  case wrong
}

/// A status in words, in sentence case. It must not look like a button, so it has no fill and no shadow.
package func statusWords(_ words: String, _ kind: StatusKind) -> HTML {
  "<span class=\"status status-\(kind.rawValue)\">\(words)</span>"
}
