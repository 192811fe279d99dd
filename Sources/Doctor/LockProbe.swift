import Files
import Glibc

/// A second process that asks for a lock: a lock that holds within one process proves little.
package struct LockTrier: Sendable {
  /// Its exit status when another has the lock.
  package static let isTaken: Int32 = 3

  /// Its absolute path, and its arguments before the file's name.
  private let path: String
  private let arguments: [String]

  package init(path: String, arguments: [String]) {
    self.path = path
    self.arguments = arguments
  }

  /// What such a program does with the file it is given: the exit status. It still has the lock when the
  /// process ends.
  package static func tryLock(of path: String) throws(SystemFailure) -> Never {
    let file = try File(path, writing: true)
    exit(try file.tryLock() ? 0 : isTaken)
  }

  /// Whether it gets the lock.
  private func gets(_ file: String, in folder: String) throws(SystemFailure) -> Bool {
    let program = OutsideProgram(path: path, arguments: arguments + [file])
    switch program?.run(scratch: folder, timeLimitSeconds: 30) {
    case .ended(0, _): return true
    case .ended(LockTrier.isTaken, _): return false
    case .notStarted(let code), .noRoom(let code): throw SystemFailure(code: code)
    case .ended, .tookTooLong, nil: throw SystemFailure(code: ENOLCK)
    }
  }

  /// Locks as the journals use them, between this process and the second one.
  var probe: Probe {
    Probe(name: "lock", words: "a lock holds between processes, until it is given back") {
      folder throws(SystemFailure) in
      let path = folder + "/file"
      try writeDraft(path, with: [])
      do {
        let holder = try File(path, writing: true)
        guard try holder.tryLock() else { return "a lock that nobody has is refused" }
        // Closing another descriptor of the file must not give it back, as older locks do.
        do { _ = try File(path, writing: true) }
        if try gets(path, in: folder) { return "two have the same lock" }
      }
      guard try gets(path, in: folder) else { return "a lock that was given back is refused" }
      return try File(path, writing: true).tryLock()
        ? nil : "the lock of a process that has ended is not given back"
    }
  }
}
