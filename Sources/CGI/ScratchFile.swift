import Files
import Glibc

/// A file that is being received. It has a random name, is readable by nobody else, and is removed at the
/// end of the request unless the handler has moved it.
final class ScratchFile {
  let path: String
  private var descriptor: Int32

  /// - Throws: `Fault` when the folder does not let us: a 500, with the reason in the log.
  init(in folder: String) throws(Fault) {
    var path = folder + "/"
    var random = SystemRandomNumberGenerator()
    for _ in 0..<2 { path += String(random.next() | 1 << 63, radix: 16) }
    path += ".incoming"
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW
    self.path = path
    descriptor = open(path, flags, 0o600)
    guard descriptor >= 0 else { throw Fault("incoming: open failed, errno \(errno)") }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  func append(_ bytes: UnsafeRawBufferPointer) throws(Fault) {
    guard writeAll(bytes, to: descriptor) else {
      throw Fault("incoming: write failed, errno \(errno)")
    }
  }

  /// After this the bytes would survive a power cut; the name is the store's affair.
  func finish() throws(Fault) {
    guard fsync(descriptor) == 0 else { throw Fault("incoming: fsync failed, errno \(errno)") }
    let result = close(descriptor)
    descriptor = -1
    guard result == 0 else { throw Fault("incoming: close failed, errno \(errno)") }
  }

  func remove() { _ = unlink(path) }
}
