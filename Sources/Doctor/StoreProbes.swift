import Files
import Glibc
import Signing

// What FORMAT.md asks of a file system, tried on the one the store lies on. A probe believes no answer: where
// the kernel says that something is done, it looks whether it is.

/// One need, and how it is tried.
struct Probe: Sendable {
  let name: String
  /// What holds when the probe finds nothing.
  let words: String
  /// Tries it in `folder`, which is empty and its own. What does not hold, in words; `nil` when all does.
  let run: @Sendable (String) throws(SystemFailure) -> String?
}

/// Tries everything, in a folder inside the store that is gone afterwards.
func probe(_ store: String, lockTrier: LockTrier) -> [Verdict] {
  let folder = store + "/.probe-" + String(RandomSource.kernel.token().prefix(16))
  do throws(SystemFailure) { try makeFolder(folder) } catch {
    return [
      .fault(
        "write", "nothing can be made in \(store): \(String(cString: strerror(error.code)))",
        remedy: "give the store to the user the programs run as, on a disk that takes writes")
    ]
  }
  defer { removeTree(folder) }
  return (fileProbes + nameProbes + [lockTrier.probe]).map { $0.verdict(in: folder) }
}

extension Probe {
  fileprivate func verdict(in folder: String) -> Verdict {
    let own = folder + "/" + name
    do throws(SystemFailure) {
      try makeFolder(own)
      guard let problem = try run(own) else { return .ok(name, words) }
      return .fault(
        name, "needed: \(words); found: \(problem)",
        remedy: "move the store to a file system that does this, such as ext4, XFS or Btrfs")
    } catch {
      return .fault(
        name, "needed: \(words); found: \(String(cString: strerror(error.code)))",
        remedy: error.code == EIO
          ? "the disk fails: look at the kernel's log, and make a backup while you can"
          : "run this as the user the programs run as, with room on the disk; else move the store")
    }
  }
}

/// About what is in a file.
private let fileProbes = [
  Probe(name: "sync", words: "a sync of a file and of a folder is answered") {
    folder throws(SystemFailure) in
    try writeDraft(folder + "/file", with: Array("one".utf8))
    try syncFolder(folder)
    return try File(folder + "/file").read() == Array("one".utf8)
      ? nil : "what was synced is not what is read"
  },
  Probe(name: "cut", words: "the end of a file can be cut off") {
    folder throws(SystemFailure) in
    let file = try File(making: folder + "/file")
    try file.write(Array("whole torn".utf8), at: 0)
    try file.truncate(to: 5)
    try file.sync()
    return try File(folder + "/file").read() == Array("whole".utf8)
      ? nil : "bytes that were cut off are still there"
  },
  Probe(name: "modes", words: "only the owner may read, whatever the umask") {
    folder throws(SystemFailure) in
    let usual = umask(0)
    defer { umask(usual) }
    try writeDraft(folder + "/file", with: [])
    try makeFolder(folder + "/folder")
    for (name, mode) in [("file", mode_t(0o600)), ("folder", 0o700)] {
      var status = stat()
      _ = try system { lstat(folder + "/" + name, &status) }
      if status.st_mode & 0o7777 != mode {
        return "a \(name) made for its owner alone has the mode "
          + String(status.st_mode & 0o7777, radix: 8)
      }
    }
    return nil
  },
]

/// About what files are called.
private let nameProbes = [
  Probe(name: "rename", words: "a file takes another's name in one step") {
    folder throws(SystemFailure) in
    try writeDraft(folder + "/name", with: Array("old".utf8))
    try writeDraft(folder + "/draft", with: Array("new".utf8))
    let before = try File(folder + "/name")
    try renameFile(folder + "/draft", to: folder + "/name")
    if try exists(folder + "/draft") { return "the old name is still there" }
    if try File(folder + "/name").read() != Array("new".utf8) {
      return "the name is not the new file"
    }
    return try before.read() == Array("old".utf8)
      ? nil : "whoever had opened the old file reads something else"
  },
  Probe(name: "full-folder", words: "a folder that holds something is not replaced") {
    folder throws(SystemFailure) in
    for name in ["one", "two"] {
      try makeFolder("\(folder)/\(name)")
      try writeDraft("\(folder)/\(name)/\(name)", with: [])
    }
    let isKept = try isRefused([ENOTEMPTY, EEXIST]) { () throws(SystemFailure) in
      try renameFile(folder + "/two", to: folder + "/one")
    }
    return try exists(folder + "/one/one") ? (isKept ? nil : "it is said to be") : "it was"
  },
  Probe(name: "once", words: "a name is given once: to a file, a link, a folder") {
    folder throws(SystemFailure) in
    try writeDraft(folder + "/first", with: Array("first".utf8))
    try writeDraft(folder + "/second", with: [])
    try makeFolder(folder + "/folder")
    try linkFile(folder + "/first", to: folder + "/link")
    if try File(folder + "/link").read() != Array("first".utf8) {
      return "a second name of a file is not that file"
    }
    let again: [(String, () throws(SystemFailure) -> Void)] = [
      ("a file", { () throws(SystemFailure) in _ = try File(making: folder + "/first") }),
      (
        "a link",
        { () throws(SystemFailure) in try linkFile(folder + "/second", to: folder + "/link") }
      ),
      ("a folder", { () throws(SystemFailure) in try makeFolder(folder + "/folder") }),
    ]
    for (what, attempt) in again where try !isRefused([EEXIST], attempt) {
      return "\(what) got a name that was taken"
    }
    return nil
  },
  Probe(name: "names", words: "names may have 70 bytes, and a is not A") {
    folder throws(SystemFailure) in
    try writeDraft(folder + "/" + String(repeating: "a", count: 70), with: [])
    try writeDraft(folder + "/" + String(repeating: "A", count: 70), with: [])
    return try names(in: folder).count == 2 ? nil : "a and A are one name"
  },
]

/// Whether the call fails with one of these, as it has to.
private func isRefused(
  _ codes: [Int32], _ call: () throws(SystemFailure) -> Void
) throws(SystemFailure) -> Bool {
  do throws(SystemFailure) { try call() } catch {
    guard codes.contains(error.code) else { throw error }
    return true
  }
  return false
}
