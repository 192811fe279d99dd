import Glibc
import Platform

/// How long one still waits for others, by the machine's own clock, which nobody sets.
package struct Patience: Sendable {
  private let end: Int

  package init(seconds: Int) { end = Patience.now + seconds }

  /// 0 when it has run out.
  package var secondsLeft: Int { max(0, end - Patience.now) }

  private static var now: Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec
  }
}
