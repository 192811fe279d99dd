import Files
import Glibc

/// Why the store did not do what it was asked.
package enum StoreError: Error, Equatable, Sendable {
  /// There is nothing of that name.
  case missing
  /// Something of that name is there already, and was left as it is.
  case taken
  /// The bytes are not what was written. `line` counts from 1 as an editor does; 0 when it is about
  /// the file as a whole. Nothing is read from it and nothing written until somebody has looked.
  case damaged(path: String, line: Int, reason: String)
  /// Made by a later Docket, in a format that this one cannot read.
  case newer(path: String, format: String)
  /// An earlier failure left a `readonly` marker beside the journal: it can be read, and takes
  /// nothing until `docket store verify` has passed.
  case readOnly
  /// The machine refused (an errno, such as ENOSPC), and nothing has changed.
  case notWritten(Int32)
  /// The machine failed (an errno) at a point where the change may have become lasting or not. Say
  /// so; the same form sent again finds out.
  case unconfirmed(Int32)
  /// It could not be read (an errno).
  case unreadable(Int32)
  /// More bytes than the store takes in one piece.
  case tooLarge
  /// More things than one person may have here at a time.
  case tooMany
}

extension SystemFailure {
  /// For a step that has changed nothing when it is refused.
  var asRefusal: StoreError { leavesDoubt ? .unconfirmed(code) : .notWritten(code) }

  /// For a step that only reads.
  var asUnreadable: StoreError { code == ENOENT ? .missing : .unreadable(code) }
}

extension StoreError {
  /// The same where something has happened before it: then nobody may be told that nothing has.
  package var behindWhatHasHappened: StoreError {
    switch self {
    case .notWritten(let code), .unreadable(let code): .unconfirmed(code)
    default: self
    }
  }
}
