/// A question with one answer out of many. Where there are few, `radios` are easier for everyone.
///
/// Until something is chosen an empty answer is sent.
package func select(
  _ field: Field, choices: [Choice], chosen: String? = nil, words: ComponentWords = .english
) -> HTML {
  let options = choices.map {
    "<option value=\"\($0.value)\"\(" selected", when: $0.value == chosen)>\($0.label)</option>"
      as HTML
  }
  return field.group(
    """
    <select id="\(field.name)" name="\(field.name)"\(field.stateAttributes)>
    <option value="">\(words.choose)</option>
    \(options)
    </select>
    """, words: words)
}
