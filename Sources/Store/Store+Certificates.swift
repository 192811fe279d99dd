import Applications
import Files
import JSON
import Rules
import Signing

// Certificates come in many at once, for many accounts, each with a journal of its own. So that no
// crash leaves half of a list, a line `certificates-imported` counts only once the import that it
// names is whole, and an import is whole when `imports/<shard>/<name>` is there: a file that is made
// once, after the last line is lasting. Lines of an import that never became whole mean nothing.

/// What an import did, or would do, with one line of its list.
package struct ImportedLine: Equatable, Sendable {
  package let line: Int
  package let outcome: Outcome

  package enum Outcome: Equatable, Sendable {
    case added(HeldCertificate)
    /// The certificate of this kind and number was there with other days.
    case changed(HeldCertificate, from: HeldCertificate)
    case unchanged(HeldCertificate)
    case refused(String)
  }

  package var isRefused: Bool { if case .refused = outcome { true } else { false } }
}

extension Store {
  /// What importing `list` comes to, line by line. Changes nothing.
  package func plan(_ list: CertificateList) throws(StoreError) -> [ImportedLine] {
    try steps(of: list).map(\.report)
  }

  /// Imports all of `list`, or nothing when any line is refused. Whoever reads an account sees none of
  /// it or all.
  package func importCertificates(
    _ list: CertificateList, at moment: Moment
  ) throws(StoreError) -> [ImportedLine] {
    let steps = try steps(of: list)
    guard !steps.contains(where: \.report.isRefused) else { return steps.map(\.report) }
    var changes: [(account: AccountID, certificates: [HeldCertificate])] = []
    for step in steps {
      guard let account = step.account, let certificate = step.certificate else { continue }
      if let index = changes.firstIndex(where: { $0.account == account }) {
        changes[index].certificates.append(certificate)
      } else {
        changes.append((account, [certificate]))
      }
    }
    guard !changes.isEmpty else {
      try confirmImports()
      return steps.map(\.report)
    }
    let name = drawn(26)
    for (account, certificates) in changes {
      var locked = try LockedJournal(folder: path(.accounts, account.text), random: random)
      try locked.append(
        JournalEntry(
          at: moment, who: "program:docket", kind: "certificates-imported",
          details: ["import": .string(name)],
          secrets: ["certificates": .array(certificates.map(\.node))]))
    }
    try createFile(
      path(.imports, name), with: Array(moment.description.utf8), levels: 2, random: random)
    return steps.map(\.report)
  }

  /// Makes lasting that the imports which are there are whole: whoever brought one in may have died before
  /// the sync.
  private func confirmImports() throws(StoreError) {
    let top = "\(folder)/\(Kind.imports.rawValue)"
    try confirmNames(in: folder)
    try confirmNames(in: top)
    do throws(SystemFailure) {
      for shard in try names(in: top) { try syncFolder("\(top)/\(shard)") }
    } catch {
      throw .unconfirmed(error.code)
    }
  }

  /// Whether all of an import is there.
  func isWhole(import name: String) throws(StoreError) -> Bool {
    try readFile(path(.imports, name), limit: 100) != nil
  }

  private struct Step {
    let report: ImportedLine
    /// Who gets it; `nil` where nothing changes.
    var account: AccountID?
    var certificate: HeldCertificate?
  }

  private func steps(of list: CertificateList) throws(StoreError) -> [Step] {
    var steps = list.faults.map {
      Step(report: ImportedLine(line: $0.line, outcome: .refused($0.reason)))
    }
    var accounts: [String: Account] = [:]
    for entry in list.entries {
      let address = folded(entry.emailAddress)
      if accounts[address] == nil { accounts[address] = try account(withAddress: address) }
      guard let account = accounts[address] else {
        let reason = "nobody has a confirmed account with this address"
        steps.append(Step(report: ImportedLine(line: entry.line, outcome: .refused(reason))))
        continue
      }
      let new = entry.certificate
      let old = account.certificates.first { $0.kind == new.kind && $0.number == new.number }
      if old == new {
        steps.append(Step(report: ImportedLine(line: entry.line, outcome: .unchanged(new))))
        continue
      }
      let outcome = old.map { ImportedLine.Outcome.changed(new, from: $0) } ?? .added(new)
      steps.append(
        Step(
          report: ImportedLine(line: entry.line, outcome: outcome), account: account.id,
          certificate: new))
    }
    return steps.sorted { $0.report.line < $1.report.line }
  }
}

extension HeldCertificate {
  var node: JSONNode {
    var members = [
      JSONMember("kind", .string(kind.text)), JSONMember("number", .string(number)),
      JSONMember("firstDay", .string(first.description)),
    ]
    if let last { members.append(JSONMember("lastDay", .string(last.description))) }
    return .object(members)
  }

  init(_ node: JSONNode) throws(LineFault) {
    var members = Members(node)
    let last: Day? = node["lastDay"] == nil ? nil : try members.text("lastDay", { Day($0) })
    self.init(
      kind: try members.text("kind", { CertificateKind.ID($0) }),
      number: try members.string("number"),
      first: try members.text("firstDay", { Day($0) }), last: last)
    try members.end()
  }
}
