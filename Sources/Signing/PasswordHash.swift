import Platform

/// A password as it is kept: scrypt (RFC 7914) by the C library's `crypt`, in its own `$7$`
/// notation (crypt(5)), which names the cost and the salt, so that it can be checked for as long as
/// libcrypt lives.
package struct PasswordHash: Hashable, Sendable {
  /// `$7$`, cost, salt, `$`, hash.
  package let text: String

  /// Takes what was kept. What no password can have made matches none.
  package init(text: String) { self.text = text }

  /// Hashes a password with a salt of its own. At the standard cost this takes about 0.4 s and 129
  /// MB, so a host limits how many run at once.
  ///
  /// The password is used exactly as typed: never cut, never folded.
  package init(
    of password: String, cost: Cost = .standard, random: RandomSource = .kernel
  ) throws(PasswordRefusal) {
    let salt = cryptDigits(of: random.bytes(16))
    text = try crypted(password, setting: cost.prefix + salt)
  }

  /// Whether this is the password. Every wrong one takes as long as the right one; a password that
  /// could not have been hashed is a wrong one.
  package func matches(_ password: String) -> Bool {
    guard text.utf8.starts(with: "$7$".utf8),
      let again = try? crypted(password, setting: text)
    else { return false }
    return areEqualInConstantTime(again, text)
  }

  /// Whether it was made at another cost, and should be made anew while the password is at hand.
  package func needsRehash(to cost: Cost) -> Bool { !text.utf8.starts(with: cost.prefix.utf8) }

  /// Takes as long as `matches` and says no: for an address that nobody has, so that the time does
  /// not tell it from one that somebody has.
  package static func pretendToMatch(_ password: String, cost: Cost) -> Bool {
    let someSalt = "......................"
    _ = try? crypted(password, setting: cost.prefix + someSalt)
    return false
  }

  /// How much work and memory a guess shall need: N = 2^`logarithmOfN`, `blockSize` r, `lanes` p.
  /// Memory is 128·N·r bytes.
  package struct Cost: Hashable, Sendable {
    package let logarithmOfN: Int
    package let blockSize: Int
    package let lanes: Int

    /// `nil` outside what `$7$` can say and a host could bear: N from 2^10 to 2^20, r and p from 1
    /// to 32.
    package init?(logarithmOfN: Int, blockSize: Int = 8, lanes: Int = 1) {
      guard (10...20).contains(logarithmOfN), (1...32).contains(blockSize),
        (1...32).contains(lanes)
      else { return nil }
      self.init(unchecked: logarithmOfN, blockSize, lanes)
    }

    private init(unchecked logarithmOfN: Int, _ blockSize: Int, _ lanes: Int) {
      (self.logarithmOfN, self.blockSize, self.lanes) = (logarithmOfN, blockSize, lanes)
    }

    /// N=2^17 r=8 p=1, the first of the settings OWASP ASVS 5.0 names for scrypt.
    package static let standard = Cost(unchecked: 17, 8, 1)
    /// N=2^14 r=8 p=1: 17 MB, 50 ms. For small hosts whose settings ask for it.
    package static let light = Cost(unchecked: 14, 8, 1)
    /// N=2^10: for tests and demonstrations only.
    package static let trifling = Cost(unchecked: 10, 8, 1)

    /// `$7$`, the logarithm as one digit, r and p as five each, lowest first.
    var prefix: String {
      func digits(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { cryptAlphabet[value >> ($0 * 6) & 63] }
      }
      let cost = digits(logarithmOfN, 1) + digits(blockSize, 5) + digits(lanes, 5)
      return "$7$" + String(decoding: cost, as: UTF8.self)
    }
  }
}

/// Why a password was not hashed.
package enum PasswordRefusal: Error, Equatable, Sendable {
  /// More than 511 bytes, which is as much as `crypt` takes.
  case tooLong
  /// A NUL byte, at which `crypt` would stop reading.
  case containsNUL
  /// libcrypt said no, as for a method it was built without; or there was no memory.
  case failed
}

/// The digits of crypt(5): not those of base 64.
private let cryptAlphabet = Array(
  "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)

/// Every six bits one digit, lowest first, as crypt(5) has it; the salt counts as these characters.
private func cryptDigits(of bytes: [UInt8]) -> String {
  var digits: [UInt8] = []
  var (bits, bitCount) = (UInt32(0), 0)
  for byte in bytes {
    bits |= UInt32(byte) << UInt32(bitCount)
    bitCount += 8
    while bitCount >= 6 {
      digits.append(cryptAlphabet[Int(bits & 63)])
      (bits, bitCount) = (bits >> 6, bitCount - 6)
    }
  }
  if bitCount > 0 { digits.append(cryptAlphabet[Int(bits & 63)]) }
  return String(decoding: digits, as: UTF8.self)
}

private func crypted(_ password: String, setting: String) throws(PasswordRefusal) -> String {
  guard password.utf8.count <= 511 else { throw .tooLong }
  guard !password.utf8.contains(0) else { throw .containsNUL }
  var output = [CChar](repeating: 0, count: docket_crypt_output_size)
  guard docket_crypt(password, setting, &output) == 0 else { throw .failed }
  let text = output.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
  // libcrypt's own sign of failure, looked at here too so that it can never be stored.
  guard let first = text.first, first != UInt8(ascii: "*") else { throw .failed }
  return String(decoding: text, as: UTF8.self)
}
