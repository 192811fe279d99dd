import Files
import Generator
import JSON
import Notation
import Pages
import Rules

let diffCommand = Command(
  name: "diff",
  summary: "what a change does, in words for people",
  help: """
    usage: docket diff --from DAY|FOLDER [--to DAY|FOLDER] [--as-of DAY] [--site FOLDER]
                       [--json] [--exit-code]

    Says what is otherwise for people: fees with their clauses, what can be applied for, what it asks,
    wordings, and which pages. A day means the definitions of --site as they are on that day; a folder
    means other definitions, a publication, or what an installation has published last.

      --from         what was
      --to           what is; the definitions of --site where none is given
      --as-of DAY    the day on which folders are looked at; today where none is given. What becomes
                     otherwise only later is told with its day
      --site FOLDER  the definitions; 'site' where none is given
      --json         one line for programs to read
      --exit-code    ends with 1 where there are differences

    Ends with 0, with or without differences.
    """,
  options: [
    Command.Option(name: "from", takesValue: true), Command.Option(name: "to", takesValue: true),
    Command.Option(name: "as-of", takesValue: true),
    Command.Option(name: "site", takesValue: true), Command.Option(name: "json", takesValue: false),
    Command.Option(name: "exit-code", takesValue: false),
  ]
) { options in
  let own = options["site"] ?? "site"
  let asOf = try options.day("as-of")
  let from = try DiffSide(try options.needed("from"), own: own, asOf: asOf)
  let to = try DiffSide(options["to"], own: own, asOf: asOf)
  let difference = Difference(from: from, to: to)
  if options.has("json") {
    try printLine(String(decoding: difference.node.bytes, as: UTF8.self))
  } else {
    try printLine(difference.text)
  }
  return difference.isEmpty || !options.has("exit-code") ? 0 : 1
}

/// What is compared: definitions, and the day on which they are looked at.
struct DiffSide {
  /// As it was named: a day, or a folder.
  let name: String
  let definitions: Definitions
  /// `nil` for a publication, which has no pages of guidance.
  let site: Site?
  let day: Day
  /// Whether the name was a day.
  let isDay: Bool

  /// `text` is a day or a folder; the folder `own` of today, where there is none.
  init(_ text: String?, own: String, asOf: Day?) throws {
    let day = text.flatMap { Day($0) }
    if let text, day == nil, !isFolder(text) {
      let looksLikeDay = text.utf8.allSatisfy { $0 == 0x2D || (0x30...0x39).contains($0) }
      throw Trouble.usage(
        looksLikeDay
          ? "'\(text)' is no day of the calendar: write it like 2026-11-22"
          : "'\(text)' is neither a day nor a folder: write a day like 2026-11-22, or name a folder "
            + "with definitions")
    }
    isDay = day != nil
    let folder = day == nil ? text ?? own : own
    name = day?.description ?? folder
    if let publication = try publishedDefinitions(in: folder) {
      definitions = publication
      site = nil
    } else {
      let site = try SiteFolder(at: folder).site()
      self.site = site
      definitions = site.definitions
    }
    self.day = day ?? asOf ?? today(of: definitions.agency)
    if let unknown = UnknownDay(self.day, in: definitions) {
      throw Trouble.impossible("\(unknown)")
    }
    if let unknown = UnknownDay(self.day, in: definitions) {
      throw Trouble.impossible("\(unknown)")
    }
  }
}

/// The definitions of a publication, or of the one an installation has published last; `nil` for any
/// other folder.
private func publishedDefinitions(in folder: String) throws(Trouble) -> Definitions? {
  var place = folder
  if !isThere(folder + "/agency.json") {
    guard let newest = contents(ofFile: folder + "/publications/newest") else { return nil }
    place += "/publications/" + String(decoding: newest.filter { $0 > 0x20 }, as: UTF8.self)
  }
  let path = place
  do throws(PublicationError) {
    return try PublicationReader { contents(ofFile: path + "/" + $0) }.definitions()
  } catch {
    throw .impossible(
      "\(path)/\(error.path): \(error.reason)\npublish again: a publication is never edited")
  }
}
