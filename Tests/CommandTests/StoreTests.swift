import Foundation
import Support
import Testing

/// Lists of what people hold, brought in by the command.
@Suite struct StoreCommandTests {
  @Test func `each line that is refused is told, and nothing is brought in`() throws {
    try withDocket { docket in
      try docket.writeSite(
        kiteOffice.merging([
          "certificates.jsonc": """
          { "certificates": [{ "id": "novice", "title": "Novice" }] }
          """
        ]) { $1 })
      try docket.install()
      _ = try docket.publish()
      try docket.write(
        """
        email,kind,number,first-day,last-day
        nobody@example.org,novice,1,2026-01-01,
        nobody@example.org,expert,2,2026-01-01,
        """, to: "list.csv")
      let list = docket.path("list.csv")
      let before = try docket.contents("installation/store")
      let said = try docket(
        "store", "import-certificates", list, "--prefix", docket.path("installation"), "--dry-run")
      #expect(said.status == 1)
      #expect(
        said.words == """
          \(list):2: refused: nobody has a confirmed account with this address
          \(list):3: refused: there is no kind of certificate 'expert': novice

          """)
      #expect(said.error == "2 of 2 lines refused, so nothing was brought in\n")
      #expect(try docket.contents("installation/store") == before)
      let missing = try docket(
        "store", "import-certificates", "none.csv", "--prefix", docket.path("installation"),
        "--dry-run")
      #expect(missing.error == "docket store import-certificates: 'none.csv' cannot be read\n")
    }
  }
}
