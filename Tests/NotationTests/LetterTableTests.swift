import Foundation
import Notation
import Support
import Testing

@Suite struct LetterTableTests {
  @Test func `the table of letters in the readme is the one that the check goes by`() throws {
    let readme = try String(
      contentsOf: repository.appending(path: "site/README.md"), encoding: .utf8)
    let rows = readme.matches(of: /\n\| `([a-z-]+)`( †)? \|[^|]*\| ([a-z, -]+) \|/).map { row in
      "\(row.1)\(row.2 ?? "") \(row.3)"
    }
    let table = NeededLetter.all.map { letter in
      "\(letter.id)\(letter.needed.isEmpty ? "" : " †") "
        + letter.slots.joined(separator: ", ")
    }
    #expect(rows == table)
    #expect(NeededLetter.all.allSatisfy { $0.needed.isEmpty || $0.needed == ["link"] })
  }
}
