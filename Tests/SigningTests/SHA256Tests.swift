import Signing
import Testing

@Suite struct SHA256Tests {
  /// FIPS 180-4's own examples, and the empty message of NIST's test files.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
        + "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
      "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
    ),
  ])
  func `the published examples`(message: String, digest: String) {
    #expect(SHA256.digest(of: message.utf8).description == digest)
  }

  @Test func `a million times the letter a, in uneven pieces`() {
    var hash = SHA256()
    let piece = [UInt8](repeating: UInt8(ascii: "a"), count: 9_973)
    var left = 1_000_000
    while left > 0 {
      hash.update(piece.prefix(left))
      left -= min(left, piece.count)
    }
    #expect(
      hash.finish().description
        == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  @Test func `pieces give what the whole gives, at every length around a block`() {
    let bytes = (0..<200).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    for length in 0...200 {
      let whole = SHA256.digest(of: bytes.prefix(length))
      for cut in stride(from: 0, through: length, by: 13) {
        var hash = SHA256()
        hash.update(bytes.prefix(cut))
        hash.update(bytes[cut..<length])
        #expect(hash.finish() == whole)
      }
    }
  }

  @Test func `finishing does not end it`() {
    var hash = SHA256()
    hash.update("ab".utf8)
    #expect(hash.finish() == SHA256.digest(of: "ab".utf8))
    hash.update("c".utf8)
    #expect(hash.finish() == SHA256.digest(of: "abc".utf8))
  }

  @Test func `a digest reads what it writes and nothing else`() {
    let digest = SHA256.digest(of: "abc".utf8)
    #expect(Digest(hex: digest.description) == digest)
    #expect(Digest(hex: digest.description.uppercased()) == nil)
    #expect(Digest(hex: digest.description.dropLast(2)) == nil)
    #expect(Digest(bytes: Array(digest.bytes.dropLast())) == nil)
  }

  @Test func `comparison finds a difference at every place`() {
    let bytes = SHA256.digest(of: "abc".utf8).bytes
    #expect(areEqualInConstantTime(bytes, bytes))
    for place in bytes.indices {
      var other = bytes
      other[place] ^= 0x40
      #expect(!areEqualInConstantTime(bytes, other))
    }
    #expect(!areEqualInConstantTime(bytes, Array(bytes.dropLast())))
    #expect(!areEqualInConstantTime("\u{e9}", "e\u{301}"))
  }
}
