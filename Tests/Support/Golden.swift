import Glibc

/// How `page` differs from `Golden/<name>` beside the test file, or `nil` if it does not.
///
/// With `DOCKET_RECORD=1` in the environment it writes the file instead and says so, which is a failure
/// too: a recording run can never be taken for a passing one. Only lines that differ are shown. Test
/// targets call it through `expectGolden`.
package func goldenFault(_ page: String, _ name: String, testFile: String) -> String? {
  let folder = testFile.split(separator: "/", omittingEmptySubsequences: false).dropLast()
  let path = (folder + ["Golden", Substring(name)]).joined(separator: "/")
  let text = page.hasSuffix("\n") ? page : page + "\n"
  if getenv("DOCKET_RECORD").map({ String(cString: $0) }) == "1" {
    return write(text, to: path) ? "recorded \(name)" : "\(path) could not be written"
  }
  guard let golden = contents(of: path) else {
    return "there is no \(path): record it with DOCKET_RECORD=1"
  }
  return golden.utf8.elementsEqual(text.utf8)
    ? nil : "\(name) differs:\n" + difference(from: golden, to: text)
}

/// The whole of a file, or `nil`.
package func contents(of path: String) -> String? {
  guard let file = fopen(path, "r") else { return nil }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 65_536)
  while case let count = fread(&buffer, 1, buffer.count, file), count > 0 {
    bytes += buffer[..<count]
  }
  return String(decoding: bytes, as: UTF8.self)
}

private func write(_ text: String, to path: String) -> Bool {
  let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
  mkdir(folder.joined(separator: "/"), 0o755)
  guard let file = fopen(path, "w") else { return false }
  let bytes = Array(text.utf8)
  let isWritten = fwrite(bytes, 1, bytes.count, file) == bytes.count
  return fclose(file) == 0 && isWritten
}

private func difference(from golden: String, to text: String) -> String {
  let old = golden.split(separator: "\n", omittingEmptySubsequences: false)
  let new = text.split(separator: "\n", omittingEmptySubsequences: false)
  let changes = new.difference(from: old)
  let removed = changes.removals.map { change in
    if case .remove(let line, let words, _) = change { "\(line + 1) - \(words)" } else { "" }
  }
  let inserted = changes.insertions.map { change in
    if case .insert(let line, let words, _) = change { "\(line + 1) + \(words)" } else { "" }
  }
  return (removed + inserted).prefix(40).joined(separator: "\n")
}
