extension JSONNode {
  /// The canonical text: no white space, members in their order, and in strings only what RFC 8259
  /// demands is escaped, each in the one form RFC 8785 §3.2.2.2 gives. The same node is the same bytes.
  package var bytes: [UInt8] {
    var output: [UInt8] = []
    append(to: &output)
    return output
  }

  /// As `bytes`, with the members of every object in the order of their names' bytes, for texts
  /// that are known by their hash. RFC 8785 orders by UTF-16 units instead; up to
  /// U+FFFF the two agree.
  package var sortedBytes: [UInt8] {
    var output: [UInt8] = []
    append(to: &output, sorted: true)
    return output
  }

  /// The canonical text as a `String`.
  package var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Adds the canonical text at the end of `output`.
  package func append(to output: inout [UInt8], sorted: Bool = false) {
    switch value {
    case .null: output.append(contentsOf: "null".utf8)
    case .bool(let truth): output.append(contentsOf: (truth ? "true" : "false").utf8)
    case .integer(let number): output.append(contentsOf: String(number).utf8)
    case .decimal(let digits): output.append(contentsOf: digits.utf8)
    case .string(let text): appendQuoted(text, to: &output)
    case .array(let nodes):
      output.append(UInt8(ascii: "["))
      for (index, node) in nodes.enumerated() {
        if index > 0 { output.append(UInt8(ascii: ",")) }
        node.append(to: &output, sorted: sorted)
      }
      output.append(UInt8(ascii: "]"))
    case .object(let members):
      output.append(UInt8(ascii: "{"))
      for (index, member) in (sorted ? inOrder(members) : members).enumerated() {
        if index > 0 { output.append(UInt8(ascii: ",")) }
        appendQuoted(member.name, to: &output)
        output.append(UInt8(ascii: ":"))
        member.node.append(to: &output, sorted: sorted)
      }
      output.append(UInt8(ascii: "}"))
    }
  }
}

private func inOrder(_ members: [JSONMember]) -> [JSONMember] {
  members.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
}

private func appendQuoted(_ text: String, to output: inout [UInt8]) {
  output.append(UInt8(ascii: "\""))
  var text = text
  text.withUTF8 { bytes in
    var start = 0
    for (index, byte) in bytes.enumerated() where needsEscape(byte) {
      output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<index]))
      appendEscape(of: byte, to: &output)
      start = index + 1
    }
    output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start...]))
  }
  output.append(UInt8(ascii: "\""))
}

private func needsEscape(_ byte: UInt8) -> Bool {
  byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
}

private func appendEscape(of byte: UInt8, to output: inout [UInt8]) {
  output.append(UInt8(ascii: "\\"))
  switch byte {
  case 0x08: output.append(UInt8(ascii: "b"))
  case 0x09: output.append(UInt8(ascii: "t"))
  case 0x0A: output.append(UInt8(ascii: "n"))
  case 0x0C: output.append(UInt8(ascii: "f"))
  case 0x0D: output.append(UInt8(ascii: "r"))
  case 0x00..<0x20:
    let digits = StaticString("0123456789abcdef")
    output.append(contentsOf: "u00".utf8)
    output.append(digits.utf8Start[Int(byte >> 4)])
    output.append(digits.utf8Start[Int(byte & 15)])
  default: output.append(byte)
  }
}
