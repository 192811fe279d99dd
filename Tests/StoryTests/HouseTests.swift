import Foundation
import JSON
import Testing
import Support

/// What holds for the tree as a whole.
@Suite struct HouseTests {
  @Test func `the top level is what the design says and nothing else`() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Repository.folder.path)
      .filter { !$0.hasPrefix(".") && $0 != "public" }  // "public" is what `docket build` writes
    #expect(
      names.sorted() == ["Package.swift", "README.md", "Sources", "Tests", "cgi-bin", "site"])
  }

  @Test(arguments: ["site", "Tests/Agencies/harbour"])
  func `no name, amount or clause of an agency stands in the sources`(_ site: String) throws {
    let terms = try AgencyTerms(of: site)
    #expect(terms.ids.count > 10 && terms.clauses.count > 5 && terms.amounts.count > 3)
    let found = try sources().flatMap { path in
      terms.found(in: try Repository.text(path)).map { "\(path):\($0)" }
    }
    #expect(found.isEmpty, "\(found.joined(separator: "\n"))")
  }

  @Test func `an agency's words would be found`() throws {
    let terms = try AgencyTerms(of: "site")
    #expect(
      terms.found(in: "let a = \"character-and-fitness\"\n// Kentucky\nlet c = 85_00\n// 85_00\n")
        == ["1: character-and-fitness", "2: Kentucky", "3: 85_00"])
    #expect(terms.found(in: "let degrees = \"\\u{b0}\"\nlet b = 1_85_00\n").isEmpty)
  }

  /// Every source of the programs, from the top of the repository.
  private func sources() throws -> [String] {
    try ["Sources", "cgi-bin"].flatMap { folder in
      try FileManager.default
        .subpathsOfDirectory(atPath: Repository.folder.appendingPathComponent(folder).path)
        .filter { path in [".swift", ".h", ".c"].contains { path.hasSuffix($0) } }
        .map { "\(folder)/\($0)" }
    }
  }
}

/// What only one agency's folder may know, read out of that folder.
private struct AgencyTerms {
  /// Nowhere, not even in a comment.
  private(set) var names: Set<String> = []
  private(set) var clauses: Set<String> = []
  /// Not as a text in quotes.
  private(set) var ids: Set<String> = []
  /// Not as a number or a text outside of comments.
  private(set) var amounts: Set<String> = []

  init(of site: String) throws {
    let folder = Repository.folder.appendingPathComponent(site)
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    where path.hasSuffix(".jsonc") {
      let bytes = try Data(contentsOf: folder.appendingPathComponent(path))
      let reading = readTolerantly(bytes)
      guard let node = reading.node, reading.faults.isEmpty else {
        throw Trouble("\(site)/\(path) cannot be read")
      }
      take(node, isTop: path.contains("/"))
      for list in ["fees", "parties"] {
        node[list]?.array?.forEach { take($0, isTop: true) }
      }
    }
    // What an agency is called besides its full name.
    names.formUnion(["Kentucky", "EPSB", "KECS", "Norderwiek", "Hafen"])
    clauses.formUnion(["KAR ", "KRS ", "Harbour Ordinance"])
  }

  /// `isTop`: whether the node's own id names a request, an element, a fee or a party.
  private mutating func take(_ node: JSONNode, isTop: Bool) {
    if isTop, let id = node["id"]?.string, id != "applicant" { ids.insert(id) }
    for member in node.members ?? [] {
      if member.name == "clause", let clause = member.node.string { clauses.insert(clause) }
      if ["amount", "total"].contains(member.name), let amount = member.node.string,
        !amount.allSatisfy({ "0.".contains($0) })
      {
        let parts = amount.components(separatedBy: ".")
        amounts.formUnion([amount, parts.joined(separator: "_"), parts.joined()])
      }
      if member.name == "name", let name = member.node.string { names.insert(name) }
      take(member.node, isTop: false)
    }
    node.array?.forEach { take($0, isTop: false) }
  }

  /// Line and word of everything that may not stand there.
  func found(in text: String) -> [String] {
    let anywhere = names.union(clauses).filter(text.contains)
    let quoted = ids.filter { text.contains("\"\($0)\"") }
    return text.components(separatedBy: "\n").enumerated().flatMap { number, line -> [String] in
      let code = line.components(separatedBy: "//")[0]
      let words = Set(code.split { !$0.isLetter && !$0.isNumber && $0 != "_" && $0 != "." })
      return
        (anywhere.filter(line.contains) + quoted.filter { code.contains("\"\($0)\"") }
        + amounts.filter { words.contains(Substring($0)) })
        .sorted().map { "\(number + 1): \($0)" }
    }
  }
}
