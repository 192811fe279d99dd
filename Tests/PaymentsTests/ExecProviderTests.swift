import JSON
import Payments
import Rules
import Testing

@Suite struct ExecProviderTests {
  private let now = Moment(millisecondsSince1970: 0)

  private func provider(_ answer: String) -> ExecProvider {
    ExecProvider(
      description: "Fee", keyFiles: ["/keys/a"], folder: "/state", days: 3
    ) { _ throws(ProviderFailure) in Array(answer.utf8) }
  }

  private func order() throws -> Order {
    Order(
      reference: "r1", money: Money(cents: 85_00), currency: try #require(Currency(code: "USD")),
      returnAddress: "https://a.example/return/exec",
      notifyAddress: "https://a.example/notify/exec")
  }

  @Test func `the program is told all of the order in one JSON object`() throws {
    let expected = """
      {"do":"start","reference":"r1","amount":8500,"amountText":"85.00","currency":"USD",\
      "returnAddress":"https://a.example/return/exec/r1",\
      "description":"Fee","keyFiles":["/keys/a"],"folder":"/state"}
      """
    let provider = ExecProvider(
      description: "Fee", keyFiles: ["/keys/a"], folder: "/state", days: 3
    ) { input throws(ProviderFailure) in
      #expect(String(decoding: input, as: UTF8.self) == expected)
      return Array(#"{"redirect":"https://portal.example/x"}"#.utf8)
    }
    #expect(try provider.start(order(), at: now) == .link("https://portal.example/x"))
  }

  @Test func `it may answer with a form`() throws {
    let provider = provider(
      #"{"form":{"action":"https://portal.example/x","fields":{"token":"t","a":"b"}}}"#)
    #expect(
      try provider.start(order(), at: now)
        == .form(
          HandOver(
            action: "https://portal.example/x", fields: [.init("token", "t"), .init("a", "b")])))
  }

  @Test(arguments: [
    "", "[]", "{}", "{\"redirect\":\"ftp://a.example/\"}", "{\"redirect\":\"http://a.example/\"}",
    "{\"redirect\":\"javascript:alert(1)\"}", "{\"redirect\":\"https://a.example/ x\"}",
    "{\"form\":{}}", "{\"form\":{\"action\":\"https://a.example/\",\"fields\":{\"a\":1}}}",
    "{\"redirect\":\"https://a.example/\"} {}",
  ])
  func `any other answer to start is a failure`(answer: String) throws {
    #expect(throws: ProviderFailure.self) { try provider(answer).start(order(), at: now) }
  }

  @Test(arguments: [
    ("undecided", Report.What.undecided), ("declined", .declined), ("cancelled", .cancelled),
  ])
  func `asked, it says what became of it`(state: String, what: Report.What) throws {
    #expect(
      try provider("{\"state\":\"\(state)\"}").ask(about: order(), at: now)
        == .says(Report(reference: "r1", transaction: "", what)))
  }

  @Test(arguments: [
    ("paid", Report.What.paid(Money(cents: 85_00), currency: "USD")),
    ("refunded", .refunded(Money(cents: 85_00), currency: "USD")),
    ("reversed", .reversed(Money(cents: 85_00), currency: "USD")),
  ])
  func `money has a sum, a currency and a number`(state: String, what: Report.What) throws {
    let good =
      "{\"state\":\"\(state)\",\"amount\":8500,\"currency\":\"USD\",\"transaction\":\"T1\"}"
    #expect(
      try provider(good).ask(about: order(), at: now)
        == .says(Report(reference: "r1", transaction: "T1", what)))
    for (part, other) in [
      ("8500", "85.00"), ("8500", "-1"), ("8500", "\"8500\""), ("USD", "usd"), ("\"T1\"", "\"\""),
      ("\"T1\"", "1"), ("\"amount\"", "\"sum\""),
    ] {
      let wrong = good.replacing(part, with: other)
      #expect(throws: ProviderFailure.self) { try provider(wrong).ask(about: order(), at: now) }
    }
  }

  @Test func `what comes by itself is not believed`() {
    let said = Array("{\"state\":\"paid\"}".utf8)
    #expect(
      provider("").judge(Notification(body: said), at: now) == .refused(.noSignature))
  }
}
