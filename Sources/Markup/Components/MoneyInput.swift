/// A field for an amount of money, with the sign of the currency before it.
///
/// The sign is for the eye; the label says to everyone that it is money.
package func moneyInput(
  _ field: Field, value: String = "", sign: String = "$", words: ComponentWords = .english
) -> HTML {
  field.group(
    """
    <div class="money"><span aria-hidden="true">\(sign)</span>\
    <input id="\(field.name)" name="\(field.name)" type="text" inputmode="decimal" \
    class="short" spellcheck="false"\(attribute: "value", value.isEmpty ? nil : value)\
    \(field.stateAttributes)></div>
    """, words: words)
}
