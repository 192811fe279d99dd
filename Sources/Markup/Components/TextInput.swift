/// What kind of text a field takes, which decides the keyboard of a phone and what a browser may fill in.
package enum TextKind: Hashable, Sendable {
  case text
  /// Text a browser may know: `purpose` is a token of the `autocomplete` attribute, as `given-name`.
  case personal(purpose: String)
  case email
  /// Not the reader's own, which a browser would fill in.
  case emailOfSomebodyElse
  case telephone
  /// A code or a number that is no quantity. Digits only, but leading zeros count.
  case digits
  case password
  case newPassword
  case oneTimeCode

  fileprivate var attributes: HTML {
    switch self {
    case .text: " type=\"text\""
    case .personal(let purpose): " type=\"text\" autocomplete=\"\(purpose)\""
    case .email: " type=\"email\" autocomplete=\"email\" spellcheck=\"false\""
    case .emailOfSomebodyElse: " type=\"email\" autocomplete=\"off\" spellcheck=\"false\""
    case .telephone: " type=\"tel\" autocomplete=\"tel\""
    case .digits: " type=\"text\" inputmode=\"numeric\" spellcheck=\"false\""
    case .password:
      " type=\"password\" autocomplete=\"current-password\" spellcheck=\"false\" autocapitalize=\"none\""
    case .newPassword:
      " type=\"password\" autocomplete=\"new-password\" spellcheck=\"false\" autocapitalize=\"none\""
    case .oneTimeCode:
      " type=\"text\" inputmode=\"numeric\" autocomplete=\"one-time-code\" spellcheck=\"false\""
    }
  }

  /// A password is never sent back to the browser.
  fileprivate var isSecret: Bool { self == .password || self == .newPassword }
}

/// How wide a field is shown, which hints at how long its answer is. It limits nothing.
package enum FieldWidth: String, Hashable, Sendable {
  case full
  /// About 20 characters.
  case medium
  /// About 10 characters.
  case short
  /// About 4 characters.
  case tiny

  /// The attribute, or nothing for the whole width.
  var attribute: HTML { self == .full ? "" : " class=\"\(rawValue)\"" }
}

/// A field for one line of text.
package func textInput(
  _ field: Field, value: String = "", kind: TextKind = .text, width: FieldWidth = .full,
  words: ComponentWords = .english
) -> HTML {
  let isProse = if case .personal = kind { true } else { kind == .text }
  return field.group(
    """
    <input id="\(field.name)" name="\(field.name)"\(kind.attributes)\
    \(width.attribute)\(" dir=\"auto\"", when: isProse)\
    \(attribute: "value", value.isEmpty || kind.isSecret ? nil : value)\
    \(field.stateAttributes)>
    """, words: words)
}
