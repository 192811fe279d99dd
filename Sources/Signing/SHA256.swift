/// SHA-256 (FIPS 180-4) of bytes that arrive in pieces.
///
///     var hash = SHA256()
///     hash.update(header)
///     hash.update(body)
///     let digest = hash.finish()
///
/// It is our own because libcrypt has none and nothing else is linked; it is held to the published
/// vectors by tests.
package struct SHA256: Sendable {
  typealias Words = SIMD8<UInt32>

  private var words = Words(
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a,
    0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19)
  /// The bytes that do not fill a block yet: fewer than 64.
  private var waiting: [UInt8] = []
  private var byteCount: UInt64 = 0

  package init() { waiting.reserveCapacity(64) }

  /// The digest of bytes that are all there.
  package static func digest(of bytes: some Collection<UInt8>) -> Digest {
    var hash = SHA256()
    hash.update(bytes)
    return hash.finish()
  }

  package mutating func update(_ bytes: some Collection<UInt8>) {
    let done: Void? = bytes.withContiguousStorageIfAvailable { update(UnsafeRawBufferPointer($0)) }
    if done == nil { Array(bytes).withUnsafeBytes { update($0) } }
  }

  package mutating func update(_ bytes: UnsafeRawBufferPointer) {
    byteCount &+= UInt64(bytes.count)
    var rest = bytes[...]
    if !waiting.isEmpty {
      let taken = rest.prefix(64 - waiting.count)
      waiting.append(contentsOf: taken)
      rest = rest.dropFirst(taken.count)
      guard waiting.count == 64 else { return }
      waiting.withUnsafeBytes { words = compressed(words, $0) }
      waiting.removeAll(keepingCapacity: true)
    }
    let whole = rest.count & ~63
    words = compressed(words, UnsafeRawBufferPointer(rebasing: rest.prefix(whole)))
    waiting.append(contentsOf: rest.dropFirst(whole))
  }

  /// The digest of all that was given. Giving more afterwards goes on from here, not from the
  /// padding.
  package func finish() -> Digest {
    // §5.1.1: a one bit, zeros to 8 bytes short of a block, the length in bits.
    var ending = waiting
    ending.append(0x80)
    while ending.count % 64 != 56 { ending.append(0) }
    let bitCount = byteCount &* 8
    for place in 0..<8 {
      ending.append(UInt8(truncatingIfNeeded: bitCount >> UInt64(56 - place * 8)))
    }
    return ending.withUnsafeBytes { Digest(words: compressed(words, $0)) }
  }
}

/// §6.2.2 over whole blocks: `blocks.count` is a multiple of 64.
///
/// Pointers and wrapping arithmetic, because this is run over every attachment.
private func compressed(_ start: SHA256.Words, _ blocks: UnsafeRawBufferPointer) -> SHA256.Words {
  guard !blocks.isEmpty, let base = blocks.baseAddress else { return start }
  var words = start
  withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 64) { schedule in
    guard let w = schedule.baseAddress else { return }
    roundConstants.withUnsafeBufferPointer { constants in
      guard let k = constants.baseAddress else { return }
      for offset in stride(from: 0, to: blocks.count, by: 64) {
        let block = base + offset
        for t in 0..<16 {
          let word = block.loadUnaligned(fromByteOffset: t &* 4, as: UInt32.self)
          w[t] = UInt32(bigEndian: word)
        }
        for t in 16..<64 {
          let a = w[t &- 15]
          let b = w[t &- 2]
          let s0 = rotated(a, 7) ^ rotated(a, 18) ^ (a &>> 3)
          let s1 = rotated(b, 17) ^ rotated(b, 19) ^ (b &>> 10)
          w[t] = w[t &- 16] &+ s0 &+ w[t &- 7] &+ s1
        }
        words = words &+ rounds(words, w, k)
      }
    }
  }
  return words
}

@inline(__always)
private func rounds(
  _ start: SHA256.Words, _ w: UnsafePointer<UInt32>, _ k: UnsafePointer<UInt32>
) -> SHA256.Words {
  var (a, b, c, d) = (start[0], start[1], start[2], start[3])
  var (e, f, g, h) = (start[4], start[5], start[6], start[7])
  // After each round the eight words move one place on; after eight they are back, so that
  // nothing need be moved.
  for t in stride(from: 0, to: 64, by: 8) {
    round(a, b, c, &d, e, f, g, &h, k[t] &+ w[t])
    round(h, a, b, &c, d, e, f, &g, k[t &+ 1] &+ w[t &+ 1])
    round(g, h, a, &b, c, d, e, &f, k[t &+ 2] &+ w[t &+ 2])
    round(f, g, h, &a, b, c, d, &e, k[t &+ 3] &+ w[t &+ 3])
    round(e, f, g, &h, a, b, c, &d, k[t &+ 4] &+ w[t &+ 4])
    round(d, e, f, &g, h, a, b, &c, k[t &+ 5] &+ w[t &+ 5])
    round(c, d, e, &f, g, h, a, &b, k[t &+ 6] &+ w[t &+ 6])
    round(b, c, d, &e, f, g, h, &a, k[t &+ 7] &+ w[t &+ 7])
  }
  return SHA256.Words(a, b, c, d, e, f, g, h)
}

@inline(__always)
private func round(
  _ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: inout UInt32, _ e: UInt32, _ f: UInt32, _ g: UInt32,
  _ h: inout UInt32, _ word: UInt32
) {
  let choice = g ^ (e & (f ^ g))
  let majority = (a & b) | (c & (a | b))
  let t1 = h &+ (rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)) &+ choice &+ word
  d = d &+ t1
  h = t1 &+ (rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)) &+ majority
}

@inline(__always)
private func rotated(_ word: UInt32, _ count: UInt32) -> UInt32 {
  (word &>> count) | (word &<< (32 &- count))
}

/// §4.2.2: the first 32 bits of the fractional parts of the cube roots of the first 64 primes.
private let roundConstants: [UInt32] = [
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
  0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
  0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
  0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
  0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
]
