import Foundation
import Support

extension RandomAgency {
  /// Its definitions, as an author would write them.
  var files: [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for (path, text) in kiteOffice {
      let isOthers = ["credentials/", "elements/"].contains { path.hasPrefix($0) }
      if !isOthers, path != "fees.jsonc" { files[path] = Array(text.utf8) }
    }
    files["lists/places.jsonc"] = json([
      "id": "places", "title": "Places",
      "items": Self.listed.map { ["id": $0.0, "name": $0.1] },
    ])
    let amount: [String: any Sendable] = [
      "from": "2020-01-01", "amount": isFree ? "0.00" : "10.00", "clause": "Rule 1",
    ]
    let fee: [String: any Sendable] = [
      "id": "permit", "title": "Permit", "per": "application", "amounts": [amount],
    ]
    files["fees.jsonc"] = json(["fees": [fee]])
    for part in parts { files["elements/\(part.id).jsonc"] = json(part.definition) }
    for request in requests { files["credentials/\(request.id).jsonc"] = json(request.definition) }
    return files
  }
}

private func json(_ value: [String: any Sendable]) -> [UInt8] {
  let data = try? JSONSerialization.data(withJSONObject: value, options: .sortedKeys)
  return Array(data ?? Data())
}

extension RandomAgency.Part {
  fileprivate var definition: [String: any Sendable] {
    var all: [String: any Sendable] = [
      "id": id, "title": "The \(id)", "why": "Because.", "clause": "Rule 2",
      "submittedBy": isTheApplicants ? "applicant" : "club", "required": isRequired,
      "questions": questions.map { $0.definition },
    ]
    if hasNone { all["none"] = "I have nothing for \(id)." }
    if !groups.isEmpty { all["entries"] = groups.map(\.definition) }
    if let files { all["attachments"] = files.definition }
    if !isTheApplicants {
      all["invitation"] =
        [
          "lastsDays": 20, "resendsAtMost": 2, "version": "2026-01-01", "statement": "So it is.",
        ] as [String: any Sendable]
    }
    if isSealed { all["seal"] = ["version": "2026-01-01", "statement": "All of it is true."] }
    return all
  }
}

extension RandomAgency.Group {
  fileprivate var definition: [String: any Sendable] {
    var all: [String: any Sendable] = [
      "id": id, "title": id, "atLeast": atLeast, "atMost": atMost,
      "questions": questions.map { $0.definition },
    ]
    if let when = when.definition { all["when"] = when }
    if let files { all["attachments"] = files.definition }
    return all
  }
}

extension RandomAgency.FileRule {
  fileprivate var definition: [String: any Sendable] {
    [
      "atLeast": atLeast, "atMost": atMost,
      "types": RandomAgency.fileTypes.map { ["id": $0, "label": "A \($0)"] },
    ]
  }
}

extension RandomAgency.Request {
  fileprivate var definition: [String: any Sendable] {
    [
      "id": id, "title": "The \(id)", "summary": "To have it.", "whoFor": "Anybody.",
      "clause": "Rule 3", "fees": ["permit"], "questions": questions.map { $0.definition },
      "elements": parts.map { part -> any Sendable in
        guard let when = part.when.definition else { return part.id }
        return ["element": part.id, "when": when] as [String: any Sendable]
      },
    ]
  }
}

extension RandomAgency.Ask {
  fileprivate var definition: [String: any Sendable] {
    var all: [String: any Sendable] = [
      "id": id, "ask": "What about \(id)?", "required": isRequired,
    ]
    if let when = when.definition { all["when"] = when }
    func kind(_ name: String, _ more: [String: any Sendable] = [:]) {
      all["kind"] = name
      all.merge(more) { $1 }
    }
    func choices(_ ids: [String]) -> [String: any Sendable] {
      ["choices": ids.map { ["id": $0, "label": $0.capitalized] }]
    }
    switch self.kind {
    case .text(let limit): kind("text", ["limit": limit])
    case .longText(let limit): kind("long-text", ["limit": limit])
    case .yesNo: kind("yes-no", ["needsStatement": false])
    case .oneOf(let ids): kind("one-of", choices(ids))
    case .severalOf(let ids): kind("several-of", choices(ids))
    case .day: kind("day")
    case .number(let range):
      kind("number", ["least": range.lowerBound, "most": range.upperBound])
    case .money: kind("money")
    case .email: kind("email")
    case .phone: kind("phone")
    case .address: kind("address")
    case .fromList(let others): kind("from-list", ["list": "places", "others": others])
    case .confirmation: kind("confirmation")
    }
    return all
  }
}

extension RandomAgency.When {
  fileprivate var definition: [String: any Sendable]? {
    switch self {
    case .always: nil
    case .answered(let question, let values): ["question": question, "is": values]
    case .sum(let questions, let least): ["sum": questions, "atLeast": least]
    case .any(let parts): ["any": parts.compactMap(\.definition)]
    case .all(let parts): ["all": parts.compactMap(\.definition)]
    case .not(let part): part.definition.map { ["not": $0] }
    }
  }
}
