import Foundation
import JSON
import Notation
import Testing

@Suite struct HostileTests {
  @Test func `any edit of any file gives a site or errors, never a trap`() throws {
    let folder = Folder()
    var random = SystemRandomNumberGenerator()
    let pieces = [
      "{", "}", "[", "]", "\"", ",", ":", "null", "7", "\"x\"", "//", "“", "\\", "\n", "-1", "1e9",
      "\"id\": \"permit\",", "true",
    ]
    let paths = folder.files.keys.sorted()
    for _ in 0..<400 {
      var files = folder.files.mapValues { Array($0.utf8) }
      let path = paths.randomElement(using: &random) ?? ""
      var bytes = files[path] ?? []
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let place = Int.random(in: 0...bytes.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0:
          bytes.insert(
            contentsOf: Array((pieces.randomElement(using: &random) ?? "").utf8), at: place)
        case 1: bytes.removeSubrange(place..<min(bytes.count, place + 7))
        default: if place < bytes.count { bytes[place] = UInt8.random(in: 0...255, using: &random) }
        }
      }
      files[path] = bytes
      let reading = readSite(files, zones: testZones)
      #expect((reading.site == nil) == reading.diagnostics.hasErrors)
      #expect(reading.diagnostics.map(\.place) == reading.diagnostics.map(\.place).sorted())
      _ = reading.report()
    }
  }

  /// Every value of a definition replaced in turn by one of another kind.
  @Test func `a value of any wrong kind is an error or harmless, wherever it stands`() throws {
    let wrong = ["null", "-0.5", "\"\"", "[[]]", "{ \"id\": {} }"]
    for (path, text) in Folder().files where path.hasSuffix(".jsonc") {
      let root = try #require(readTolerantly(text.utf8).node)
      for node in nodes(in: root) {
        for value in wrong {
          var bytes = Array(text.utf8)
          bytes.replaceSubrange(node.offset..<node.end, with: Array(value.utf8))
          var files = Folder().files.mapValues { Array($0.utf8) }
          files[path] = bytes
          let reading = readSite(files, zones: testZones)
          #expect((reading.site == nil) == reading.diagnostics.hasErrors)
          #expect(
            !reading.report().contains("please report"), "\(path): \(value) at \(node.offset)")
        }
      }
    }
  }

  private func nodes(in node: JSONNode) -> [JSONNode] {
    let inner = (node.array ?? []) + (node.members ?? []).map(\.node)
    return [node] + inner.flatMap { nodes(in: $0) }
  }

  @Test(arguments: ["site", "Tests/Agencies/harbour"])
  func `Foundation reads the definitions of this repository as we do`(folder: String) throws {
    let decoder = JSONDecoder()
    decoder.allowsJSON5 = true
    for (path, bytes) in try files(in: repository.appending(path: folder))
    where path.hasSuffix(".jsonc") {
      let ours = readTolerantly(bytes)
      #expect(ours.faults == [])
      let theirs = try decoder.decode(Tree.self, from: Data(bytes))
      #expect(ours.node?.sortedBytes == theirs.node.sortedBytes, "\(path)")
    }
  }
}

/// Any JSON, through Foundation's decoder.
private struct Tree: Decodable {
  let node: JSONNode

  private struct Name: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  init(from decoder: any Decoder) throws {
    if let container = try? decoder.container(keyedBy: Name.self) {
      node = .object(
        try container.allKeys.map { key in
          JSONMember(key.stringValue, try container.decode(Tree.self, forKey: key).node)
        })
    } else if var list = try? decoder.unkeyedContainer() {
      var nodes: [JSONNode] = []
      while !list.isAtEnd { nodes.append(try list.decode(Tree.self).node) }
      node = .array(nodes)
    } else {
      let value = try decoder.singleValueContainer()
      if let truth = try? value.decode(Bool.self) {
        node = .bool(truth)
      } else if let number = try? value.decode(Int.self) {
        node = .integer(number)
      } else {
        node = .string(try value.decode(String.self))
      }
    }
  }
}
