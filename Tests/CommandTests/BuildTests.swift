import Foundation
import Support
import Testing

/// `docket build`, into an ordinary folder.
@Suite struct BuildTests {
  private func build(_ docket: Docket, _ more: String...) throws -> Command.Outcome {
    try docket.command(
      ["build", "--site", docket.path("site"), "--output", docket.path("public")]
        + ["--as-of", "2026-11-22"] + more
    ).run(in: docket.scratch)
  }

  @Test func `building says what it wrote; again it writes nothing, and says so`() throws {
    try withDocket { docket in
      let first = try build(docket)
      #expect(first.status == 0 && first.error.isEmpty)
      #expect(first.words.hasPrefix("wrote 404.html\n"))
      #expect(first.words.hasSuffix("/public: 20 files, 20 written, 0 removed\n"))
      let before = try docket.snapshot("public")
      #expect(before.count > 20)

      let second = try build(docket)
      #expect(second.status == 0 && second.error.isEmpty)
      #expect(
        second.words
          == "\(docket.path("public")): 20 files, nothing has changed, nothing written\n")
      #expect(try docket.snapshot("public") == before)
    }
  }

  @Test
  func `a link that leads to no page leaves the old pages, and what is in force, as they are`()
    throws
  {
    try withDocket { docket in
      _ = try build(docket)
      let before = try docket.contents("public")
      try docket.install()
      try docket.write(
        "# Wind\n\nSee [the list](/credentials/kiting/).\n", to: "site/pages/wind.md")
      for outcome in [try build(docket), try docket.publish()] {
        #expect(outcome.status == 1 && outcome.words.isEmpty)
        #expect(outcome.error.contains("site/pages/wind.md:3:16: error: "))
        #expect(outcome.error.contains("there are links that lead to no page, so nothing was done"))
      }
      #expect(try docket.contents("public") == before)
      #expect(!FileManager.default.fileExists(atPath: docket.path("installation/public")))
    }
  }

  @Test func `a faulty definition leaves the old pages byte for byte`() throws {
    try withDocket { docket in
      _ = try build(docket)
      let before = try docket.snapshot("public")
      let contents = try docket.contents("public")
      try docket.writeSite(CheckTests.broken)
      let outcome = try build(docket)
      #expect(outcome.status == 1 && outcome.words.isEmpty)
      #expect(outcome.error.contains("agency.jsonc:7:3: error: "))
      #expect(
        outcome.error.hasSuffix(
          "\ndocket build: the definitions have errors, so nothing was done\n"))
      #expect(try docket.snapshot("public") == before)
      #expect(try docket.contents("public") == contents)
    }
  }

  @Test func `a definition that is gone takes its pages with it, and no file of anybody else`()
    throws
  {
    try withDocket { docket in
      _ = try build(docket)
      try docket.write("mine", to: "public/robots.txt")
      try docket.write("mine", to: "public/credentials/balloonist/notes.txt")
      try docket.writeSite(kiteOffice.without("credentials/balloonist.jsonc"))
      let outcome = try build(docket)
      #expect(outcome.status == 0)
      let removed = outcome.words.split(separator: "\n").filter { $0.hasPrefix("removed ") }
      #expect(
        removed == [
          "removed apply/balloonist/index.html", "removed apply/balloonist/lamp/index.html",
          "removed credentials/balloonist/index.html", "removed find/balloonist/index.html",
        ])
      let left = Set(try docket.snapshot("public").keys)
      #expect(left.isSuperset(of: ["robots.txt", "credentials/balloonist/notes.txt"]))
      #expect(!left.contains("apply/balloonist"))
      #expect(!left.contains("credentials/balloonist/index.html"))
      #expect(try docket.text("public/robots.txt") == "mine")
    }
  }

  @Test func `a list of files that leads outside removes nothing there`() throws {
    try withDocket { docket in
      _ = try build(docket)
      try docket.write("mine", to: "precious")
      let list = try docket.text("public/.docket-files")
      try docket.write(
        "../precious\n\(docket.path("precious"))\n" + list, to: "public/.docket-files")
      #expect(try build(docket).status == 0)
      #expect(try docket.text("precious") == "mine")
      #expect(try docket.text("public/.docket-files") == list)
    }
  }

  @Test func `pages show the day that was asked for, and today where none was`() throws {
    try withDocket { docket in
      _ = try build(docket)
      #expect(try docket.text("public/index.html").contains("since 1 January 2026"))
      _ = try docket(
        "build", "--site", docket.path("site"), "--output", docket.path("of-today"))
      var calendar = Calendar(identifier: .gregorian)
      calendar.timeZone = try #require(TimeZone(identifier: "Europe/Paris"))
      let today = calendar.dateComponents([.year, .month, .day], from: Date())
      let day = try [#require(today.year), #require(today.month), #require(today.day)]
      let text = day.map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: "-")
      _ = try docket(
        "build", "--site", docket.path("site"), "--output", docket.path("as-of"), "--as-of", text)
      #expect(try docket.contents("of-today") == docket.contents("as-of"))
    }
  }

  @Test func `a day before the first known edition is refused, and nothing is written`() throws {
    try withDocket { docket in
      try docket.writeSite(
        kiteOffice.with(
          "fees.jsonc", "\"fees\": [",
          """
          "editions": [{ "id": "first", "title": "The first rules", "from": "2020-01-01" }],
          "fees": [
          """))
      func outcome(_ words: String...) throws -> Command.Outcome {
        try docket.command(words + ["--site", docket.path("site")]).run(in: docket.scratch)
      }
      let words =
        "the rules of 2019-12-31 are not known: the first edition that the definitions name is of "
        + "2020-01-01\n"
      let early = try outcome(
        "build", "--output", docket.path("public"), "--as-of", "2019-12-31")
      #expect(early.status == 1 && early.words.isEmpty)
      #expect(early.error == "docket build: " + words)
      #expect(!FileManager.default.fileExists(atPath: docket.path("public")))
      let compared = try outcome("diff", "--from", "2019-12-31", "--to", "2026-01-01")
      #expect(compared.status == 1 && compared.words.isEmpty)
      #expect(compared.error == "docket diff: " + words)
      let priced = try outcome("price", "--request", "pilot", "--on", "2019-12-31")
      #expect(priced.status == 1 && priced.words.isEmpty)
      #expect(
        try outcome("build", "--output", docket.path("public"), "--as-of", "2020-01-01").status
          == 0)
    }
  }

  @Test func `publishing on a day before the first known edition is refused`() throws {
    try withDocket { docket in
      try docket.writeSite(
        kiteOffice.with(
          "fees.jsonc", "\"fees\": [",
          """
          "editions": [{ "id": "first", "title": "The first rules", "from": "9000-01-01" }],
          "fees": [
          """))
      try docket.install()
      let before = try docket.snapshot("installation")
      let outcome = try docket.publish()
      #expect(outcome.status == 1 && outcome.words.isEmpty)
      #expect(outcome.error.contains("are not known: the first edition that the definitions name"))
      #expect(try docket.snapshot("installation") == before)
    }
  }

  @Test func `error pages begin their links with the path people use`() throws {
    try withDocket { docket in
      _ = try build(docket, "--base-path", "/credentials/")
      #expect(try docket.text("public/404.html").contains("href=\"/credentials/help/\""))
      #expect(try docket.text("public/fees/index.html").contains("href=\"../help/\"") == false)
      #expect(!(try docket.text("public/fees/index.html").contains("\"/credentials/")))
    }
  }

  @Test(arguments: ["credentials", "credentials/", "/credentials", "//host/", "/a b/", "/../"])
  func `a base path that is none is refused`(path: String) throws {
    try withDocket { docket in
      let outcome = try build(docket, "--base-path", path)
      #expect(outcome.status == 2)
      #expect(
        outcome.error.hasPrefix(
          "docket build: '--base-path' begins and ends with /, like /credentials/, not '\(path)'\n")
      )
      #expect(!FileManager.default.fileExists(atPath: docket.path("public")))
    }
  }

  @Test func `where it may not write it says what to do`() throws {
    try withDocket { docket in
      // A program that the server's user can run, wherever this clone lies.
      try docket.copyProgram(to: "docket")
      try FileManager.default.createDirectory(
        atPath: docket.path("closed"), withIntermediateDirectories: false,
        attributes: [.posixPermissions: 0o555])
      var command = docket.command(
        ["build", "--site", docket.path("site"), "--output", docket.path("closed/public")])
      command.program = docket.path("docket")
      let outcome = try command.asServerUser().run(in: docket.scratch)
      #expect(outcome.status == 1 && outcome.words.isEmpty)
      #expect(
        outcome.error == """
          docket build: the pages cannot be written: \(docket.path("closed/public")): Permission denied
          this user has no right to that: run it as the user who has, or choose another folder

          """)
    }
  }

  @Test func `a file in the way of a folder is named`() throws {
    try withDocket { docket in
      try docket.write("mine", to: "public/fees")
      let outcome = try build(docket)
      #expect(outcome.status == 1)
      #expect(outcome.error.contains("public/fees: "))
      #expect(outcome.error.contains("\na file is in the way where a folder should be: "))
      #expect(try docket.text("public/fees") == "mine")
    }
  }
}
