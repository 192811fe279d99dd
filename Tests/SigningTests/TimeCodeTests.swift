import Testing

@testable import Signing

@Suite struct TimeCodeTests {
  private let code = TimeCode(secret: Array("12345678901234567890".utf8))

  /// RFC 3174 §7.3, and FIPS 180-4's empty and two-block messages.
  @Test(arguments: [
    ("abc", "a9993e364706816aba3e25717850c26c9cd0d89d"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "84983e441c3bd26ebaae4aa1f95129e5e54670f1"
    ),
    ("", "da39a3ee5e6b4b0d3255bfef95601890afd80709"),
    (String(repeating: "a", count: 1_000_000), "34aa973cd4c4daa4f61eeb2bdbad27316534016f"),
    (
      String(
        repeating: "0123456701234567012345670123456701234567012345670123456701234567", count: 10),
      "dea356a2cddd90c7a7ecedc5ebb563934f460452"
    ),
  ])
  func `SHA-1 of published messages`(message: String, digest: String) {
    #expect(hex(sha1(Array(message.utf8))) == digest)
  }

  /// RFC 2202 §3.
  @Test(arguments: [
    ([UInt8](repeating: 0x0b, count: 20), "Hi There", "b617318655057264e28bc0b6fb378c8ef146be00"),
    (
      Array("Jefe".utf8), "what do ya want for nothing?",
      "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"
    ),
    (
      [UInt8](repeating: 0xaa, count: 80), "Test Using Larger Than Block-Size Key - Hash Key First",
      "aa4ae5e15272d00e95705637ce8a3b55ed402112"
    ),
  ])
  func `HMAC-SHA-1 of published messages`(key: [UInt8], message: String, digest: String) {
    #expect(hex(hmacSHA1(Array(message.utf8), key: key)) == digest)
  }

  /// RFC 4226, appendix D.
  @Test func `the codes of the first ten steps`() {
    #expect(
      (0..<10).map { code.code(at: $0) } == [
        "755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871",
        "520489",
      ])
  }

  /// RFC 6238, appendix B, the column of SHA-1.
  @Test(arguments: [
    (59, "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"),
    (1_234_567_890, "89005924"), (2_000_000_000, "69279037"), (20_000_000_000, "65353130"),
  ])
  func `the codes of published moments`(seconds: Int, digits: String) {
    #expect(code.code(at: seconds / TimeCode.stepSeconds, digits: 8) == digits)
  }

  /// RFC 4648 §10, without the padding.
  @Test(arguments: [
    ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"),
    ("fooba", "MZXW6YTB"), ("foobar", "MZXW6YTBOI"),
  ])
  func `base 32`(bytes: String, text: String) { #expect(base32(Array(bytes.utf8)) == text) }

  @Test func `a code serves for a step before and after its own, and once`() {
    let now = 1_111_111_109
    let step = now / 30
    for apart in -1...1 {
      #expect(code.step(of: code.code(at: step + apart), at: now, after: nil) == step + apart)
    }
    for apart in [-2, 2] {
      #expect(code.step(of: code.code(at: step + apart), at: now, after: nil) == nil)
    }
    #expect(code.step(of: code.code(at: step), at: now, after: step) == nil)
    #expect(code.step(of: code.code(at: step - 1), at: now, after: step) == nil)
    #expect(code.step(of: code.code(at: step + 1), at: now, after: step) == step + 1)
  }

  @Test func `a code may have the space that an authenticator shows, and nothing else`() {
    let typed = code.code(at: 5)
    #expect(code.step(of: typed.prefix(3) + " " + typed.suffix(3), at: 150, after: nil) == 5)
    for other in ["", "0", typed + "0", String(typed.dropFirst()), "０" + typed.dropFirst()] {
      #expect(code.step(of: other, at: 150, after: nil) == nil)
    }
    #expect(code.step(of: code.code(at: 0), at: 0, after: nil) == 0)
  }

  @Test func `an authenticator is told whose code it is`() {
    #expect(
      code.address(issuer: "Board of Lanterns", name: "grace")
        == "otpauth://totp/Board%20of%20Lanterns:grace?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
        + "&issuer=Board%20of%20Lanterns")
  }
}
