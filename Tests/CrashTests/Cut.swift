import Foundation

/// What a power cut left: one of the states that the disk may have had.
struct Cut: Sendable {
  let nodes: [Disk.Node]

  /// Every file and folder below the root, by its path; folders end in `/`.
  var files: [String: Data] {
    var files: [String: Data] = [:]
    walk { path, inode in
      files[path] = nodes[inode].bytes ?? Data()
    }
    return files
  }

  func walk(_ body: (_ path: String, Disk.Inode) -> Void) {
    func walk(_ folder: Disk.Inode, _ path: String) {
      for (name, inode) in nodes[folder].names.sorted(by: { $0.key < $1.key }) {
        let isFolder = nodes[inode].bytes == nil
        body(path + name + (isFolder ? "/" : ""), inode)
        if isFolder { walk(inode, path + name + "/") }
      }
    }
    walk(Disk.root, "")
  }
}

extension Disk {
  /// How many states one torn write may count for.
  private static let tornLimit = 100

  /// Every state that a pessimistic disk could be left in by a power cut now.
  ///
  /// All that is unsynced kept; all lost; each lost alone; each kept alone; each pair lost, and kept; where
  /// there are few, every choice of them. And each unsynced write torn: at 0, 1, half, all but one and every
  /// 512 bytes, short or filled with zeros, with all else kept.
  func cuts() -> [Cut] {
    let ids = unsynced.map(\.id)
    var choices: [Set<Int>] = []
    if ids.count <= 6 {
      for bits in 0..<(1 << ids.count) {
        choices.append(Set(ids.indices.filter { bits >> $0 & 1 == 1 }.map { ids[$0] }))
      }
    } else {
      let all = Set(ids)
      choices = [all, []]
      for (index, one) in ids.enumerated() {
        choices += [all.subtracting([one]), [one]]
        for other in ids[(index + 1)...] {
          choices += [all.subtracting([one, other]), [one, other]]
        }
      }
    }
    return choices.map { cut(keeping: $0) } + torn()
  }

  /// All that happened, as programs saw it last.
  var whole: Cut { Cut(nodes: visible) }
  /// Only what was made lasting.
  var bare: Cut { cut(keeping: []) }

  private func cut(keeping kept: Set<Int>, torn: (id: Int, change: Change)? = nil) -> Cut {
    var nodes = bottom
    var left: Set<Int> = []
    for step in steps {
      let isThere = step.isLasting || kept.contains(step.id)
      guard isThere, step.needs.map({ !left.contains($0) }) ?? true else {
        left.insert(step.id)
        continue
      }
      Self.apply(torn.flatMap { $0.id == step.id ? $0.change : nil } ?? step.change, to: &nodes)
    }
    return Cut(nodes: nodes)
  }

  private func torn() -> [Cut] {
    let all = Set(unsynced.map(\.id))
    var cuts: [Cut] = []
    for step in unsynced {
      guard case .write(let inode, let offset, let bytes) = step.change else { continue }
      let count = bytes.count
      let places = Set([0, 1, count / 2, count - 1] + stride(from: 512, to: count, by: 512))
        .filter { 0 <= $0 && $0 < count }.sorted()
      for place in places.prefix(Self.tornLimit / 2) {
        let rest = Data(bytes.prefix(place))
        for change in [
          Change.write(inode, offset: offset, rest),
          Change.write(inode, offset: offset, rest + Data(count: count - place)),
        ] { cuts.append(cut(keeping: all, torn: (step.id, change))) }
      }
    }
    return cuts
  }
}
