import Foundation

/// A folder as a disk may have it: what was made lasting, and what a power cut may still take.
///
/// A file and a name of it are two things. Bytes and size of a file are lasting once the file has been
/// synced, a name once its folder has. Until then each change may be lost by itself, whatever came before
/// or after it. A rename is lost as a whole, or its new name is there and the old one too, or it is done.
struct Disk: Sendable {
  typealias Inode = Int

  struct Node: Sendable {
    /// `nil` for a folder.
    var bytes: Data?
    var mode: UInt16
    var names: [String: Inode] = [:]
    /// A time of modification that somebody has set on purpose: a session's, a counter's.
    var time: timespec?
  }

  enum Change: Sendable {
    case write(Inode, offset: Int, Data)
    case size(Inode, Int)
    case mode(Inode, UInt16)
    /// `nil`: the name is taken away.
    case name(folder: Inode, String, Inode?)

    /// The file or folder whose sync makes it lasting.
    var owner: Inode {
      switch self {
      case .write(let inode, _, _), .size(let inode, _), .mode(let inode, _): inode
      case .name(let folder, _, _): folder
      }
    }
  }

  struct Step: Sendable {
    let id: Int
    let change: Change
    /// The step that is there where this one is: the new name of a rename.
    var needs: Int?
    /// What a power cut leaves.
    var isLasting = false
    /// A sync of it has failed: no later one makes it lasting.
    var isDoomed = false
  }

  static let root: Inode = 0

  /// What a power cut leaves in any case; `steps` come on top of it.
  private(set) var bottom: [Node]
  /// What programs see now.
  private(set) var visible: [Node]
  /// In the order in which they happened, without those at the beginning that are lasting.
  private(set) var steps: [Step] = []
  private var count = 0

  init(_ nodes: [Node]) {
    bottom = nodes
    visible = nodes
  }

  var unsynced: [Step] { steps.filter { !$0.isLasting } }

  // MARK: What happens

  mutating func make(_ node: Node) -> Inode {
    // It is there without a name, and empty, at the bottom too: a name alone leads to it.
    bottom.append(node)
    visible.append(node)
    return visible.count - 1
  }

  @discardableResult
  mutating func happens(_ change: Change, needing other: Int? = nil) -> Int {
    Self.apply(change, to: &visible)
    count += 1
    steps.append(Step(id: count, change: change, needs: other))
    return count
  }

  mutating func setTime(_ time: timespec, of inode: Inode) {
    visible[inode].time = time
    bottom[inode].time = time
  }

  /// The bytes and the size of a file, or the names in a folder, survive from now on.
  mutating func sync(_ inode: Inode) {
    for index in steps.indices where steps[index].change.owner == inode && !steps[index].isDoomed {
      steps[index].isLasting = true
    }
    while let first = steps.first, first.isLasting, first.needs == nil || isAtBottom(first.needs) {
      Self.apply(first.change, to: &bottom)
      steps.removeFirst()
    }
  }

  private func isAtBottom(_ id: Int?) -> Bool { !steps.contains { $0.id == id } }

  mutating func failToSync(_ inode: Inode) {
    for index in steps.indices
    where steps[index].change.owner == inode && !steps[index].isLasting {
      steps[index].isDoomed = true
    }
  }

  static func apply(_ change: Change, to nodes: inout [Node]) {
    switch change {
    case .write(let inode, let offset, let bytes):
      let end = offset + bytes.count
      guard let size = nodes[inode].bytes?.count else { return }
      if size < end { nodes[inode].bytes?.append(Data(count: end - size)) }
      nodes[inode].bytes?.replaceSubrange(offset..<end, with: bytes)
    case .size(let inode, let size):
      guard let bytes = nodes[inode].bytes else { return }
      nodes[inode].bytes =
        size < bytes.count ? Data(bytes.prefix(size)) : bytes + Data(count: size - bytes.count)
    case .mode(let inode, let mode): nodes[inode].mode = mode
    case .name(let folder, let name, let inode): nodes[folder].names[name] = inode
    }
  }

  // MARK: What is where

  func inode(of path: Substring) -> Inode? {
    var inode = Self.root
    for name in path.split(separator: "/") {
      guard let next = visible[inode].names[String(name)] else { return nil }
      inode = next
    }
    return inode
  }
}
