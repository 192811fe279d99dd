#if PLANTED
import Glibc
#endif

// Mistakes that programs can be told to make, so that the crash tests can show that they would find them.
// Debug builds alone know how (`PLANTED` in Package.swift). Anywhere else this is `false`, and what it guards is gone.

/// Whether this program is to make the mistake of that name: `DOCKET_PLANTED` says which.
@inlinable
package func isPlanted(_ mistake: @autoclosure () -> StaticString) -> Bool {
  #if PLANTED
  guard let wanted = getenv("DOCKET_PLANTED") else { return false }
  return String(cString: wanted) == mistake().description
  #else
  return false
  #endif
}

#if PLANTED
/// Syncs when the program ends, which is after it has answered.
package func syncAtExit(_ descriptor: Int32) {
  late = dup(descriptor)
  atexit { fsync(late) }
}

private nonisolated(unsafe) var late: Int32 = -1
#endif
