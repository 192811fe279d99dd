import Glibc

/// Whether there is room for what people send, in bytes and in names.
func spaceVerdicts(of store: String) -> [Verdict] {
  var space = statvfs()
  guard statvfs(store, &space) == 0 else {
    return [
      .warning(
        "space", "how much room is left cannot be told: \(String(cString: strerror(errno)))",
        remedy: "look with 'df \(store)'")
    ]
  }
  let size = Int(space.f_frsize)
  let bytes = grade(
    free: Int(space.f_bavail) * size, of: Int(space.f_blocks) * size, least: 200_000_000)
  var verdicts = [
    verdict("space", "\(megabytes(Int(space.f_bavail) * size)) of room are left", bytes)
  ]
  // Some file systems make room for names as they go, and say 0.
  if space.f_files > 0 {
    let names = grade(free: Int(space.f_favail), of: Int(space.f_files), least: 2_000)
    verdicts.append(verdict("names", "there is room for \(space.f_favail) more files", names))
  }
  return verdicts
}

/// A fault below what one busy hour may need, a warning below a twentieth of the whole.
private func grade(free: Int, of whole: Int, least: Int) -> Verdict.Grade {
  free < least ? .fault : free < whole / 20 ? .warning : .ok
}

private func verdict(_ name: String, _ words: String, _ grade: Verdict.Grade) -> Verdict {
  Verdict(
    name: name, grade: grade, words: words,
    remedy: grade == .ok
      ? nil : "make room: when there is none, nobody can save or pay, though nothing is lost")
}

private func megabytes(_ bytes: Int) -> String {
  bytes < 10_000_000_000 ? "\(bytes / 1_000_000) MB" : "\(bytes / 1_000_000_000) GB"
}
