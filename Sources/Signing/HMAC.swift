/// HMAC-SHA-256 of a message under a key (RFC 2104, FIPS 198-1).
///
/// Compare the result with `==` of `Digest`, which takes the same time for every wrong one. The key
/// should be 32 random bytes or more; longer than 64 gains nothing.
package func hmacSHA256(
  _ message: some Collection<UInt8>, key: some Collection<UInt8>
) -> Digest {
  var block = key.count > 64 ? SHA256.digest(of: key).bytes : Array(key)
  block += Array(repeating: 0, count: 64 - block.count)
  var inner = SHA256()
  inner.update(block.map { $0 ^ 0x36 })
  inner.update(message)
  var outer = SHA256()
  outer.update(block.map { $0 ^ 0x5c })
  outer.update(inner.finish().bytes)
  return outer.finish()
}
