import Files
import Glibc
import Signing

// Files that are not journals go: write a draft, sync it, give it its name, sync the folder. A
// reader sees the old bytes or the new ones, whole. A name that has to be given once only is given
// by link, which fails when it is taken; of two that want it exactly one gets it.

/// Puts `bytes` in the place of whatever has this name. The folder is made where it is missing, and
/// with `levels` 2 the one it lies in too.
func replaceFile(
  _ path: String, with bytes: [UInt8], levels: Int = 1, random: RandomSource
) throws(StoreError) {
  let draft = try draft(of: bytes, for: path, levels, random)
  do throws(SystemFailure) { try renameFile(draft, to: path) } catch {
    unlink(draft)
    throw error.asRefusal
  }
  do throws(SystemFailure) { try syncFolder(parent(of: path)) } catch {
    throw .unconfirmed(error.code)
  }
}

/// Makes a file of this name, or throws `.taken` and leaves the one that is there.
func createFile(
  _ path: String, with bytes: [UInt8], levels: Int = 1, random: RandomSource
) throws(StoreError) {
  let draft = try draft(of: bytes, for: path, levels, random)
  defer { unlink(draft) }
  do throws(SystemFailure) { try linkFile(draft, to: path) } catch {
    if error.code == EEXIST { throw .taken }
    throw error.asRefusal
  }
  do throws(SystemFailure) { try syncFolder(parent(of: path)) } catch {
    throw .unconfirmed(error.code)
  }
}

/// Takes a name away. Of several that do it at once, `true` comes to exactly one. In either case it does not
/// come back: whoever took it away may have died before the sync.
func removeFile(_ path: String) throws(StoreError) -> Bool {
  var wasThere = true
  do throws(SystemFailure) { try unlinkFile(path) } catch {
    guard error.code == ENOENT else { throw error.asRefusal }
    wasThere = false
  }
  if !isPlanted("removal-not-synced") { try confirmNames(in: parent(of: path)) }
  return wasThere
}

/// Makes lasting which names are in a folder and which are not; there may be no such folder.
func confirmNames(in folder: String) throws(StoreError) {
  do throws(SystemFailure) { try syncFolder(folder) } catch {
    if error.code != ENOENT { throw .unconfirmed(error.code) }
  }
}

/// The bytes of a file, `nil` when there is none of this name, `.tooLarge` past `limit`.
func readFile(_ path: String, limit: Int = 1 << 20) throws(StoreError) -> [UInt8]? {
  do throws(SystemFailure) {
    let bytes = try File(path).read(limit: limit + 1)
    if bytes.count > limit { throw SystemFailure(code: EFBIG) }
    return bytes
  } catch {
    if error.code == ENOENT { return nil }
    throw error.code == EFBIG ? .tooLarge : .unreadable(error.code)
  }
}

private func draft(
  of bytes: [UInt8], for path: String, _ levels: Int, _ random: RandomSource
) throws(StoreError) -> String {
  let folder = parent(of: path)
  let draft = folder + "/" + draftName(random)
  do throws(SystemFailure) {
    try ensureFolder(folder, levels: levels)
    try writeDraft(draft, with: bytes)
  } catch {
    throw .notWritten(error.code)
  }
  return draft
}
