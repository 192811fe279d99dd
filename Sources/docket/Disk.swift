import Files
import Glibc
import Signing

/// What the machine refused to do with a file, in the words of the C library, and what to do about it.
struct DiskFault: Error, CustomStringConvertible {
  let description: String

  init(_ path: String, _ failure: SystemFailure) {
    let words = "\(path): \(String(cString: strerror(failure.code)))"
    description = words + (remedy(for: failure.code).map { "\n" + $0 } ?? "")
  }

  /// Of the call that has just failed.
  init(_ path: String) { self.init(path, SystemFailure(code: errno)) }
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
      throw DiskFault(made, SystemFailure(code: ENOTDIR))
    }
  }
}

/// Puts `bytes` where `path` is in one step: a draft beside it, synced, renamed over it.
func replaceFile(_ path: String, with bytes: [UInt8], mode: mode_t) throws(DiskFault) {
  let folder = parent(of: path)
  // Unguessable, and never one that is there: root must not be led to write through another's link.
  let draft = folder + "/.draft-" + RandomSource.kernel.token().prefix(16)
  do throws(SystemFailure) {
    try writeDraft(draft, with: bytes, mode: mode)
    do throws(SystemFailure) { try renameFile(draft, to: path) } catch {
      unlink(draft)
      throw error
    }
    try syncFolder(folder)
  } catch {
    throw DiskFault(path, error)
  }
}

/// Makes the names in a folder lasting.
func keepNames(of folder: String) throws(DiskFault) {
  do throws(SystemFailure) { try syncFolder(folder) } catch { throw DiskFault(folder, error) }
}

/// All files in a folder and the folders in it, by their paths from there, hidden ones left out. Links are
/// followed, or else left out.
func filesBelow(
  _ path: String, followingLinks: Bool = true
) throws(DiskFault) -> [String] {
  var files: [String] = []
  var waiting = [""]
  while let folder = waiting.popLast() {
    for name in try entries(of: path + "/" + folder) {
      let inside = folder + name
      var status = stat()
      let flags = followingLinks ? 0 : AT_SYMLINK_NOFOLLOW
      guard fstatat(AT_FDCWD, path + "/" + inside, &status, flags) == 0 else {
        throw DiskFault(path + "/" + inside)
      }
      switch status.st_mode & S_IFMT {
      case S_IFDIR: waiting.append(inside + "/")
      case S_IFREG: files.append(inside)
      default: break
      }
    }
  }
  return files
}

/// The names in a folder.
func entries(of folder: String, withHidden: Bool = false) throws(DiskFault) -> [String] {
  do throws(SystemFailure) {
    return try names(in: folder, withDrafts: withHidden)
  } catch {
    throw DiskFault(folder, error)
  }
}

/// Whether there is a folder of this name, or a link to one.
func isFolder(_ path: String) -> Bool {
  var status = stat()
  return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
}

/// Whether there is something of this name that can be reached.
func isThere(_ path: String) -> Bool { access(path, F_OK) == 0 }
