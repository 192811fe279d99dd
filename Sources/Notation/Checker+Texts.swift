import JSON
import Rules

extension Checker {
  /// Checks a text of a form of its own: a day, an amount, an id.
  mutating func checkText(_ text: String, _ node: JSONNode, _ kind: Kind, _ what: String) {
    switch kind {
    case .day: checkDay(text, node, what)
    case .yearDay:
      if YearDay(text) == nil {
        error(
          node.offset, "\(what) must be a day that every year has, not '\(text)'",
          "write month and day, like \(kind.sample)")
      }
    case .money: checkMoney(text, node, what)
    case .decimal(let places):
      if scaled(text, places: places) == nil {
        error(
          node.offset, "\(what) must be a number, not '\(text)'",
          "write digits, and at most \(places) after the point, in quotes: \(kind.sample)")
      }
    case .id:
      if Identifier<Shape>(text) == nil {
        error(
          node.offset, "'\(text)' is not an id",
          "use small letters, digits and single hyphens, at most 64"
            + (proposedID(text).map { ": \"\($0)\"" } ?? ""))
      }
    case .oneOf(let allowed):
      let values = allowed.map(\.value)
      if !values.contains(text) {
        error(
          node.offset, "\(what) cannot be '\(text)'",
          nearest(to: text, among: values).map { "did you mean \"\($0)\"?" }
            ?? "write \(listed(values, last: "or"))")
      }
    case .emailAddress:
      let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
      if parts.count != 2 || parts.contains(where: \.isEmpty) || text.utf8.contains(0x20) {
        error(node.offset, "'\(text)' is not an e-mail address", "write it like \(kind.sample)")
      }
    case .currency:
      if Currency(code: text) == nil {
        error(
          node.offset, "'\(text)' is not a currency",
          "write its three capital letters, like \(kind.sample)")
      }
    case .language:
      if !isLanguage(text) {
        error(node.offset, "'\(text)' is not a language", "write a short tag, like \(kind.sample)")
      }
    case .timeZone:
      if known.zones.table(text) == nil {
        error(
          node.offset, "there is no time zone '\(text)'",
          nearest(to: text, among: known.zones.names).map { "did you mean \"\($0)\"?" }
            ?? "write an IANA name, like \(kind.sample)")
      }
    default: break
    }
  }

  private mutating func checkDay(_ text: String, _ node: JSONNode, _ what: String) {
    guard Day(text) == nil, known.day(text) == nil else { return }
    if let name = NamedDay(text)?.name, known.ids[.fee] != nil {
      let near = nearest(to: name, among: known.days.keys.sorted())
      return error(
        node.offset, "there is no edition '\(name)' that \(what) could be a day of",
        near.map { "did you mean \"\($0)\"?" } ?? "write a day, like \(Kind.day.sample)")
    }
    let bytes = Array(text.utf8)
    let isWritten =
      bytes.count == 10
      && bytes.enumerated().allSatisfy { index, byte in
        index == 4 || index == 7 ? byte == UInt8(ascii: "-") : (0x30...0x39).contains(byte)
      }
    if isWritten {
      error(node.offset, "the calendar has no day \(text)", "check the month and the day")
    } else {
      error(
        node.offset, "\(what) must be a day, not '\(text)'",
        "write year, month and day, like \(Kind.day.sample)")
    }
  }

  private mutating func checkMoney(_ text: String, _ node: JSONNode, _ what: String) {
    let currency = known.currency ?? .fallback
    guard Money(text, in: currency) == nil else { return }
    // "$1,250" is meant as "1250.00".
    var proposal = String(
      decoding: text.utf8.filter { $0 == UInt8(ascii: ".") || (0x30...0x39).contains($0) },
      as: UTF8.self)
    if !proposal.utf8.contains(UInt8(ascii: ".")), currency.minorDigits > 0 {
      proposal += "." + String(repeating: "0", count: currency.minorDigits)
    }
    let isRight = Money(proposal, in: currency) != nil
    error(
      node.offset, "\(what) must be an amount of money, not '\(text)'",
      isRight
        ? "write \"\(proposal)\""
        : "write digits, and \(currency.minorDigits) after the point, in quotes: \(Kind.money.sample)"
    )
  }

  /// `text` with what an id cannot have made into hyphens; `nil` when that is no id either.
  private func proposedID(_ text: String) -> String? {
    let words = text.lowercased().utf8.split { byte in
      !(0x61...0x7A).contains(byte) && !(0x30...0x39).contains(byte)
    }
    let proposal = words.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "-")
    return Identifier<Shape>(proposal)?.text
  }

  /// A BCP 47 tag as far as its form goes: `en`, `pt-BR`.
  private func isLanguage(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard let first = parts.first, (2...3).contains(first.count),
      first.allSatisfy({ (0x61...0x7A).contains($0) })
    else { return false }
    return parts.dropFirst().allSatisfy { part in
      (2...8).contains(part.count)
        && part.allSatisfy { byte in
          (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
        }
    }
  }
}

extension Currency {
  /// For checking amounts while the agency's currency cannot be told: most have two decimals.
  static let fallback: Currency = {
    guard let currency = Currency(code: "XXX") else {
      preconditionFailure("three capital letters are a currency")
    }
    return currency
  }()
}
