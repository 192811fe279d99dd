import Rules
import Testing

@Suite struct IdentifierTests {
  @Test(arguments: ["a", "transcript", "five-year", "2-b-3", String(repeating: "a", count: 64)])
  func `a name is small letters, digits and single hyphens`(text: String) {
    #expect(Element.ID(text)?.text == text)
    #expect(Element.ID(text)?.description == text)
  }

  @Test(arguments: [
    "", "-", "-a", "a-", "a--b", "A", "a b", "a_b", "a.b", "a/b", "é", "a\u{301}", "a\n", "a\0",
    String(repeating: "a", count: 65), "\u{212A}",
  ])
  func `anything else is refused`(text: String) { #expect(Element.ID(text) == nil) }

  @Test func `a wrong name in the program itself stops it`() async {
    await #expect(processExitsWith: .failure) { _ = Identifier<Element>(stringLiteral: "A B") }
  }
}

@Suite struct WordsTests {
  @Test func `one text serves every language`() {
    let words: Words = "Transcript"
    #expect(words.text(in: "en") == "Transcript")
    #expect(words.text(in: "es") == "Transcript")
  }

  @Test func `each language has its own text, and the first serves the others`() throws {
    let words = try #require(Words(byLanguage: [("en", "Fee"), ("es", "Tasa")]))
    #expect(words.text(in: "en") == "Fee")
    #expect(words.text(in: "es") == "Tasa")
    #expect(words.text(in: "fr") == "Fee")
  }

  @Test func `no text at all is refused`() { #expect(Words(byLanguage: []) == nil) }

  @Test func `words are the same when languages, texts and their order are`() throws {
    let words = try #require(Words(byLanguage: [("en", "Fee"), ("es", "Tasa")]))
    let same = try #require(Words(byLanguage: [("en", "Fee"), ("es", "Tasa")]))
    let turned = try #require(Words(byLanguage: [("es", "Tasa"), ("en", "Fee")]))
    #expect(words == same)
    #expect(words.hashValue == same.hashValue)
    #expect(words != turned)
    #expect(words != "Fee")
  }
}

@Suite struct PeriodTests {
  @Test(arguments: [
    ("2026-01-31", false), ("2026-02-01", true), ("2026-02-15", true), ("2026-02-28", true),
    ("2026-03-01", false),
  ])
  func `the first and the last day belong to it`(on: String, belongs: Bool) {
    let february = Period(first: day("2026-02-01"), last: day("2026-02-28"))
    #expect(february.contains(day(on)) == belongs)
  }

  @Test func `an end that is not known does not come`() {
    #expect(Period(first: day("2026-01-01")).contains(day("9999-12-31")))
    #expect(!Period(first: day("2026-01-01")).contains(day("2025-12-31")))
    #expect(Period(last: day("2026-01-01")).contains(day("0001-01-01")))
    #expect(Period.always.contains(day("2026-01-01")))
  }

  @Test func `a clause is never empty`() {
    #expect(Clause("") == nil)
    #expect(Clause("§2(1)(a)")?.description == "§2(1)(a)")
  }
}
