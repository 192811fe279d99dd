import Files
import Rules
import Signing

/// What speaks for a journal at the end of a day: how many lines it had, and the hash of the last. Whoever
/// keeps it elsewhere finds out when anything before it is changed, or taken away from the end.
package struct JournalHead: Hashable, Sendable {
  /// `application`, `account`, `staff` or `organisation`.
  package let kind: String
  package let id: String
  package let lines: Int
  package let hash: String

  package init(kind: String, id: String, lines: Int, hash: String) {
    self.kind = kind
    self.id = id
    self.lines = lines
    self.hash = hash
  }

  /// As `docket store heads` prints it: `application k7m42q9p 12 d0…`.
  package var text: String { "\(kind) \(id) \(lines) \(hash)" }

  package init?(_ text: String) {
    let words = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    guard words.count == 4, let lines = Int(words[2]), lines > 0, Digest(hex: words[3]) != nil,
      let kind = Store.Kind(journal: words[0]), kind.isName(words[1])
    else { return nil }
    self.init(kind: words[0], id: words[1], lines: lines, hash: words[3])
  }
}

extension Store {
  /// The heads of the journals in a part, as they were before `end`; of a journal that had no line by then
  /// there is none. `unreadable` is told of those that cannot be read.
  package func heads(
    in part: Verification.Part, before end: Moment, unreadable: (Finding) -> Void
  ) -> [JournalHead] {
    var look = Look()
    var heads: [JournalHead] = []
    for name in things(in: part, &look, before: end) {
      do throws(StoreError) {
        let journal = try Journal(folder: "\(folder)/\(part.folder)/\(name)")
        if let head = journal.head(before: end) { heads.append(head) }
      } catch {
        look.take(error, at: "\(part.folder)/\(name)/journal")
      }
    }
    look.findings.filter { $0.severity == .error }.forEach(unreadable)
    return heads
  }

  /// The parts that journals lie in.
  package func journalParts(unreadable: (Finding) -> Void) -> [Verification.Part] {
    var look = Look()
    let parts = parts(&look, before: Moment(millisecondsSince1970: 0))
    look.findings.filter { $0.severity == .error }.forEach(unreadable)
    return parts.filter { $0.kind.hasJournals }
  }

  /// Whether the journal still begins with what `head` speaks for; `nil` when it does.
  package func fault(of head: JournalHead, from day: String) -> Finding? {
    guard let kind = Kind(journal: head.kind) else { return nil }
    let folder = path(kind, head.id)
    var look = Look()
    func fault(_ line: Int, _ summary: String) {
      look.error(
        relative(folder) + "/journal", line: line, summary,
        remedy:
          "somebody has rewritten what happened: keep both, and bring a backup from before back")
    }
    do throws(StoreError) {
      let journal = try Journal(folder: folder)
      if journal.lines.count < head.lines {
        fault(0, "has \(journal.lines.count) lines, and had \(head.lines) on \(day)")
      } else if journal.heads[head.lines] != head.hash {
        fault(head.lines + 1, "its first \(head.lines) lines are not those of \(day)")
      }
    } catch {
      if error == .missing { fault(0, "is gone, and had \(head.lines) lines on \(day)") }
      // Whatever else is wrong with it, its own look says.
    }
    return look.findings.first
  }
}

extension Store.Kind {
  fileprivate init?(journal kind: String) {
    switch kind {
    case "application": self = .applications
    case "account": self = .accounts
    case "staff": self = .staff
    case "organisation": self = .organisations
    case "offer": self = .offers
    default: return nil
    }
  }

  /// Whether something of this kind can be called that.
  fileprivate func isName(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.allSatisfy { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: ".") }
  }
}

extension Journal {
  /// After the leading lines that were written before `end`: what is added later never changes it.
  func head(before end: Moment) -> JournalHead? {
    let count = lines.prefix { $0.at < end }.count
    guard count > 0 else { return nil }
    return JournalHead(kind: kind, id: id, lines: count, hash: heads[count])
  }
}
