import Platform

/// Where unguessable bytes come from: the kernel, or in a test whatever the test says.
package struct RandomSource: Sendable {
  private let draw: @Sendable (Int) -> [UInt8]

  /// `draw` returns as many bytes as it is asked for.
  package init(_ draw: @escaping @Sendable (Int) -> [UInt8]) { self.draw = draw }

  /// The kernel's generator.
  ///
  /// A kernel that has none ends the program: it can be nothing but a broken sandbox, and a session
  /// that can be guessed is worse than no session.
  package static let kernel = RandomSource { count in
    var bytes = [UInt8](repeating: 0, count: count)
    let result = bytes.withUnsafeMutableBytes { docket_random($0.baseAddress, $0.count) }
    precondition(result == 0, "the kernel gives random bytes")
    return bytes
  }

  package func bytes(_ count: Int) -> [UInt8] {
    let bytes = draw(count)
    precondition(bytes.count == count, "a random source gives as many bytes as are asked for")
    return bytes
  }

  /// 256 bits as 43 characters that are safe in an address, a cookie and a file name.
  package func token() -> String { base64URL(bytes(32)) }
}
