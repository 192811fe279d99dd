/// SHA-1 (FIPS 180-4 §6.1) of bytes that are all there: 20 bytes.
///
/// Only for the codes of a second factor, which every authenticator computes with HMAC-SHA-1 (RFC 6238 §1.2). That
/// two texts with one SHA-1 can be made does not weaken an HMAC (RFC 6194 §3.3); for all else there is `SHA256`.
func sha1(_ bytes: [UInt8]) -> [UInt8] {
  var state: [UInt32] = [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476, 0xc3d2_e1f0]
  // §5.1.1: a one bit, zeros to 8 bytes short of a block, the length in bits.
  var padded = bytes + [0x80]
  while padded.count % 64 != 56 { padded.append(0) }
  padded += bigEndian(UInt64(bytes.count) &* 8)
  for block in stride(from: 0, to: padded.count, by: 64) {
    compress(&state, padded[block..<(block + 64)])
  }
  return state.flatMap { word in
    (0..<4).map { UInt8(truncatingIfNeeded: word >> UInt32(24 - $0 * 8)) }
  }
}

/// HMAC-SHA-1 of a message under a key (RFC 2104): 20 bytes.
func hmacSHA1(_ message: [UInt8], key: [UInt8]) -> [UInt8] {
  var block = key.count > 64 ? sha1(key) : key
  block += Array(repeating: 0, count: 64 - block.count)
  return sha1(block.map { $0 ^ 0x5c } + sha1(block.map { $0 ^ 0x36 } + message))
}

/// The most significant byte first.
func bigEndian(_ number: UInt64) -> [UInt8] {
  (0..<8).map { UInt8(truncatingIfNeeded: number >> UInt64(56 - $0 * 8)) }
}

/// §6.1.2 over one block of 64 bytes.
private func compress(_ state: inout [UInt32], _ block: ArraySlice<UInt8>) {
  var schedule: [UInt32] = []
  schedule.reserveCapacity(80)
  for start in stride(from: block.startIndex, to: block.endIndex, by: 4) {
    schedule.append(block[start..<(start + 4)].reduce(0) { $0 << 8 | UInt32($1) })
  }
  for t in 16..<80 {
    schedule.append(
      rotated(schedule[t - 3] ^ schedule[t - 8] ^ schedule[t - 14] ^ schedule[t - 16], by: 1))
  }
  var (a, b, c, d, e) = (state[0], state[1], state[2], state[3], state[4])
  for t in 0..<80 {
    let (mixed, constant): (UInt32, UInt32) =
      switch t {
      case 0..<20: ((b & c) | (~b & d), 0x5a82_7999)
      case 20..<40: (b ^ c ^ d, 0x6ed9_eba1)
      case 40..<60: ((b & c) | (b & d) | (c & d), 0x8f1b_bcdc)
      default: (b ^ c ^ d, 0xca62_c1d6)
      }
    let next = rotated(a, by: 5) &+ mixed &+ e &+ constant &+ schedule[t]
    (a, b, c, d, e) = (next, a, rotated(b, by: 30), c, d)
  }
  for (index, word) in [a, b, c, d, e].enumerated() { state[index] &+= word }
}

private func rotated(_ word: UInt32, by count: UInt32) -> UInt32 {
  word << count | word >> (32 - count)
}
