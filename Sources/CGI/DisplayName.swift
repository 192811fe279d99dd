/// A file's name as a page may show it.
///
/// Folders before it go (browsers on some systems send `C:\fakepath\…`), control characters and the marks
/// that turn the direction of text go (they make `exe.pdf` of `fdp.exe`), and it is cut at 200 bytes, before
/// the extension.
func displayName(of sent: String) -> String {
  let last = sent.utf8.split(
    omittingEmptySubsequences: true,
    whereSeparator: { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }
  ).last
  let kept = (last.map { String(Substring($0)) } ?? "").unicodeScalars.filter { !isHidden($0) }
  var name = String(String.UnicodeScalarView(kept))
  name = String(Substring(trimmed(Substring(name).utf8)))
  if name.isEmpty || name.utf8.allSatisfy({ $0 == UInt8(ascii: ".") }) { return "file" }
  return shortened(name)
}

private func isHidden(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.properties.generalCategory {
  case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: true
  default: false
  }
}

private func shortened(_ name: String) -> String {
  guard name.utf8.count > Limits.displayNameBytes else { return name }
  var ending = ""
  if let dot = name.lastIndex(of: "."), name[dot...].utf8.count <= 12 {
    ending = String(name[dot...])
  }
  var start = String.UnicodeScalarView()
  var room = Limits.displayNameBytes - ending.utf8.count - 3
  for scalar in name.unicodeScalars {
    room -= String(scalar).utf8.count
    guard room >= 0 else { break }
    start.append(scalar)
  }
  return String(start) + "…" + ending
}
