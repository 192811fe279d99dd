import Files
import Applications
import Glibc
import Signing

// An attachment goes: a draft in `incoming` while it arrives; synced; renamed to
// `attachments/<sha256>` in the folder of its application; that folder synced; and only then may a
// line name it. What a crash leaves is a draft, or an attachment that no line names.

extension Store {
  /// Where files lie while they arrive.
  package var incomingFolder: String { "\(folder)/\(Kind.incoming.rawValue)" }

  /// Makes a file that lies in `incomingFolder` an attachment of the application, which must be there.
  /// Afterwards it would survive a power cut, and a line may name it by its digest: that of its bytes, made
  /// while they came. The same file twice is one file; it goes over the one that is there, because its name
  /// says that it is the same, and if a disk has hurt it, this heals it.
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
      if !isPlanted("attachment-not-synced") { try syncFolder(folder) }
    } catch {
      throw .notWritten(error.code)
    }
  }

  /// Where the attachment is, whether or not there is one.
  package func attachmentPath(_ number: ApplicationNumber, _ digest: Digest) -> String {
    "\(path(.applications, number.text))/attachments/\(digest)"
  }
}
