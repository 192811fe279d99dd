import JSON
import Payments
import Rules
import Signing
import Testing

@Suite struct StripeSignatureTests {
  private let secret = Array("whsec_test_secret".utf8)
  private let body = Array(#"{"id":"evt_test","object":"event"}"#.utf8)
  private let vector = "691252e266ce41cb94d709c84e9580d4172b117a510bbc81723f657d2cd5d215"
  private let then = 1_492_774_577

  private func fault(
    _ header: String, body: [UInt8]? = nil, secrets: [[UInt8]]? = nil, after seconds: Int = 0
  ) -> Verdict.Fault? {
    guard let signature = StripeSignature(header) else { return .unreadable }
    let now = Moment(millisecondsSince1970: (then + seconds) * 1000)
    return signature.fault(of: body ?? self.body, signedBy: secrets ?? [secret], at: now)
  }

  @Test func `the published vector is genuine`() {
    #expect(fault("t=\(then),v1=\(vector)") == nil)
  }

  @Test func `every single change of time, signature and body is refused`() {
    let header = "t=\(then),v1=\(vector)"
    for index in header.utf8.indices {
      var bytes = Array(header.utf8)
      let offset = header.utf8.distance(from: header.startIndex, to: index)
      bytes[offset] ^= 1
      #expect(fault(String(decoding: bytes, as: UTF8.self)) != nil)
    }
    for index in body.indices {
      var changed = body
      changed[index] ^= 1
      #expect(fault(header, body: changed) == .wrongSignature)
      changed = body
      changed.remove(at: index)
      #expect(fault(header, body: changed) == .wrongSignature)
    }
    #expect(fault(header, body: body + [0x20]) == .wrongSignature)
    #expect(fault(header, secrets: [Array("whsec_test_secreT".utf8)]) == .wrongSignature)
  }

  @Test func `it may be five minutes old, or from five minutes ahead, and no more`() {
    let header = "t=\(then),v1=\(vector)"
    #expect(fault(header, after: 300) == nil && fault(header, after: -300) == nil)
    #expect(fault(header, after: 301) == .outOfTime && fault(header, after: -301) == .outOfTime)
  }

  @Test func `one of several signatures and of several secrets is enough, of this scheme`() {
    let wrong = String(repeating: "0", count: 64)
    #expect(fault("t=\(then),v1=\(wrong),v1=\(vector),v0=\(wrong)") == nil)
    #expect(fault("t=\(then),v1=\(vector)", secrets: [[1, 2, 3], secret]) == nil)
    #expect(fault("t=\(then),v0=\(vector)") == .noSignature)
    #expect(fault("t=\(then)") == .noSignature)
  }

  @Test(arguments: [
    "", "v1=00", "t=1492774577,t=1492774577", "t=", "t=1e9", "t= 1492774577", "t=-1",
    "t=99999999999999",
  ])
  func `a header without one plain time is none`(header: String) {
    #expect(StripeSignature(header) == nil)
  }
}

@Suite struct StripeLinkProviderTests {
  private let secret = Array("whsec_test_secret".utf8)
  private let key = Array("a key of our own, for references".utf8)
  private let now = Moment(millisecondsSince1970: 1_795_323_600_000)
  private let reference = "b2c3d4f5g6h7j8k9mnpqrtvwxy"

  private func provider(isTest: Bool = false, keys: [[UInt8]]? = nil) -> StripeLinkProvider {
    StripeLinkProvider(
      links: .init(
        totals: [
          "85.00": .init(address: "https://buy.stripe.com/a", id: "plink_85"),
          "50.00": .init(address: "https://buy.stripe.com/b?locale=en", id: "plink_50"),
        ], currency: "USD", isTest: isTest), secrets: [secret], keys: keys ?? [key])
  }

  private func order(cents: Int) throws -> Order {
    Order(
      reference: reference, money: Money(cents: cents),
      currency: try #require(Currency(code: "USD")), returnAddress: "", notifyAddress: "")
  }

  /// One event; `object` is what it is about.
  private func event(
    _ type: String, _ object: JSONNode, isLive: Bool = true
  ) -> Notification {
    let body = JSONNode.object([
      JSONMember("id", "evt_1"), JSONMember("type", .string(type)),
      JSONMember("livemode", .bool(isLive)), JSONMember("data", ["object": object]),
    ]).bytes
    return signed(body)
  }

  private func signed(_ body: [UInt8]) -> Notification {
    let time = String(now.secondsSince1970)
    let digest = hmacSHA256(Array("\(time).".utf8) + body, key: secret)
    return Notification(body: body, signature: "t=\(time),v1=\(digest)")
  }

  private func session(
    status: String = "paid", id: String? = nil, link: JSONNode = "plink_85", amount: JSONNode = 8500
  ) -> JSONNode {
    [
      "id": "cs_1", "payment_intent": "pi_1", "payment_status": .string(status),
      "client_reference_id": .string(id ?? provider().clientReference(reference)),
      "payment_link": link, "amount_total": amount, "currency": "usd",
    ]
  }

  private func judge(_ notification: Notification) -> Verdict {
    provider().judge(notification, at: now)
  }

  private func completed(_ session: JSONNode) -> Verdict {
    judge(event("checkout.session.completed", session))
  }

  private var paid: Report.What { .paid(Money(cents: 85_00), currency: "USD") }

  private func says(_ what: Report.What, _ reference: String?) -> Verdict {
    .says(Report(reference: reference, transaction: "pi_1", what))
  }

  @Test func `people are sent to the link of their total, with a reference that Stripe keeps`()
    throws
  {
    guard case .link(let address) = try provider().start(try order(cents: 50_00), at: now) else {
      Issue.record("no link")
      return
    }
    let start = "https://buy.stripe.com/b?locale=en&client_reference_id="
    #expect(address.hasPrefix(start + reference + "-"))
    let id = address.dropFirst(start.count)
    #expect(id.utf8.count <= 200)
    #expect(id.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) })
    #expect(provider().reference(of: String(id)) == reference)
    #expect(throws: ProviderFailure.self) { try provider().start(order(cents: 51_00), at: now) }
  }

  @Test func `only totals with a link can be paid`() throws {
    let dollars = try #require(Currency(code: "USD"))
    #expect(provider().canTake(Money(cents: 85_00), in: dollars))
    #expect(!provider().canTake(Money(cents: 100_00), in: dollars))
    #expect(!provider().canTake(Money(cents: 85_00), in: try #require(Currency(code: "EUR"))))
  }

  @Test func `every single change of a reference is found, and an older key still holds`() {
    let id = provider().clientReference(reference)
    for index in id.utf8.indices {
      var bytes = Array(id.utf8)
      bytes[id.utf8.distance(from: id.startIndex, to: index)] ^= 1
      #expect(provider().reference(of: String(decoding: bytes, as: UTF8.self)) == nil)
    }
    #expect(provider().reference(of: reference) == nil && provider().reference(of: "") == nil)
    let newer = Array("the next key of our own".utf8)
    #expect(provider(keys: [newer, key]).reference(of: id) == reference)
    #expect(provider(keys: [newer]).reference(of: id) == nil)
  }

  @Test func `a completed and paid session is a payment`() {
    #expect(completed(session()) == says(paid, reference))
  }

  @Test func `a session that is not paid yet is undecided, until Stripe knows`() {
    #expect(completed(session(status: "unpaid")) == says(.undecided, reference))
    #expect(
      judge(event("checkout.session.async_payment_succeeded", session())) == says(paid, reference))
    #expect(
      judge(event("checkout.session.async_payment_failed", session(status: "unpaid")))
        == says(.declined, reference))
  }

  @Test func `another sum is what came`() {
    #expect(
      completed(session(amount: 4250))
        == says(.paid(Money(cents: 42_50), currency: "USD"), reference))
  }

  @Test func `money by our links for nobody we know is for staff, other business is not ours`() {
    #expect(completed(session(id: "guessed-0123456789abcdef")) == says(paid, nil))
    #expect(completed(session(link: "plink_other")) == says(paid, nil))
    #expect(completed(session(link: nil)) == says(paid, nil))
    #expect(completed(session(id: "shop", link: "plink_other")) == .irrelevant)
    #expect(judge(event("invoice.paid", [:])) == .irrelevant)
  }

  @Test func `the mode must be the one that is configured`() {
    let test = event("checkout.session.completed", session(), isLive: false)
    #expect(judge(test) == .refused(.anotherMode))
    #expect(provider(isTest: true).judge(test, at: now) == says(paid, reference))
  }

  @Test func `money that went back names the payment`() {
    let charge: JSONNode = [
      "id": "ch_1", "payment_intent": "pi_1", "amount": 8500, "amount_refunded": 2000,
      "currency": "usd",
    ]
    #expect(
      judge(event("charge.refunded", charge))
        == says(.refunded(Money(cents: 20_00), currency: "USD"), nil))
    let dispute: JSONNode = [
      "id": "dp_1", "payment_intent": "pi_1", "amount": 8500, "currency": "usd",
    ]
    #expect(
      judge(event("charge.dispute.created", dispute))
        == says(.reversed(Money(cents: 85_00), currency: "USD"), nil))
  }

  @Test func `what is signed and cannot be read is refused`() {
    for body in ["", "[]", "{", "{\"type\":1}", "{\"type\":\"a\",\"type\":\"b\"}"] {
      #expect(judge(signed(Array(body.utf8))) == .refused(.unreadable))
    }
    for amount: JSONNode in ["8500", -1, nil, .init(.decimal("85.5"))] {
      #expect(completed(session(amount: amount)) == .refused(.unreadable))
    }
  }

  @Test func `no header, no word`() {
    #expect(judge(Notification(body: Array("{}".utf8))) == .refused(.noSignature))
  }
}
