import Rules

/// A question for an address: a field for each line, sent as `<name>.<part>`.
///
/// - `errors`: what has to be put right, by line.
package func addressInput(
  _ field: Field, value: (AddressPart) -> String = { _ in "" },
  errors: [AddressPart: String] = [:], words: ComponentWords = .english
) -> HTML {
  let lines = AddressPart.allCases.map { part in
    textInput(
      Field(
        "\(field.name).\(part.rawValue)", label: words.name(of: part), error: errors[part],
        isOptional: !part.isRequired && !field.isOptional),
      value: value(part), width: part.width, words: words)
  }
  var whole = field
  whole.error = nil
  return whole.fieldset(lines, words: words)
}

extension AddressPart {
  fileprivate var width: FieldWidth {
    switch self {
    case .street, .secondLine: .full
    case .city, .region, .country: .medium
    case .postalCode: .short
    }
  }
}

extension ComponentWords {
  package func name(of part: AddressPart) -> String {
    switch part {
    case .street: street
    case .secondLine: secondLine
    case .city: city
    case .region: region
    case .postalCode: postalCode
    case .country: country
    }
  }
}
