import Signing
import Testing

@Suite struct PasswordHashTests {
  /// RFC 7914, section 12, the two examples whose salt and cost `$7$` can write down and a test can
  /// afford. There 64 bytes are derived; the first 32 are what `$7$` keeps.
  @Test(arguments: [
    (
      "password", "$7$86....E....NaCl$xffjQo7Bm/.SKRS4B2EuynbOLjAmXU5AbDbRXhoBl64",
      "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
    ),
    (
      "pleaseletmein", "$7$C6..../....SodiumChloride$kBGj9fHznVYFQMEn/qDCfrDevf9YDtcDdKvEqHJLV8D",
      "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
    ),
  ])
  func `the published examples of scrypt`(password: String, text: String, derived: String) {
    #expect(derivedBytes(of: text) == derived)
    #expect(PasswordHash(text: text).matches(password))
    #expect(!PasswordHash(text: text).matches(password + "."))
  }

  /// Made with Python's `hashlib.scrypt`, at the standard cost and with letters beyond ASCII.
  @Test(arguments: [
    (
      "correct horse battery staple",
      "$7$F6..../....0123456789abcdefABCDEF$iJhrTb7b08N86y6/miTkjBzht0ETWOfBF7gMWAT.2S0"
    ),
    (
      "пароль ñ é",
      "$7$86..../..........................$Vay74Fdrh5WNhM0N4jIwbAdmeTml88UnEQ0ywYW3j96"
    ),
  ])
  func `what another implementation made`(password: String, text: String) {
    #expect(PasswordHash(text: text).matches(password))
  }

  @Test func `the standard cost is written as ASVS names it`() throws {
    #expect(!PasswordHash(text: "$7$F6..../....salt$x").needsRehash(to: .standard))
    #expect(PasswordHash(text: "$7$C6..../....salt$x").needsRehash(to: .standard))
    #expect(!PasswordHash(text: "$7$C6..../....salt$x").needsRehash(to: .light))
    #expect(PasswordHash(text: "$2b$12$x").needsRehash(to: .standard))
    #expect(PasswordHash.Cost(logarithmOfN: 17) == .standard)
    #expect(PasswordHash.Cost(logarithmOfN: 9) == nil)
    #expect(PasswordHash.Cost(logarithmOfN: 21) == nil)
    #expect(PasswordHash.Cost(logarithmOfN: 14, blockSize: 33) == nil)
    #expect(PasswordHash.Cost(logarithmOfN: 14, lanes: 0) == nil)
  }

  @Test func `each hash has a salt of its own`() throws {
    let first = try PasswordHash(of: "a b", cost: .trifling)
    let second = try PasswordHash(of: "a b", cost: .trifling)
    #expect(first != second)
    #expect(first.text.hasPrefix("$7$86..../...."))
    #expect(first.matches("a b") && second.matches("a b"))
    #expect(!first.matches("a  b") && !first.matches("A b") && !first.matches(""))
    #expect(!first.needsRehash(to: .trifling))
  }

  @Test func `a password is never cut`() throws {
    let longest = String(repeating: "x", count: 511)
    let hash = try PasswordHash(of: longest, cost: .trifling)
    #expect(hash.matches(longest))
    #expect(!hash.matches(String(longest.dropLast())))
    #expect(!hash.matches(longest + "x"))
    #expect(throws: PasswordRefusal.tooLong) {
      try PasswordHash(of: longest + "x", cost: .trifling)
    }
    #expect(throws: PasswordRefusal.containsNUL) {
      try PasswordHash(of: "ab\0cd", cost: .trifling)
    }
    #expect(!(try PasswordHash(of: "ab", cost: .trifling)).matches("ab\0cd"))
  }

  @Test(arguments: ["", "*0", "*1", "$7$", "$7$86....", "$1$salt$x", "x", "$7$é"])
  func `what no password has made matches none`(text: String) {
    #expect(!PasswordHash(text: text).matches(""))
    #expect(!PasswordHash(text: text).matches(text))
  }

  @Test func `pretending says no`() {
    #expect(!PasswordHash.pretendToMatch("anything", cost: .trifling))
  }
}

/// The hash part in hexadecimal: groups of four digits are three bytes, lowest first.
private func derivedBytes(of text: String) -> String {
  let alphabet = Array("./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
  let digits = text.split(separator: "$").last.map(Array.init) ?? []
  var bytes: [UInt8] = []
  var (bits, bitCount) = (0, 0)
  for digit in digits {
    bits |= (alphabet.firstIndex(of: digit) ?? 0) << bitCount
    bitCount += 6
    if bitCount >= 8 {
      bytes.append(UInt8(bits & 255))
      (bits, bitCount) = bytes.count % 3 == 0 ? (0, 0) : (bits >> 8, bitCount - 8)
    }
  }
  return hex(bytes)
}
