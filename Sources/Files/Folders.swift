import Glibc

// Names in folders. A name is only lasting when its folder has been synced after it was given.

/// Makes the names in a folder lasting. Not tried twice, for the reason `File.sync` gives.
package func syncFolder(_ path: String) throws(SystemFailure) {
  if isPlanted("folder-not-synced") { return }
  let descriptor = try system { open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
  defer { close(descriptor) }
  guard fsync(descriptor) == 0 else { throw SystemFailure(code: errno, isOfSync: true) }
}

/// Makes a folder, of this mode whatever the umask. Fails with EEXIST when it is there.
package func makeFolder(_ path: String, mode: mode_t = 0o700) throws(SystemFailure) {
  _ = try system { mkdir(path, mode) }
  _ = try system { chmod(path, mode) }
}

/// Makes a folder where there is none, and in either case its name lasting: whoever made it may not
/// have come to that yet. With `levels` 2 the same for the folder it lies in, and so on.
package func ensureFolder(_ path: String, levels: Int = 1) throws(SystemFailure) {
  let above = parent(of: path)
  if levels > 1 { try ensureFolder(above, levels: levels - 1) }
  var isNew = true
  do throws(SystemFailure) { try makeFolder(path) } catch {
    if error.code != EEXIST { throw error }
    isNew = false
  }
  if isPlanted("new-folder-not-synced") { return }
  do throws(SystemFailure) { try syncFolder(above) } catch {
    // Whoever comes next makes it anew, and has a name of their own to sync.
    if isNew { rmdir(path) }
    throw error
  }
}

/// The path without its last name.
package func parent(of path: String) -> String {
  let bytes = Array(path.utf8)
  guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return "." }
  return slash == 0 ? "/" : String(decoding: bytes[..<slash], as: UTF8.self)
}

package func renameFile(_ old: String, to new: String) throws(SystemFailure) {
  _ = try system { rename(old, new) }
}

/// Gives a file a second name. Fails with EEXIST when the name is taken.
package func linkFile(_ old: String, to new: String) throws(SystemFailure) {
  _ = try system { link(old, new) }
}

package func unlinkFile(_ path: String) throws(SystemFailure) { _ = try system { unlink(path) } }

package func exists(_ path: String) throws(SystemFailure) -> Bool {
  do throws(SystemFailure) {
    _ = try File.Status(of: path)
    return true
  } catch {
    guard error.code == ENOENT else { throw error }
    return false
  }
}

/// The names in a folder in the order of their bytes, drafts and other names with a leading point
/// left out unless asked for; none when there is no such folder.
package func names(in folder: String, withDrafts: Bool = false) throws(SystemFailure) -> [String] {
  guard let stream = opendir(folder) else {
    if errno == ENOENT { return [] }
    throw SystemFailure(code: errno)
  }
  defer { closedir(stream) }
  var names: [String] = []
  while true {
    errno = 0
    guard let entry = readdir(stream) else {
      if errno != 0 { throw SystemFailure(code: errno) }
      break
    }
    let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    if name == "." || name == ".." || (name.utf8.first == UInt8(ascii: ".") && !withDrafts) {
      continue
    }
    names.append(name)
  }
  return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
}

/// Makes a second file with the same bytes, and makes them lasting. 64 kB at a time.
package func copyFile(_ old: String, to new: String) throws(SystemFailure) {
  let source = try File(old)
  let copy = try File(making: new)
  var offset = 0
  while true {
    let bytes = try source.read(from: offset, limit: 64 * 1024)
    if bytes.isEmpty { break }
    try copy.write(bytes, at: offset)
    offset += bytes.count
  }
  try copy.sync()
}

/// Removes a file, or a folder with all that is in it, as far as it can. Links are not followed.
package func removeTree(_ path: String) {
  if unlink(path) == 0 { return }
  for name in (try? names(in: path, withDrafts: true)) ?? [] { removeTree(path + "/" + name) }
  rmdir(path)
}
