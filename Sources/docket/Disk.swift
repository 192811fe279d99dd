import Desk
import Glibc

/// A call of the kernel that failed, in the words of the C library.
struct DiskFault: Error, CustomStringConvertible {
  let description: String

  /// Of the call that has just failed.
  init(_ path: String) { description = "\(path): \(String(cString: strerror(errno)))" }
}

/// Makes a folder and those above it where there are none.
func makeFolders(_ path: String, mode: mode_t = 0o755) throws(DiskFault) {
  var made = path.hasPrefix("/") ? "" : "."
  for part in path.split(separator: "/") {
    made += "/" + part
    if mkdir(made, mode) == 0 {
      // Whatever the umask.
      guard chmod(made, mode) == 0 else { throw DiskFault(made) }
    } else if errno != EEXIST {
      throw DiskFault(made)
    }
  }
}

/// Puts `bytes` where `path` is in one step: written beside it, synced, renamed over it.
func replaceFile(_ path: String, with bytes: [UInt8], mode: mode_t) throws(DiskFault) {
  let draft = path + ".draft-\(getpid())"
  let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
  guard descriptor >= 0 else { throw DiskFault(draft) }
  defer {
    close(descriptor)
    unlink(draft)
  }
  var written = 0
  while written < bytes.count {
    let count = bytes.withUnsafeBytes {
      write(descriptor, $0.baseAddress.map { $0 + written }, $0.count - written)
    }
    if count < 0, errno == EINTR { continue }
    guard count > 0 else { throw DiskFault(draft) }
    written += count
  }
  guard fchmod(descriptor, mode) == 0, fsync(descriptor) == 0, rename(draft, path) == 0 else {
    throw DiskFault(path)
  }
  try syncFolder(path.prefixBeforeLastSlash)
}

/// Makes the names in a folder lasting.
func syncFolder(_ path: String) throws(DiskFault) {
  let descriptor = open(path.isEmpty ? "." : path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
  guard descriptor >= 0 else { throw DiskFault(path) }
  defer { close(descriptor) }
  guard fsync(descriptor) == 0 else { throw DiskFault(path) }
}

func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

/// Removes a folder with all that is in it. Links are removed, never followed.
func removeFolder(_ path: String) {
  for name in folderEntries(path) ?? [] {
    let inside = path + "/" + name
    if unlink(inside) != 0 { removeFolder(inside) }
  }
  rmdir(path)
}
