/// What a definition says to people: one text, or one text for each language.
package struct Words: Hashable, Sendable, ExpressibleByStringLiteral {
  /// Language tag (BCP 47, like `en`) and text, in the author's order. The tag is empty for a text that
  /// was given without one. Never empty.
  package let texts: [(language: String, text: String)]

  package init(_ text: String) { texts = [("", text)] }

  /// `nil` when there is no text at all.
  package init?(byLanguage texts: [(language: String, text: String)]) {
    guard !texts.isEmpty else { return nil }
    self.texts = texts
  }

  package init(stringLiteral text: String) { self.init(text) }

  /// The text in `language`, else the first one.
  package func text(in language: String) -> String {
    texts.first { $0.language == language }?.text ?? texts[0].text
  }

  package static func == (left: Words, right: Words) -> Bool {
    left.texts.elementsEqual(right.texts) { $0.language == $1.language && $0.text == $1.text }
  }

  package func hash(into hasher: inout Hasher) {
    for (language, text) in texts {
      hasher.combine(language)
      hasher.combine(text)
    }
  }
}
