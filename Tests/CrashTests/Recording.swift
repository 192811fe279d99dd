import Foundation
import Support

/// What one run of a program did to the store, call by call.
///
/// It takes nothing for granted: a call that it does not know, or that changes the store in a way that it
/// does not model, stops the harness.
struct Recording: Sendable {
  /// After so many calls that matter: 0 is before the first.
  private(set) var moments: [Moment]
  /// How often each system call was made.
  private(set) var counts: [String: Int] = [:]
  /// Whether a call was made to fail.
  private(set) var isInjected = false
  private let root: String
  private var mask: UInt16

  struct Moment: Sendable {
    var disk: Disk
    /// The first bytes of the answer have left.
    var isAnswered: Bool
    /// How many mails the mail program has taken.
    var handedOver: Int
    /// The call that led here, for people.
    var call: String
  }

  /// `root` is the folder that `disk` is, as the program knew it.
  init(_ calls: [SystemCall], on disk: Disk, root: String, mailer: String) throws {
    self.root = root + "/"
    mask = 0o022
    moments = [Moment(disk: disk, isAnswered: false, handedOver: 0, call: "begin")]
    var mailers: Set<String> = []
    for call in calls {
      counts[call.name, default: 0] += 1
      if call.isInjected { isInjected = true }
      var next = moments[moments.count - 1]
      if call.name == "execve", !call.failed, try call.path(0) == mailer {
        mailers.insert(call.process)
      }
      if call.name == "exit_group", mailers.contains(call.process) {
        next.handedOver += 1
      } else if try !take(call, &next) {
        continue
      }
      let place = try (try? call.path(0)) ?? call.file(0)?.path ?? ""
      next.call = "\(call.name) \(place.replacingOccurrences(of: self.root, with: ""))"
      moments.append(next)
    }
  }

  /// From the answer on, where others have handed over so many mails before.
  func answered(handedOver count: Int) -> Recording {
    var recording = self
    recording.moments.removeAll { !$0.isAnswered }
    for index in recording.moments.indices { recording.moments[index].handedOver += count }
    return recording
  }

  var end: Moment { moments[moments.count - 1] }

  /// Whether anything is another than before.
  private mutating func take(_ call: SystemCall, _ next: inout Moment) throws -> Bool {
    if call.name == "write", try call.number(0) == 1, !next.isAnswered, !call.failed {
      next.isAnswered = true
      return true
    }
    if call.name == "umask" {
      mask = UInt16(try call.number(0))
      return false
    }
    if harmless.contains(call.name) { return false }
    // Whether it is a terminal.
    if call.name == "ioctl", call.arguments[1] == "TCGETS" { return false }
    guard let kind = kinds[call.name] else {
      throw Trouble("the harness does not know the system call \(call.name)")
    }
    if call.failed {
      // A sync that failed is not undone by one that does not.
      if kind == .sync, let inode = try inode(ofDescriptor: call, next.disk) {
        next.disk.failToSync(inode)
        return true
      }
      return false
    }
    switch kind {
    case .open: return try open(call, &next.disk)
    case .write, .writeAt: return try write(call, kind, &next.disk)
    case .sync:
      guard let inode = try inode(ofDescriptor: call, next.disk) else { return false }
      next.disk.sync(inode)
    case .truncate:
      guard let inode = try inode(ofDescriptor: call, next.disk) else { return false }
      next.disk.happens(.size(inode, try call.number(1)))
    case .mode:
      let file = try call.file(0)
      let path = try file?.path ?? call.path(0)
      guard file?.isDeleted != true, let inode = try inode(of: path, next.disk) else {
        return false
      }
      let mode = UInt16(try call.number(1))
      if next.disk.visible[inode].mode == mode { return false }
      next.disk.happens(.mode(inode, mode))
    case .time: return try setTime(call, &next.disk)
    case .rename: return try rename(call, &next.disk)
    case .link:
      guard let (folder, name) = try place(call, 1, next.disk) else { return false }
      guard let inode = try inode(of: call.path(0), next.disk) else {
        throw Trouble("a file from outside the store is given a name in it")
      }
      next.disk.happens(.name(folder: folder, name, inode))
    case .unlink:
      guard let (folder, name) = try place(call, 0, next.disk) else { return false }
      next.disk.happens(.name(folder: folder, name, nil))
    case .makeFolder:
      guard let (folder, name) = try place(call, 0, next.disk) else { return false }
      let mode = UInt16(try call.number(1)) & ~mask
      let inode = next.disk.make(Disk.Node(bytes: nil, mode: mode))
      next.disk.happens(.name(folder: folder, name, inode))
    case .outside where call.name == "writev":
      // The loader's way to say that it cannot start a program.
      guard try inode(ofDescriptor: call, next.disk) != nil else { return false }
      throw Trouble("the harness does not know what writev does to the store")
    case .outside:
      guard try place(call, 1, next.disk) != nil else { return false }
      throw Trouble("the harness does not know what \(call.name) does to the store")
    case .map:
      guard call.arguments[3].contains("MAP_SHARED"), call.arguments[2].contains("PROT_WRITE"),
        let file = try call.file(4), file.path.hasPrefix(root)
      else { return false }
      throw Trouble(
        "the harness does not know what is written through a shared map of \(file.path)")
    }
    return true
  }

  private func open(_ call: SystemCall, _ disk: inout Disk) throws -> Bool {
    let flags = call.arguments[2]
    guard flags.contains("O_CREAT") || flags.contains("O_TRUNC") else { return false }
    guard let file = try SystemCall.file(of: call.remark), file.path.hasPrefix(root) else {
      return false
    }
    guard let (folder, name) = try place(file.path, disk) else { return false }
    if let inode = disk.visible[folder].names[name] {
      guard flags.contains("O_TRUNC"), disk.visible[inode].bytes?.isEmpty == false else {
        return false
      }
      disk.happens(.size(inode, 0))
    } else {
      let inode = disk.make(Disk.Node(bytes: Data(), mode: UInt16(try call.number(3)) & ~mask))
      disk.happens(.name(folder: folder, name, inode))
    }
    return true
  }

  private func write(_ call: SystemCall, _ kind: Kind, _ disk: inout Disk) throws -> Bool {
    guard let inode = try inode(ofDescriptor: call, disk), call.result > 0 else { return false }
    let size = disk.visible[inode].bytes?.count ?? 0
    // Who writes without saying where does so at the end: the store never seeks.
    let offset = kind == .writeAt ? try call.number(3) : size
    disk.happens(.write(inode, offset: offset, Data(try call.bytes(1).prefix(call.result))))
    return true
  }

  private func rename(_ call: SystemCall, _ disk: inout Disk) throws -> Bool {
    let from = try place(call, 0, disk)
    let to = try place(call, 1, disk)
    if from == nil, to == nil { return false }
    guard let from, let to, let inode = disk.visible[from.folder].names[from.name] else {
      throw Trouble("a file goes in or out of the store: \(call.arguments)")
    }
    let id = disk.happens(.name(folder: to.folder, to.name, inode))
    disk.happens(.name(folder: from.folder, from.name, nil), needing: id)
    return true
  }

  private func setTime(_ call: SystemCall, _ disk: inout Disk) throws -> Bool {
    guard let inode = try inode(of: call.path(1), disk),
      let seconds = call.arguments[2].components(separatedBy: "tv_sec=").last?
        .prefix(while: \.isNumber), let seconds = Int(seconds)
    else { return false }
    disk.setTime(timespec(tv_sec: seconds, tv_nsec: 0), of: inode)
    return true
  }

  // MARK: Names

  /// `nil` for what lies outside of the store.
  private func inode(of path: String, _ disk: Disk) throws -> Disk.Inode? {
    guard path.hasPrefix("/") else { throw Trouble("\(path) is no whole path") }
    if path + "/" == root { return Disk.root }
    return path.hasPrefix(root) ? disk.inode(of: path.dropFirst(root.count)) : nil
  }

  /// `nil` for what lies outside of the store, and for a file that has no name any more.
  private func inode(ofDescriptor call: SystemCall, _ disk: Disk) throws -> Disk.Inode? {
    guard let file = try call.file(0), file.path.hasPrefix("/") else { return nil }
    return file.isDeleted ? nil : try inode(of: file.path, disk)
  }

  private func place(
    _ call: SystemCall, _ index: Int, _ disk: Disk
  ) throws -> (folder: Disk.Inode, name: String)? { try place(call.path(index), disk) }

  private func place(_ path: String, _ disk: Disk) throws -> (folder: Disk.Inode, name: String)? {
    guard path.hasPrefix(root), let slash = path.lastIndex(of: "/") else {
      guard path.hasPrefix("/") else { throw Trouble("\(path) is no whole path") }
      return nil
    }
    guard let folder = try inode(of: String(path[..<slash]), disk) else {
      throw Trouble("\(path): the folder is not there")
    }
    return (folder, String(path[path.index(after: slash)...]))
  }
}

private enum Kind {
  case open, write, writeAt, sync, truncate, mode, time, rename, link, unlink, makeFolder, outside,
    map
}

/// What is modelled.
private let kinds: [String: Kind] = [
  "openat": .open, "write": .write, "pwrite64": .writeAt, "fsync": .sync, "fdatasync": .sync,
  "ftruncate": .truncate, "chmod": .mode, "fchmod": .mode, "utimensat": .time, "rename": .rename,
  "link": .link, "unlink": .unlink, "rmdir": .unlink, "mkdir": .makeFolder, "mmap": .map,
  "symlink": .outside, "writev": .outside,
]

/// What changes no file.
private let harmless: Set<String> = [
  "access", "alarm", "arch_prctl", "brk", "chdir", "clock_gettime", "clock_nanosleep", "clone",
  "clone3", "close", "close_range", "dup", "dup2", "dup3", "execve", "exit", "exit_group",
  "faccessat",
  "faccessat2", "fcntl", "fgetxattr", "flock", "fstat", "fstatfs", "futex", "getcwd", "getdents64",
  "getegid",
  "geteuid", "getgid", "getpgrp", "getpid", "getppid", "getrandom", "gettid", "getuid", "kill",
  "lseek", "lstat", "madvise", "mprotect", "mremap", "munmap", "nanosleep", "newfstatat",
  "pipe", "pipe2", "poll", "prctl", "pread64", "prlimit64", "read", "readlink", "readlinkat",
  "restart_syscall", "rseq", "rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "rt_sigtimedwait",
  "sched_getaffinity", "sched_yield", "set_robust_list", "set_tid_address", "setpgid",
  "setpriority",
  "setsid", "sigaltstack", "stat", "statfs", "statx", "sysinfo", "tgkill", "time", "uname", "vfork",
  "wait4",
  "waitid",
]
