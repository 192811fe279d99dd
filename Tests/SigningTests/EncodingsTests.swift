import Signing
import Testing

@Suite struct EncodingsTests {
  /// RFC 4648, section 10.
  @Test(arguments: [
    ("", "", ""), ("f", "Zg==", "66"), ("fo", "Zm8=", "666f"), ("foo", "Zm9v", "666f6f"),
    ("foob", "Zm9vYg==", "666f6f62"), ("fooba", "Zm9vYmE=", "666f6f6261"),
    ("foobar", "Zm9vYmFy", "666f6f626172"),
  ])
  func `the published examples`(text: String, standard: String, digits: String) {
    let bytes = Array(text.utf8)
    let url = String(standard.prefix { $0 != "=" })
    #expect(base64(bytes) == standard)
    #expect(base64URL(bytes) == url)
    #expect(hex(bytes) == digits)
    #expect(decodedBase64(standard) == bytes)
    #expect(decodedBase64URL(url) == bytes)
    #expect(decodedHex(digits) == bytes)
  }

  @Test func `the two alphabets differ in the last two digits`() {
    #expect(base64([0xfb, 0xff]) == "+/8=")
    #expect(base64URL([0xfb, 0xff]) == "-_8")
    #expect(decodedBase64("-_8=") == nil)
    #expect(decodedBase64URL("+/8") == nil)
  }

  @Test(arguments: ["Zg", "Zg=", "Zh==", "Zg==Zg==", "Z===", "=Zg=", "Zg==\n", " Zg=", "Zé=="])
  func `a second spelling is refused`(text: String) { #expect(decodedBase64(text) == nil) }

  @Test(arguments: ["Z", "Zh", "Zg==", "Zg\n", "Zm9vY"])
  func `a second spelling without padding is refused`(text: String) {
    #expect(decodedBase64URL(text) == nil)
  }

  @Test(arguments: ["6", "6G", "AB", "0x", " 66"])
  func `other digits are refused`(text: String) { #expect(decodedHex(text) == nil) }

  @Test func `every byte goes there and back`() {
    let bytes = (0...255).map { UInt8($0) }
    #expect(decodedHex(hex(bytes)) == bytes)
    #expect(decodedBase64(base64(bytes)) == bytes)
    #expect(decodedBase64URL(base64URL(bytes)) == bytes)
  }

  @Test func `tokens are 43 characters and never the same`() {
    let tokens = (0..<100).map { _ in RandomSource.kernel.token() }
    #expect(Set(tokens).count == 100)
    #expect(tokens.allSatisfy { decodedBase64URL($0)?.count == 32 })
  }
}
