/// A question for a name that most people find in a list, and some have to type: a field for one line of
/// text to which the browser proposes the names of the list as one types. It needs no script, and where a
/// browser has no such proposals it is a plain field.
///
/// What is sent is what stands in the field, a name of the list or another.
package func listInput(
  _ field: Field, names: [String], value: String = "", words: ComponentWords = .english
) -> HTML {
  let options = names.map { "<option>\($0)</option>" as HTML }
  return field.group(
    """
    <input id="\(field.name)" name="\(field.name)" type="text" dir="auto" \
    list="\(field.name)-names"\(attribute: "value", value.isEmpty ? nil : value)\
    \(field.stateAttributes)>
    <datalist id="\(field.name)-names">
    \(options)
    </datalist>
    """, words: words)
}
