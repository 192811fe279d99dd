import Foundation
import Support

/// A small file system in memory, in a mount namespace of its own, with so much room left and no more.
enum FullDisk {
  enum Room: Sendable {
    case pages(Int)
    case inodes(Int)

    var words: String {
      switch self {
      case .pages(let count): "room for \(count) pages"
      case .inodes(let count): "room for \(count) inodes"
      }
    }
  }

  /// Root of its own namespace, or root.
  private static var unshare: [String] {
    ["/usr/bin/unshare"] + (getuid() == 0 ? ["-m"] : ["-r", "-m"])
  }

  /// `nil` where file systems can be mounted.
  static func cannotRun(in folder: String) -> String? {
    do {
      let office = try Office(bare: folder)
      let outcome = try office.run(
        unshare + ["/bin/sh", "-c", "/bin/mount -t tmpfs none /mnt"], [:], Data())
      return outcome.status == 0 ? nil : "mounting is not allowed: \(outcome.error)"
    } catch { return "\(error)" }
  }

  /// What to run a program under, so that it finds the store on such a file system. Afterwards what lies
  /// there takes the place of the store. It wants `$1`, the store.
  static func tool(_ room: Room, store: String) -> [String] {
    let limit =
      switch room {
      case .pages(let count):
        "size=$((($(df -B4096 --output=used \"$store\" | tail -1) + \(count)) * 4096))"
      case .inodes(let count):
        "nr_inodes=$(($(df --output=iused \"$store\" | tail -1) + \(count)))"
      }
    let script = """
      set -e
      PATH=/usr/bin:/bin:/usr/sbin:/sbin store=$1
      shift
      mv "$store" "$store.before"
      mkdir -m 700 "$store"
      mount -t tmpfs -o mode=700,size=64m,nr_inodes=100000 none "$store"
      cp -a "$store.before/." "$store/"
      mount -o "remount,\(limit)" "$store"
      code=0
      "$@" || code=$?
      mount -o remount,size=64m,nr_inodes=100000 "$store"
      cp -a "$store/." "$store.after/"
      exit $code
      """
    return unshare + ["/bin/sh", "-c", script, "sh", store]
  }
}

extension Trial {
  func fullDisks(in office: Office, atMost limit: Int) throws -> FaultOutcome {
    var outcome = FaultOutcome()
    let plan = (0..<10).map { FullDisk.Room.pages($0) } + (0..<10).map { .inodes($0) }
    for room in plan.spread(limit) {
      try scene.begin(in: office)
      defer { Folder.remove(office.store) }
      try Folder.make(office.store + ".after")
      let reply = try scene.happens(in: office, under: FullDisk.tool(room, store: office.store))
      Folder.remove(office.store)
      Folder.remove(office.store + ".before")
      rename(office.store + ".after", office.store)
      let cut = Cut(nodes: try Folder.read(office.store))
      try judge(reply, [cut], room.words, office, &outcome)
    }
    return outcome
  }
}
