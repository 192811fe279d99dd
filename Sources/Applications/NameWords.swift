/// The words of a name as they are looked for: small letters and digits without accents, in the order of the name,
/// each once. `"Zoë O'Brien-Łuk"` is `zoe`, `obrien`, `luk`.
///
/// An apostrophe or a point within a word is left out; anything else that is no letter and no digit ends it. Letters
/// of other scripts stay as they are. A word is cut at 24 bytes.
package func nameWords(_ name: String) -> [String] {
  var words: [String] = []
  var word = ""
  func end() {
    let short = cut(word, at: 24)
    if !short.isEmpty, !words.contains(short) { words.append(short) }
    word = ""
  }
  for scalar in name.unicodeScalars {
    switch scalar {
    case "a"..."z", "0"..."9": word.unicodeScalars.append(scalar)
    case "A"..."Z": word += String(scalar).lowercased()
    case "'", "’", "ʼ", "`", ".": continue
    default:
      let properties = scalar.properties
      // An accent that stands behind its letter.
      if properties.canonicalCombiningClass != .notReordered { continue }
      if properties.isAlphabetic || properties.numericType != nil {
        word += baseLetters(of: scalar)
      } else {
        end()
      }
    }
  }
  end()
  return words
}

/// The small letters that somebody without that letter on their keyboard would type: known from the name that
/// Unicode gives it, `LATIN SMALL LETTER O WITH STROKE`.
private func baseLetters(of scalar: Unicode.Scalar) -> String {
  let small = scalar.properties.lowercaseMapping
  guard let one = small.unicodeScalars.first, let name = one.properties.name else { return small }
  for beginning in ["LATIN SMALL LETTER ", "LATIN SMALL LIGATURE "]
  where name.utf8.starts(with: beginning.utf8) {
    let rest = name.utf8.dropFirst(beginning.utf8.count)
    switch String(decoding: rest.prefix { $0 != UInt8(ascii: " ") }, as: UTF8.self) {
    case "SHARP": return "ss"
    case "DOTLESS": return "i"
    case "ETH": return "d"
    case "THORN": return "th"
    case let letters where letters.utf8.count <= 2: return letters.lowercased()
    default: return small
    }
  }
  return small
}

private func cut(_ word: String, at limit: Int) -> String {
  var short = ""
  for scalar in word.unicodeScalars {
    guard short.utf8.count + String(scalar).utf8.count <= limit else { break }
    short.unicodeScalars.append(scalar)
  }
  return short
}
