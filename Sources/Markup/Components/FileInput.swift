/// A field for a file, or with `takesSeveral` for one or more.
///
/// The hint must say what is taken and how large it may be, before anything is chosen: browsers cannot
/// give a chosen file back when the page returns with an error.
///
/// `accepts`: endings and media types the browser's file list may offer, as `.pdf`. It is a
///   convenience: the program decides by looking into the file.
package func fileInput(
  _ field: Field, limits: HTML, accepts: [String] = [], takesSeveral: Bool = false,
  words: ComponentWords = .english
) -> HTML {
  var field = field
  field.hint = field.hint.map { "\($0) \(limits)" } ?? limits
  return field.group(
    """
    <input id="\(field.name)" name="\(field.name)" type="file"\(" multiple", when: takesSeveral)\
    \(attribute: "accept", accepts.isEmpty ? nil : accepts.joined(separator: ","))\
    \(field.stateAttributes)>
    """, words: words)
}
