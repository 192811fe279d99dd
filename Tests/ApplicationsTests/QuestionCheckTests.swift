import Applications
import Rules
import Testing

@Suite struct QuestionCheckTests {
  /// The fault of `q` with these texts.
  private func fault(_ kind: Question.Kind, _ texts: String...) -> FieldFault.Fault? {
    question("q", kind).fault(in: Answers([.init(name: "q", texts: texts)]))?.fault
  }

  @Test(arguments: [
    Question.Kind.shortText(limit: 200), .longText(limit: 4000), .yesOrNo, .oneOf(choices("a")),
    .severalOf(choices("a")), .number(0...9), .emailAddress, .phoneNumber,
  ])
  func `nothing, or nothing but spaces, is no answer`(kind: Question.Kind) {
    let asked = question("q", kind)
    for texts in [[], [""], ["  "], ["\r\n\t\u{A0}"], ["", " "]] {
      let typed = Answers([.init(name: "q", texts: texts)])
      #expect(
        asked.fault(in: typed) == FieldFault(field: "q", fault: .unanswered(asked)), "\(texts)")
      #expect(question("q", kind, isRequired: false).fault(in: typed) == nil)
    }
  }

  @Test func `a question that does not apply is never wrong`() {
    let asked = question("q", .number(1...9), when: yes("held"))
    #expect(asked.fault(in: answers(("held", "no"))) == nil)
    #expect(asked.fault(in: answers(("held", "no"), ("q", "lots"))) == nil)
    #expect(asked.fault(in: answers(("held", "yes")))?.fault == .unanswered(asked))
  }

  @Test func `an optional answer that is there has to do`() {
    let asked = question("q", .emailAddress, isRequired: false)
    #expect(asked.fault(in: answers(("q", "ada")))?.fault == .notAnEmailAddress(asked))
  }

  // Texts

  @Test(arguments: [
    ("12345", false), ("123456", true), ("éèêëē", false), ("日本語日本", false), ("日本語日本語", true),
    // Unicode scalars: a letter and its accent are two, a flag is two, a family is five.
    ("e\u{301}e\u{301}e", false), ("e\u{301}e\u{301}e\u{301}", true), ("🇳🇿🇳🇿", false),
    ("👨‍👩‍👧", false), ("👨‍👩‍👧a", true),
  ])
  func `a text is as long as its Unicode scalars`(text: String, tooLong: Bool) {
    for kind in [Question.Kind.shortText(limit: 5), .longText(limit: 5)] {
      let asked = question("q", kind)
      #expect(
        asked.fault(in: answers(("q", text)))?.fault == (tooLong ? .tooLong(asked, limit: 5) : nil))
    }
  }

  @Test func `a line end is one character, however the browser sends it`() {
    #expect(fault(.longText(limit: 5), "ab\r\ncd") == nil)
    #expect(fault(.longText(limit: 5), "ab\ncd") == nil)
    #expect(fault(.longText(limit: 4), "ab\r\ncd") != nil)
    #expect(fault(.longText(limit: 5), "\r\n\r\na\r\r\n") == nil)
    #expect(fault(.longText(limit: 4), "\r\n\r\na\r\r\n") != nil)
  }

  @Test func `a second text under the same name does not slip by`() {
    #expect(fault(.shortText(limit: 5), "short", "much too long") != nil)
    #expect(fault(.number(1...9), "3", "lots") != nil)
    #expect(fault(.emailAddress, "ada@okoro.example", "x") != nil)
    #expect(fault(.phoneNumber, "502 555 0100", "x") != nil)
  }

  // Choices

  @Test(arguments: [
    (["yes"], false), (["no"], false), (["Yes"], true), (["yes", "no"], true), (["on"], true),
    ([" yes"], true),
  ])
  func `yes or no is one of the two`(texts: [String], wrong: Bool) {
    let asked = question("q", .yesOrNo)
    let typed = Answers([.init(name: "q", texts: texts)])
    #expect(asked.fault(in: typed)?.fault == (wrong ? .notAChoice(asked) : nil))
  }

  @Test(arguments: [
    (["a"], false), (["b"], false), (["c"], true), (["a", "b"], true), (["a", "a"], true),
    (["A"], true), (["a "], true),
  ])
  func `one of several is one of them`(texts: [String], wrong: Bool) {
    let asked = question("q", .oneOf(choices("a", "b")))
    let typed = Answers([.init(name: "q", texts: texts)])
    #expect(asked.fault(in: typed)?.fault == (wrong ? .notAChoice(asked) : nil))
  }

  @Test(arguments: [
    (["a"], false), (["b", "a"], false), (["a", "b", "c"], true), (["d"], true),
    (["a", "a"], true), (["a", "b", "a"], true),
  ])
  func `several are choices of the question, each once`(texts: [String], wrong: Bool) {
    let asked = question("q", .severalOf(choices("a", "b")))
    let typed = Answers([.init(name: "q", texts: texts)])
    #expect(asked.fault(in: typed)?.fault == (wrong ? .notAChoice(asked) : nil))
  }

  @Test func `a statement has to be ticked`() {
    let asked = question("q", .confirmation)
    let unconfirmed = FieldFault(field: "q", fault: .unconfirmed(asked))
    #expect(asked.fault(in: answers(("q", "yes"))) == nil)
    for text in ["", " ", "no", "on", "Yes"] {
      #expect(asked.fault(in: answers(("q", text))) == unconfirmed)
    }
    #expect(question("q", .confirmation, isRequired: false).fault(in: Answers()) == nil)
  }

  // Days

  private static let issued = question("issued", .day)

  private func typed(_ day: String, _ month: String, _ year: String) -> Answers {
    answers(("issued.day", day), ("issued.month", month), ("issued.year", year))
  }

  @Test(arguments: [
    ("27", "3", "2025", "2025-03-27"), ("7", "03", "2025", "2025-03-07"),
    (" 29 ", "2", "2024", "2024-02-29"), ("31", "12", "1999", "1999-12-31"),
  ])
  func `a day is three numbers`(day: String, month: String, year: String, is: String) {
    #expect(Self.issued.fault(in: typed(day, month, year)) == nil)
    #expect(Self.issued.day(in: typed(day, month, year))?.description == `is`)
  }

  @Test(arguments: [
    ("31", "4", "2025"), ("29", "2", "2025"), ("0", "1", "2025"), ("1", "13", "2025"),
    ("27", "March", "2025"), ("27", "3", ""), ("", "3", "2025"), ("27", "", "2025"),
    ("27", "3", " "), ("-1", "3", "2025"), ("27.", "3", "2025"), ("27", "3", "20255"),
    ("27", "3", "999999999999"),
  ])
  func `what the calendar does not have is no day`(day: String, month: String, year: String) {
    #expect(
      Self.issued.fault(in: typed(day, month, year))
        == FieldFault(field: "issued.day", fault: .notADay(Self.issued)))
  }

  @Test(arguments: ["25", "99", "0025", "202", "999"])
  func `a year in two digits is not taken for the first century`(year: String) {
    #expect(Self.issued.fault(in: typed("27", "3", year))?.fault == .notADay(Self.issued))
  }

  @Test func `a day without any of its fields is unanswered`() {
    let fault = FieldFault(field: "issued.day", fault: .unanswered(Self.issued))
    #expect(Self.issued.fault(in: typed("", " ", "")) == fault)
    #expect(Self.issued.fault(in: answers(("issued", "2025-03-27"))) == fault)
  }

  @Test func `only a question for a day has one`() {
    #expect(question("issued", .yesOrNo).day(in: typed("27", "3", "2025")) == nil)
  }

  // Numbers

  @Test(arguments: [
    ("1", false), ("20", false), (" 7 ", false), ("0", true), ("21", true), ("-1", true),
    ("three", true), ("3.0", true), ("1e1", true), ("1 0", true), ("99999999999999999999", true),
  ])
  func `a number is whole and within its range`(text: String, wrong: Bool) {
    let asked = question("q", .number(1...20))
    #expect(
      asked.fault(in: answers(("q", text)))?.fault == (wrong ? .notANumber(asked, 1...20) : nil))
  }

  // Follow-ups

  @Test func `a follow-up of a question that no longer applies is not asked for`() {
    let questions = [
      question("held"), question("revoked", when: yes("held")),
      question("reason", .longText(limit: 100), when: yes("revoked")),
    ]
    let changedMind = answers(("held", "no"), ("revoked", "yes"))
    #expect(questions.faults(in: changedMind).isEmpty)
    #expect(
      questions.faults(in: answers(("held", "yes"), ("revoked", "yes"))).map(\.field)
        == ["reason"])
    #expect(questions.faults(in: Answers()).map(\.field) == ["held"])
  }

  // Money

  @Test(arguments: [
    ("12.50", true), ("$12.50", true), (" $ 1,250 ", true), ("0", true), ("12.5", false),
    ("12,50", false), ("1,2500", false), ("-3.00", false), ("twelve", false), ("12.", false),
    (".50", false), ("1234567890", false), ("USD 12.50", true), ("1,,000", false), ("$", false),
  ])
  func `an amount is typed as people write it`(text: String, does: Bool) throws {
    let dollars = try #require(Currency(code: "USD"))
    let asked = question("q", .money(dollars))
    #expect(
      asked.fault(in: answers(("q", text)))?.fault == (does ? nil : .notMoney(asked, dollars)))
  }

  @Test func `a currency without decimals takes none`() throws {
    let yen = try #require(Currency(code: "JPY"))
    #expect(fault(.money(yen), "1250") == nil)
    #expect(fault(.money(yen), "1250.00") != nil)
    #expect(Money(typed: "¥1,250", in: yen) == Money(cents: 1250))
    #expect(Money(typed: "$12.50", in: try #require(Currency(code: "USD"))) == Money(cents: 12_50))
  }

  // Addresses

  @Test func `an address has the lines that every address has`() {
    let asked = question("home", .address)
    let whole = [
      ("home.street", "1 High St"), ("home.city", "Town"), ("home.country", "Ireland"),
    ]
    func fault(_ fields: [(String, String)]) -> FieldFault? {
      asked.fault(in: Answers(fields.map { .init(name: $0.0, texts: [$0.1]) }))
    }
    #expect(fault([]) == FieldFault(field: "home.street", fault: .unanswered(asked)))
    #expect(fault(whole) == nil)
    for (index, part) in [AddressPart.street, .city, .country].enumerated() {
      var lines = whole
      lines[index].1 = " "
      #expect(
        fault(lines)
          == FieldFault(field: part.field(of: "home"), fault: .addressLacks(asked, part)))
    }
    #expect(
      fault(whole + [("home.region", String(repeating: "x", count: 201))])
        == FieldFault(field: "home.region", fault: .tooLong(asked, limit: 200)))
    #expect(question("home", .address, isRequired: false).fault(in: Answers()) == nil)
  }

  // Lists

  private static let list = ChoiceList(
    id: "colleges", title: "Colleges",
    items: [
      .init(id: "berea", name: "Berea College"),
      .init(
        id: "paris",
        name: Words(byLanguage: [("en", "Paris"), ("fr", "Université de Paris")]) ?? "x"),
    ])

  @Test(arguments: ["berea", "Berea College", "  BEREA  college ", "université de paris"])
  func `a name of the list is known however it is typed`(text: String) {
    #expect(fault(.fromList(Self.list, takesOthers: false), text) == nil)
  }

  @Test func `another name does where others are taken`() {
    #expect(fault(.fromList(Self.list, takesOthers: true), "Elsewhere") == nil)
    let asked = question("q", .fromList(Self.list, takesOthers: false))
    #expect(asked.fault(in: answers(("q", "Elsewhere")))?.fault == .notInList(asked, Self.list))
    let long = question("q", .fromList(Self.list, takesOthers: true))
    #expect(
      long.fault(in: answers(("q", String(repeating: "x", count: 201))))?.fault
        == .tooLong(long, limit: 200))
  }
}
