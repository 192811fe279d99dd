import Applications
import Foundation
import Rules
import Signing
import Testing

@testable import Store

private let heading = "email,kind,number,first-day,last-day\n"

private func list(_ rows: String..., heading: String = heading) -> CertificateList {
  CertificateList(
    reading: Array((heading + rows.joined(separator: "\n")).utf8), kinds: ["five-year", "mate"])
}

private func certificate(
  _ number: String, _ first: String, _ last: String?, kind: CertificateKind.ID = "five-year"
) throws -> HeldCertificate {
  HeldCertificate(
    kind: kind, number: number, first: try #require(Day(first)), last: last.flatMap { Day($0) })
}

@Suite struct CertificateImportTests {
  @Test func `certificates come into the accounts, and a later list replaces what it names`() throws
  {
    try withStore { store in
      let ada = try store.person()
      let bo = try store.person("bo@example.org")
      let first = try store.importCertificates(
        list(
          " Ada@Example.org,five-year,A 1,2021-07-01,2026-06-30",
          "bo@example.org,mate,\"B,2\",2020-01-01,"), at: moment)
      let own = try certificate("A 1", "2021-07-01", "2026-06-30")
      let other = try certificate("B,2", "2020-01-01", nil, kind: "mate")
      #expect(first.map(\.outcome) == [.added(own), .added(other)])
      #expect(try store.account(ada)?.certificates == [own])
      #expect(try store.account(bo)?.certificates == [other])

      let new = try certificate("A 1", "2021-07-01", "2031-06-30")
      let more = try certificate("A 3", "2026-01-01", nil)
      let again = list(
        "ada@example.org,five-year,A 1,2021-07-01,2031-06-30",
        "bo@example.org,mate,\"B,2\",2020-01-01,",
        "ada@example.org,five-year,A 3,2026-01-01,")
      let planned = try store.plan(again)
      #expect(
        planned.map(\.outcome) == [.changed(new, from: own), .unchanged(other), .added(more)])
      #expect(planned.map(\.line) == [2, 3, 4])
      #expect(try store.account(ada)?.certificates == [own], "a plan changes nothing")
      #expect(try store.importCertificates(again, at: moment) == planned)
      #expect(try store.account(ada)?.certificates == [new, more])
      #expect(try store.account(withAddress: "ada@example.org")?.certificates == [new, more])
      // Nothing new: no line, no import.
      let before = try Journal(folder: store.path(.accounts, bo.text)).lines.count
      _ = try store.importCertificates(again, at: moment)
      #expect(try Journal(folder: store.path(.accounts, bo.text)).lines.count == before)
    }
  }

  @Test func `one line that is refused keeps all of the list out, and each line is reported`()
    throws
  {
    try withStore { store in
      let ada = try store.person()
      let waiting = try store.register(
        name: "Bo", emailAddress: "bo@example.org", passwordHash: .init(text: "$7$x"), at: moment)
      let lines = try store.importCertificates(
        list(
          "ada@example.org,five-year,1,2021-07-01,2026-06-30",
          "bo@example.org,five-year,2,2021-07-01,2026-06-30",
          "ada@example.org,fiveyear,3,2021-07-01,2026-06-30",
          "ada@example.org,five-year,4,2021-02-29,2026-06-30",
          "ada@example.org,five-year,5,2021-07-01,2020-06-30",
          "ada@example.org,five-year,,2021-07-01,2026-06-30",
          "ada@example.org,five-year,6,2021-07-01",
          ",five-year,7,2021-07-01,2026-06-30",
          "ada@example.org,five-year,1,2022-07-01,2027-06-30",
          "ada@example.org,five-year,\(String(repeating: "9", count: 61)),2021-07-01,",
          "ada@example.org,five-year,8,1 July 2021,"), at: moment)
      let says = lines.map { line -> String in
        if case .refused(let reason) = line.outcome {
          "\(line.line) \(reason)"
        } else {
          "\(line.line)"
        }
      }
      #expect(
        says == [
          "2", "3 nobody has a confirmed account with this address",
          "4 there is no kind of certificate 'fiveyear': five-year, mate",
          "5 'first-day' is '2021-02-29', not a day written like 2026-07-01",
          "6 it ends on 2020-06-30, before it begins on 2021-07-01", "7 'number' is empty",
          "8 there are 4 fields, not 5", "9 'email' is empty",
          "10 five-year 1 is on line 2 already",
          "11 'number' is longer than 60 characters",
          "12 'first-day' is '1 July 2021', not a day written like 2026-07-01",
        ])
      #expect(try store.account(ada)?.certificates == [])
      #expect(try store.account(waiting)?.certificates == [])
      let journal = try Journal(folder: store.path(.accounts, ada.text))
      #expect(!journal.lines.contains { $0.kind == "certificates-imported" })
    }
  }

  @Test(arguments: [
    ("", "the file is empty"),
    ("a\"b", "a quote stands inside a field that does not begin with one"),
    (
      "email,kind,number,first-day\n",
      "the first line must be email,kind,number,first-day,last-day, in any order"
    ),
  ])
  func `a list without its heading is refused`(text: String, reason: String) {
    let list = CertificateList(reading: Array(text.utf8), kinds: [])
    #expect(list.faults == [CSVFault(line: 1, reason: reason)])
    #expect(list.entries == [])
  }

  @Test func `columns may stand in any order`() throws {
    let heading = "last-day,number,email,first-day,kind\n"
    let list = list("2026-06-30,1,ada@example.org,2021-07-01,five-year", heading: heading)
    #expect(list.entries.map(\.certificate) == [try certificate("1", "2021-07-01", "2026-06-30")])
  }

  @Test func `a list that came in halfway means nothing, and can be brought in again`() throws {
    try withStore { store in
      let ada = try store.person()
      let bo = try store.person("bo@example.org")
      let both = list(
        "ada@example.org,five-year,1,2021-07-01,", "bo@example.org,five-year,2,2021-07-01,")
      _ = try store.importCertificates(both, at: moment)
      // As a crash before the last step leaves it.
      let imports = store.folder + "/imports"
      let shard = try #require(try FileManager.default.contentsOfDirectory(atPath: imports).first)
      try FileManager.default.removeItem(atPath: imports + "/" + shard)
      #expect(try store.account(ada)?.certificates == [])
      #expect(try store.account(bo)?.certificates == [])

      _ = try store.importCertificates(both, at: moment)
      #expect(try store.account(ada)?.certificates == [try certificate("1", "2021-07-01", nil)])
      #expect(try store.account(bo)?.certificates == [try certificate("2", "2021-07-01", nil)])
    }
  }

  @Test func `what was erased is held no more`() throws {
    try withStore { store in
      let ada = try store.person()
      _ = try store.importCertificates(
        list("ada@example.org,five-year,1,2021-07-01,"), at: moment)
      let folder = store.path(.accounts, ada.text)
      let text = String(decoding: try bytes(of: folder + "/journal"), as: UTF8.self)
      #expect(text.contains("\"who\":\"program:docket\",\"kind\":\"certificates-imported\""))
      let number = try #require(try Journal(folder: folder).lines.last?.number)
      try LockedJournal(folder: folder).erase([number], at: moment, who: "staff:x")
      #expect(try store.account(ada)?.certificates == [])
    }
  }
}
