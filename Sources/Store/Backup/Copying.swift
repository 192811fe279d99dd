import Files
import Glibc
import Signing

/// Copies the bytes of a file and makes them lasting, 64 kB at a time: their digest, and how many.
func copy(
  _ source: String, to place: String, mode: mode_t = 0o600
) throws(SystemFailure) -> (Digest, Int) {
  let copy = try File(making: place, mode: mode)
  let (digest, count) = try read(source) { (bytes, offset) throws(SystemFailure) in
    try copy.write(bytes, at: offset)
  }
  try copy.sync()
  return (digest, count)
}

/// Reads a file, 64 kB at a time: the digest of its bytes, and how many.
func read(
  _ path: String, _ take: ([UInt8], Int) throws(SystemFailure) -> Void = { _, _ in }
) throws(SystemFailure) -> (Digest, Int) {
  let file = try File(path)
  var hash = SHA256()
  var count = 0
  while true {
    let bytes = try file.read(from: count, limit: 64 * 1024)
    if bytes.isEmpty { return (hash.finish(), count) }
    hash.update(bytes)
    try take(bytes, count)
    count += bytes.count
  }
}

/// The folders that were made on the way to files, so that all their names can be made lasting at the end.
struct MadeFolders {
  private var made: Set<String> = []
  private let mode: mode_t

  init(mode: mode_t = 0o700) { self.mode = mode }

  /// Makes the folders between `top` and the file at `path` in it.
  mutating func make(above path: String, in top: String) throws(SystemFailure) {
    let above = parent(of: path)
    guard above != ".", !made.contains(above) else { return }
    try make(above: above, in: top)
    try makeFolder(top + "/" + above, mode: mode)
    made.insert(above)
  }

  func sync(in top: String) throws(SystemFailure) {
    for folder in made { try syncFolder(top + "/" + folder) }
    try syncFolder(top)
  }
}
