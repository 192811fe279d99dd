import Foundation
import Support
import Testing

@Suite struct StylesheetTests {
  private let source: String

  init() throws {
    let repository = #filePath.split(separator: "/", omittingEmptySubsequences: false)
      .dropLast(3).joined(separator: "/")
    source = try #require(contents(of: repository + "/site/assets/site.css"))
  }

  @Test func `the stylesheet is small, and asks nothing of any other host`() {
    #expect(source.utf8.count < 12_800)
    #expect(!source.contains("url("))
    #expect(!source.contains("@import"))
  }

  @Test func `every rule is closed`() {
    #expect(source.count { $0 == "{" } == source.count { $0 == "}" })
  }

  /// WCAG 2.2 AA: 1.4.3 asks 4.5 of text, 1.4.11 asks 3 of what shows a control or a state.
  @Test(arguments: [
    ("ink", "paper", 4.5), ("ink", "wash", 4.5), ("quiet", "paper", 4.5), ("quiet", "wash", 4.5),
    ("link", "paper", 4.5), ("link", "wash", 4.5), ("link-over", "paper", 4.5),
    ("link-over", "wash", 4.5), ("on-action", "action", 4.5),
    ("focus", "band", 3), ("on-action", "action-over", 4.5), ("wrong", "paper", 4.5),
    ("wrong", "wash", 4.5),
    ("action", "paper", 4.5), ("ink", "warm", 4.5), ("on-focus", "focus", 4.5),
    ("paper", "ink", 4.5),
    ("edge", "paper", 3), ("wrong", "paper", 3), ("action", "paper", 3),
  ])
  func `contrast is enough, in light and in dark`(
    front: String, back: String, least: Double
  ) throws {
    let light = colours(in: source)
    let dark = try #require(source.range(of: "prefers-color-scheme:dark"))
    let darkEnd = try #require(source.range(of: "\n}", range: dark.upperBound..<source.endIndex))
    let over = colours(in: String(source[dark.upperBound..<darkEnd.lowerBound]))
    for scheme in [light, light.merging(over) { $1 }] {
      let ratio = contrast(try #require(scheme[front]), try #require(scheme[back]))
      #expect(ratio >= least, "\(front) on \(back) is \(ratio)")
    }
  }

  /// The first value of each `--name:#colour`.
  private func colours(in text: String) -> [String: [Double]] {
    var found: [String: [Double]] = [:]
    for match in text.matches(of: /--([a-z-]+):#([0-9a-f]+);/) {
      let digits = match.2.count == 3 ? match.2.map { "\($0)\($0)" }.joined() : String(match.2)
      let number = Int(digits, radix: 16) ?? 0
      let name = String(match.1)
      if found[name] == nil {
        found[name] = [16, 8, 0].map { Double((number >> $0) & 255) / 255 }
      }
    }
    return found
  }

  /// The contrast ratio of WCAG 2.2.
  private func contrast(_ one: [Double], _ other: [Double]) -> Double {
    func luminance(_ colour: [Double]) -> Double {
      let linear = colour.map { $0 <= 0.04045 ? $0 / 12.92 : pow(($0 + 0.055) / 1.055, 2.4) }
      return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }
    let pair = [luminance(one), luminance(other)].sorted()
    return (pair[1] + 0.05) / (pair[0] + 0.05)
  }
}
