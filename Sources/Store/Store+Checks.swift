import Applications
import Files

// Which applications have files that a scanner has still to look at: an empty file
// `unchecked/<shard>/<number>` for each. It is made lasting before the line by which a file waits, and goes
// after the line by which none does, both under the lock of the application. So a crash leaves at worst
// one too many, which the next look finds out.

extension Store {
  /// In the order of their shards and numbers.
  package func applicationsWithUncheckedFiles() throws(StoreError) -> [ApplicationNumber] {
    do throws(SystemFailure) {
      let top = "\(folder)/\(Kind.unchecked.rawValue)"
      var all: [String] = []
      for shard in try names(in: top) { all += try names(in: "\(top)/\(shard)") }
      return all.compactMap(ApplicationNumber.init)
    } catch {
      throw .unreadable(error.code)
    }
  }

  /// Takes an application off that list if none of its files waits.
  package func forgetCheckedFiles(of number: ApplicationNumber) throws(StoreError) {
    let folder = path(.applications, number.text)
    let locked = try LockedJournal(folder: folder, random: random)
    if try Application(locked.journal, path: folder + "/journal").uncheckedAttachments.isEmpty {
      _ = try removeFile(path(.unchecked, number.text))
    }
  }

  /// Before a line after which the application is as given. The caller holds the lock.
  func noteUncheckedFiles(of application: Application, by event: Event) throws(StoreError) {
    switch event.what {
    case .attached, .fileRestored:
      guard !application.uncheckedAttachments.isEmpty else { return }
      try noteUncheckedFiles(of: application.number)
    default: return
    }
  }

  func noteUncheckedFiles(of number: ApplicationNumber) throws(StoreError) {
    try replaceFile(path(.unchecked, number.text), with: [], random: random)
  }
}

extension Event {
  /// Whether it attaches a file that nobody has looked at.
  var attachesUncheckedFile: Bool {
    if case .attached(let file) = what { file.awaitsCheck } else { false }
  }
}
