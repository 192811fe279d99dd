/// The second factor of somebody who signs in: a code that changes with the time (RFC 6238), in the one way that every
/// authenticator knows: HMAC-SHA-1, a new code every thirty seconds since 1970, six digits.
///
///     guard let step = TimeCode(secret: secret).step(of: typed, at: seconds, after: last) else { … }
///
/// Each code serves once: keep the step that was used, and let none be used that is not after it (RFC 6238 §5.2).
package struct TimeCode: Sendable {
  private let secret: [UInt8]

  package static let stepSeconds = 30
  package static let digits = 6
  /// As many steps before and after the one of now are taken, because clocks differ (§5.2).
  package static let stepsApart = 1
  /// As many bytes should a secret have: as HMAC-SHA-1 has (RFC 4226 §4, requirement 6).
  package static let secretBytes = 20

  package init(secret: [UInt8]) { self.secret = secret }

  /// The step whose code was typed, among those near `seconds` since 1970, which may not be before 1970.
  ///
  /// `nil` where it is the code of none of them, or of `last` or one before that: used already. Spaces that an
  /// authenticator shows in the middle may be there. Takes the same time for every wrong code.
  package func step(of typed: String, at seconds: Int, after last: Int?) -> Int? {
    let code = typed.filter { $0 != " " }
    let now = seconds / Self.stepSeconds
    var found: Int?
    for step in (now - Self.stepsApart)...(now + Self.stepsApart) where step >= 0 {
      let isIt = areEqualInConstantTime(code, self.code(at: step))
      if isIt, last.map({ step > $0 }) ?? true { found = step }
    }
    return found
  }

  /// The code of a step (RFC 4226 §5.3), with leading zeros. `digits` is 6 to 9.
  package func code(at step: Int, digits: Int = digits) -> String {
    let hash = hmacSHA1(bigEndian(UInt64(max(0, step))), key: secret)
    let offset = Int(hash[19] & 15)
    let word = hash[offset..<(offset + 4)].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7fff_ffff
    let code = (0..<digits).reduce(into: (rest: word, text: "")) { result, _ in
      result = (result.rest / 10, String(result.rest % 10) + result.text)
    }
    return code.text
  }

  /// The secret as people type it into an authenticator: Base 32 (RFC 4648 §6) without padding.
  package var text: String { base32(secret) }

  /// What an authenticator reads from a link: the key URI that all of them know. `issuer` is the agency, `name`
  /// whose code it is.
  package func address(issuer: String, name: String) -> String {
    let (issuer, name) = (percentEncoded(issuer), percentEncoded(name))
    return "otpauth://totp/\(issuer):\(name)?secret=\(text)&issuer=\(issuer)"
  }
}

/// Everything but the unreserved signs of RFC 3986 §2.3 as `%` and two hexadecimal digits.
private func percentEncoded(_ text: String) -> String {
  var result = ""
  for byte in text.utf8 {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "_"), UInt8(ascii: "~"):
      result.unicodeScalars.append(Unicode.Scalar(byte))
    default: result += "%" + hex([byte]).uppercased()
    }
  }
  return result
}
