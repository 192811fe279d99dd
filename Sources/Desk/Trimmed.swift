/// Without the white space that comes along when text is pasted, whatever script it is from.
func trimmed(_ text: String?) -> String {
  var scalars = (text ?? "").unicodeScalars[...]
  while let first = scalars.first, isPadding(first) { scalars.removeFirst() }
  while let last = scalars.last, isPadding(last) { scalars.removeLast() }
  return String(scalars)
}

/// White space, or a mark that cannot be seen and that copying brings along.
private func isPadding(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar {
  case "\u{200B}", "\u{200E}", "\u{200F}", "\u{2060}", "\u{FEFF}": true
  default: scalar.properties.isWhitespace
  }
}
