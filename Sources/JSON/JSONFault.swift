/// Something that keeps a text from being JSON.
package struct JSONFault: Error, Hashable, Sendable {
  /// Where, in bytes from the start of the text.
  package var offset: Int
  /// One line: what is wrong. No full stop.
  package var summary: String
  /// What to write instead, when there is one answer.
  package var remedy: String?
  /// Whether a name or value that the author wrote may have been lost, so that one that seems to be
  /// missing may in truth be there.
  package var losesText: Bool

  package init(offset: Int, summary: String, remedy: String? = nil, losesText: Bool = false) {
    self.losesText = losesText
    self.offset = offset
    self.summary = summary
    self.remedy = remedy
  }
}

/// How deep lists and objects may nest, in what we read from anybody.
let depthLimit = 64
