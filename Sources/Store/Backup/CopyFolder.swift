import Files
import Glibc
import Signing

/// A folder that is filled with copies of files, beside a list of their digests, `SHA256SUMS`, which
/// `sha256sum -c` can check.
///
/// It is filled as a draft and gets its name when everything in it is lasting.
package struct CopyFolder: ~Copyable {
  private let folder: String
  private let draft: String
  /// A folder that was filled before, whose files may be shared.
  private let before: String?
  private let list: File
  private var listEnd = 0
  private var folders = MadeFolders()
  package private(set) var files = 0
  package private(set) var bytes = 0

  /// `folder` must not be there, and the one it lies in must. `before` is a folder that was filled
  /// earlier and lies on the same disk.
  package init(
    making folder: String, after before: String? = nil, random: RandomSource = .kernel
  ) throws(StoreError) {
    self.folder = folder
    self.before = before
    draft = parent(of: folder) + "/" + draftName(random)
    do throws(SystemFailure) {
      guard try !exists(folder) else { throw SystemFailure(code: EEXIST) }
      try makeFolder(draft)
      list = try File(making: draft + "/SHA256SUMS")
    } catch {
      throw .notWritten(error.code)
    }
  }

  /// Adds a file of these bytes. `path` is from the folder on.
  package mutating func add(_ path: String, _ bytes: [UInt8]) throws(StoreError) {
    do throws(SystemFailure) {
      try folders.make(above: path, in: draft)
      try writeDraft(draft + "/" + path, with: bytes)
      try note(path, SHA256.digest(of: bytes), bytes.count)
    } catch {
      throw .notWritten(error.code)
    }
  }

  /// Adds a copy of the file at `source`; `false`, and nothing, when there is none any more. With
  /// `digest`, that of its bytes, a copy that the folder before has is shared.
  @discardableResult
  package mutating func add(
    _ path: String, fileAt source: String, digest: Digest? = nil
  ) throws(StoreError) -> Bool {
    do throws(SystemFailure) {
      let status: File.Status
      do throws(SystemFailure) { status = try File.Status(of: source) } catch {
        if error.code == ENOENT { return false }
        throw error
      }
      try folders.make(above: path, in: draft)
      if let before, let digest, let old = try? File.Status(of: before + "/" + path),
        old.isRegular, old.size == status.size,
        (try? linkFile(before + "/" + path, to: draft + "/" + path)) != nil
      {
        try note(path, digest, old.size)
        return true
      }
      let (found, count) = try copy(source, to: draft + "/" + path)
      try note(path, found, count)
      return true
    } catch {
      if error.code == ENOENT { return false }
      throw .notWritten(error.code)
    }
  }

  /// Gives the folder its name. When this returns, all of it would survive a power cut.
  package consuming func finish() throws(StoreError) {
    do throws(SystemFailure) {
      try list.sync()
      try folders.sync(in: draft)
      try renameFile(draft, to: folder)
      try syncFolder(parent(of: folder))
    } catch {
      throw .notWritten(error.code)
    }
  }

  /// Removes what has been copied so far.
  package consuming func abandon() { removeTree(draft) }

  private mutating func note(_ path: String, _ digest: Digest, _ count: Int) throws(SystemFailure) {
    let line = Array("\(digest)  \(path)\n".utf8)
    try list.write(line, at: listEnd)
    listEnd += line.count
    files += 1
    bytes += count
  }
}
