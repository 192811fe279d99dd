import Files
import Glibc
import Signing

/// A folder that `CopyFolder` has made, read back: every file is held to the list of digests.
package struct CopiedFolder {
  package struct Copy: Sendable {
    /// From the folder on.
    package let path: String
    let digest: Digest
  }

  package let folder: String
  /// In the order in which they were copied.
  package let files: [Copy]

  /// `.missing` when the folder has no list; `.damaged` when what it has is none.
  package init(at folder: String) throws(StoreError) {
    self.folder = folder
    let list = folder + "/SHA256SUMS"
    guard let bytes = contents(ofFile: list) else { throw .missing }
    var files: [Copy] = []
    for (index, line) in bytes.split(separator: newline).enumerated() {
      let path = String(decoding: line.dropFirst(66), as: UTF8.self)
      // A path that leads out of the folder is no path of ours.
      let parts = path.split(separator: "/", omittingEmptySubsequences: false)
      guard let digest = Digest(hex: String(decoding: line.prefix(64), as: UTF8.self)),
        line.dropFirst(64).prefix(2).elementsEqual([0x20, 0x20]),
        parts.allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." })
      else { throw .damaged(path: list, line: index + 1, reason: "not a digest and a path") }
      files.append(Copy(path: path, digest: digest))
    }
    self.files = files
  }

  /// Whether the bytes are those that were copied; `false` when there is no such file.
  package func isWhole(_ file: Copy) throws(StoreError) -> Bool {
    do throws(SystemFailure) { return try read(folder + "/" + file.path).0 == file.digest } catch {
      if error.code == ENOENT { return false }
      throw .unreadable(error.code)
    }
  }

  /// Brings files back to `place`, which must not be there: those whose path begins with `top` and a `/`,
  /// each to the rest of its path. `willCopy` is told before each. They are for their owner alone unless they
  /// are `forAll` to read.
  ///
  /// Throws `.damaged` at the first whose bytes are not those that were copied. Afterwards all would
  /// survive a power cut but for the name of `place` itself.
  package func bringBack(
    _ top: String, to place: String, forAll: Bool = false, willCopy: () -> Void = {}
  ) throws(StoreError) {
    var folders = MadeFolders(mode: forAll ? 0o755 : 0o700)
    do throws(SystemFailure) {
      try makeFolder(place, mode: forAll ? 0o755 : 0o700)
      for file in files where file.path.hasPrefix(top + "/") {
        willCopy()
        let rest = String(file.path.dropFirst(top.count + 1))
        try folders.make(above: rest, in: place)
        let (digest, _) = try copy(
          folder + "/" + file.path, to: place + "/" + rest, mode: forAll ? 0o644 : 0o600)
        guard digest == file.digest else { throw SystemFailure(code: EBADMSG) }
      }
      try folders.sync(in: place)
    } catch {
      if error.code == EBADMSG {
        throw .damaged(path: folder, line: 0, reason: "a file is not what was copied")
      }
      throw .notWritten(error.code)
    }
  }
}
