import Signing
import Testing

/// RFC 4231, section 4; case 5 there is cut to 128 bits.
@Suite struct HMACTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let key: [UInt8]
    let message: [UInt8]
    let digest: String
    var testDescription: String { name }
  }

  static let cases = [
    Case(
      name: "case 1", key: .init(repeating: 0x0b, count: 20), message: Array("Hi There".utf8),
      digest: "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"),
    Case(
      name: "case 2", key: Array("Jefe".utf8), message: Array("what do ya want for nothing?".utf8),
      digest: "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"),
    Case(
      name: "case 3", key: .init(repeating: 0xaa, count: 20),
      message: .init(repeating: 0xdd, count: 50),
      digest: "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"),
    Case(
      name: "case 4", key: Array(1...25), message: .init(repeating: 0xcd, count: 50),
      digest: "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"),
    Case(
      name: "case 5", key: .init(repeating: 0x0c, count: 20),
      message: Array("Test With Truncation".utf8), digest: "a3b6167473100ee06e0c796c2955552b"),
    Case(
      name: "case 6", key: .init(repeating: 0xaa, count: 131),
      message: Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
      digest: "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"),
    Case(
      name: "case 7", key: .init(repeating: 0xaa, count: 131),
      message: Array(
        """
        This is a test using a larger than block-size key and a larger than block-size data. \
        The key needs to be hashed before being used by the HMAC algorithm.
        """.utf8),
      digest: "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"),
  ]

  @Test(arguments: cases)
  func `the published cases`(_ example: Case) {
    let digest = hmacSHA256(example.message, key: example.key).description
    #expect(digest.hasPrefix(example.digest))
    #expect(example.name == "case 5" || digest == example.digest)
  }
}
