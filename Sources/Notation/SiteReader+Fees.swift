import JSON
import Rules

/// What the fee schedule and the files that go by it say of each other.
extension SiteReader {
  mutating func checkFees(_ drafts: Drafts) {
    guard let file = definitions["fees.jsonc"], !file.hasErrors else { return }
    for request in drafts.requestTypes { checkFirstAmounts(request, drafts.fees) }
    checkSightings(file)
    checkConflicts(drafts.requestTypes)
    // A credential that could not be read may owe what seems unused.
    guard !diagnostics.hasErrors else { return }
    warnOfUnusedFees(file, drafts)
  }

  /// A credential that begins on a day has a price from that day on.
  private mutating func checkFirstAmounts(_ request: RequestType, _ fees: FeeSchedule) {
    guard let file = definitions["credentials/\(request.id).jsonc"],
      let begin = request.period.first
    else { return }
    for (use, place) in zip(request.fees, file.node["fees"]?.array ?? []) {
      guard let first = fees.fee(use.fee)?.amounts.first?.from, begin < first else { continue }
      let early = Period(first: begin, last: first.adding(days: -1))
      let possibilities = Possibilities(request.questions, on: request.period)
      guard possibilities.canHold(.all([.begun(in: early), use.when])) == true else { continue }
      diagnostics.append(
        Diagnostic(
          .error, at: file.source.place(at: (place["fee"] ?? place).offset),
          "fee '\(use.fee)' has no amount from \(begin), when this credential begins, to "
            + "\(first.adding(days: -1))",
          remedy: "add the earlier amount in fees.jsonc, or begin on \(first)"))
    }
  }

  /// What was seen of a fee for a credential is said in one place.
  private mutating func checkSightings(_ file: ReadDefinition) {
    for layer in file.node["layers"]?.array ?? [] {
      var first: [String: Int] = [:]
      for sighting in layer["fees"]?.array ?? [] {
        guard let place = sighting["fee"], let fee = place.string else { continue }
        let requests = (sighting["requests"]?.array ?? []).compactMap { node in
          node.string.map { ($0, node.offset) }
        }
        for (request, offset) in requests.isEmpty ? [("", place.offset)] : requests {
          guard let line = first["\(fee) \(request)"] else {
            first["\(fee) \(request)"] = file.source.place(at: offset).line
            continue
          }
          diagnostics.append(
            Diagnostic(
              .error, at: file.source.place(at: offset),
              "what was seen of fee '\(fee)'"
                + (request.isEmpty ? "" : " for '\(request)'") + " stands here twice",
              remedy:
                "the first is on line \(line); put the amounts of both into one, by their days"
            ))
        }
      }
    }
  }

  /// Docket lets neither stand beside the other, whichever of them says so. People read both files.
  private mutating func checkConflicts(_ requests: [RequestType]) {
    for request in requests {
      guard let file = definitions["credentials/\(request.id).jsonc"] else { continue }
      for (id, place) in zip(request.conflicts, file.node["conflictsWith"]?.array ?? []) {
        guard let other = requests.first(where: { $0.id == id }),
          !other.conflicts.contains(request.id)
        else { continue }
        diagnostics.append(
          Diagnostic(
            .warning, at: file.source.place(at: place.offset),
            "'\(id)' does not say that it conflicts with '\(request.id)'",
            remedy: "write \"conflictsWith\": [\"\(request.id)\"] in credentials/\(id).jsonc too"))
      }
    }
  }

  /// A fee for which the rules name no amount may stand there to say just that.
  private mutating func warnOfUnusedFees(_ file: ReadDefinition, _ drafts: Drafts) {
    var used = Set(drafts.requestTypes.flatMap(\.fees).map(\.fee))
    for amount in drafts.fees.fees.flatMap(\.amounts) {
      used.formUnion(amount.price.sources)
      if case .less(.paidBefore(let fee, _), _) = amount.price { used.insert(fee) }
    }
    for fee in drafts.fees.fees where fee.amounts.allSatisfy(\.isUnnamed) { used.insert(fee.id) }
    for node in file.node["fees"]?.array ?? [] {
      guard let place = node["id"], let id = place.string.flatMap({ Fee.ID($0) }),
        !used.contains(id)
      else { continue }
      diagnostics.append(
        Diagnostic(
          .warning, at: file.source.place(at: place.offset), "no credential owes fee '\(id)'",
          remedy: "name it in the \"fees\" of a credential, or take it out"))
    }
  }
}

extension Fee.Amount {
  fileprivate var isUnnamed: Bool { if case .unnamed = price { true } else { false } }
}
