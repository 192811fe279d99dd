import Desk
import Glibc

/// A call of the kernel that failed, in the words of the C library, and what to do.
struct DiskFault: Error, CustomStringConvertible {
  let description: String

  /// Of the call that has just failed.
  init(_ path: String) {
    let code = errno
    description =
      "\(path): \(String(cString: strerror(code)))" + (remedy(for: code).map { "\n" + $0 } ?? "")
  }
}

private func remedy(for code: Int32) -> String? {
  switch code {
  case EACCES, EPERM:
    "this user has no right to that: run it as the user who has, or choose another folder"
  case EROFS: "nothing can be written to that file system: choose another folder"
  case ENOSPC, EDQUOT: "there is no room left: make some, then run it again"
  case ENOTDIR, EEXIST: "a file is in the way where a folder should be: choose another folder"
  case EISDIR: "a folder is in the way where a file should be: choose another folder"
  default: nil
  }
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
    } else if !isFolder(made) {
      errno = ENOTDIR
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

/// The names in a folder, sorted; `nil` when it is no folder.
func folderEntries(_ path: String) -> [String]? {
  guard let stream = opendir(path) else { return nil }
  defer { closedir(stream) }
  var names: [String] = []
  while let entry = readdir(stream) {
    let name = withUnsafePointer(to: &entry.pointee.d_name) {
      $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
    if name != ".", name != ".." { names.append(name) }
  }
  return names.sorted()
}

/// All files in a folder and the folders in it, by their paths from there. Links are followed.
func filesBelow(_ path: String) throws(DiskFault) -> [String] {
  var files: [String] = []
  var waiting = [""]
  while let folder = waiting.popLast() {
    guard let names = folderEntries(path + "/" + folder) else {
      throw DiskFault(path + "/" + folder)
    }
    for name in names {
      let inside = folder + name
      var status = stat()
      guard stat(path + "/" + inside, &status) == 0 else { throw DiskFault(path + "/" + inside) }
      switch status.st_mode & S_IFMT {
      case S_IFDIR: waiting.append(inside + "/")
      case S_IFREG: files.append(inside)
      default: break
      }
    }
  }
  return files
}

func isFolder(_ path: String) -> Bool {
  var status = stat()
  return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
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
