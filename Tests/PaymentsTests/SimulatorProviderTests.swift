import Payments
import Rules
import Testing

@Suite struct SimulatorProviderTests {
  private let key = Array("0123456789abcdef0123456789abcdef".utf8)

  private func provider() -> SimulatorProvider {
    SimulatorProvider(keys: [key], action: "http://localhost/cgi-bin/simulator")
  }

  private func order() throws -> Order {
    Order(
      reference: "r1", money: Money(cents: 85_00), currency: try #require(Currency(code: "USD")),
      returnAddress: "http://localhost/return", notifyAddress: "http://localhost/notify")
  }

  private let now = Moment(millisecondsSince1970: 0)

  private func form() throws -> HandOver {
    guard case .form(let form) = provider().start(try order(), at: now) else {
      throw NoForm()
    }
    return form
  }

  private struct NoForm: Error {}

  private func judge(_ fields: [HandOver.Field]) -> Verdict {
    provider().judge(Notification(fields: fields), at: now)
  }

  private func answer(_ decision: String) throws -> [HandOver.Field] {
    let form = try form()
    let taken = try #require(SimulatedOrder(form.fields, keys: [key]))
    return taken.notification(decision, transaction: "T1", key: key)
  }

  @Test func `what the simulator pays comes back as paid, with the amount that was asked`() throws {
    #expect(
      judge(try answer("paid"))
        == .says(
          Report(
            reference: "r1", transaction: "T1", .paid(Money(cents: 85_00), currency: "USD"))))
  }

  @Test(arguments: [
    ("declined", Report.What.declined), ("cancelled", .cancelled), ("thinking", .undecided),
  ])
  func `other decisions bring no money`(decision: String, what: Report.What) throws {
    #expect(
      judge(try answer(decision)) == .says(Report(reference: "r1", transaction: "T1", what)))
  }

  @Test func `the order itself, sent back, is no payment`() throws {
    let form = try form()
    #expect(
      judge(form.fields) == .refused(.unsignedField))
  }

  @Test func `a decision that was added outside the signed part is refused`() throws {
    let form = try form()
    let forged =
      form.fields + [HandOver.Field("decision", "paid"), HandOver.Field("transaction", "T")]
    #expect(judge(forged) == .refused(.unsignedField))
  }

  @Test func `an amount that was changed on the way is refused`() throws {
    let changed = try answer("paid").map {
      $0.name == "amount" ? HandOver.Field("amount", "0.01") : $0
    }
    #expect(judge(changed) == .refused(.wrongSignature))
  }

  @Test func `no signature is no word`() {
    #expect(judge([]) == .refused(.noSignature))
  }

  @Test func `the simulator's page refuses an order nobody signed`() throws {
    let form = try form()
    #expect(SimulatedOrder(form.fields, keys: [Array("some other key of ours".utf8)]) == nil)
  }
}
