package enum ButtonKind: String, Hashable, Sendable {
  /// What most people want to do on this page. One on a page.
  case primary
  case secondary
  /// Something that cannot be undone.
  case warning
}

/// A button that sends the form it is in.
///
/// - `name`: sent with `value` when a form has more than one button.
/// - `form`: the id of the form it sends, when it stands outside of it.
package func button(
  _ words: String, _ kind: ButtonKind = .primary, name: String? = nil, value: String? = nil,
  form: String? = nil
) -> HTML {
  """
  <button type="submit" class="button button-\(kind.rawValue)"\
  \(attribute: "name", name)\(attribute: "value", value)\(attribute: "form", form)>\
  \(words)</button>
  """
}

/// A link that looks like a button, because it begins something.
package func buttonLink(_ words: String, link: Link, _ kind: ButtonKind = .primary) -> HTML {
  "<a class=\"button button-\(kind.rawValue)\" href=\"\(link)\">\(words)</a>"
}

/// Buttons and links beside each other, or one below the other where there is no room.
package func buttonGroup(_ buttons: HTML...) -> HTML {
  "<div class=\"buttons\">\n\(buttons)\n</div>"
}
