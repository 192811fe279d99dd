import Files

/// The names in a ZIP archive, by the directory at its end, which alone says what is in it (APPNOTE
/// 4.3.12, 4.3.16); none where it cannot be read. At most a megabyte of directory is looked at.
func namesInArchive(_ file: borrowing File) throws -> [String] {
  // The record at the end has 22 bytes, and a comment of at most 65535 after it.
  let tail = try file.read(from: max(0, try file.status().size - 22 - 65_535))
  let mark: [UInt8] = [0x50, 0x4B, 0x05, 0x06]
  guard tail.count >= 22,
    let end = (0...(tail.count - 22)).last(where: { tail[$0...].starts(with: mark) })
  else { return [] }
  let directory = try file.read(
    from: number(in: tail, at: end + 16, 4), limit: min(number(in: tail, at: end + 12, 4), 1 << 20))
  var names: [String] = []
  var place = 0
  while place + 46 <= directory.count,
    directory[place...].starts(with: [0x50, 0x4B, 0x01, 0x02] as [UInt8])
  {
    let nameCount = number(in: directory, at: place + 28, 2)
    let name = directory[(place + 46)...].prefix(nameCount)
    names.append(String(decoding: name, as: UTF8.self))
    place +=
      46 + nameCount + number(in: directory, at: place + 30, 2)
      + number(in: directory, at: place + 32, 2)
  }
  return names
}

/// Lowest byte first. The caller has seen that the bytes are there.
private func number(in bytes: [UInt8], at place: Int, _ count: Int) -> Int {
  bytes[place..<place + count].reversed().reduce(0) { $0 << 8 | Int($1) }
}
