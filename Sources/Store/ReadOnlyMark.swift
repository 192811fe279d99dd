import Files
import Glibc

// How a journal says that it takes nothing until it has been verified. A sync has failed and could not be
// undone: memory shows something that the disk may not have, and no line seen there may be confirmed. The
// mark is an empty file `readonly` beside the journal; where the failing disk does not take one, the
// journal's own mode 0400, which needs no room, no descriptor and no new name, and which stops every
// program at its `open`. Either will do.
//
// The mark may be lost in a power cut, and that is right: then memory is lost with it, and what can be
// read is what the disk has.
//
// Where not even the mode can be changed, the file system as a whole takes nothing (Linux makes it
// read-only after such an error), and then nobody can be told yes either.

extension Store {
  /// Marks the journal in `folder`. What fails here cannot be helped; whoever calls changes nothing more.
  static func mark(_ folder: String) {
    do throws(SystemFailure) {
      let marker = try File(making: folder + "/readonly")
      try marker.sync()
      try syncFolder(folder)
    } catch {
      // One that was made and could not be synced is as good, and so is one that was there.
      if (try? exists(folder + "/readonly")) == true { return }
      chmod(folder + "/journal", 0o400)
    }
  }

  /// Whether the journal in `folder` is marked.
  static func isMarked(_ folder: String) throws(SystemFailure) -> Bool {
    if try File.Status(of: folder + "/journal").mode & 0o200 == 0 { return true }
    return try exists(folder + "/readonly")
  }

  /// Makes the mark one that lets somebody lock the journal, to write it anew: a file. At no moment is
  /// there none.
  static func openMarked(_ folder: String) throws(StoreError) {
    do throws(SystemFailure) {
      guard try File.Status(of: folder + "/journal").mode & 0o200 == 0 else { return }
      do throws(SystemFailure) {
        let marker = try File(making: folder + "/readonly")
        try marker.sync()
      } catch {
        if error.code != EEXIST { throw error }
      }
      try syncFolder(folder)
      _ = try system { chmod(folder + "/journal", 0o600) }
    } catch {
      throw error.asRefusal
    }
  }
}
