import Files
import Glibc
import Platform
import Rules
import Signing

/// How often something may be tried: `count` times at once, then again as the tries wear off, one in every
/// `seconds / count`.
package struct Allowance: Hashable, Sendable {
  package let count: Int
  package let seconds: Int

  package init(_ count: Int, inSeconds seconds: Int) {
    self.count = max(count, 1)
    self.seconds = seconds
  }

  /// How long one try takes to wear off; at least a second, because counters know no less.
  var interval: Int { max(1, seconds / count) }
}

// `throttles/<shard>/<digest of what is counted>`: an empty file. Its time of modification is when the last
// of the tries so far will have worn off, so one number is the whole counter, and a counter whose time has
// passed says nothing and may go. Each has a lock of its own. Nothing of it is synced: what a power cut
// loses is a few tries that do not count.

extension Store {
  /// Counts one try of `what`, under the lock of its counter alone. `nil` when it may be; otherwise the
  /// moment from which it may, and nothing was counted.
  package func take(
    _ what: String, of allowance: Allowance, at now: Moment
  ) throws(StoreError) -> Moment? {
    try withCounter(what) { place, isNew throws(StoreError) in
      let interval = allowance.interval
      let full = now.adding(seconds: interval * allowance.count)
      // A clock that was wrong for a while must not lock anybody out for longer.
      let end = isNew ? now : min(max(try time(of: place) ?? now, now), full)
      let next = end.adding(seconds: -interval * (allowance.count - 1))
      guard next <= now else { return next }
      setTime(of: place, to: end.adding(seconds: interval))
      return nil
    }
  }

  /// Takes one try back, as one that was none.
  package func giveBack(_ what: String, of allowance: Allowance) throws(StoreError) {
    try withCounter(what) { place, isNew throws(StoreError) in
      let end = isNew ? nil : try time(of: place)
      setTime(
        of: place,
        to: end?.adding(seconds: -allowance.interval) ?? Moment(millisecondsSince1970: 0))
    }
  }

  /// Forgets all tries of `what`.
  package func forget(_ what: String) { unlink(counterPath(what)) }

  /// Removes the counters that say nothing any more. Returns how many there were.
  @discardableResult
  package func sweepThrottles(
    at now: Moment, isDryRun: Bool = false
  ) throws(StoreError) -> Int {
    var count = 0
    try forEachThing(of: .throttles) { place, _ throws(StoreError) in
      if let end = try time(of: place), end < now, sweep(place, isDryRun: isDryRun) { count += 1 }
    }
    return count
  }

  private func withCounter<Result>(
    _ what: String, _ body: (_ place: String, _ isNew: Bool) throws(StoreError) -> Result
  ) throws(StoreError) -> Result {
    let place = counterPath(what)
    // Whoever has the lock has it for the time of two system calls.
    for waited in 0..<200 {
      if waited > 0 { pause(milliseconds: 5) }
      var isNew = false
      let file = try counter(place, isNew: &isNew)
      guard try isLocked(file) else { continue }
      let result = try body(place, isNew)
      _ = consume file
      return result
    }
    throw .notWritten(EAGAIN)
  }

  private func counter(_ place: String, isNew: inout Bool) throws(StoreError) -> File {
    do throws(SystemFailure) {
      do throws(SystemFailure) { return try File(place, writing: true) } catch {
        guard error.code == ENOENT else { throw error }
      }
      do throws(SystemFailure) { try makeFolder(parent(of: place)) } catch {
        guard error.code == EEXIST else { throw error }
      }
      do throws(SystemFailure) {
        let file = try File(making: place)
        isNew = true
        return file
      } catch {
        guard error.code == EEXIST else { throw error }
      }
      // Somebody else has just made it.
      return try File(place, writing: true)
    } catch {
      throw error.asRefusal
    }
  }

  private func counterPath(_ what: String) -> String {
    path(.throttles, SHA256.digest(of: what.utf8).description)
  }
}
