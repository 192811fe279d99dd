import Foundation
import Support
import Testing

/// A machine that fails: every system call in turn, with every error, on every request.
@Suite(.serialized) struct FaultTests {
  @Test func `no failing system call makes an answer untrue`() throws {
    // Not every call that may come does come.
    try run("system calls that fail", atLeast: 350, of: 2_000, times: 2) { trial, office, limit in
      try trial.failingCalls(in: office, atMost: limit)
    }
  }

  @Test func `no short write makes an answer untrue`() throws {
    try run("short writes", atLeast: 100, of: 500) { trial, office, limit in
      try trial.shortWrites(in: office, atMost: limit)
    }
  }

  @Test func `no full disk makes an answer untrue`() throws {
    let stage = try Stage.ready()
    if let why = FullDisk.cannotRun(in: stage.folder) {
      print("full disks: cannot be tried here, because \(why)")
      return
    }
    try run("full disks", atLeast: 100, of: 500) { trial, office, limit in
      try trial.fullDisks(in: office, atMost: limit)
    }
  }

  private func run(
    _ what: String, atLeast share: Int, of all: Int, times factor: Int = 1,
    _ body: @Sendable (Trial, Office, Int) throws -> FaultOutcome
  ) throws {
    let stage = try Stage.ready()
    let limit = stage.isWhole ? Int.max : share * factor / stage.trials.count + 1
    let outcomes = try stage.everywhere(stage.trials) { try body($0, $1, limit) }
    var sum = FaultOutcome()
    for (trial, outcome) in zip(stage.trials, outcomes) {
      print("\(trial.scene.name): \(what): \(outcome.words)")
      sum.add(outcome)
      if !outcome.faults.isEmpty {
        let some = outcome.faults.prefix(6).joined(separator: "\n")
        Issue.record("\(trial.scene.name): \(outcome.faults.count) faults, such as\n\(some)")
      }
    }
    print("\(what), all requests: \(sum.words)")
    if !stage.isFiltered { #expect(sum.count >= (stage.isWhole ? all : share)) }
  }
}

/// What came of faults, and what was said.
struct FaultOutcome: Sendable {
  var (count, yes, no, doubt, silent) = (0, 0, 0, 0, 0)
  var (falseYes, falseNo) = (0, 0)
  var faults: [String] = []

  var words: String {
    "\(count) tried; answered yes \(yes), no \(no), in doubt \(doubt), not at all \(silent); "
      + "false yes: \(falseYes), false no: \(falseNo)"
  }

  mutating func add(_ other: FaultOutcome) {
    count += other.count
    yes += other.yes
    no += other.no
    doubt += other.doubt
    silent += other.silent
    falseYes += other.falseYes
    falseNo += other.falseNo
  }
}

extension Trial {
  static let calls = [
    "openat", "write", "pwrite64", "fsync", "fdatasync", "rename", "link", "unlink", "ftruncate",
    "fcntl", "mkdir",
  ]
  static let errors = ["EIO", "ENOSPC", "EDQUOT", "EMFILE", "EINTR", "ENOLCK", "EDEADLK"]

  /// The n-th call of each kind fails with each error, for n = 1, 2, 3 … until there is no n-th.
  func failingCalls(
    _ calls: [String] = calls, _ errors: [String] = errors, in office: Office,
    atMost limit: Int = .max
  ) throws -> FaultOutcome {
    var outcome = FaultOutcome()
    var plan: [(call: String, error: String, number: Int)] = []
    for call in calls {
      // Where something fails, a little more is called than else.
      for number in 1...((recording.counts[call] ?? 0) + 3) {
        plan += errors.map { (call, $0, number) }
      }
    }
    for fault in plan.spread(limit) {
      try scene.begin(in: office)
      defer { Folder.remove(office.store) }
      let words = "inject=\(fault.call):error=\(fault.error):when=\(fault.number)"
      let (reply, recorded) = try office.recorded(faults: ["-e", words]) {
        try scene.happens(in: office, under: $0)
      }
      guard recorded.isInjected else { continue }
      let cuts = recorded.end.disk.cuts()
      try judge(reply, cuts, "\(fault.error) from \(fault.call) \(fault.number)", office, &outcome)
    }
    return outcome
  }

  /// No file may grow past so many bytes: a write beyond is short, and then fails or ends the program.
  func shortWrites(in office: Office, atMost limit: Int) throws -> FaultOutcome {
    var outcome = FaultOutcome()
    let largest = recording.end.disk.visible.compactMap { $0.bytes?.count }.max() ?? 0
    let plan = stride(from: 0, to: largest + 100, by: 100).flatMap { [($0, true), ($0, false)] }
    for (bytes, survives) in plan.spread(limit) {
      try scene.begin(in: office)
      defer { Folder.remove(office.store) }
      // The answer goes through a pipe, which has no such limit.
      let script =
        (survives ? "trap '' XFSZ; " : "")
          + """
          exec 3>&1
          code=$( { { /usr/bin/prlimit --fsize=\(bytes) "$@"; echo $? >&4; } | /bin/cat >&3; } 4>&1 )
          exit "$code"
          """
      let reply = try scene.happens(in: office, under: ["/bin/sh", "-c", script, "sh"])
      let cut = Cut(nodes: try Folder.read(office.store))
      let words = "no file over \(bytes) bytes, \(survives ? "told" : "killed")"
      try judge(reply, [cut], words, office, &outcome)
    }
    return outcome
  }

  /// What was said has to be true in each of the states; then, without the fault, all works again.
  func judge(
    _ reply: Reply, _ cuts: [Cut], _ words: String, _ office: Office, _ outcome: inout FaultOutcome
  ) throws {
    outcome.count += 1
    let promise = judge.after.shape(since: judge.before)
    let deeds = judge.after.deeds(since: judge.before)
    var faults: [String] = []
    var (isFalseYes, isFalseNo) = (false, false)
    let facts = cuts.map { Facts($0) }
    for now in facts {
      for (folder, lines) in judge.before.lines
      where !lines.elementsEqual((now.lines[folder] ?? []).prefix(lines.count)) {
        faults.append("\(folder): an earlier line has changed or gone")
      }
    }
    if reply.promises(the: self.reply) {
      outcome.yes += 1
      for now in facts {
        let shape = now.shape(since: judge.before)
        for (what, count) in promise where shape[what, default: 0] < count {
          isFalseYes = true
          faults.append("false yes: not there: \(what)")
        }
      }
    } else if reply.isInDoubt || isUnfinished(reply) {
      outcome.doubt += 1
    } else if reply.status == 0 {
      outcome.silent += 1
    } else {
      outcome.no += 1
      for now in facts {
        let done = doneWith(now)
        // Of several files, those that were kept are named.
        if !done.isEmpty, deeds.count == 1 || done == deeds {
          isFalseNo = true
          faults.append("false no (\(reply.status)): \(done)")
        }
      }
    }
    outcome.falseYes += isFalseYes ? 1 : 0
    outcome.falseNo += isFalseNo ? 1 : 0
    if isFalseYes || isFalseNo { faults.append(String(reply.main.prefix(300))) }
    faults += try faultsAfterwards(office)
    outcome.faults += faults.map { "\(words): \($0)" }
  }

  /// The page, or the command, says that something broke off, and not that nothing was changed.
  private func isUnfinished(_ reply: Reply) -> Bool {
    switch scene.deed {
    case .request: reply.status == 500
    case .task, .command:
      reply.text.contains("unconfirmed") || reply.text.contains("the list was brought in; only")
        || reply.text.contains("it is done; only")
    }
  }

  /// What has happened, without what means nothing by itself: an account that waits for an address and has
  /// no link to confirm it, lines of a list that has not come in whole.
  private func doneWith(_ now: Facts) -> [String] {
    let shape = now.shape(since: judge.before)
    return now.deeds(since: judge.before).filter { deed in
      switch deed {
      case "accounts account", "accounts registered": shape["the mail confirm-address"] != nil
      case "accounts certificates-imported": shape["a file of imports"] != nil
      default: true
      }
    }
  }

  /// Once the machine works again: verify, which lifts what a failed sync forbade, and the same once more.
  private func faultsAfterwards(_ office: Office) throws -> [String] {
    var faults: [String] = []
    let (status, words) = try office.keeper(["verify"])
    if status != 0 { faults.append("verify ended with \(status): \(words)") }
    let reply = try scene.happens(in: office)
    if ![self.reply.status, again.status].contains(reply.status) {
      faults.append("afterwards answered \(reply.status): \(reply.main.prefix(300))")
    }
    let deeds = Facts(Cut(nodes: try Folder.read(office.store))).deeds(since: judge.before)
    if case .request = scene.deed, again.deeds == judge.after.deeds(since: judge.before),
      deeds != again.deeds
    {
      faults.append("after the same request again: \(deeds)")
    }
    return faults
  }
}
