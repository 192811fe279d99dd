/// The text of one definition file: finds the line and column of a byte, and quotes lines.
package struct SourceText: Sendable {
  package let file: String
  package let bytes: [UInt8]
  /// Where each line begins; a byte order mark belongs to no line.
  private let lineStarts: [Int]

  package init(file: String, bytes: [UInt8]) {
    self.file = file
    self.bytes = bytes
    let first = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    lineStarts =
      [first] + bytes.indices.filter { bytes[$0] == UInt8(ascii: "\n") }.map { $0 + 1 }
  }

  /// The place of the byte at `offset`, which may be the one after the last.
  package func place(at offset: Int) -> Place {
    var low = 0
    var high = lineStarts.count
    while low < high {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle + 1 } else { high = middle }
    }
    let start = lineStarts[max(0, low - 1)]
    // A scalar begins at every byte that does not continue one.
    let scalars = bytes[min(start, offset)..<min(offset, bytes.count)].count { $0 & 0xC0 != 0x80 }
    return Place(file: file, line: max(1, low), column: scalars + 1)
  }

  /// The line of that number as it was written, without its end; `nil` when there is none.
  package func line(_ number: Int) -> String? {
    guard lineStarts.indices.contains(number - 1) else { return nil }
    var line = bytes[lineStarts[number - 1]...].prefix { $0 != UInt8(ascii: "\n") }
    if line.last == UInt8(ascii: "\r") { line.removeLast() }
    return String(decoding: line, as: UTF8.self)
  }

  /// The author's line behind a gutter, and below it a caret under `place`.
  func quote(_ place: Place) -> [String]? {
    guard let line = line(place.line) else { return nil }
    var scalars = line.unicodeScalars.map { isControl($0) ? "\u{FFFD}" : $0 }
    var column = min(place.column - 1, scalars.count)
    // A paragraph in one line would hide the caret: show what stands around it.
    if scalars.count > 160 {
      let first = max(0, min(column - 60, scalars.count - 120))
      let last = min(scalars.count, first + 120)
      let isCut = (before: first > 0, after: last < scalars.count)
      scalars = Array(scalars[first..<last])
      column -= first
      if isCut.before {
        scalars.insert("…", at: 0)
        column += 1
      }
      if isCut.after { scalars.append("…") }
    }
    var text = ""
    text.unicodeScalars.append(contentsOf: scalars)
    // A tab stays a tab, so that the caret stands right whatever width the terminal gives it.
    let indent = scalars[..<column].map {
      $0 == "\t" ? "\t" : String(repeating: " ", count: width($0))
    }
    let number = String(place.line)
    let gutter = String(repeating: " ", count: number.utf8.count)
    return ["\(number) | \(text)", "\(gutter) | \(indent.joined())^"]
  }
}

private func isControl(_ scalar: Unicode.Scalar) -> Bool {
  scalar != "\t" && (scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value))
}

/// How many columns a terminal gives a scalar: none for marks that combine, two for East Asian wide
/// characters and emoji (the blocks of UAX #11 that matter), else one.
private func width(_ scalar: Unicode.Scalar) -> Int {
  switch scalar.properties.generalCategory {
  case .nonspacingMark, .enclosingMark, .format: return 0
  default: break
  }
  switch scalar.value {
  case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
    0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF,
    0x20000...0x3FFFD:
    return 2
  default: return 1
  }
}
