import Files
import Glibc

/// Who files belong to.
struct Owner: Equatable {
  let user: uid_t
  let group: gid_t
}

/// Who a file belongs to; `nil` when that is root, or nobody knows.
func ownerOfFile(_ path: String) -> Owner? {
  var status = stat()
  guard stat(path, &status) == 0, status.st_uid != 0 else { return nil }
  return Owner(user: status.st_uid, group: status.st_gid)
}

/// Gives a file, or a folder with all that is in it, to somebody.
func give(_ path: String, to owner: Owner) throws {
  var status = stat()
  guard lchown(path, owner.user, owner.group) == 0, lstat(path, &status) == 0 else {
    throw DiskFault(path)
  }
  guard status.st_mode & S_IFMT == S_IFDIR else { return }
  for name in try entries(of: path, withHidden: true) { try give(path + "/" + name, to: owner) }
}
