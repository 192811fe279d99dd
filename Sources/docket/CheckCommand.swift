import Desk
import JSON
import Notation

let checkCommand = Command(
  name: "check",
  summary: "every fault of the definitions, with file, line and column",
  help: """
    usage: docket check [--site FOLDER] [--prefix FOLDER] [--json]

    Reads all definitions and prints every fault: where it is, the line as it was written, and
    what to write instead. Changes nothing.

      --site FOLDER    the definitions; 'site' where none is given
      --prefix FOLDER  an installation: also which totals that people can come to today have no payment
                       link in its settings, and who takes them instead; applications for up to three
                   request types are tried
      --json           one line for programs to read

    Also that nobody comes to a question, an element, a fee or a rule, that a link leads to no page,
    and that a worked example does not come out: the README of the definitions has the list.

    Ends with 0 when there is no error (a warning is none) and every such total can be paid, else with 1.
    """,
  options: [
    Command.Option(name: "site", takesValue: true), .prefix,
    Command.Option(name: "json", takesValue: false),
  ]
) { options in
  let ways = try options["prefix"].map { try settings(of: installation(at: $0)).payment }
  let folder = try SiteFolder(at: options["site"] ?? "site")
  let reading = folder.read()
  let beside = try folder.layoutFaults + folder.linkFaults(reading)
  let faults = (reading.diagnostics + beside).inOrder()
  let unlinked = ways.flatMap { ways in
    reading.site.map { UnlinkedTotals($0.definitions, ways) }
  }
  if options.has("json") {
    try printLine(
      JSONNode.object(
        [JSONMember("diagnostics", diagnosticsNode(faults))]
          + (unlinked?.members ?? [])
      ).text)
  } else if faults.isEmpty {
    try printLine("\(folder.path): no faults in \(counted(folder.files.count, "file"))")
  } else {
    complain(reading.report(with: beside))
    complain(summary(faults))
  }
  if !options.has("json") { for line in unlinked?.lines ?? [] { try printLine(line) } }
  return faults.hasErrors || unlinked?.isPayable == false ? 1 : 0
}

/// `3 errors and 1 warning`, the last line of a report.
func summary(_ faults: [Diagnostic]) -> String {
  let errors = faults.count { $0.severity == .error }
  let counts = [(errors, "error"), (faults.count - errors, "warning")]
  return counts.filter { $0.0 > 0 }.map(counted).joined(separator: " and ")
}

/// `3 errors`, `1 error`.
func counted(_ number: Int, _ word: String) -> String {
  "\(number) \(word)\(number == 1 ? "" : "s")"
}

private func diagnosticsNode(_ faults: [Diagnostic]) -> JSONNode {
  let items = faults.map { fault -> JSONNode in
    [
      "file": .string(fault.place.file),
      "line": .integer(fault.place.line),
      "column": .integer(fault.place.column),
      "severity": .string(fault.severity == .error ? "error" : "warning"),
      "summary": .string(fault.summary),
      "remedy": fault.remedy.map { .string($0) } ?? .null,
    ]
  }
  return .array(items)
}
