import Glibc

/// Gives up root for the owner of the store: what root wrote there, the programs could not change.
func becomeOwner(of store: String) throws {
  var status = stat()
  guard stat(store, &status) == 0 else { throw DiskFault(store) }
  if status.st_uid == geteuid() { return }
  if geteuid() == 0 {
    guard setgroups(0, nil) == 0, setgid(status.st_gid) == 0, setuid(status.st_uid) == 0 else {
      throw DiskFault(store)
    }
  } else {
    throw Trouble.impossible(
      "the store belongs to another user: run this as root, or as the one the web server's programs "
        + "run as")
  }
}
