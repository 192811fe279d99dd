import Foundation
import JSON
import Store
import Support
import Testing

/// `docket store verify`: what it says, and how it ends.
@Suite struct VerifyTests {
  @Test func `a whole installation has no faults`() throws {
    try withInstallation { docket in
      let outcome = try verify(docket)
      #expect(outcome.status == 0 && outcome.error == "")
      #expect(
        outcome.words
          == "no faults in 0 applications, 0 accounts, 0 staff members, 0 organisations, 0 lines, 0 files, 0 payments, 1 publication\n"
      )
      #expect(
        try verify(docket, "--json").words == """
          {"diagnostics":[],"renewed":[],"counts":{"applications":0,"accounts":0,"staff":0,"organisations":0,"lines":0,\
          "attachments":0,"bytes":0,"payments":0,"leftovers":0,"publications":1}}

          """)
    }
  }

  @Test func `a fault is told with its file, its line and what to do, and ends it with 1`() throws {
    try withInstallation { docket in
      let store = docket.path("installation/store")
      let shard = store + "/accounts/" + "aa"
      try FileManager.default.createDirectory(
        atPath: shard + "/x", withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
      try Data("{}\n".utf8).write(to: URL(fileURLWithPath: shard + "/x/journal"))
      chmod(shard + "/x/journal", 0o600)
      try giveToItsOwner(docket)
      let outcome = try verify(docket)
      #expect(outcome.status == 1)
      #expect(
        outcome.words
          == "2 errors in 0 applications, 1 account, 0 staff members, 0 organisations, 0 lines, 0 files, 0 payments, 1 publication\n"
      )
      #expect(
        outcome.error == """
          \(shard)/x: error: lies in the wrong folder, where nobody finds it
          it belongs into '2d': move it there

          \(shard)/x/journal:1: error: damaged: not the first line of a journal
          change nothing by hand: keep a copy of this folder, and bring back the last backup of it


          """)
      let node = try JSONNode(strict: Array(verify(docket, "--json").words.utf8).dropLast())
      let last = try #require(node["diagnostics"]?.array?.last)
      #expect(last["file"]?.string == shard + "/x/journal" && last["line"]?.integer == 1)
      #expect(last["severity"]?.string == "error")
      #expect(last["summary"]?.string == "damaged: not the first line of a journal")
    }
  }

  @Test func `a publication that was changed, or is gone, is found`() throws {
    try withInstallation { docket in
      let newest = try docket.text("installation/publications/newest").dropLast()
      let fees = "installation/publications/\(newest)/fees.json"
      let text = try docket.text(fees)
      try docket.write(text + " ", to: fees)
      let changed = try verify(docket)
      #expect(changed.status == 1)
      #expect(
        changed.error.contains("\(newest): error: the files of this publication are not those"))
      try docket.write(text, to: fees)
      #expect(try verify(docket).status == 0)
      try FileManager.default.removeItem(atPath: docket.path("installation/publications/\(newest)"))
      let gone = try verify(docket)
      #expect(gone.status == 1)
      #expect(
        gone.error.contains("newest:1: error: names a publication that is not there: \(newest)"))
    }
  }

  @Test func `where there is no store it says so`() throws {
    try withInstallation { docket in
      try FileManager.default.removeItem(atPath: docket.path("installation/store/format"))
      let outcome = try verify(docket)
      #expect(outcome.status == 1 && outcome.error.contains("there is no store in"))
      #expect(try verify(docket, "more").status == 2)
    }
  }

  private func verify(_ docket: Docket, _ more: String...) throws -> Command.Outcome {
    try docket.command(["store", "verify", "--prefix", docket.path("installation")] + more)
      .run(in: docket.scratch)
  }

  private func withInstallation(_ body: (Docket) throws -> Void) throws {
    try withDocket { docket in
      try docket.install()
      #expect(try docket.publish().status == 0)
      try body(docket)
    }
  }

  /// What this process has written there belongs to whoever has the folder, who may be another.
  private func giveToItsOwner(_ docket: Docket) throws {
    let files = FileManager.default
    let store = docket.path("installation/store")
    let owner = try #require(try files.attributesOfItem(atPath: store)[.ownerAccountID])
    for path in try files.subpathsOfDirectory(atPath: store) {
      try files.setAttributes([.ownerAccountID: owner], ofItemAtPath: "\(store)/\(path)")
    }
  }
}
