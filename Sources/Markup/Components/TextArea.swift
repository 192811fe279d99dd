/// A field for several lines of text.
///
/// `lines`: how many are shown at first; more can be typed.
package func textArea(
  _ field: Field, value: String = "", lines: Int = 5, words: ComponentWords = .english
) -> HTML {
  // The browser drops one line end after the tag, so that an answer may begin with an empty line.
  field.group(
    """
    <textarea id="\(field.name)" name="\(field.name)" rows="\(lines)" dir="auto"\
    \(field.stateAttributes)>
    \(value)</textarea>
    """, words: words)
}
