import Files
import Glibc
import Rules

extension Store {
  /// Removes drafts that nobody has touched since `moment`: their writers died. Give them a day.
  ///
  /// Returns how many there were. What cannot be removed is left for the next time. With `isDryRun` they are
  /// counted and all are left.
  @discardableResult
  package func sweepDrafts(
    untouchedSince moment: Moment, isDryRun: Bool = false
  ) throws(StoreError) -> Int {
    do throws(SystemFailure) {
      // Kind, shard, thing: journals' own folders are not searched, there may be millions.
      var count = 0
      for kind in Kind.allCases where !kind.isTree {
        count += try sweep(
          "\(folder)/\(kind.rawValue)",
          levels: kind.hasJournals ? 2 : 3, before: moment,
          everything: kind == .incoming, isDryRun: isDryRun)
      }
      return count
    } catch {
      throw .unreadable(error.code)
    }
  }

  private func sweep(
    _ folder: String, levels: Int, before moment: Moment, everything: Bool, isDryRun: Bool
  ) throws(SystemFailure) -> Int {
    var count = 0
    for name in try names(in: folder, withDrafts: true) {
      let path = "\(folder)/\(name)"
      guard let status = try? File.Status(of: path) else { continue }
      if everything || name.hasPrefix(".draft-") {
        guard status.changedAt < moment.secondsSince1970 else { continue }
        if isDryRun || remove(path, status) { count += 1 }
      } else if !status.isRegular, levels > 1 {
        count += try sweep(
          path, levels: levels - 1, before: moment, everything: false, isDryRun: isDryRun)
      }
    }
    return count
  }

  private func remove(_ path: String, _ status: File.Status) -> Bool {
    status.isRegular ? unlink(path) == 0 : Journal.remove(draft: path)
  }

  /// Takes away what is of no use any more, unless it is only to be counted. Nothing is synced: what comes back
  /// after a power cut is of no use either.
  func sweep(_ place: String, isDryRun: Bool) -> Bool { isDryRun || unlink(place) == 0 }

  /// Runs `body` for everything that lies in a shard of this kind, with its place and its name.
  func forEachThing(
    of kind: Kind, _ body: (_ place: String, _ name: String) throws(StoreError) -> Void
  ) throws(StoreError) {
    let top = "\(folder)/\(kind.rawValue)"
    for shard in try list(top) {
      for name in try list("\(top)/\(shard)") { try body("\(top)/\(shard)/\(name)", name) }
    }
  }

  /// The names in a folder; none when there is no such folder.
  func list(_ folder: String) throws(StoreError) -> [String] {
    do throws(SystemFailure) { return try names(in: folder) } catch {
      throw .unreadable(error.code)
    }
  }
}
