import Files
import Glibc

/// Static pages that programs write, because they follow from the store: `live/` in the installation, reached
/// through links in the document root. Whoever installed gives it to the user that programs run as.
struct LivePages {
  let folder: String
  let random: () -> String

  init(_ services: Services) {
    folder = services.installation.live
    random = { services.random.word() }
  }

  /// Puts a page where the old one is, in one step. `path` is from `live/` on.
  ///
  /// It is not synced beyond its own bytes: what it says is in the store, and it is written again when it is not there.
  func write(_ bytes: [UInt8], to path: String) throws(SystemFailure) {
    let place = "\(folder)/\(path)"
    try makeFolders(below: folder, to: parent(of: place))
    let draft = "\(parent(of: place))/.draft-\(random())"
    try writeDraft(draft, with: bytes, mode: 0o644)
    do throws(SystemFailure) { try renameFile(draft, to: place) } catch {
      unlink(draft)
      throw error
    }
  }

  /// Takes a page away; there may be none.
  func remove(_ path: String) { unlink("\(folder)/\(path)") }

  /// The bytes of something kept beside the pages; `nil` where there is none.
  func marked(_ path: String) -> [UInt8]? { contents(ofFile: "\(folder)/\(path)") }

  func has(_ path: String) -> Bool { access("\(folder)/\(path)", F_OK) == 0 }

  private func makeFolders(below top: String, to folder: String) throws(SystemFailure) {
    guard folder.utf8.count >= top.utf8.count, access(folder, F_OK) != 0 else { return }
    try makeFolders(below: top, to: parent(of: folder))
    do throws(SystemFailure) { try makeFolder(folder, mode: 0o755) } catch {
      if error.code != EEXIST { throw error }
    }
  }
}

extension Installation {
  package var live: String { folder + "/live" }
}
