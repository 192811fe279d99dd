import Foundation
import Glibc
import Support
import Testing

/// `docket install`, the first time and again.
@Suite struct InstallTests {
  static let programs = [
    "account", "apply", "attach", "certificates", "dashboard", "helper", "invoice", "organisation",
    "party",
    "payment", "review", "save", "staff",
  ]

  @Test func `it makes the folders, the programs and the settings, with these modes`() throws {
    try withDocket { docket in
      let outcome = try docket.command(docket.installing).run(in: docket.scratch)
      #expect(outcome.status == 0 && outcome.error.isEmpty)
      let prefix = docket.path("installation")
      #expect(
        outcome.words == "installed in \(prefix)\nnext: docket publish --prefix \(prefix)\n")
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: prefix).sorted()
          == [
            ".sites", "cgi-bin", "docket.jsonc", "keys", "live", "log", "payment", "publications",
            "store",
          ])
      for folder in ["", ".sites", "cgi-bin", "publications", "live"] {
        #expect(try docket.mode("installation/" + folder) == "755", "\(folder)")
      }
      for folder in ["keys", "log", "payment", "store", "store/applications", "store/incoming"] {
        #expect(try docket.mode("installation/" + folder) == "700", "\(folder)")
        if ServerUser.isAnother {
          #expect(try docket.owner("installation/" + folder) == ServerUser.name, "\(folder)")
        }
      }
      if ServerUser.isAnother {
        #expect(try docket.owner("installation/live") == ServerUser.name)
      }
      #expect(try docket.mode("installation/docket.jsonc") == "640")
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: prefix + "/cgi-bin").sorted()
          == Self.programs)
      for program in Self.programs {
        #expect(try docket.mode("installation/cgi-bin/" + program) == "755")
        #expect(
          FileManager.default.contentsEqual(
            atPath: "\(prefix)/cgi-bin/\(program)",
            andPath: Repository.programs.appendingPathComponent(program).path))
      }
      let settings = try docket.text("installation/docket.jsonc")
      #expect(settings.contains("\"baseURL\": \"https://kites.example/permits/\","))
      #expect(settings.contains("\"demonstration\": false,"))
    }
  }

  @Test func `a demonstration has the simulator and a key for it`() throws {
    try withDocket { docket in
      try docket.command(docket.installing + ["--demonstration"]).runWell(in: docket.scratch)
      #expect(try docket.mode("installation/cgi-bin/simulator") == "755")
      #expect(try docket.mode("installation/keys/simulator") == "600")
      #expect(try docket.text("installation/keys/simulator").utf8.count > 32)
    }
  }

  @Test func `again it renews the programs and leaves all else as it was`() throws {
    try withDocket { docket in
      try docket.install()
      #expect(try docket.publish().status == 0)
      let settings = try docket.text("installation/docket.jsonc")
        .replacingOccurrences(of: "\"idleMinutes\": 60", with: "\"idleMinutes\": 45")
      try docket.write(settings, to: "installation/docket.jsonc")
      try docket.write("an older program", to: "installation/cgi-bin/save")
      func others() throws -> [String: String] {
        try docket.snapshot("installation").filter { !$0.key.hasPrefix("cgi-bin") }
      }
      let before = try others()
      #expect(before.count > 20)

      let outcome = try docket.command(docket.installing).run(in: docket.scratch)
      #expect(outcome.status == 0 && outcome.error.isEmpty)
      #expect(
        outcome.words == "renewed the programs in \(docket.path("installation")); "
          + "settings, store and pages are as they were\n")
      #expect(try others() == before)
      #expect(try docket.text("installation/docket.jsonc") == settings)
      #expect(
        FileManager.default.contentsEqual(
          atPath: docket.path("installation/cgi-bin/save"),
          andPath: Repository.programs.appendingPathComponent("save").path))
    }
  }

  @Test func `again it needs no address and no owner, and says what it did not change`() throws {
    try withDocket { docket in
      try docket.install()
      let plain = try docket("install", "--prefix", docket.path("installation"))
      #expect(plain.status == 0 && plain.error.isEmpty)
      if ServerUser.isAnother {
        #expect(try docket.owner("installation/store") == ServerUser.name)
      }
      let other = try docket(
        "install", "--prefix", docket.path("installation"), "--base-url", "https://other.example",
        "--demonstration")
      #expect(other.status == 0)
      #expect(
        other.error == """
          docket install: the address stays https://kites.example/permits/: change it in docket.jsonc
          docket install: it stays as it is, no demonstration: change that in docket.jsonc

          """)
    }
  }

  /// Addresses that links cannot be made from.
  @Test(arguments: [
    "kites.example", "ftp://kites.example/", "https://", "https:///permits/", "https://:80/",
    "https://kites.example/a b/", "https://kites.example/?a=b", "https://kites.example/#a",
    "https://kites.example/\"", "https://kites.example/\\", "https://kites.example/é/",
    "https://user@kites.example/",
  ])
  func `a wrong address is refused before anything is made`(address: String) throws {
    try withDocket { docket in
      let outcome = try docket(
        "install", "--prefix", docket.path("installation"), "--base-url", address, "--owner", "root"
      )
      #expect(outcome.status == 2)
      #expect(
        outcome.error.hasPrefix(
          "docket install: '--base-url' is an address like https://www.example.org/credentials/, "
            + "not '\(address)'\n"))
      #expect(!FileManager.default.fileExists(atPath: docket.path("installation")))
    }
  }

  @Test func `the first time it needs an address`() throws {
    try withDocket { docket in
      let outcome = try docket("install", "--prefix", docket.path("installation"))
      #expect(outcome.status == 2)
      #expect(
        outcome.error.hasPrefix(
          "docket install: '--base-url' is needed: the address people will reach it at\n"))
      #expect(!FileManager.default.fileExists(atPath: docket.path("installation")))
    }
  }

  @Test func `root has to say who runs the programs; others run them themselves`() throws {
    try withDocket { docket in
      let outcome = try docket(
        "install", "--prefix", docket.path("installation"), "--base-url", "https://kites.example/")
      if ServerUser.isAnother {
        #expect(outcome.status == 2)
        #expect(
          outcome.error.hasPrefix(
            "docket install: root needs '--owner': the user the web server runs programs as"))
        #expect(!FileManager.default.fileExists(atPath: docket.path("installation")))
      } else {
        #expect(outcome.status == 0)
        // By number: not every user has a name.
        let store = try FileManager.default.attributesOfItem(
          atPath: docket.path("installation/store"))
        #expect(store[.ownerAccountID] as? Int == Int(getuid()))
      }
    }
  }

  @Test func `an owner who is not there is refused before anything is made`() throws {
    try withDocket { docket in
      let outcome = try docket(
        "install", "--prefix", docket.path("installation"), "--base-url", "https://kites.example/",
        "--owner", "nobody-at-all")
      #expect(outcome.status == 1)
      #expect(
        outcome.error.hasPrefix(
          "docket install: there is no user 'nobody-at-all' in /etc/passwd: name the one "))
      #expect(!FileManager.default.fileExists(atPath: docket.path("installation")))
    }
  }

  @Test func `without the programs beside it, it says how to get them`() throws {
    try withDocket { docket in
      try docket.copyProgram(to: "docket")
      var command = docket.command(docket.installing)
      command.program = docket.path("docket")
      let outcome = try command.run(in: docket.scratch)
      #expect(outcome.status == 1)
      #expect(
        outcome.error
          == "docket install: the program 'account' is not beside docket in "
          + "'\(docket.scratch.path)': build all of them with 'swift build -c release'\n")
      #expect(!FileManager.default.fileExists(atPath: docket.path("installation/docket.jsonc")))
    }
  }
}
