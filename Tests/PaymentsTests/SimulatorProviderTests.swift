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

  private func answer(_ decision: String) throws -> [HandOver.Field] {
    let form = provider().handOver(try order(), at: Moment(millisecondsSince1970: 0))
    let taken = try #require(SimulatedOrder(form.fields, keys: [key]))
    return taken.notification(decision, transaction: "T1", key: key)
  }

  @Test func `what the simulator pays comes back as paid, with the amount that was asked`() throws {
    #expect(
      provider().judge(Notification(fields: try answer("paid")))
        == .paid(
          reference: "r1", transaction: "T1", money: Money(cents: 85_00), currency: "USD"))
  }

  @Test(arguments: [
    ("declined", Verdict.declined(reference: "r1")),
    ("cancelled", .cancelled(reference: "r1")),
    ("thinking", .undecided(reference: "r1")),
  ])
  func `other decisions bring no money`(decision: String, verdict: Verdict) throws {
    #expect(provider().judge(Notification(fields: try answer(decision))) == verdict)
  }

  @Test func `the order itself, sent back, is no payment`() throws {
    let form = provider().handOver(try order(), at: Moment(millisecondsSince1970: 0))
    #expect(
      provider().judge(Notification(fields: form.fields)) == .refused(.unsignedField))
  }

  @Test func `a decision that was added outside the signed part is refused`() throws {
    let form = provider().handOver(try order(), at: Moment(millisecondsSince1970: 0))
    let forged =
      form.fields + [HandOver.Field("decision", "paid"), HandOver.Field("transaction", "T")]
    #expect(provider().judge(Notification(fields: forged)) == .refused(.unsignedField))
  }

  @Test func `an amount that was changed on the way is refused`() throws {
    let changed = try answer("paid").map {
      $0.name == "amount" ? HandOver.Field("amount", "0.01") : $0
    }
    #expect(provider().judge(Notification(fields: changed)) == .refused(.wrongSignature))
  }

  @Test func `no signature is no word`() {
    #expect(provider().judge(Notification(fields: [])) == .refused(.noSignature))
  }

  @Test func `the simulator's page refuses an order nobody signed`() throws {
    let form = provider().handOver(try order(), at: Moment(millisecondsSince1970: 0))
    #expect(SimulatedOrder(form.fields, keys: [Array("some other key of ours".utf8)]) == nil)
  }
}
