import Applications
import Desk
import Glibc
import JSON
import Rules
import Store

let figuresCommand = Command(
  name: "figures",
  summary: "prints what is open, with whom and how old, and how long decisions take",
  help: """
    usage: docket store figures --prefix FOLDER [--days N] [--json]

    Prints how many applications are open, by status, credential, age and whoever has them, and how long
    those took that were decided of late. Days are working days since an application was received,
    without those on which its applicant had it, or a hold stopped the clock. It reads one small file for
    each open application and for each of those that were decided, and says how many and how long it took.

      --days N         how many days back decisions count; 60 where none is given
      --prefix FOLDER  the installation
      --json           the same, as data
    """,
  options: [.prefix, .json, Command.Option(name: "days", takesValue: true)]
) { options in
  let installation = try installation(at: options.needed("prefix"))
  _ = try ownStore(of: installation)
  let days =
    try options["days"].map { text in
      guard let days = Int(text), (1...36_600).contains(days) else {
        throw Trouble.usage("--days takes a number from 1 on")
      }
      return days
    } ?? 60
  let services = try Services(installation: installation)
  let began = milliseconds()
  let figures = try services.reviewFigures(days: days)
  let took = milliseconds() - began
  let files = figures.open.count + figures.decided.count
  if options.has("json") {
    try printLine(figures.node(days: days, files: files, milliseconds: took).text)
  } else {
    for line in figures.lines(days: days) { try printLine(line) }
    try printLine("\(counted(files, "file")) read in \(took) ms")
  }
  return 0
}

private func milliseconds() -> Int {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
}

extension ReviewFigures {
  fileprivate func lines(days: Int) -> [String] {
    var lines = ["open: \(open.count)"]
    for status in CaseStatus.allCases {
      lines.append("  \(status.rawValue): \(open.byStatus[status, default: 0])")
    }
    for age in AgeGroup.allCases {
      lines.append("  \(age.words) working days: \(open.byAge[age, default: 0])")
    }
    for (request, group) in openByType.sorted(by: { $0.key.text < $1.key.text }) {
      lines.append("\(request): \(group.words)")
    }
    for (holder, group) in openByHolder.sorted(by: { ($0.key?.text ?? "") < ($1.key?.text ?? "") })
    {
      lines.append("with \(holder?.text ?? "nobody"): \(group.words)")
    }
    lines.append("decided in \(days) days: \(decided.words)")
    for (request, decided) in decidedByType.sorted(by: { $0.key.text < $1.key.text }) {
      lines.append("  \(request): \(decided.words)")
    }
    for (who, decided) in decidedBy.sorted(by: { $0.key < $1.key }) {
      lines.append("  by \(who): \(decided.words)")
    }
    return lines
  }

  fileprivate func node(days: Int, files: Int, milliseconds: Int) -> JSONNode {
    .object([
      JSONMember("open", open.node),
      JSONMember(
        "byType",
        .object(
          openByType.sorted { $0.key.text < $1.key.text }.map {
            JSONMember($0.key.text, $0.value.node)
          })),
      JSONMember(
        "byHolder",
        .object(
          openByHolder.sorted { ($0.key?.text ?? "") < ($1.key?.text ?? "") }.map {
            JSONMember($0.key?.text ?? "", $0.value.node)
          })),
      JSONMember("days", .integer(days)), JSONMember("decided", decided.node),
      JSONMember(
        "decidedByType",
        .object(
          decidedByType.sorted { $0.key.text < $1.key.text }.map {
            JSONMember($0.key.text, $0.value.node)
          })),
      JSONMember(
        "decidedBy",
        .object(decidedBy.sorted { $0.key < $1.key }.map { JSONMember($0.key, $0.value.node) })),
      JSONMember("filesRead", .integer(files)), JSONMember("milliseconds", .integer(milliseconds)),
    ])
  }
}

extension ReviewFigures.Group {
  fileprivate var words: String {
    "\(count) open, the oldest that waits for the agency since \(oldest?.description ?? "-")"
  }

  fileprivate var node: JSONNode {
    .object([
      JSONMember("count", .integer(count)),
      JSONMember(
        "byStatus",
        .object(
          CaseStatus.allCases.map { JSONMember($0.rawValue, .integer(byStatus[$0, default: 0])) })),
      JSONMember(
        "byAge",
        .object(AgeGroup.allCases.map { JSONMember($0.rawValue, .integer(byAge[$0, default: 0])) })),
      JSONMember("oldest", oldest.map { .string($0.description) } ?? .null),
    ])
  }
}

extension ReviewFigures.Decided {
  fileprivate var words: String {
    func days(_ share: Int) -> String { percentile(share).map { "\($0)" } ?? "-" }
    let revoked = revoked == 0 ? "" : ", \(revoked) revoked"
    return
      "\(approved) approved, \(denied) denied\(revoked); working days: half within \(days(50)), "
      + "nine of ten within \(days(90)), all within \(days(100))"
  }

  fileprivate var node: JSONNode {
    func days(_ share: Int) -> JSONNode { percentile(share).map { .integer($0) } ?? .null }
    return .object([
      JSONMember("approved", .integer(approved)), JSONMember("denied", .integer(denied)),
      JSONMember("revoked", .integer(revoked)),
      JSONMember("median", days(50)), JSONMember("p90", days(90)), JSONMember("longest", days(100)),
    ])
  }
}
