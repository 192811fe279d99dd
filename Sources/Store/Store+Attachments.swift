import Files
import Applications
import Glibc
import Signing

// An attachment goes: a draft in `incoming` while it arrives; synced; renamed to
// `attachments/<sha256>` in the folder of its application; that folder synced; and only then may a
// line name it. What a crash leaves is a draft, or an attachment that no line names.

/// A file that is arriving. It is removed at the end of its scope unless it was kept.
package struct Draft: ~Copyable {
  private let path: String
  private let file: File
  private var hash = SHA256()
  /// How much has been written.
  package private(set) var byteCount = 0
  private var isKept = false

  fileprivate init(making path: String) throws(SystemFailure) {
    let file = try File(making: path)
    self.path = path
    self.file = file
  }

  deinit { if !isKept { unlink(path) } }

  /// Adds bytes at the end. After a failure the draft is good for nothing.
  package mutating func write(_ bytes: [UInt8]) throws(StoreError) {
    do throws(SystemFailure) { try file.write(bytes, at: byteCount) } catch {
      throw .notWritten(error.code)
    }
    hash.update(bytes)
    byteCount += bytes.count
  }

  /// The first bytes, up to `count`, to see what kind of file it is.
  package func start(_ count: Int) throws(StoreError) -> [UInt8] {
    do throws(SystemFailure) { return try file.read(limit: count) } catch {
      throw .unreadable(error.code)
    }
  }

  fileprivate consuming func keep(in folder: String) throws(StoreError) -> Digest {
    let digest = hash.finish()
    do throws(SystemFailure) {
      try file.sync()
      try ensureFolder(folder)
      // Over a file of that name too: its name says that it is the same, and if a disk has
      // hurt it, this heals it.
      try renameFile(path, to: "\(folder)/\(digest)")
      isKept = true
      try syncFolder(folder)
    } catch {
      throw .notWritten(error.code)
    }
    return digest
  }
}

extension Store {
  /// Begins a file that arrives.
  package func incoming() throws(StoreError) -> Draft {
    do throws(SystemFailure) {
      return try Draft(making: "\(folder)/\(Kind.incoming.rawValue)/\(draftName(random))")
    } catch {
      throw .notWritten(error.code)
    }
  }

  /// Makes the draft an attachment of the application, which must be there. Afterwards it would
  /// survive a power cut, and a line may name it by its digest. The same file twice is one file.
  package func keep(
    _ draft: consuming Draft, for number: ApplicationNumber
  ) throws(StoreError) -> Digest {
    try draft.keep(in: path(.applications, number.text) + "/attachments")
  }

  /// Where files lie while they arrive, for whoever writes them there itself.
  package var incomingFolder: String { "\(folder)/\(Kind.incoming.rawValue)" }

  /// As `keep(_:for:)`, for a file that somebody else has written into `incomingFolder` under a
  /// name of its own. `digest` is that of its bytes, made while they came.
  package func keep(
    fileAt path: String, digest: Digest, for number: ApplicationNumber
  ) throws(StoreError) {
    precondition(parent(of: path) == incomingFolder, "files arrive in the store's own folder")
    let folder = self.path(.applications, number.text) + "/attachments"
    do throws(SystemFailure) {
      let file = try File(path, writing: true)
      guard try file.status().isRegular else { throw SystemFailure(code: EINVAL) }
      try file.makePrivate()
      try file.sync()
      try ensureFolder(folder)
      try renameFile(path, to: "\(folder)/\(digest)")
      try syncFolder(folder)
    } catch {
      throw .notWritten(error.code)
    }
  }

  /// Where the attachment is, whether or not there is one.
  package func attachmentPath(_ number: ApplicationNumber, _ digest: Digest) -> String {
    "\(path(.applications, number.text))/attachments/\(digest)"
  }
}
