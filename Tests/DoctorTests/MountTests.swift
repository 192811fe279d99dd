import Foundation
import Testing

@testable import Doctor

@Suite struct MountTests {
  private func mount(_ line: String) throws -> Mount { try #require(Mount(line[...])) }

  @Test func `a line says where, what and from where, with blanks written as octal digits`() throws
  {
    let mount = try mount(
      #"117 101 0:44 / /srv/a\040b rw,relatime shared:1 - ext4 /dev/vda rw,discard"#)
    #expect(mount.point == "/srv/a b")
    #expect(mount.type == "ext4")
    #expect(mount.source == "/dev/vda")
    #expect(mount.options == ["rw", "relatime", "rw", "discard"])
    #expect(Mount("nothing of the kind") == nil)
  }

  @Test func `a path lies on the longest point, and on the last of those that lie on each other`()
    throws
  {
    let mounts = try [
      "1 0 0:1 / / rw - ext4 /dev/vda rw", "2 1 0:2 / /srv rw - xfs /dev/vdb rw",
      "3 1 0:3 / /srv rw - btrfs /dev/vdc rw", "4 1 0:4 / /srv/docket2 rw - tmpfs tmpfs rw",
    ].map(mount)
    #expect(Mount.holding("/srv/docket/store", among: mounts)?.type == "btrfs")
    #expect(Mount.holding("/srv", among: mounts)?.type == "btrfs")
    #expect(Mount.holding("/srvother", among: mounts)?.type == "ext4")
    #expect(Mount.holding("/srv/docket2", among: mounts)?.type == "tmpfs")
    #expect(Mount.holding("/", among: [])?.type == nil)
  }

  @Test(arguments: [
    ("ext4 /dev/vda rw", Verdict.Grade.ok), ("nfs4 host:/srv rw", .ok), ("ceph a:/ rw", .ok),
    ("ext4 /dev/vda rw,nobarrier", .fault), ("ext4 /dev/vda rw,barrier=0", .fault),
    ("overlay overlay rw,volatile", .fault), ("nfs host:/srv rw,vers=3", .fault),
    ("vfat /dev/sda1 rw", .fault), ("cifs //host/share rw", .fault), ("tmpfs tmpfs rw", .warning),
  ])
  func `what a kind of file system cannot promise is said`(rest: String, grade: Verdict.Grade)
    throws
  {
    let verdict = try mount("1 0 0:1 / /srv rw - \(rest)").verdict
    #expect(verdict.grade == grade, "\(verdict.words)")
    #expect((verdict.remedy == nil) == (grade == .ok))
  }

  /// The files are those that GlusterFS 10.3 shows below a mount of its own.
  @Test(
    arguments: [("on\n", .ok), ("off\n", .fault), (nil, .fault)] as [(String?, Verdict.Grade)])
  func `GlusterFS without strict locks is refused, with the command that sets them`(
    option: String?, grade: Verdict.Grade
  ) throws {
    let folder = NSTemporaryDirectory() + "mount-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: folder) }
    func write(_ text: String, to path: String) throws {
      let url = URL(fileURLWithPath: folder + "/.meta/graphs/active/" + path)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }
    try write("cluster/replicate\n", to: "docket-replicate-0/type")
    for client in 0..<3 {
      try write("protocol/client\n", to: "docket-client-\(client)/type")
      // One of three without it is one too many.
      let isLast = client == 2
      if let option = isLast ? option : "on\n" {
        try write(option, to: "docket-client-\(client)/options/strict-locks")
      }
    }
    let verdict = try mount(
      "117 101 0:44 / \(folder) rw - fuse.glusterfs 10.77.0.1:docket rw,user_id=0"
    ).verdict
    #expect(verdict.grade == grade)
    if grade == .fault {
      #expect(verdict.remedy?.hasPrefix("gluster volume set docket client.strict-locks on") == true)
    }
  }

  @Test func `GlusterFS that does not show its options is refused`() throws {
    let line = "117 101 0:44 / /nowhere rw - fuse.glusterfs host:/docket rw"
    #expect(try mount(line).verdict.grade == .fault)
  }
}
