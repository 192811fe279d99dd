import Glibc

// What programs of ours do with plain descriptors, and with words for C.

/// Writes every byte, however many calls it takes. `false`, with errno, when the other end does not take them.
package func writeAll(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Bool {
  var rest = bytes
  while let start = rest.baseAddress, !rest.isEmpty {
    let count = write(descriptor, start, rest.count)
    if count < 0, errno == EINTR { continue }
    guard count > 0 else { return false }
    rest = UnsafeRawBufferPointer(rebasing: rest[count...])
  }
  return true
}

/// Opens a file in `folder` that has no name, so that it is gone when it is closed, whoever dies.
package func namelessFile(in folder: String) throws(SystemFailure) -> Int32 {
  var random = SystemRandomNumberGenerator()
  let path = "\(folder)/.draft-" + String(random.next() | 1 << 63, radix: 16)
  let flags = O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW
  let descriptor = try system { open(path, flags, 0o600) }
  unlink(path)
  return descriptor
}

/// The texts as C wants a list of them, ending with NULL; they last as long as `body` runs.
package func withCStrings<Result>(
  _ texts: [some Collection<UInt8>],
  _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
) -> Result {
  let copies = texts.map { text in
    let copy = UnsafeMutablePointer<CChar>.allocate(capacity: text.count + 1)
    for (index, byte) in text.enumerated() { copy[index] = CChar(bitPattern: byte) }
    copy[text.count] = 0
    return copy
  }
  defer { for copy in copies { copy.deallocate() } }
  return body(copies + [nil])
}
