import Files
import Glibc

/// What can be told from the kind of file system, because no probe on one machine finds it out.
package func mountVerdict(of store: String, among mounts: [Mount]) -> Verdict {
  Mount.holding(store, among: mounts)?.verdict
    ?? .warning(
      "file-system", "it cannot be told what file system the store is on",
      remedy: "see that /proc is there, and run this again")
}

extension Mount {
  /// What is known of this kind.
  var verdict: Verdict {
    let place = "the store is on \(type) (\(source))"
    if let option = options.first(where: breaksPromises) {
      return .fault(
        "file-system", "\(place) with the option \(option): a power cut loses what was synced",
        remedy: "take the option out of /etc/fstab and mount it again")
    }
    switch type {
    case "fuse.glusterfs": return gluster(place)
    case "tmpfs", "ramfs":
      return .warning(
        "file-system",
        "\(place), which is memory: nothing in it outlives this machine's next start",
        remedy: "move the store to a disk before people rely on it")
    case "vfat", "exfat", "msdos", "cifs", "smb3", "9p", "fuse.sshfs", "nfs":
      return .fault(
        "file-system", "\(place), which keeps too few of the promises that a store needs",
        remedy: "move the store to ext4, XFS or Btrfs, or to NFS 4, CephFS or GlusterFS")
    default: return .ok("file-system", place)
    }
  }

  /// GlusterFS gives a lock to another when it has lost a machine. Only with `client.strict-locks` does it
  /// then refuse what that machine still writes. The client shows its options below `.meta`.
  private func gluster(_ place: String) -> Verdict {
    let graph = point + "/.meta/graphs/active"
    let clients = ((try? names(in: graph)) ?? []).filter {
      text(graph + "/\($0)/type") == "protocol/client"
    }
    let volume = source.split(separator: ":").last.map { $0.drop { $0 == "/" } } ?? "VOLUME"
    let isStrict = clients.allSatisfy {
      ["on", "yes", "true", "enable", "1"].contains(
        text(graph + "/\($0)/options/strict-locks")?.lowercased())
    }
    if !clients.isEmpty, isStrict {
      return .ok("file-system", place + " with strict locks")
    }
    return .fault(
      "file-system", "\(place) without strict locks: two machines could write at once",
      remedy: "gluster volume set \(volume) client.strict-locks on, then mount it again everywhere")
  }
}

/// Options under which a sync that was answered may not have happened.
private func breaksPromises(_ option: String) -> Bool {
  ["nobarrier", "barrier=0", "volatile", "fsync=volatile"].contains(option)
}

/// The first line of a file.
private func text(_ path: String) -> String? {
  contents(ofFile: path).map { String(decoding: $0.prefix { $0 >= 0x20 }, as: UTF8.self) }
}
