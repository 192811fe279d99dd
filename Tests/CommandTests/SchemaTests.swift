import Foundation
import JSON
import Support
import Testing

/// `docket schema`, held to by another's implementation of JSON Schema.
@Suite struct SchemaTests {
  /// Says for each file, in its order, whether Python's `jsonschema` takes it.
  private func accepts(_ documents: [(name: String, bytes: [UInt8])], _ docket: Docket) throws
    -> [String: Bool]
  {
    let schema = try docket("schema")
    #expect(schema.status == 0 && schema.error.isEmpty)
    try docket.write(schema.words, to: "schema.json")
    for (index, document) in documents.enumerated() {
      try docket.write(String(decoding: document.bytes, as: UTF8.self), to: "\(index).json")
    }
    let script = """
      import json, sys
      from jsonschema import Draft7Validator
      schema = json.load(open(sys.argv[1], encoding='utf-8'))
      Draft7Validator.check_schema(schema)
      validator = Draft7Validator(schema)
      for name in sys.argv[2:]:
          print('yes' if validator.is_valid(json.load(open(name, encoding='utf-8'))) else 'no')
      """
    let outcome = try Command(
      program: "/usr/bin/python3",
      arguments: ["-c", script, docket.path("schema.json")]
        + documents.indices.map { docket.path("\($0).json") }
    ).runWell(in: docket.scratch)
    let answers = outcome.words.split(separator: "\n").map { $0 == "yes" }
    try #require(answers.count == documents.count)
    return Dictionary(zip(documents.map(\.name), answers)) { $0 && $1 }
  }

  /// Every definition file of a folder, as plain JSON.
  private func definitions(of site: String) throws -> [(name: String, node: JSONNode)] {
    let folder = Repository.folder.appendingPathComponent(site)
    return try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
      .filter { $0.hasSuffix(".jsonc") }
      .map { path in
        let reading = readTolerantly(
          Array(try Data(contentsOf: folder.appendingPathComponent(path))))
        #expect(reading.faults.isEmpty)
        return (path, try #require(reading.node))
      }
  }

  @Test(arguments: ["site", "Tests/Agencies/harbour"])
  func `it takes every definition file of both agencies, and no spoiled copy`(site: String) throws {
    try withDocket { docket in
      let files = try definitions(of: site)
      #expect(files.count > 10)
      var documents = files.map { (name: $0.name, bytes: $0.node.bytes) }
      for (name, node) in files {
        let members = try #require(node.members)
        documents.append((name + " with a key misspelt", misspelt(members).bytes))
        documents.append((name + " with a key too many", extended(members).bytes))
        for key in members.map(\.name) where isRequired(key, in: name) {
          documents.append((name + " without " + key, without(key, members).bytes))
        }
        documents.append((name + " with a number for a text or list", numbered(members).bytes))
      }
      let answers = try accepts(documents, docket)
      for (name, isAccepted) in answers {
        #expect(isAccepted == files.contains { $0.name == name }, "\(name)")
      }
      #expect(answers.count > 4 * files.count)
    }
  }

  @Test func `the schema may lie where the README puts it, and files may name it`() throws {
    try withDocket { docket in
      try docket.write(try docket("schema").words, to: "site/definitions.schema.json")
      let named = try kiteOffice.with(
        "credentials/pilot.jsonc", "{\n  \"id\"",
        "{\n  \"$schema\": \"../definitions.schema.json\",\n  \"id\"")
      try docket.write(
        #require(named["credentials/pilot.jsonc"]), to: "site/credentials/pilot.jsonc")
      let outcome = try docket("check", "--site", docket.path("site"))
      #expect(outcome.status == 0, "\(outcome.error)")
    }
  }

  /// A list of names need not rest on a rule.
  private func isRequired(_ key: String, in file: String) -> Bool {
    ["id", "title", "name"].contains(key) || key == "clause" && !file.hasPrefix("lists/")
  }

  private func misspelt(_ members: [JSONMember]) -> JSONNode {
    .object(
      members.enumerated().map { $0 == 0 ? JSONMember($1.name + "s", $1.node) : $1 })
  }

  private func extended(_ members: [JSONMember]) -> JSONNode {
    .object(members + [JSONMember("nonsense", true)])
  }

  private func without(_ key: String, _ members: [JSONMember]) -> JSONNode {
    .object(members.filter { $0.name != key })
  }

  private func numbered(_ members: [JSONMember]) -> JSONNode {
    .object(members.enumerated().map { $0 == 0 ? JSONMember($1.name, 7) : $1 })
  }
}
