/// An amount of money in whole minor units of the agency's currency.
///
/// `Money(cents: 12_50)` is twelve dollars and fifty cents. No floating point is involved anywhere a
/// fee is computed.
package struct Money: Hashable, Sendable, Comparable {
  /// Negative for refunds.
  package let cents: Int

  package init(cents: Int) { self.cents = cents }

  package static let zero = Money(cents: 0)

  /// Reads an amount as authors write it: digits, a point, and exactly as many digits after it as the
  /// currency has (`"85.00"`). `nil` for anything else, and for more than nine digits before the point.
  package init?(_ text: String, in currency: Currency) {
    let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    let isWhole = currency.minorDigits == 0
    guard parts.count == (isWhole ? 1 : 2), (1...9).contains(parts[0].count),
      isWhole || parts[1].count == currency.minorDigits
    else { return nil }
    guard let cents = number(of: Array(parts.joined())) else { return nil }
    self.cents = cents
  }

  /// Reads an amount as people type it: spaces around it, the currency's sign before it, commas between
  /// thousands, and its decimals, or none (`$1,250`, `12.50`). `nil` for anything else: `12.5` may be a
  /// slip, and a comma elsewhere a decimal point of another country.
  package init?(typed text: String, in currency: Currency) {
    var bytes = withoutSpacesAround(Array(text.utf8))
    // A currency without a sign has its code there.
    for sign in [currency.symbol, currency.code] where bytes.starts(with: sign.utf8) {
      bytes = withoutSpacesAround(Array(bytes.dropFirst(sign.utf8.count)))
    }
    let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    let groups = parts.first?.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
    guard let groups, parts.count <= 2, let first = groups.first,
      groups.count == 1 || (1...3).contains(first.count),
      groups.dropFirst().allSatisfy({ $0.count == 3 })
    else { return nil }
    let zeros = [UInt8](repeating: UInt8(ascii: "0"), count: currency.minorDigits)
    let minor = parts.count == 2 ? Array(parts[1]) : zeros
    let whole = Array(groups.joined())
    guard minor.count == currency.minorDigits, parts.count == 1 || !minor.isEmpty,
      (1...9).contains(whole.count), let cents = number(of: whole + minor)
    else { return nil }
    self.cents = cents
  }

  package static func < (left: Money, right: Money) -> Bool { left.cents < right.cents }
  package static func + (left: Money, right: Money) -> Money {
    Money(cents: left.cents + right.cents)
  }
  package static func * (count: Int, each: Money) -> Money { Money(cents: count * each.cents) }

  /// As it is printed on pages: `$1,250.00`, `−$0.99`.
  package func text(in currency: Currency) -> String {
    let sign = cents < 0 ? "−" : ""
    return sign + currency.symbol + digits(in: currency, grouped: true)
  }

  /// As definitions and payment providers write it: `1250.00`.
  package func plainText(in currency: Currency) -> String {
    (cents < 0 ? "-" : "") + digits(in: currency, grouped: false)
  }

  private func digits(in currency: Currency, grouped: Bool) -> String {
    var minor = 1
    for _ in 0..<currency.minorDigits { minor *= 10 }
    let whole = String(cents.magnitude / UInt(minor))
    let rest = String(cents.magnitude % UInt(minor))
    var text = ""
    for (index, digit) in whole.enumerated() {
      if grouped, index > 0, (whole.utf8.count - index) % 3 == 0 { text += "," }
      text.append(digit)
    }
    guard currency.minorDigits > 0 else { return text }
    return text + "."
      + String(repeating: "0", count: currency.minorDigits - rest.utf8.count) + rest
  }
}

/// The currency an agency charges in.
package struct Currency: Hashable, Sendable {
  /// The ISO 4217 code, like `USD`.
  package let code: String
  /// What stands before an amount on a page.
  package let symbol: String
  /// How many digits stand after the point (ISO 4217, minor unit).
  package let minorDigits: Int

  /// `nil` for a code that is not three capital letters. A code whose sign is not known is its own.
  package init?(code: String) {
    guard code.utf8.count == 3,
      code.utf8.allSatisfy({ (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) })
    else { return nil }
    self.code = code
    switch code {
    case "USD", "CAD", "AUD", "NZD": symbol = "$"
    case "EUR": symbol = "€"
    case "GBP": symbol = "£"
    case "JPY": symbol = "¥"
    default: symbol = code + "\u{A0}"
    }
    switch code {
    case "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND",
      "VUV", "XAF", "XOF", "XPF":
      minorDigits = 0
    case "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND": minorDigits = 3
    default: minorDigits = 2
    }
  }
}

private func withoutSpacesAround(_ bytes: [UInt8]) -> [UInt8] {
  let space = UInt8(ascii: " ")
  guard let first = bytes.firstIndex(where: { $0 != space }),
    let last = bytes.lastIndex(where: { $0 != space })
  else { return [] }
  return Array(bytes[first...last])
}
