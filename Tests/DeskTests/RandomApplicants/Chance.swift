/// Chance that can be had again: the same seed makes the same agency and the same applicant (SplitMix64).
struct Chance: RandomNumberGenerator {
  private var state: UInt64
  /// How many texts were made up, so that no two are alike.
  private var count = 0

  init(seed: Int) { state = UInt64(truncatingIfNeeded: seed) &* 0x9E37_79B9_7F4A_7C15 }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

  /// True in so many of a hundred cases.
  mutating func happens(_ percent: Int) -> Bool { number(1...100) <= percent }

  /// One of a list that is not empty.
  mutating func pick<Thing>(_ things: [Thing]) -> Thing { things[number(0...things.count - 1)] }

  mutating func mixed<Thing>(_ things: [Thing]) -> [Thing] { things.shuffled(using: &self) }

  /// A word that occurs nowhere else, by which a text is found again. No random word of Docket has vowels.
  mutating func mark() -> String {
    count += 1
    return "mu\(count)um"
  }

  /// One line that nobody has typed before, with something in it that is easily spoilt.
  mutating func line() -> String {
    let pieces = [
      "", " and more", " é", " e\u{301}", " <b>&amp;</b>", " \"quoted\"", " it's", " 😀", " %41+1",
      " עברית", " back\\slash", "  ", " ' or 1=1", " a=b&c=d",
    ]
    let before = happens(20) ? " " : ""
    return before + "Word " + mark() + pick(pieces) + pick(pieces)
  }

  /// The same without spaces around it, which some forms take away.
  mutating func trimmedLine() -> String { "Word " + mark() + pick([" é", " <i>", " ok"]) }

  /// Several lines, as browsers send them.
  mutating func lines() -> String {
    (1...number(1...3)).map { _ in line() }.joined(separator: "\r\n")
  }
}

/// The marks in a text.
func marks(in text: String) -> [String] {
  text.matches(of: /mu[0-9]+um/).map { String($0.0) }
}
