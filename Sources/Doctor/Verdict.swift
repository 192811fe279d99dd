/// One thing about a host that was looked at, and what came of it.
package struct Verdict: Hashable, Sendable {
  package enum Grade: String, Sendable {
    /// It is as it has to be.
    case ok
    /// It works, and will not for long, or not after the next start of the machine.
    case warning
    /// People could lose what they were told is safe, or cannot work.
    case fault
  }

  /// Which need it is about, in a word that scripts can rely on: `lock`, `rename` …
  package let name: String
  package let grade: Grade
  /// What was found, in one line.
  package let words: String
  /// What to do about it; `nil` when it is well.
  package let remedy: String?

  package static func ok(_ name: String, _ words: String) -> Verdict {
    Verdict(name: name, grade: .ok, words: words, remedy: nil)
  }
  package static func warning(_ name: String, _ words: String, remedy: String) -> Verdict {
    Verdict(name: name, grade: .warning, words: words, remedy: remedy)
  }
  package static func fault(_ name: String, _ words: String, remedy: String) -> Verdict {
    Verdict(name: name, grade: .fault, words: words, remedy: remedy)
  }
}

/// Looks whether `store`, an absolute path without links, lies where a store can be kept.
///
/// `lockTrier` is a program that ends with 0 when it gets the write lock of the file that it is given
/// as its last argument, and with `LockTrier.isTaken` when another has it.
package func verdicts(of store: String, lockTrier: LockTrier) -> [Verdict] {
  [mountVerdict(of: store, among: Mount.all())] + probe(store, lockTrier: lockTrier)
    + spaceVerdicts(of: store)
}
