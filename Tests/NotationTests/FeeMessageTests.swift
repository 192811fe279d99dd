import Notation
import Rules
import Testing

/// What the check says about the fee language, each message from a small mistake.
@Suite struct FeeMessageTests {
  static let mistakes = [
    // Editions, whose names stand for days.
    Mistake(
      "fees.jsonc", "\"2026-01-01\"", "\"in-force\"",
      "site/fees.jsonc:9:19: error: there is no edition 'in-force' that 'from' could be a day of; write a day, like \"2026-07-01\""
    ),
    Mistake(
      "fees.jsonc", "\"fees\": [",
      "\"editions\": [{ \"id\": \"first\", \"title\": \"First\", \"from\": \"2020-01-01\" }, { \"id\": \"second\", \"title\": \"Second\", \"from\": \"2019-01-01\" }], \"fees\": [",
      "site/fees.jsonc:2:120: error: this edition is not after the one before it, of 2020-01-01; put the editions in the order of their days"
    ),
    Mistake(
      "fees.jsonc", "\"fees\": [",
      "\"editions\": [{ \"id\": \"first\", \"title\": \"First\", \"from\": \"2020-01-01\" }, { \"id\": \"second\", \"title\": \"Second\", \"from\": \"first\" }], \"fees\": [",
      "site/fees.jsonc:2:120: error: the day of an edition is written, not named; write it like \"2026-07-01\""
    ),
    // Prices.
    Mistake(
      "fees.jsonc", "\"amount\": \"10.00\", ", "",
      "site/fees.jsonc:8:9: error: an amount says nothing; give it 'amount', or 'tiers', or 'late', or 'share', or 'less', or 'unnamed'"
    ),
    Mistake(
      "fees.jsonc", "\"amount\": \"10.00\"", "\"amount\": \"10.00\", \"unnamed\": \"No.\"",
      "site/fees.jsonc:8:9: error: an amount takes only one of 'amount' and 'unnamed'; keep one of them"
    ),
    Mistake(
      "fees.jsonc", "\"amount\": \"10.00\"", "\"tiers\": [{ \"upTo\": 2, \"amount\": \"10.00\" }]",
      "site/fees.jsonc:8:53: error: no tier says what comes after this one; leave 'upTo' out of the last tier, or add one without it"
    ),
    Mistake(
      "fees.jsonc", "\"amount\": \"10.00\"",
      "\"tiers\": [{ \"amount\": \"10.00\" }, { \"amount\": \"5.00\" }]",
      "site/fees.jsonc:8:43: error: this tier has no end, and another follows it; add \"upTo\": 1"
    ),
    Mistake(
      "fees.jsonc", "\"amount\": \"10.00\"",
      "\"tiers\": [{ \"upTo\": 2, \"amount\": \"10.00\" }, { \"upTo\": 2, \"amount\": \"8.00\" }, { \"amount\": \"5.00\" }]",
      "site/fees.jsonc:8:87: error: this tier does not come after the one before it, of 2; put them in the order of their numbers"
    ),
    Mistake(
      "fees.jsonc", "\"amount\": \"10.00\"",
      "\"late\": [{ \"afterDays\": 30, \"amount\": \"10.00\" }, { \"afterDays\": 0, \"amount\": \"8.00\" }]",
      "site/fees.jsonc:8:97: error: this band does not come after the one before it, of 30; put them in the order of their numbers"
    ),
    Mistake(
      "fees.jsonc", "\"amount\": \"10.00\"",
      "\"amount\": \"10.00\", \"least\": \"9.00\", \"most\": \"8.00\"",
      "site/fees.jsonc:8:61: error: 'least' is more than 'most'; make 'most' the larger of the two"
    ),
    Mistake(
      "fees.jsonc", "\"amount\": \"10.00\"",
      "\"less\": { \"of\": [\"kite\"], \"percent\": \"50\" }, \"most\": \"8.00\"",
      "site/fees.jsonc:8:86: error: a reduction has no bounds of its own; take it out"),
    // Shares.
    Mistake(
      "fees.jsonc", "\"amount\": \"10.00\"",
      "\"share\": { \"of\": [\"kite\"], \"percent\": \"ten\" }",
      "site/fees.jsonc:8:71: error: 'percent' must be a number, not 'ten'; write digits, and at most 4 after the point, in quotes: \"12.5\""
    ),
    Mistake(
      "fees.jsonc", "\"amount\": \"10.00\"",
      "\"share\": { \"of\": [\"kites\"], \"times\": \"1.5\" }",
      "site/fees.jsonc:8:51: error: there is no fee 'kites'; did you mean \"kite\"?"),
    Mistake(
      "fees.jsonc", "\"amount\": \"10.00\"",
      "\"share\": { \"of\": [\"permit\"], \"percent\": \"10\" }",
      "site/fees.jsonc:8:51: error: fee 'permit' is reckoned from itself; name fees that do not depend on it"
    ),
    Mistake(
      "fees.jsonc",
      "\"amounts\": [{ \"from\": \"2020-01-01\", \"amount\": \"2.50\", \"clause\": \"Rule 3\" }]",
      "\"amounts\": [{ \"from\": \"2020-01-01\", \"share\": { \"of\": [\"third\"], \"percent\": \"10\" }, \"clause\": \"Rule 3\" }] }, { \"id\": \"third\", \"title\": \"Third\", \"per\": \"request\", \"amounts\": [{ \"from\": \"2020-01-01\", \"less\": { \"of\": [\"kite\"], \"percent\": \"10\" }, \"clause\": \"Rule 3\" }]",
      "site/fees.jsonc:16:61: error: fee 'kite' is reckoned from itself, through 'third'; name fees that do not depend on it",
      "site/fees.jsonc:16:221: error: fee 'third' is reckoned from itself, through 'kite'; name fees that do not depend on it"
    ),
    // What a price is reckoned from.
    Mistake(
      "fees.jsonc", "\"per\": \"request\",",
      "\"per\": \"request\", \"countedFrom\": { \"question\": \"night\" },",
      "site/credentials/pilot.jsonc:16:12: error: fee 'permit' is reckoned from 'night', which does not ask for a day; make it a question of kind 'day'",
      "site/fees.jsonc:6:40: error: fee 'permit' counts days, but none of its amounts is \"late\"; take 'countedFrom' out"
    ),
    Mistake(
      "fees.jsonc", "\"per\": \"request\",",
      "\"per\": \"request\", \"countedFrom\": { \"question\": \"nights\" },",
      "site/credentials/pilot.jsonc:16:12: error: fee 'permit' is reckoned from 'nights', which this credential does not ask; add the question, of kind 'day'",
      "site/fees.jsonc:6:40: error: fee 'permit' counts days, but none of its amounts is \"late\"; take 'countedFrom' out",
      "site/fees.jsonc:6:54: error: there is no clarifying question 'nights'; did you mean \"night\"?"
    ),
    Mistake(
      "fees.jsonc", "\"per\": \"request\",",
      "\"per\": \"request\", \"countedFrom\": { \"day\": \"2026-01-01\" },",
      "site/fees.jsonc:6:40: error: fee 'permit' counts days, but none of its amounts is \"late\"; take 'countedFrom' out"
    ),
    Mistake(
      "credentials/pilot.jsonc", "\"permit\", {",
      "{ \"fee\": \"permit\", \"count\": \"kites\" }, {",
      "site/credentials/pilot.jsonc:16:40: error: fee 'permit' is not charged per item or certificate; take 'count' out, or make the fee \"per\": \"item\""
    ),
    Mistake(
      "credentials/pilot.jsonc", "\"permit\", {",
      "{ \"fee\": \"permit\", \"notWith\": [\"pilots\"] }, {",
      "site/credentials/pilot.jsonc:16:43: error: there is no credential 'pilots'; did you mean \"pilot\"?"
    ),
    // Layers.
    Mistake(
      "fees.jsonc", "\"examples\"",
      "\"layers\": [{ \"id\": \"letter\", \"title\": \"L\", \"fees\": [{ \"fee\": \"permit\", \"amounts\": [{ \"seenOn\": \"2026-01-01\", \"amount\": \"1.00\", \"source\": \"A page\" }] }] }], \"examples\"",
      "site/fees.jsonc:19:22: error: a layer cannot be called 'letter': that is what the rules say; choose another id"
    ),
    Mistake(
      "fees.jsonc", "\"examples\"",
      "\"layers\": [{ \"id\": \"seen\", \"title\": \"L\", \"fees\": [{ \"fee\": \"permit\", \"amounts\": [{ \"seenOn\": \"2026-01-01\", \"amount\": \"1.00\", \"source\": \"A\" }, { \"seenOn\": \"2025-01-01\", \"amount\": \"1.00\", \"source\": \"A\" }] }] }], \"examples\"",
      "site/fees.jsonc:19:157: error: this sighting has an amount from 2025-01-01 after the one from 2026-01-01; put the amounts in the order of their days"
    ),
    Mistake(
      "agency.jsonc", "\"currency\"", "\"feeLayer\": \"practice\", \"currency\"",
      "site/agency.jsonc:5:15: error: there is no layer 'practice'; there is only 'letter' in the layers of fees.jsonc"
    ),
    // Refunds.
    Mistake(
      "agency.jsonc", "\"currency\"",
      "\"refunds\": { \"words\": \"No.\", \"clause\": \"R\", \"earlier\": [{ \"until\": \"2020-01-01\", \"words\": \"No.\", \"clause\": \"R\" }, { \"until\": \"2019-01-01\", \"words\": \"No.\", \"clause\": \"R\" }] }, \"currency\"",
      "site/agency.jsonc:5:128: error: this statement does not end after the one before it, of 2020-01-01; put them in the order of their last days"
    ),
    // Examples.
    Mistake(
      "fees.jsonc", "\"on\":", "\"counts\": { \"pilott\": \"2\" }, \"on\":",
      "site/fees.jsonc:24:19: error: this example does not apply for 'pilott'; did you mean \"pilot\"?"
    ),
    Mistake(
      "fees.jsonc", "\"on\":", "\"counts\": { \"pilot\": \"none\" }, \"on\":",
      "site/fees.jsonc:24:28: error: 'none' does not say how many; write a number from 1 on in quotes"
    ),
    Mistake(
      "fees.jsonc", "\"on\":", "\"options\": [\"fast\"], \"on\":",
      "site/fees.jsonc:20:5: error: 'Three kites' has no price: no fee of these credentials goes by 'fast'; take the option out"
    ),
    Mistake(
      "fees.jsonc", "\"from\": \"2026-01-01\", \"amount\": \"12.00\"",
      "\"from\": \"2026-01-01\", \"unnamed\": \"Struck.\"",
      "site/fees.jsonc:20:5: error: 'Three kites' has no price: fee 'permit': Struck.; choose another day or layer"
    ),
  ]

  @Test(arguments: mistakes)
  func `a mistake is told once, where it stands, with what to write instead`(mistake: Mistake) {
    let folder = Folder().with(mistake.path, mistake.old, mistake.new)
    #expect(folder.files != Folder().files)
    #expect(folder.faults == mistake.says)
  }

  @Test func `the name of an edition stands for its day in every file, and in what is published`()
    throws
  {
    let folder = Folder().with(
      "fees.jsonc", "\"fees\": [",
      "\"editions\": [{ \"id\": \"new\", \"title\": \"The new text\", \"from\": \"2026-01-01\" }], \"fees\": ["
    )
    .with("fees.jsonc", "\"from\": \"2026-01-01\", \"amount\"", "\"from\": \"new\", \"amount\"")
    .with(
      "credentials/pilot.jsonc", "\"2020-01-01\",", "\"2020-01-01\", \"until\": \"before new\","
    )
    .with("fees.jsonc", "\"2026-02-01\"", "\"before new\"").with("fees.jsonc", "19.50", "17.50")
    #expect(folder.faults == [])
    let site = try #require(folder.read().site)
    let definitions = site.definitions
    #expect(definitions.requestTypes[0].period.last == Day("2025-12-31"))
    #expect(definitions.fees.fees[0].amounts[1].from == Day("2026-01-01"))
    #expect(definitions.fees.editions.map(\.id) == ["new"])
    let published = Dictionary(
      uniqueKeysWithValues: publicationFiles(of: site).map { ($0.path, $0.bytes) })
    let edition = try PublicationReader { published[$0] }
      .edition(on: try #require(Day("2025-06-01")), publication: nil)
    #expect(edition.fees == definitions.fees)
    #expect(edition.requestTypes.map(\.period.last) == [Day("2025-12-31")])
  }
}
