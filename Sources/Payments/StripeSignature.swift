import Rules
import Signing

/// The header `Stripe-Signature`: `t=1492774577,v1=…,v1=…`. Each `v1` is the HMAC-SHA-256, in hexadecimal, of
/// the time, a point and the body as it came. Other schemes are not looked at.
package struct StripeSignature: Hashable, Sendable {
  /// How far its time and ours may be apart, either way.
  package static let toleranceSeconds = 300

  /// As it was written: these very bytes are signed.
  private let time: String
  private let digests: [Digest]

  /// `nil` when the header has no time, or two.
  package init?(_ header: String) {
    var times: [String] = []
    var digests: [Digest] = []
    for item in header.utf8.split(separator: UInt8(ascii: ",")) {
      let parts = item.split(
        separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2 else { continue }
      let value = String(Substring(parts[1]))
      switch String(Substring(parts[0])) {
      case "t": times.append(value)
      case "v1": if let digest = Digest(hex: value) { digests.append(digest) }
      default: break
      }
    }
    guard times.count == 1, let time = times.first, (1...12).contains(time.utf8.count),
      time.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
    else { return nil }
    self.time = time
    self.digests = digests
  }

  /// `nil` when one of `secrets` signed `body` just now.
  package func fault(
    of body: [UInt8], signedBy secrets: [[UInt8]], at now: Moment
  ) -> Verdict.Fault? {
    let message = Array("\(time).".utf8) + body
    // All are compared, so that the time taken does not tell which one signed.
    var isGenuine = false
    for secret in secrets {
      let expected = hmacSHA256(message, key: secret)
      for digest in digests where digest == expected { isGenuine = true }
    }
    guard isGenuine else { return digests.isEmpty ? .noSignature : .wrongSignature }
    guard let seconds = Int(time),
      abs(seconds - now.secondsSince1970) <= Self.toleranceSeconds
    else { return .outOfTime }
    return nil
  }
}
