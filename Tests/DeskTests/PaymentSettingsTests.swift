import Applications
import Desk
import Payments
import Rules
import Testing

@Suite struct PaymentSettingsTests {
  private static let base =
    "\"baseURL\": \"https://a.example/\", \"mailFrom\": \"a@b.example\", \"payment\": "

  private func read(_ payment: String, demonstration: Bool = false) throws -> [PaymentWay] {
    let text = "{ \(Self.base)\(payment), \"demonstration\": \(demonstration) }"
    return try Settings(reading: Array(text.utf8)).payment
  }

  private static let acceptance =
    "\"provider\": \"secure-acceptance\", \"address\": \"https://pay.example/pay\", "
    + "\"accessKey\": \"a0\", \"profile\": \"p-1\", \"keyFiles\": [\"keys/a\", \"keys/b\"]"
  private static let link =
    "{ \"link\": \"https://buy.stripe.com/a\", \"id\": \"plink_1\" }"
  private static let stripe =
    "\"provider\": \"stripe-link\", \"currency\": \"USD\", \"links\": { \"20.00\": \(link) }, "
    + "\"keyFiles\": [\"keys/s\"], \"referenceKeyFiles\": [\"keys/r\"]"

  @Test func `a list of ways to pay is read in its order`() throws {
    let ways = try read(
      """
      [ { \(Self.acceptance) },
        { \(Self.stripe), "retired": true },
        { "provider": "exec", "command": ["/bin/portal", "x"], "description": "Fee", "days": 2 },
        { "provider": "manual", "name": "cheque", "instructions": "pay.md" } ]
      """)
    #expect(ways.map(\.name) == ["secure-acceptance", "stripe-link", "exec", "cheque"])
    #expect(ways[0].keyFiles == ["keys/a", "keys/b"])
    #expect(
      ways[0].kind
        == .secureAcceptance(
          .init(action: "https://pay.example/pay", accessKey: "a0", profile: "p-1")))
    #expect(ways.map(\.isRetired) == [false, true, false, false])
    #expect(ways[3].kind == .manual(instructions: "pay.md", days: 30))
  }

  @Test func `the first that can take a total takes it, and a retired one nothing`() throws {
    let dollars = try #require(Currency(code: "USD"))
    let ways = try read(
      "[ { \(Self.acceptance), \"retired\": true }, { \(Self.stripe) }, "
        + "{ \"provider\": \"manual\", \"instructions\": \"pay.md\" } ]")
    func first(_ cents: Int) -> String? {
      ways.first { $0.canTake(Money(cents: cents), in: dollars) }?.name
    }
    #expect(first(20_00) == "stripe-link")
    #expect(first(21_00) == "manual")
  }

  @Test(arguments: [
    ("{}", "'payment' must be a list in square brackets, each of its items in braces"),
    ("[1]", "'payment' must be a list in square brackets, each of its items in braces"),
    (
      "[{}]",
      "'payment', item 1: 'provider' is needed: secure-acceptance, stripe-link, exec, manual and simulator"
    ),
    (
      "[{ \"provider\": \"bank\" }]",
      "'payment', item 1: there is no payment provider 'bank', only secure-acceptance, stripe-link, exec, manual and simulator"
    ),
    (
      "[{ \(acceptance) }, { \(acceptance) }]",
      "'payment', item 2: the name 'secure-acceptance' is taken: give one of the two a \"name\" of its own, and the provider the addresses with that name"
    ),
    (
      "[{ \(acceptance), \"name\": \"The Bank\" }]",
      "'payment', item 1: 'name' is made of small letters, digits and -, no more than 40"
    ),
    (
      "[{ \(acceptance), \"instructions\": \"x\" }]",
      "'payment', item 1: there is no setting 'instructions' for secure-acceptance"
    ),
    (
      "[{ \(acceptance), \"retired\": 1 }]", "'payment', item 1: 'retired' must be true or false"
    ),
    (
      "[{ \"provider\": \"secure-acceptance\" }]",
      "'payment', item 1: 'address' is needed: like https://testsecureacceptance.cybersource.com/pay: the one for tests, or for live"
    ),
    (
      "[{ \(acceptance.replacing("https://pay", with: "http://pay")) }]",
      "'payment', item 1: 'address' must begin with https://"
    ),
    (
      "[{ \(acceptance.replacing("\"a0\"", with: "\"a,0\"")) }]",
      "'payment', item 1: 'accessKey' is made of letters, digits and -: copy it from the profile"
    ),
    (
      "[{ \(acceptance.replacing("\"keys/a\", \"keys/b\"", with: "")) }]",
      "'payment', item 1: 'keyFiles' is needed: files with the provider's keys, like [\"keys/payment\"]"
    ),
    (
      "[{ \(stripe.replacing("USD", with: "usd")) }]",
      "'payment', item 1: 'currency' is three capital letters, like USD"
    ),
    (
      "[{ \(stripe.replacing("\"20.00\"", with: "\"$20\"")) }]",
      "'payment', item 1: 'links': '$20' is no total: write it with all its digits and no sign, like 20.00"
    ),
    (
      "[{ \(stripe.replacing("{ \"20.00\"", with: "{ \"30.00\": \(link), \"20.00\"")) }]",
      "'payment', item 1: 'links': two totals have the same payment link: each needs one of its own"
    ),
    (
      "[{ \(stripe.replacing("\"links\": { \"20.00\": \(link) }, ", with: "")) }]",
      "'payment', item 1: 'links' is needed: for each total its payment link, like { \"20.00\": { \"link\": \"https://buy.stripe.com/…\", \"id\": \"plink_…\" } }"
    ),
    (
      "[{ \(stripe.replacing("plink_1", with: "price_1")) }]",
      "'payment', item 1: 'links', '20.00': 'id' begins with plink_: Stripe's page of the payment link shows it"
    ),
    (
      "[{ \(stripe.replacing(".com/a", with: ".com/test_a")) }]",
      "'payment', item 1: 'links', '20.00': 'link' is one of the test mode: take the live one, or set \"test\": true"
    ),
    (
      "[{ \(stripe), \"test\": true }]",
      "'payment', item 1: 'links', '20.00': 'link' is a live one, and \"test\" is true"
    ),
    (
      "[{ \(stripe.replacing("[\"keys/r\"]", with: "[]")) }]",
      "'payment', item 1: 'referenceKeyFiles' is needed: files with a long random text of your own, by which references are known to be ours"
    ),
    (
      "[{ \"provider\": \"exec\", \"command\": [\"portal\"] }]",
      "'payment', item 1: 'command' is needed: a list of a whole path and its arguments, like [\"/srv/docket/bin/portal\"]"
    ),
    (
      "[{ \"provider\": \"manual\" }]",
      "'payment', item 1: 'instructions' is needed: a file that says how to pay, in Markdown, like payment.md"
    ),
    (
      "[{ \"provider\": \"manual\", \"instructions\": \"a\", \"days\": 0 }]",
      "'payment', item 1: 'days' must be a whole number from 1 to 365"
    ),
    (
      "[{ \"provider\": \"simulator\", \"keyFiles\": [\"keys/s\"] }]",
      "the simulator takes no money: it needs \"demonstration\": true, or another provider in 'payment'"
    ),
  ])
  func `what is wrong is said, with what to do`(payment: String, words: String) throws {
    let error = #expect(throws: Settings.Fault.self) { try read(payment) }
    #expect(error?.description == words)
  }
}
