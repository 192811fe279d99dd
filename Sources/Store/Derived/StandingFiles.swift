import Applications
import Files
import Glibc

// The files that an application has to have as it stands, so that those who look for such applications find it
// without reading all journals. They follow from the journal alone, whatever they are for. Each is made lasting before
// the line by which the application comes to need it, and goes after the line by which it ceases to, both under its
// lock. So a crash leaves at worst one too many, which the next look finds out.

extension Store {
  func standingFiles(of application: Application) -> [LookUp] {
    var all: [LookUp] = []
    for list in NumberList.all where list.has(application) {
      all.append(
        LookUp(place: path(list.kind, application.number.text), bytes: [], absence: list.absence))
    }
    for (place, absence) in workItems(of: application).sorted(by: { $0.key < $1.key }) {
      all.append(LookUp(place: place, bytes: [], absence: absence))
    }
    if application.isDueSomeDay {
      let due = DueApplication(application)
      all.append(
        LookUp(place: path(of: due), bytes: due.bytes, absence: "not in the list of its last day"))
    }
    return all + queueFiles(of: application) + nameFiles(of: application)
  }

  /// Before a line by which an application becomes what it is `after`. The caller holds the lock;
  /// `before` is `nil` where nobody can yet, because that line makes the application.
  func enter(_ after: Application, from before: Application?) throws(StoreError) {
    let there = Set(before.map(standingFiles) ?? [])
    for file in standingFiles(of: after) where !there.contains(file) { try make(file) }
  }

  /// After that line. What cannot be removed is found out by the next who looks.
  func leave(_ after: Application, from before: Application) {
    let there = Set(standingFiles(of: after).map(\.place))
    for file in standingFiles(of: before) where !there.contains(file.place) {
      do throws(StoreError) { _ = try remove(file.place) } catch { continue }
    }
  }

  /// Makes a file, and the folders it lies in: a store of before may not have those of a kind that is newer.
  func make(_ file: LookUp) throws(StoreError) {
    guard isInTree(file.place) else {
      return try replaceFile(file.place, with: file.bytes, levels: 2, random: random)
    }
    // Somebody may just be taking away a folder that was empty.
    for isLast in [false, false, false, false, true] {
      do throws(StoreError) {
        return try put(file.bytes, at: file.place)
      } catch .notWritten(ENOENT) where !isLast {
        continue
      }
    }
  }

  /// Takes a file away, and the folders that are empty without it.
  func remove(_ place: String) throws(StoreError) -> Bool {
    let wasThere = try removeFile(place)
    if isInTree(place) { removeEmptyFolders(place) }
    return wasThere
  }

  /// Of those above `place`; none that there has to be.
  func removeEmptyFolders(_ place: String) {
    var above = parent(of: place)
    // Nothing is synced: an empty folder that comes back is of no consequence.
    while relative(above).contains("/"), rmdir(above) == 0 { above = parent(of: above) }
  }

  /// Without a draft in the same folder, because nobody sweeps these.
  private func put(_ bytes: [UInt8], at place: String) throws(StoreError) {
    let levels = relative(place).split(separator: "/").count - 1
    do throws(SystemFailure) {
      try ensureFolder(parent(of: place), levels: levels)
      if bytes.isEmpty {
        do throws(SystemFailure) { _ = try File(making: place) } catch {
          if error.code != EEXIST { throw error }
        }
      } else {
        let draft = incomingFolder + "/" + draftName(random)
        try writeDraft(draft, with: bytes)
        do throws(SystemFailure) { try renameFile(draft, to: place) } catch {
          unlink(draft)
          throw error
        }
      }
    } catch {
      throw .notWritten(error.code)
    }
    do throws(SystemFailure) { try syncFolder(parent(of: place)) } catch {
      throw .unconfirmed(error.code)
    }
  }

  private func isInTree(_ place: String) -> Bool {
    let kind = relative(place).prefix { $0 != "/" }
    return Kind(rawValue: String(kind))?.isTree == true
  }
}

extension Store.Kind {
  /// Whether its things lie in folders within folders, and none of them is a draft.
  var isTree: Bool { self == .queue || self == .names }
}
