import Notation
import Testing

@Suite struct DiagnosticTests {
  private func printed(_ text: String, at offset: Int, file: String = "site/fees.jsonc") -> String {
    let source = SourceText(file: file, bytes: Array(text.utf8))
    return Diagnostic(.error, at: source.place(at: offset), "wrong", remedy: "write right")
      .text(quoting: source)
  }

  @Test func `it is printed with the author's line, a caret and the remedy`() {
    #expect(
      printed("{\n  \"a\": [ x ], // é\n}\n", at: 11) == """
        site/fees.jsonc:2:10: error: wrong
        2 |   "a": [ x ], // é
          |          ^
        write right

        """)
  }

  @Test func `the gutter is as wide as the number`() {
    let text = String(repeating: "\n", count: 99) + "ab\n"
    #expect(
      printed(text, at: 100) == """
        site/fees.jsonc:100:2: error: wrong
        100 | ab
            |  ^
        write right

        """)
  }

  @Test func `a tab stays a tab, so the caret stands right`() {
    #expect(printed("\t\ta\tb", at: 4).contains("1 | \t\ta\tb\n  | \t\t \t^\n"))
  }

  @Test func `columns are scalars, and wide and combining ones keep the caret in place`() {
    // 日 and 😀 take two columns each; the accent takes none.
    let text = "日😀e\u{301}x"
    let offset = text.utf8.count - 1
    #expect(
      printed(text, at: offset).hasPrefix(
        "site/fees.jsonc:1:5: error: wrong\n1 | \(text)\n  |      ^\n"))
  }

  @Test func `a byte order mark and CRLF are not part of a line`() {
    let text = "\u{FEFF}{\r\n x\r\n}"
    #expect(printed(text, at: 3).contains(":1:1: error: wrong\n1 | {\n  | ^\n"))
    #expect(printed(text, at: 7).contains(":2:2: error: wrong\n2 |  x\n  |  ^\n"))
  }

  @Test func `of a long line the part around the caret is shown`() {
    let text = String(repeating: "a", count: 500) + "X" + String(repeating: "b", count: 500)
    let lines = printed(text, at: 500).split(separator: "\n")
    #expect(lines[0] == "site/fees.jsonc:1:501: error: wrong")
    #expect(lines[1].hasPrefix("1 | …aaa") && lines[1].hasSuffix("bbb…"))
    let column = lines[2].count - 1
    #expect(lines[1].dropFirst(column).first == "X")
    #expect(lines[1].count < 140)
  }

  @Test func `control characters are not sent to a terminal`() {
    #expect(printed("a\u{1B}[31mb", at: 0).contains("1 | a\u{FFFD}[31mb\n"))
  }

  @Test func `the place after the last byte can be shown`() {
    #expect(printed("ab", at: 2).contains(":1:3: error: wrong\n1 | ab\n  |   ^\n"))
    #expect(printed("ab\n", at: 3).contains(":2:1: error: wrong\n2 | \n  | ^\n"))
    #expect(printed("", at: 0).contains(":1:1: error: wrong\n1 | \n  | ^\n"))
  }

  @Test func `without a text or a remedy the first line stands alone`() {
    let diagnostic = Diagnostic(.warning, at: Place(file: "a.md"), "odd")
    #expect(diagnostic.text(quoting: nil) == "a.md:1:1: warning: odd\n")
  }

  @Test func `they are sorted by file, line and column, and otherwise stay as found`() {
    let places = [("b", 1, 1), ("a", 10, 2), ("a", 9, 7), ("a", 10, 1), ("a", 10, 1)]
    let diagnostics = places.enumerated().map { index, place in
      Diagnostic(.error, at: Place(file: place.0, line: place.1, column: place.2), "\(index)")
    }
    #expect(diagnostics.inOrder().map(\.summary) == ["2", "3", "4", "1", "0"])
  }

  @Test func `a report quotes the line of each file, in order, with those of others`() {
    let reading = Folder().with("fees.jsonc", "\"titel\"", "").with("fees.jsonc", "2.50", "2.5")
      .with("agency.jsonc", "EUR", "eur").read()
    let other = Diagnostic(.error, at: Place(file: "site/pages/wind.md", line: 3), "no such link")
    #expect(
      reading.report(with: [other]) == """
        site/agency.jsonc:5:15: error: 'eur' is not a currency
        5 |   "currency": "eur",
          |               ^
        write its three capital letters, like "EUR"

        site/fees.jsonc:16:53: error: 'amount' must be an amount of money, not '2.5'
        16 |       "amounts": [{ "from": "2020-01-01", "amount": "2.5", "clause": "Rule 3" }],
           |                                                     ^
        write digits, and 2 after the point, in quotes: "12.50"

        site/pages/wind.md:3:1: error: no such link
        3 | It blows.
          | ^

        """)
    #expect(reading.site == nil)
  }

  @Test(
    arguments: [
      ("amout", "amount"), ("submitedBy", "submittedBy"), ("submitted-by", "submittedBy"),
      ("SUBMITTEDBY", "submittedBy"), ("titel", "title"), ("x", nil), ("", nil), ("entirely", nil),
    ] as [(String, String?)])
  func `the nearest spelling is proposed, and nothing that is far`(word: String, near: String?) {
    let folder = Folder().with("elements/lamp.jsonc", "\"clause\"", "\"\(word)\": 1, \"clause\"")
    let remedy = folder.read().diagnostics.first?.remedy ?? ""
    if let near, near != "amount" {
      #expect(remedy == "did you mean \"\(near)\"?")
    } else {
      #expect(remedy.hasPrefix("the keys here are") || near == "amount")
    }
  }
}
