import Foundation
import Glibc
import Support

/// Where states of the store are laid out and programs run on them: in memory where there is such a place,
/// because the disk that counts here is the modelled one.
enum Folder {
  static let top: String = {
    let memory = "/dev/shm"
    return access(memory, W_OK) == 0 ? memory : FileManager.default.temporaryDirectory.path
  }()

  /// Nobody else's.
  static func place() -> String {
    "\(top)/docket-crash-\(UUID().uuidString.prefix(8).lowercased())"
  }

  static func withOne<Result>(_ body: (String) throws -> Result) throws -> Result {
    let folder = place()
    try make(folder)
    defer { remove(folder) }
    return try body(folder)
  }

  static func make(_ path: String, mode: mode_t = 0o700) throws {
    guard mkdir(path, mode) == 0 || errno == EEXIST else { throw Trouble("no folder \(path)") }
  }

  static func remove(_ path: String) {
    for name in (try? names(in: path)) ?? [] {
      let place = "\(path)/\(name)"
      if unlink(place) != 0, errno == EISDIR { remove(place) }
    }
    rmdir(path)
  }

  /// What lies in a folder, with second names of one file as that.
  static func read(_ path: String) throws -> [Disk.Node] {
    var nodes = [Disk.Node(bytes: nil, mode: 0o700)]
    var known: [__ino_t: Disk.Inode] = [:]
    func read(_ folder: Disk.Inode, _ path: String) throws {
      for name in try names(in: path) {
        let place = "\(path)/\(name)"
        var status = stat()
        guard lstat(place, &status) == 0 else { throw Trouble("\(place) has gone") }
        if let inode = known[status.st_ino] {
          nodes[folder].names[name] = inode
          continue
        }
        let inode = nodes.count
        let mode = UInt16(status.st_mode & 0o7777)
        nodes[folder].names[name] = inode
        if status.st_mode & S_IFMT == S_IFDIR {
          nodes.append(Disk.Node(bytes: nil, mode: mode))
          try read(inode, place)
        } else {
          known[status.st_ino] = inode
          nodes.append(Disk.Node(bytes: try bytes(of: place), mode: mode, time: status.st_mtim))
        }
      }
    }
    try read(Disk.root, path)
    return nodes
  }

  /// Lays a state out as a folder that is not there yet.
  static func write(_ cut: Cut, to path: String) throws {
    try make(path)
    var places: [Disk.Inode: String] = [:]
    var failure: String?
    cut.walk { name, inode in
      let node = cut.nodes[inode]
      let place = "\(path)/\(name)"
      if let bytes = node.bytes {
        if let first = places[inode] {
          if link(first, place) != 0 { failure = place }
          return
        }
        places[inode] = place
        let file = open(place, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        let count = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
        if fchmod(file, mode_t(node.mode)) != 0 || count != bytes.count { failure = place }
        if let time = node.time { futimens(file, [time, time]) }
        close(file)
      } else if mkdir(place, 0o700) != 0 || chmod(place, mode_t(node.mode)) != 0 {
        failure = place
      }
    }
    if let failure { throw Trouble("\(failure) could not be laid out: errno \(errno)") }
  }

  static func names(in path: String) throws -> [String] {
    guard let stream = opendir(path) else { throw Trouble("\(path) is no folder") }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  static func bytes(of path: String) throws -> Data {
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw Trouble("\(path) cannot be read")
    }
    return bytes
  }

  static func put(_ text: String, at path: String, mode: mode_t = 0o600) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    chmod(path, mode)
  }
}
