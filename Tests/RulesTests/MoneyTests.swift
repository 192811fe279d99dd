import Rules
import Testing

@Suite struct MoneyTests {
  @Test(arguments: [
    (0, "$0.00"), (5, "$0.05"), (12_50, "$12.50"), (1_250_00, "$1,250.00"), (-99, "−$0.99"),
    (999_99, "$999.99"), (1_000_00, "$1,000.00"), (123_456_00, "$123,456.00"),
    (1_234_567_89, "$1,234,567.89"), (-1_250_00, "−$1,250.00"),
  ])
  func `reads as money`(cents: Int, text: String) throws {
    #expect(Money(cents: cents).text(in: try #require(Currency(code: "USD"))) == text)
  }

  @Test(arguments: [
    ("JPY", 1250, "¥1,250", "1250"), ("KWD", 1_250_500, "KWD\u{A0}1,250.500", "1250.500"),
    ("KWD", 5, "KWD\u{A0}0.005", "0.005"), ("EUR", 85_00, "€85.00", "85.00"),
    ("GBP", -5, "−£0.05", "-0.05"), ("SEK", 100_00, "SEK\u{A0}100.00", "100.00"),
    ("JPY", 0, "¥0", "0"),
  ])
  func `each currency has its own sign and digits`(
    code: String, cents: Int, text: String, plain: String
  ) throws {
    let currency = try #require(Currency(code: code))
    let money = Money(cents: cents)
    #expect(money.text(in: currency) == text)
    #expect(money.plainText(in: currency) == plain)
    if cents >= 0 { #expect(Money(plain, in: currency) == money) }
  }

  /// ISO 4217, column *minor unit*: all that have none, and all that have three.
  @Test(arguments: [
    (
      0,
      [
        "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND",
        "VUV", "XAF", "XOF", "XPF",
      ]
    ),
    (2, ["USD", "EUR", "GBP", "CHF", "MXN", "INR", "ZAR"]),
    (3, ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"]),
  ])
  func `digits after the point`(digits: Int, codes: [String]) throws {
    for code in codes {
      #expect(try #require(Currency(code: code)).minorDigits == digits, "\(code)")
    }
  }

  @Test(arguments: ["", "US", "USDD", "usd", "U$D", "UŞD", "US "])
  func `a currency code is three capital letters`(code: String) {
    #expect(Currency(code: code) == nil)
  }

  @Test(arguments: [
    "", ".", "85", "85.", ".85", "85.0", "85.000", "85,00", "1,250.00", "$85.00", "-85.00",
    "+85.00", " 85.00", "85.00 ", "8 5.00", "85.0O", "８５.00", "85.00.00", "1e2.00",
    "1234567890.00", "0x1.00", "85.-1",
  ])
  func `an amount that is not written out is refused`(text: String) throws {
    #expect(Money(text, in: try #require(Currency(code: "USD"))) == nil)
  }

  @Test func `a currency without cents takes no point`() throws {
    let yen = try #require(Currency(code: "JPY"))
    #expect(Money("1250", in: yen) == Money(cents: 1250))
    #expect(Money("1250.", in: yen) == nil)
    #expect(Money("1250.00", in: yen) == nil)
  }

  @Test(arguments: ["JPY", "USD", "KWD"])
  func `the largest amount that can be written is far from the largest number`(
    code: String
  ) throws {
    let currency = try #require(Currency(code: code))
    let places = String(repeating: "9", count: currency.minorDigits)
    let text = "999999999" + (places.isEmpty ? "" : "." + places)
    let money = try #require(Money(text, in: currency))
    #expect(money.plainText(in: currency) == text)
    #expect(money.cents < Int.max / 1_000_000)
  }

  @Test func `the smallest number is written without a trap`() throws {
    let text = Money(cents: .min).plainText(in: try #require(Currency(code: "USD")))
    #expect(text == "-92233720368547758.08")
  }

  @Test func `money is added, multiplied and ordered`() {
    #expect(Money(cents: 85_00) + Money(cents: 15_00) == Money(cents: 100_00))
    #expect(3 * Money(cents: 15_00) == Money(cents: 45_00))
    #expect(0 * Money(cents: 15_00) == .zero)
    #expect(Money(cents: -1) < .zero)
  }
}
