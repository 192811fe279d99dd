import Glibc

// A file that is seen whole or not at all goes: write a draft, sync it, give it its name, sync the
// folder. Here are the first step and the reader; who takes the steps says what a failure of each means.

/// Writes and syncs a file that is not there yet. When it throws there is none.
package func writeDraft(
  _ path: String, with bytes: [UInt8], mode: mode_t = 0o600
) throws(SystemFailure) {
  let file = try File(making: path, mode: mode)
  do throws(SystemFailure) {
    try file.write(bytes, at: 0)
    if !isPlanted("draft-not-synced") { try file.sync() }
  } catch {
    unlink(path)
    throw error
  }
}

/// The bytes of a file, through links; `nil` when it is not there, is no file or cannot be read: `errno`
/// says why.
package func contents(ofFile path: String) -> [UInt8]? {
  do throws(SystemFailure) {
    let file = try File(path, followingLinks: true)
    guard try file.status().isRegular else { throw SystemFailure(code: EINVAL) }
    return try file.read()
  } catch {
    errno = error.code
    return nil
  }
}
