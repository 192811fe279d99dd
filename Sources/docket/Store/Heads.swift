import Desk
import Files
import JSON
import Notation
import Rules
import Signing
import Store

// `docket store heads` prints what speaks for every journal at the end of a day, and one hash over all of it:
//
//     heads of 2026-11-21, Europe/Paris
//     application k7m42q9p 12 d0…
//     account 5x… 3 90…
//     all 2 6b…
//
// The last is the SHA-256 of everything above it, so `head -n -1 FILE | sha256sum` gives it too, and it is
// enough to publish that one line. `docket store verify --heads FILE` compares.

let headsCommand = Command(
  name: "heads",
  summary: "prints the hash that speaks for each journal at the end of a day",
  help: """
    usage: docket store heads --prefix FOLDER [--on DAY] [--json]

    Prints, for every journal, how many lines it had at the end of a day and the hash of the last, and
    one hash over all. Keep it elsewhere, or publish its last line: 'docket store verify --heads FILE'
    then finds whatever was rewritten.

      --prefix FOLDER  the installation
      --on DAY         a day that is over; yesterday where none is given
      --json           the same, as data

    Ends with 1 when something could not be read.
    """,
  options: [.prefix, .json, Command.Option(name: "on", takesValue: true)]
) { options in
  try heads(
    try installation(at: options.needed("prefix")), on: options.day("on"),
    asJSON: options.has("json"))
}

/// `docket store heads`: `day` is the last day that is over where none is given.
func heads(_ installation: Installation, on day: Day?, asJSON: Bool) throws -> Int32 {
  let store = try ownStore(of: installation)
  let services = try Services(installation: installation)
  let zone = try services.publication(services.newestPublication()).agency().timeZone
  let today = zone.day(of: services.now)
  let day = day ?? today.adding(days: -1)
  guard day < today else {
    throw Trouble.impossible(
      "\(day) is not over where the agency is: what it leaves may still change")
  }
  var findings: [Finding] = []
  var all: [JournalHead] = []
  let parts = store.journalParts { findings.append($0) }
  var progress = Progress("reading journals", of: parts.count)
  for part in parts {
    progress.step()
    all += store.heads(in: part, before: zone.end(of: day)) { findings.append($0) }
  }
  progress.end()
  let page = HeadsPage(day: day, zone: zone.name, heads: all)
  try printLine(asJSON ? page.node.text : page.text)
  for finding in findings { complain(finding.inFolder(installation.store).text) }
  return findings.isEmpty ? 0 : 1
}

/// The heads of a day, as they are printed and read again.
struct HeadsPage {
  let day: Day
  let zone: String
  let heads: [JournalHead]

  init(day: Day, zone: String, heads: [JournalHead]) {
    self.day = day
    self.zone = zone
    self.heads = heads
  }

  private var lines: String {
    (["heads of \(day), \(zone)"] + heads.map(\.text)).map { $0 + "\n" }.joined()
  }

  private var hash: String { SHA256.digest(of: lines.utf8).description }

  /// Without a line end at the end.
  var text: String { "\(lines)all \(heads.count) \(hash)" }

  var node: JSONNode {
    [
      "day": .string(day.description), "zone": .string(zone),
      "journals": .array(
        heads.map {
          [
            "kind": .string($0.kind), "id": .string($0.id), "lines": .integer($0.lines),
            "hash": .string($0.hash),
          ]
        }), "hash": .string(hash),
    ]
  }

  /// Reads a former printout; its own last line says whether it is whole.
  init(reading file: String) throws(Trouble) {
    guard let bytes = contents(ofFile: file) else { throw .impossible("'\(file)' cannot be read") }
    let lines = String(decoding: bytes, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: true)
    let start = "heads of "
    guard let first = lines.first, first.hasPrefix(start), lines.count > 1,
      let comma = first.firstRange(of: ", "),
      let day = Day(String(first[..<comma.lowerBound].dropFirst(start.count)))
    else { throw .impossible("\(file):1: not what 'docket store heads' prints") }
    var heads: [JournalHead] = []
    for (index, line) in lines.enumerated().dropFirst().dropLast() {
      guard let head = JournalHead(String(line)) else {
        throw .impossible("\(file):\(index + 1): not a line of 'docket store heads'")
      }
      heads.append(head)
    }
    self.init(day: day, zone: String(first[comma.upperBound...]), heads: heads)
    guard lines.last == "all \(heads.count) \(hash)" else {
      throw .impossible(
        "\(file):\(lines.count): its last line does not speak for the lines above it")
    }
  }
}
