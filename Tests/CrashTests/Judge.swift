import Foundation

/// What has to be true of a store after a power cut, and after it has recovered from one.
struct Judge: Sendable {
  let before: Facts
  let after: Facts
  /// Mails that the lines of this deed owe.
  private(set) var owed: Set<String> = []
  /// Files that were there, whole, for a while.
  private var passing: [String: Data] = [:]
  /// What a yes promises; `nil`: all that there is after it.
  private let promise: [String: Int]?

  /// `recording` is of the deed, begun where `before` is or a part of it had happened. `promise` are the kinds
  /// of things that a yes promises, where others may lie about that nobody was told of.
  init(_ recording: Recording, before: Facts, promise: [String: Int]? = nil) {
    self.before = before
    self.promise = promise
    after = Facts(recording.end.disk.whole)
    var last = before
    for moment in recording.moments {
      let facts = Facts(moment.disk.whole)
      owed.formUnion(facts.owed)
      for (path, bytes) in last.files where facts.files[path] == nil { passing[path] = bytes }
      last = facts
    }
  }

  /// What is wrong with the state itself. - Parameter answered: somebody has been told yes.
  func faults(in now: Facts, answered: Bool, handedOver: Int) -> [String] {
    var faults: [String] = []
    for (folder, lines) in before.lines
    where !lines.elementsEqual((now.lines[folder] ?? []).prefix(lines.count)) {
      faults.append("\(folder): an earlier line has changed or gone")
    }
    for (folder, lines) in now.lines {
      let all = after.lines[folder] ?? []
      if !lines.elementsEqual(all.prefix(lines.count)) {
        faults.append("\(folder): a line that is not whole")
      }
      if answered, promise == nil, lines.count < all.count {
        faults.append("lost: \(folder): an acknowledged line")
      }
    }
    if answered, let promise {
      let shape = now.shape(since: before)
      for (what, count) in promise where shape[what, default: 0] < count {
        faults.append("lost: \(what)")
      }
    } else if answered {
      for folder in after.lines.keys where now.lines[folder] == nil {
        faults.append("lost: \(folder) as a whole")
      }
      for name in after.mails.keys where now.mails[name] == nil {
        faults.append("lost: the mail \(name)")
      }
    }
    faults += faultsOfFiles(in: now, answered: answered && promise == nil)
    let sent = now.mails.filter { $0.value == .sent && before.mails[$0.key] != .sent }.count
    if sent > handedOver {
      faults.append("lost: a mail counts as sent before anybody has taken it")
    }
    return faults
  }

  private func faultsOfFiles(in now: Facts, answered: Bool) -> [String] {
    var faults: [String] = []
    for path in Set(before.files.keys).union(after.files.keys).union(now.files.keys) {
      let (old, new, here) = (before.files[path], after.files[path], now.files[path])
      if answered, new != here {
        faults.append(new == nil ? "lost: \(path) is there again" : "lost: \(path)")
      } else if here != new, here != old, here != nil, here != passing[path],
        !path.contains("/attachments/")
      {
        faults.append("\(path) is not whole")
      } else if old != nil, old == new, here != old {
        faults.append("\(path): an earlier file has changed or gone")
      }
    }
    // A file is whole where a line names it; before that it means nothing.
    for (folder, lines) in now.lines {
      for line in lines where Facts.kind(of: line) == "attached" {
        guard let digest = Facts.member("digest", of: line) else { continue }
        let path = "\(folder)/attachments/\(digest)"
        if now.files[path] == nil || now.files[path] != after.files[path] {
          faults.append("lost: \(path), which a line names")
        }
      }
    }
    return faults
  }

  /// What is wrong after recovery from `cut`. More may have happened, but nothing may have gone.
  func faults(afterRecovery now: Facts, from cut: Facts) -> [String] {
    var faults: [String] = []
    for (folder, lines) in cut.lines
    where !lines.elementsEqual((now.lines[folder] ?? []).prefix(lines.count)) {
      faults.append("lost in recovery: \(folder): a line has changed or gone")
    }
    let isDone = after.lines.allSatisfy {
      $0.value.elementsEqual((now.lines[$0.key] ?? []).prefix($0.value.count))
    }
    if isDone {
      for name in owed where now.mails[name] == nil || now.mails[name] == .owed {
        faults.append("lost: the mail \(name), which a line owes")
      }
    }
    for (name, place) in cut.mails where place != .owed && now.mails[name] == nil {
      faults.append("lost in recovery: the mail \(name)")
    }
    return faults + now.missingFromLists
  }
}
