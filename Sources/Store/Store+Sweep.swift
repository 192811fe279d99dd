import Glibc
import Rules

extension Store {
  /// Removes drafts that nobody has touched since `moment`: their writers died. Give them a day.
  ///
  /// Returns how many there were. What cannot be removed is left for the next time.
  @discardableResult
  package func sweepDrafts(untouchedSince moment: Moment) throws(StoreError) -> Int {
    var count = 0
    do throws(SystemFailure) {
      for kind in Kind.allCases {
        let top = "\(folder)/\(kind.rawValue)"
        count += sweepDrafts(in: top, try names(in: top, withDrafts: true), before: moment)
        for shard in try names(in: top) {
          let inner = "\(top)/\(shard)"
          guard try !File.Status(of: inner).isRegular else { continue }
          count += sweepDrafts(in: inner, try names(in: inner, withDrafts: true), before: moment)
        }
      }
    } catch {
      throw .unreadable(error.code)
    }
    return count
  }

  private func sweepDrafts(in folder: String, _ names: [String], before moment: Moment) -> Int {
    var count = 0
    for name in names where name.hasPrefix(".draft-") {
      let path = "\(folder)/\(name)"
      guard let status = try? File.Status(of: path), status.changedAt < moment.secondsSince1970
      else { continue }
      if status.isRegular {
        count += unlink(path) == 0 ? 1 : 0
      } else {
        unlink(path + "/journal")
        count += rmdir(path) == 0 ? 1 : 0
      }
    }
    return count
  }
}
