import Files
import Glibc
import Rules
import Signing

// The store as a tree: which folders there must be, what lies in which, and who may read it.

extension Store {
  /// The folders in which things lie. Looks at those above them on the way.
  func parts(_ look: inout Look, before yesterday: Moment) -> [Verification.Part] {
    checkMode("", isFolder: true, &look)
    let known = Set(Kind.allCases.map(\.rawValue))
    for name in listed("", &look) where !known.contains(name) {
      if name == "format" || name.hasPrefix("hashing-") {
        checkMode(name, isFolder: false, &look)
      } else {
        checkStranger(name, &look, before: yesterday)
      }
    }
    var parts: [Verification.Part] = []
    for kind in Kind.allCases {
      let top = kind.rawValue
      guard checkMode(top, isFolder: true, &look) else { continue }
      switch kind {
      case .incoming: parts.append(.init(kind: kind, folder: top))
      case .outbox:
        for box in Box.allCases {
          let folder = "\(top)/\(box.rawValue)"
          guard checkMode(folder, isFolder: true, &look) else { continue }
          parts +=
            box == .new
            ? [.init(kind: kind, folder: folder)]
            : shards(of: kind, in: folder, &look, before: yesterday)
        }
      default: parts += shards(of: kind, in: top, &look, before: yesterday)
      }
    }
    return parts
  }

  private func shards(
    of kind: Kind, in top: String, _ look: inout Look, before yesterday: Moment
  ) -> [Verification.Part] {
    var parts: [Verification.Part] = []
    for name in listed(top, &look) {
      let folder = "\(top)/\(name)"
      let digits = Array(name.utf8)
      let isShard =
        switch kind {
        case .due: Day(name) != nil
        case .worklists: Store.isWorkFolder(name)
        case .queue: QueueList(name) != nil
        case .names: Store.isNameFolder(name)
        default: digits.count == 2 && Digest(hex: String(repeating: name, count: 32)) != nil
        }
      guard isShard else {
        checkStranger(folder, &look, before: yesterday)
        continue
      }
      if checkMode(folder, isFolder: true, &look) {
        parts.append(.init(kind: kind, folder: folder))
      }
    }
    return parts
  }

  /// The names of what lies in a part, drafts left out.
  func things(
    in part: Verification.Part, _ look: inout Look, before yesterday: Moment
  ) -> [String] {
    var things: [String] = []
    if part.kind.isTree { return filesBelow(part.folder, &look) }
    let shard = part.folder.split(separator: "/").last ?? ""
    for name in listed(part.folder, &look) {
      let path = "\(part.folder)/\(name)"
      if name.hasPrefix(".") || part.kind == .incoming {
        checkStranger(path, &look, before: yesterday)
        continue
      }
      if shard.utf8.count == 2, Store.shard(part.kind.shardedName(name)) != shard {
        look.error(
          path, "lies in the wrong folder, where nobody finds it",
          remedy: "it belongs into '\(Store.shard(part.kind.shardedName(name)))': move it there")
      }
      things.append(name)
    }
    return things
  }

  /// The paths of all files in the folders of a folder, from it on.
  private func filesBelow(_ folder: String, _ look: inout Look) -> [String] {
    var all: [String] = []
    for name in listed(folder, &look) {
      let path = "\(folder)/\(name)"
      if (try? File.Status(of: "\(self.folder)/\(path)"))?.isRegular == false {
        guard checkMode(path, isFolder: true, &look) else { continue }
        all += filesBelow(path, &look).map { "\(name)/\($0)" }
      } else {
        all.append(name)
      }
    }
    return all
  }

  /// What has no business here: a draft that a dying writer left, or something that Docket does not know.
  func checkStranger(_ path: String, _ look: inout Look, before yesterday: Moment) {
    look.leftovers += 1
    guard let status = try? File.Status(of: "\(folder)/\(path)"),
      status.changedAt < yesterday.secondsSince1970
    else { return }
    let name = path.split(separator: "/").last ?? ""
    if name.hasPrefix(".draft-") || path.hasPrefix(Kind.incoming.rawValue) {
      look.warn(
        path, "a draft whose writer died", remedy: "'docket store sweep' removes it")
    } else {
      look.warn(
        path, "nothing that Docket has put here",
        remedy: "find out whose it is, and move it somewhere else")
    }
  }

  /// Whether there is a file or folder of this path; in passing, that it is for its owner alone.
  @discardableResult
  func checkMode(_ path: String, isFolder: Bool, _ look: inout Look) -> Bool {
    let place = path.isEmpty ? folder : "\(folder)/\(path)"
    do throws(SystemFailure) {
      let status = try File.Status(of: place)
      guard status.isRegular != isFolder else {
        look.error(
          path, isFolder ? "not a folder" : "not a file",
          remedy: "find out who has put it there, and bring back what was there before")
        return false
      }
      let mode: mode_t = isFolder ? 0o700 : 0o600
      if status.mode & ~mode & 0o7077 != 0 {
        look.error(
          path, "others than its owner may get at it",
          remedy: "chmod \(isFolder ? "700" : "600") '\(place)'")
      }
      if status.owner != geteuid() {
        look.error(
          path, "belongs to another user than the store",
          remedy: "chown it to the user that the programs run as")
      }
      return true
    } catch {
      look.take(error.asUnreadable, at: path)
      return false
    }
  }

  /// The names in a folder, drafts too; none, and a finding, when it cannot be read.
  func listed(_ path: String, _ look: inout Look) -> [String] {
    do throws(SystemFailure) {
      return try names(in: path.isEmpty ? folder : "\(folder)/\(path)", withDrafts: true)
    } catch {
      look.take(error.asUnreadable, at: path)
      return []
    }
  }

  /// A short mark of a text, which hardly any two texts share.
  static func mark(of text: String) -> UInt64 {
    SHA256.digest(of: text.utf8).bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
  }
}

extension Store.Kind {
  /// What the shard of a name is made of.
  fileprivate func shardedName(_ name: String) -> String {
    let endings =
      switch self {
      case .notifications: [".done"]
      case .batches: [Store.signed, Store.done]
      default: [String]()
      }
    let ending = endings.first { name.hasSuffix($0) } ?? ""
    return String(name.dropLast(ending.count))
  }
}
