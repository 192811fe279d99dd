/// Something in a store that is not as it should be.
package struct Finding: Hashable, Sendable {
  package enum Severity: Hashable, Sendable {
    /// Of no consequence for what people have here: what a crash has left, or nobody needs.
    case warning
    /// Somebody has to look.
    case error
  }

  package let severity: Severity
  /// The file or folder, from the store's own folder on: `applications/3f/k7m42q9p/journal`.
  package let path: String
  /// The line of the file, counted from 1; 0 when it is about the whole.
  package let line: Int
  /// What is wrong. No full stop, and no word of what anybody typed.
  package let summary: String
  /// What to do about it.
  package let remedy: String

  package init(severity: Severity, path: String, line: Int, summary: String, remedy: String) {
    self.severity = severity
    self.path = path
    self.line = line
    self.summary = summary
    self.remedy = remedy
  }
}

/// What one look at one thing of a store has shown.
struct Look {
  private(set) var findings: [Finding] = []
  /// How many lines of journals were read.
  var lines = 0
  /// How many attachments were read, and how many bytes they have.
  var attachments = 0
  var bytes = 0
  /// What is of no use and lawful: tails, drafts, and whatever a crash can have left.
  var leftovers = 0
  /// The publications that were named, and in which line.
  var publications: [String: Int] = [:]
  /// The payments that were booked, each by its provider and the provider's own number.
  var payments: [String] = []
  /// Whether it takes nothing until it has been found whole.
  var isReadOnly = false

  mutating func error(_ path: String, line: Int = 0, _ summary: String, remedy: String) {
    findings.append(
      Finding(severity: .error, path: path, line: line, summary: summary, remedy: remedy))
  }

  mutating func warn(_ path: String, line: Int = 0, _ summary: String, remedy: String) {
    findings.append(
      Finding(severity: .warning, path: path, line: line, summary: summary, remedy: remedy))
  }

  /// What could not be read, or is not what was written.
  mutating func take(_ fault: StoreError, at path: String) {
    switch fault {
    case .damaged(_, let line, let reason):
      error(path, line: line, "damaged: \(reason)", remedy: Look.restore)
    case .newer(_, let format):
      error(
        path, "written by a later Docket, which this one does not understand: \(format)",
        remedy: "install the Docket that wrote it; until then it stays as it is")
    case .tooLarge:
      error(path, "larger than anything that is written here", remedy: Look.restore)
    case .missing:
      error(path, "there is no such file", remedy: Look.restore)
    case .unreadable(let code), .notWritten(let code), .unconfirmed(let code):
      error(path, "cannot be read (errno \(code))", remedy: Look.askTheMachine)
    case .readOnly, .taken, .tooMany:
      error(path, "cannot be read: \(fault)", remedy: Look.askTheMachine)
    }
  }

  static let restore =
    "change nothing by hand: keep a copy of this folder, and bring back the last backup of it"
  static let askTheMachine =
    "look at what the kernel's log says about this disk, then verify again"
  static let reindex = "'docket store reindex' makes it anew"
}
