import Foundation
import Support
import Testing

/// `docket price`, as the maintainers of a fee schedule ask it.
@Suite struct PriceTests {
  private func price(_ docket: Docket, _ request: String, on day: String, _ more: String...) throws
    -> Command.Outcome
  {
    try docket.command(
      ["price", "--site", docket.path("site"), "--request", request, "--on", day] + more
    ).run(in: docket.scratch)
  }

  @Test func `each line has its amount, its clause and since when it holds`() throws {
    try withDocket { docket in
      let one = try price(docket, "pilot", on: "2026-11-22")
      #expect(one.status == 0 && one.error.isEmpty)
      #expect(
        one.words == """
          €10.00  Permit, Rule 1, since 2020-01-01
                    You ask for: Kite pilot
                    Paid on 22 November 2026; the amount holds since 1 January 2020
          €10.00  total on 2026-11-22

          """)
      #expect(
        try price(docket, "balloonist,pilot", on: "2027-01-01").words == """
          €45.00  Balloon, Rule 3, since 2027-01-01
                    You ask for: Balloonist
                    Paid on 1 January 2027; the amount holds since 1 January 2027
          €10.00  Permit, Rule 1, since 2020-01-01
                    You ask for: Kite pilot
                    Paid on 1 January 2027; the amount holds since 1 January 2020
          €55.00  total on 2027-01-01

          """)
    }
  }

  @Test func `programs get cents, on one line`() throws {
    try withDocket { docket in
      let outcome = try price(docket, "balloonist", on: "2026-12-31", "--json")
      let expected =
        #"{"day":"2026-12-31","edition":null,"layer":"letter","#
        + #""lines":[{"request":"balloonist","count":1,"what":"Balloon","cents":4000,"#
        + #""clause":"Rule 2","because":["You ask for: Balloonist","#
        + #""Paid on 31 December 2026; the amount holds since 1 January 2020"]}],"#
        + #""totalCents":4000}"# + "\n"
      #expect(outcome.status == 0 && outcome.words == expected)
    }
  }

  @Test func `a fee for each of something needs to know how many`() throws {
    try withDocket { docket in
      let harbour = Repository.folder.appendingPathComponent("Tests/Agencies/harbour").path
      func price(_ more: String...) throws -> Command.Outcome {
        try docket.command(
          ["price", "--site", harbour, "--request", "harbour-skipper", "--on", "2026-11-22"] + more
        ).run(in: docket.scratch)
      }
      let two = try price("--answer", "vessels=2")
      #expect(two.status == 0)
      #expect(two.words.contains("\n €48.00  Entry of a vessel (2 × €24.00), "))
      let none = try price()
      #expect(none.status == 1)
      #expect(
        none.error
          == "docket price: how many is not said: add --answer vessels=1, or as many as there are\n"
      )
      let wrong = try price("--answer", "vessels=many")
      #expect(wrong.status == 2)
      #expect(
        wrong.error.hasPrefix(
          "docket price: 'many' is no answer to 'vessels': write a whole number from 1 to 20\n"))
      let unknown = try price("--answer", "vessel=2")
      #expect(unknown.status == 2)
      #expect(
        unknown.error.hasPrefix(
          "docket price: nothing asked for has a question 'vessel'; did you mean 'vessels'?\n"))
    }
  }

  /// A request, a day, how it ends and what is said.
  @Test(arguments: [
    ("pilto", "2026-11-22", 2, "there is no request type 'pilto'; did you mean 'pilot'?"),
    (
      "skydiving", "2026-11-22", 2,
      "there is no request type 'skydiving'; there are 'balloonist', 'glider', 'pilot'"
    ),
    ("pilot,pilot", "2026-11-22", 2, "'pilot' is there twice; an application asks for it once"),
    ("pilot,", "2026-11-22", 2, "'--request' is one id, or several with a comma between two"),
    ("pilot", "22.11.2026", 2, "'22.11.2026' is no day of the calendar: write it like 2026-11-22"),
    ("glider", "2026-11-22", 1, "'glider' cannot be applied for on 2026-11-22"),
    ("pilot", "2019-12-31", 1, "'pilot' cannot be applied for on 2019-12-31"),
  ])
  func `what has no price says why`(request: String, day: String, status: Int32, says: String)
    throws
  {
    try withDocket { docket in
      let outcome = try price(docket, request, on: day)
      #expect(outcome.status == status && outcome.words.isEmpty)
      #expect(outcome.error.split(separator: "\n").first ?? "" == "docket price: \(says)")
    }
  }

  @Test func `before the first amount there is no price`() throws {
    try withDocket { docket in
      // Since when one may apply is not known either: then the check lets it be.
      try docket.writeSite(
        kiteOffice.with(
          "fees.jsonc", "\"from\": \"2020-01-01\", \"amount\": \"10.00\"",
          "\"from\": \"2026-12-01\", \"amount\": \"10.00\""
        ).reduce(into: [:]) { files, file in
          files[file.key] =
            file.key.hasPrefix("credentials/")
            ? file.value.replacing("\"from\": \"2020-01-01\",", with: "") : file.value
        })
      let outcome = try price(docket, "pilot", on: "2026-11-22")
      #expect(outcome.status == 1)
      #expect(
        outcome.error.hasSuffix(
          "docket price: the fee 'permit' has no amount on that day: the first one known is of "
            + "2026-12-01\n"))
    }
  }
}
