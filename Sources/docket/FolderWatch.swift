import Glibc
import Platform

/// Notices that files of a folder were changed, by looking at their moments and sizes now and then.
///
/// A change is told when nothing has changed for one look after it: an editor may write a file in several
/// steps, and a half one would be told as full of faults.
struct FolderWatch {
  private let folder: String
  private var told: [String: Look] = [:]
  private var last: [String: Look] = [:]
  private var lastLook = 0

  private struct Look: Equatable {
    let seconds: Int
    let nanoseconds: Int
    let size: Int
    let inode: UInt
  }

  /// How long between two looks.
  private static let milliseconds = 200

  init(_ folder: String) { self.folder = folder }

  /// Takes the files as they are for known.
  mutating func begin() {
    told = files() ?? [:]
    last = told
  }

  /// The files that were changed, added or taken away since the last ones that were told, in order.
  mutating func changes() -> [String] {
    let now = milliseconds()
    guard now - lastLook >= Self.milliseconds else { return [] }
    lastLook = now
    // Something was taken away while we looked: the next look will see it whole.
    guard let files = files() else { return [] }
    defer { last = files }
    guard files == last, files != told else { return [] }
    let paths = Set(files.keys).union(told.keys).filter { files[$0] != told[$0] }
    told = files
    return paths.sorted()
  }

  private func files() -> [String: Look]? {
    do throws(DiskFault) {
      var files: [String: Look] = [:]
      for name in try filesBelow(folder) {
        var status = stat()
        guard stat(folder + "/" + name, &status) == 0 else { return nil }
        files[name] = Look(
          seconds: status.st_mtim.tv_sec, nanoseconds: status.st_mtim.tv_nsec,
          size: Int(status.st_size), inode: UInt(status.st_ino))
      }
      return files
    } catch {
      return nil
    }
  }

  private func milliseconds() -> Int {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return now.tv_sec * 1000 + now.tv_nsec / 1_000_000
  }
}
