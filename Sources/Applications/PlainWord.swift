/// Small letters, digits and hyphens, at least one and at most `limit`: what journals call people and organisations
/// by, and folders too.
package func isPlainWord(_ text: String, atMost limit: Int = plainWordLengthLimit) -> Bool {
  (1...limit).contains(text.utf8.count)
    && text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "-"):
        true
      default: false
      }
    }
}

/// At most so many letters.
package let plainWordLengthLimit = 32
