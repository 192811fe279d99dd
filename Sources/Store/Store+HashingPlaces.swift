import Files
import Glibc
import Platform

// Hashing a password takes much memory on purpose, so only a few programs may do it at once. Each takes the
// lock of one of the files `hashing-1`, `hashing-2` … in the store's folder; the kernel gives it back when
// the program ends, however it ends. The files are empty and may be lost.

extension Store {
  /// Runs `work` while at most `count` others run theirs. Waits as long as said for one of them to end,
  /// then gives up: `nil`.
  package func withHashingPlace<Result>(
    of count: Int = 4, waitingMilliseconds: Int, _ work: () throws -> Result
  ) throws -> Result? {
    let stepMilliseconds = 20
    for waited in stride(from: 0, through: waitingMilliseconds, by: stepMilliseconds) {
      if waited > 0 { pause(milliseconds: stepMilliseconds) }
      for number in 1...count {
        let file = try lockFile("\(folder)/hashing-\(number)")
        guard try isLocked(file) else { continue }
        let result = try work()
        _ = consume file
        return result
      }
    }
    return nil
  }

  /// Takes the lock of a file unless another has it.
  func isLocked(_ file: borrowing File) throws(StoreError) -> Bool {
    do throws(SystemFailure) { return try file.tryLock() } catch { throw error.asRefusal }
  }

  private func lockFile(_ path: String) throws(StoreError) -> File {
    do throws(SystemFailure) {
      do throws(SystemFailure) { return try File(path, writing: true) } catch {
        guard error.code == ENOENT else { throw error }
      }
      do throws(SystemFailure) { return try File(making: path) } catch {
        // Somebody else has just made it.
        guard error.code == EEXIST else { throw error }
      }
      return try File(path, writing: true)
    } catch {
      throw error.asRefusal
    }
  }
}

/// Sleeps.
func pause(milliseconds: Int) {
  var time = timespec(tv_sec: 0, tv_nsec: milliseconds * 1_000_000)
  nanosleep(&time, nil)
}
