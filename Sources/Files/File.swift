import Glibc
import Platform

/// A call of the kernel that failed, by its errno.
package struct SystemFailure: Error, Equatable {
  package let code: Int32
  /// Whether it was a sync: then nobody knows what the disk has, whatever the errno.
  package let isOfSync: Bool

  package init(code: Int32, isOfSync: Bool = false) {
    self.code = code
    self.isOfSync = isOfSync
  }

  /// Whether the call may have done its work all the same, or the descriptor has lost its file: the
  /// disk, or the way to it, failed. On a shared file system this is how a writer whose lock was
  /// given to another finds out.
  package var leavesDoubt: Bool {
    isOfSync || [EIO, EBADF, EBADFD, ENOTCONN, ESTALE, ETIMEDOUT, ECONNRESET].contains(code)
  }

  /// Whether the descriptor itself is lost, so that nothing more can be learnt through it.
  package var losesDescriptor: Bool { [EBADF, EBADFD, ENOTCONN, ESTALE].contains(code) }
}

/// Runs a call that answers -1 and sets errno, again when a signal came between.
package func system<Number: SignedInteger>(
  _ call: () -> Number
) throws(SystemFailure) -> Number {
  while true {
    let result = call()
    if result != -1 { return result }
    guard errno == EINTR else { throw SystemFailure(code: errno) }
  }
}

/// An open file. Closing it, at the end of its scope, also gives back its lock.
package struct File: ~Copyable {
  package let descriptor: Int32

  /// Opens a file that is there. A link in its last name is not followed unless asked for.
  package init(
    _ path: String, writing: Bool = false, followingLinks: Bool = false
  ) throws(SystemFailure) {
    let flags =
      (writing ? O_RDWR : O_RDONLY) | O_CLOEXEC | (followingLinks ? 0 : O_NOFOLLOW)
    descriptor = try system { open(path, flags) }
  }

  /// Makes a file that is not there yet, with this mode whatever the umask.
  package init(making path: String, mode: mode_t = 0o600) throws(SystemFailure) {
    let descriptor = try system {
      open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode)
    }
    do throws(SystemFailure) {
      _ = try system { fchmod(descriptor, mode) }
    } catch {
      close(descriptor)
      unlink(path)
      throw error
    }
    self.descriptor = descriptor
  }

  /// Takes over an open file.
  init(owning descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  /// Writes all of `bytes` from `offset` on. The kernel may take fewer at a time.
  package func write(_ bytes: [UInt8], at offset: Int) throws(SystemFailure) {
    var written = 0
    while written < bytes.count {
      let count = try system {
        bytes[written...].withUnsafeBytes {
          pwrite(descriptor, $0.baseAddress, $0.count, offset + written)
        }
      }
      guard count > 0 else { throw SystemFailure(code: EIO) }
      written += count
      if isPlanted("short-write-taken-as-whole") { break }
    }
  }

  /// Reads from `offset` to the end, or `limit` bytes.
  package func read(from offset: Int = 0, limit: Int = .max) throws(SystemFailure) -> [UInt8] {
    var bytes: [UInt8] = []
    let size = max(0, try status().size - offset)
    while bytes.count < limit {
      // One more than is expected, because the file may be growing.
      let wanted = min(limit - bytes.count, max(size + 1 - bytes.count, 4096))
      var piece = [UInt8](repeating: 0, count: wanted)
      let count = try system {
        piece.withUnsafeMutableBytes {
          pread(descriptor, $0.baseAddress, $0.count, offset + bytes.count)
        }
      }
      if count == 0 { break }
      piece.removeLast(wanted - count)
      if bytes.isEmpty { bytes = piece } else { bytes += piece }
    }
    return bytes
  }

  /// Makes contents and size lasting. Never tried twice: after a failure the kernel may take the
  /// lost pages for clean, and a second try would lie.
  package func sync() throws(SystemFailure) {
    guard fsync(descriptor) == 0 else {
      if isPlanted("sync-error-ignored") { return }
      if isPlanted("sync-tried-again"), fsync(descriptor) == 0 { return }
      throw SystemFailure(code: errno, isOfSync: true)
    }
  }

  /// Mode 0600: for its owner alone.
  package func makePrivate() throws(SystemFailure) { _ = try system { fchmod(descriptor, 0o600) } }

  /// Takes the write lock unless another has it.
  package func tryLock() throws(SystemFailure) -> Bool {
    let result = docket_try_lock(descriptor)
    guard result == 0 || result == EAGAIN || result == EACCES else {
      throw SystemFailure(code: result)
    }
    return result == 0
  }

  package func truncate(to size: Int) throws(SystemFailure) {
    _ = try system { ftruncate(descriptor, size) }
  }

  package struct Status: Equatable {
    package let device: UInt
    package let inode: UInt
    package let size: Int
    package let isRegular: Bool
    /// Seconds since 1970.
    package let changedAt: Int
    /// Who may read, write and run it, as in `0o600`.
    package let mode: mode_t
    package let owner: UInt32

    fileprivate init(_ status: stat) {
      device = UInt(status.st_dev)
      inode = UInt(status.st_ino)
      size = Int(status.st_size)
      isRegular = status.st_mode & S_IFMT == S_IFREG
      changedAt = Int(status.st_mtim.tv_sec)
      mode = status.st_mode & 0o7777
      owner = status.st_uid
    }

    package func isSameFile(as other: Status) -> Bool {
      device == other.device && inode == other.inode
    }

    /// Of what has this name, not of what a link points at.
    package init(of path: String) throws(SystemFailure) {
      var result = stat()
      _ = try system { lstat(path, &result) }
      self.init(result)
    }
  }

  package func status() throws(SystemFailure) -> Status {
    var result = stat()
    _ = try system { fstat(descriptor, &result) }
    return Status(result)
  }
}
