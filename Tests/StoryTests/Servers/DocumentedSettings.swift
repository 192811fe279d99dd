import Foundation
import Support

/// The settings that `cgi-bin/README.md` gives to admins, cut out of it: what is documented is what is
/// tested.
enum DocumentedSettings {
  /// The text of the one fenced block that begins with a line ```` ```LANGUAGE ````, with the places of
  /// the text replaced by those of the test.
  static func block(_ language: String, replacing places: [String: String]) throws -> String {
    let lines = try Repository.text("cgi-bin/README.md").components(separatedBy: "\n")
    var blocks: [[String]] = []
    var isInside = false
    for line in lines {
      if isInside, line == "```" {
        isInside = false
      } else if isInside {
        blocks[blocks.count - 1].append(line)
      } else if line == "```" + language {
        isInside = true
        blocks.append([])
      }
    }
    guard blocks.count == 1 else {
      throw Trouble("cgi-bin/README.md has \(blocks.count) blocks of \(language), and must have 1")
    }
    var text = blocks[0].joined(separator: "\n")
    for (place, other) in places {
      guard text.contains(place) else {
        throw Trouble("the \(language) block of cgi-bin/README.md does not name \(place)")
      }
      text = text.replacingOccurrences(of: place, with: other)
    }
    return text
  }
}
