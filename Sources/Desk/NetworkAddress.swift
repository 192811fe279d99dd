import CGI
import Glibc

/// An address of the Internet, of either kind.
struct NetworkAddress: Hashable, Sendable {
  /// Four bytes, or sixteen.
  private let bytes: [UInt8]

  /// `nil` for anything else than one address. `::ffff:192.0.2.1` is `192.0.2.1`.
  init?(_ text: some StringProtocol) {
    let text = String(text)
    var bytes = [UInt8](repeating: 0, count: 16)
    if inet_pton(AF_INET, text, &bytes) == 1 {
      self.bytes = Array(bytes.prefix(4))
    } else if inet_pton(AF_INET6, text, &bytes) == 1 {
      let isMapped = bytes.prefix(10).allSatisfy { $0 == 0 } && bytes[10] == 255 && bytes[11] == 255
      self.bytes = isMapped ? Array(bytes.suffix(4)) : bytes
    } else {
      return nil
    }
  }

  /// What one household or office has: a whole address of the old kind, the first 64 bits of the new,
  /// of which anybody may take another address at every try.
  var network: String {
    bytes.prefix(bytes.count == 4 ? 4 : 8).map(String.init).joined(separator: ".")
  }

  /// Who is at the other end of a request: the nearest address of which no proxy of ours says that it
  /// came from another. `nil` when the server does not say.
  ///
  /// `X-Forwarded-For` lists who passed a request on, the last one last; anybody can write anything into
  /// it, so only what a proxy of ours has added counts.
  init?(of request: Request, proxies: [NetworkAddress]) {
    guard var nearest = NetworkAddress(request.remoteAddress) else { return nil }
    let header = request.variables["HTTP_X_FORWARDED_FOR"]
    if header.utf8.count <= 8192 {
      for part in header.split(separator: ",").reversed() {
        guard proxies.contains(nearest), let next = NetworkAddress(trimmed(String(part))) else {
          break
        }
        nearest = next
      }
    }
    self = nearest
  }
}
