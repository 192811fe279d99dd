import Files
import Desk
import Glibc

/// An ordinary folder of static pages.
struct PageFolder {
  let path: String

  /// The names of the files we made, one a line, so that those no longer made can be removed and no
  /// file of anybody else's is.
  private var listFile: String { path + "/.docket-files" }

  struct Report {
    var written: [String] = []
    /// Those of them that were not there before.
    var new: [String] = []
    var removed: [String] = []
  }

  /// Makes the folder hold `files`. Only what differs is written, each file by draft and rename, so that
  /// a reader sees the old page or the new one.
  func write(_ files: [String: [UInt8]]) throws(Trouble) -> Report {
    var report = Report()
    let paths = files.keys.sorted()
    do {
      try makeFolders(path)
      // Before the pages, so that a build that is cut short leaves none that nobody remembers.
      let old = made
      try remember(Set(paths).union(old))
      let changed = paths.filter { contents(ofFile: path + "/" + $0) != files[$0] }
      var progress = Progress("writing the pages", of: changed.count)
      defer { progress.end() }
      for name in changed {
        progress.step()
        try makeFolders(path + "/" + name.prefixBeforeLastSlash)
        if !isThere(path + "/" + name) { report.new.append(name) }
        try replaceFile(path + "/" + name, with: files[name] ?? [], mode: 0o644)
        report.written.append(name)
      }
      for name in old where files[name] == nil && isInside(name) {
        if unlink(path + "/" + name) == 0 { report.removed.append(name) }
        removeEmptyFolders(above: name)
      }
      try remember(Set(paths))
    } catch {
      throw .impossible("the pages cannot be written: \(error)")
    }
    return report
  }

  private func remember(_ paths: Set<String>) throws(DiskFault) {
    let list = Array((paths.sorted().joined(separator: "\n") + "\n").utf8)
    if contents(ofFile: listFile) != list { try replaceFile(listFile, with: list, mode: 0o644) }
  }

  private var made: [String] {
    String(decoding: contents(ofFile: listFile) ?? [], as: UTF8.self)
      .split(separator: "\n").map(String.init)
  }

  private func isInside(_ name: String) -> Bool {
    !name.hasPrefix("/") && !name.split(separator: "/").contains("..")
  }

  private func removeEmptyFolders(above name: String) {
    var folder = name.prefixBeforeLastSlash
    while !folder.isEmpty, rmdir(path + "/" + folder) == 0 { folder = folder.prefixBeforeLastSlash }
  }
}

extension String {
  /// `a/b` of `a/b/c`; empty where there is no slash.
  var prefixBeforeLastSlash: String {
    guard let slash = lastIndex(of: "/") else { return "" }
    return String(self[..<slash])
  }
}
