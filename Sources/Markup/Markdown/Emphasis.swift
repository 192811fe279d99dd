/// A piece of a paragraph: markup that is final, or a mark whose partner may still come.
struct Piece {
  private var html: [UInt8] = []
  /// For a `[`: whether a link may begin here. `nil` for everything else.
  var bracket: Bool?
  /// For a run of `*`: how many are left, and of how many.
  fileprivate var stars = 0
  private var length = 0
  fileprivate var canOpen = false
  fileprivate var canClose = false
  /// The tags that stars of this run became: ends before the stars that are left, starts after them.
  fileprivate var ends: [UInt8] = []
  fileprivate var starts: [UInt8] = []

  init(html: [UInt8]) { self.html = html }

  init(bracket: Bool) {
    self.bracket = bracket
    html = [UInt8(ascii: "[")]
  }

  /// Which way a run of stars faces follows from what stands beside it (CommonMark §6.2).
  init(stars: Int, before: Neighbour, after: Neighbour) {
    self.stars = stars
    length = stars
    canOpen = after != .space && (after == .word || before != .word)
    canClose = before != .space && (before == .word || after != .word)
  }

  var written: [UInt8] {
    html + ends + [UInt8](repeating: UInt8(ascii: "*"), count: stars) + starts
  }

  /// Rule 9 and 10 of §6.2: what faces both ways pairs only when the lengths do not add up to a
  /// multiple of three, so that `*foo**bar*` is one emphasis.
  fileprivate func pairs(with closer: Piece) -> Bool {
    guard canOpen, stars > 0 else { return false }
    guard canClose || closer.canOpen, (length + closer.length) % 3 == 0 else { return true }
    return length % 3 == 0 && closer.length % 3 == 0
  }
}

/// Makes emphasis of the stars from `first` on. None of them is a star for what lies around them.
func emphasise(_ pieces: inout [Piece], from first: Int) {
  var closer = first
  while closer < pieces.count {
    guard pieces[closer].canClose, pieces[closer].stars > 0,
      let opener = (first..<closer).last(where: { pieces[$0].pairs(with: pieces[closer]) })
    else {
      closer += 1
      continue
    }
    let isStrong = pieces[opener].stars > 1 && pieces[closer].stars > 1
    pieces[opener].stars -= isStrong ? 2 : 1
    pieces[closer].stars -= isStrong ? 2 : 1
    pieces[opener].starts.insert(contentsOf: (isStrong ? "<strong>" : "<em>").utf8, at: 0)
    pieces[closer].ends += (isStrong ? "</strong>" : "</em>").utf8
    for between in (opener + 1)..<closer { pieces[between].faceNowhere() }
  }
  for index in first..<pieces.count { pieces[index].faceNowhere() }
}

extension Piece {
  fileprivate mutating func faceNowhere() {
    canOpen = false
    canClose = false
  }
}

/// What stands beside a run of stars. The start and the end of a text are space.
enum Neighbour {
  case space
  case punctuation
  case word

  init(firstOf text: ArraySlice<UInt8>) {
    self.init(String(decoding: text.prefix(4), as: UTF8.self).unicodeScalars.first)
  }

  init(lastOf text: ArraySlice<UInt8>) {
    let start = text.lastIndex { $0 & 0xC0 != 0x80 } ?? text.startIndex
    self.init(String(decoding: text[start...], as: UTF8.self).unicodeScalars.last)
  }

  private init(_ scalar: Unicode.Scalar?) {
    guard let scalar, !scalar.properties.isWhitespace else {
      self = .space
      return
    }
    switch scalar.properties.generalCategory {
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
      .initialPunctuation, .finalPunctuation, .otherPunctuation,
      .mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol:
      self = .punctuation
    default:
      self = .word
    }
  }
}
