import Applications
import Files

/// The program of this machine that looks for malware in a file, like `clamdscan`.
package struct Scanner: Hashable, Sendable {
  private let path: String
  /// One of them is `{}`, which stands for the file.
  private let arguments: [String]

  /// A whole path and its arguments; `nil` unless exactly one of those is `{}`.
  package init?(_ words: [String]) {
    guard let path = words.first, OutsideProgram(path: path, arguments: words) != nil,
      words.dropFirst().filter({ $0 == "{}" }).count == 1
    else { return nil }
    self.path = path
    arguments = Array(words.dropFirst())
  }

  /// Looks at one file. Only the code 0 says that nothing was found and only 1 that something was, as with
  /// `clamdscan`; whatever else happens, the file counts as not checked. `scratch` is for short-lived files.
  func check(
    _ file: String, scratch: String, within seconds: Int
  ) -> (outcome: FileCheck.Outcome, words: String) {
    let arguments = arguments.map { $0 == "{}" ? file : $0 }
    guard let program = OutsideProgram(path: path, arguments: arguments) else {
      return (.notChecked, "the file has a path that no program takes")
    }
    return switch program.run(scratch: scratch, timeLimitSeconds: seconds) {
    case .ended(0, let words): (.accepted, words)
    case .ended(1, let words): (.setAside, words)
    case .ended(let code, let words): (.notChecked, "ended with \(code): \(words)")
    case .tookTooLong: (.notChecked, "took too long")
    case .notStarted(let fault): (.notChecked, "could not be started (errno \(fault))")
    case .noRoom(let fault): (.notChecked, "no room for its answer (errno \(fault))")
    }
  }
}
