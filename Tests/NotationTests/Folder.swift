import Foundation
import Notation
import Rules

/// A small and faultless folder of definitions, for tests to spoil.
struct Folder {
  var files: [String: String] = [
    "agency.jsonc": """
    {
      "name": "Office of Kites",
      "contact": { "email": "kites@example.org" },
      "timeZone": "Europe/Paris",
      "currency": "EUR",
      "applicationDays": 60,
      "reminderDays": [14, 7],
    }
    """,
    "parties.jsonc": """
    {
      "parties": [
        { "id": "applicant", "title": "Applicant" },
        { "id": "club", "title": "Kite club" },
      ],
    }
    """,
    "fees.jsonc": """
    {
      "fees": [
        {
          "id": "permit",
          "title": "Permit",
          "per": "request",
          "amounts": [
            { "from": "2020-01-01", "amount": "10.00", "clause": "Rule 1" },
            { "from": "2026-01-01", "amount": "12.00", "clause": "Rule 2" },
          ],
        },
        {
          "id": "kite",
          "title": "Each kite",
          "per": "item",
          "amounts": [{ "from": "2020-01-01", "amount": "2.50", "clause": "Rule 3" }],
        },
      ],
      "examples": [
        {
          "name": "Three kites",
          "requests": ["pilot"],
          "answers": { "kites": "3", "night": "no" },
          "on": "2026-02-01",
          "total": "19.50",
        },
      ],
    }
    """,
    "credentials/pilot.jsonc": """
    {
      "id": "pilot",
      "title": "Kite pilot",
      "summary": "To fly kites.",
      "whoFor": "Anybody.",
      "clause": "Rule 4",
      "from": "2020-01-01",
      "questions": [
        { "id": "kites", "ask": "How many kites?", "kind": "number", "least": 1, "most": 9 },
        { "id": "night", "ask": "By night?", "kind": "yes-no" },
      ],
      "elements": [
        "training",
        { "element": "lamp", "when": { "question": "night", "is": "yes" } },
      ],
      "fees": ["permit", { "fee": "kite", "count": "kites" }],
    }
    """,
    "elements/training.jsonc": """
    {
      "id": "training",
      "title": "Training",
      "why": "So that nobody is hurt.",
      "clause": "Rule 5",
      "submittedBy": "club",
      "attachments": { "types": [{ "id": "proof", "label": "Proof" }] },
    }
    """,
    "elements/lamp.jsonc": """
    {
      "id": "lamp",
      "title": "Lamp",
      "why": "To be seen.",
      "clause": "Rule 6",
      "submittedBy": "applicant",
      "questions": [
        {
          "id": "colour",
          "ask": "Which colour?",
          "kind": "one-of",
          "choices": [{ "id": "red", "label": "Red" }, { "id": "green", "label": "Green" }],
        },
        { "id": "why-red", "ask": "Why?", "kind": "text", "when": { "question": "colour", "is": "red" } },
      ],
    }
    """,
    "review.jsonc": """
    {
      "deficiencyReasons": [
        { "id": "torn", "text": "It is torn.", "clause": "Rule 10", "elements": ["lamp"] },
        { "id": "wet", "text": "It is wet." },
      ],
      "denialReasons": [{ "id": "stormy", "text": "You fly in storms.", "clause": "Rule 11" }],
      "holdReasons": [{ "id": "calm", "text": "There is no wind.", "clock": "stops" }],
      "deficiency": {
        "days": 20,
        "reminderDays": [5],
        "consequence": "closed",
        "words": "After that it is closed.",
      },
      "appeal": { "days": 10, "words": "Write to us.", "clause": "Rule 12" },
      "reopening": { "days": 30, "times": 2, "withinDays": 90, "words": "Ask us.", "clause": "Rule 13" },
      "holidays": ["2026-12-25"],
    }
    """,
    "pages/wind.md": "# Wind\n\nIt blows.\n",
    "letters/confirm-address.md": "Subject: Confirm\n\nOpen {{link}}.\n",
    "letters/address-known.md": "Subject: Known\n\nYou have an account.\n",
    "letters/choose-password.md": "Subject: Account\n\nSee {{link}}.\n",
    "letters/no-account.md": "Subject: Account\n\nGoodbye.\n",
    "letters/password-changed.md": "Subject: Account\n\nGoodbye.\n",
    "letters/confirm-new-address.md": "Subject: Account\n\nSee {{link}}.\n",
    "letters/new-address-known.md": "Subject: Account\n\nGoodbye.\n",
    "letters/address-change-asked.md": "Subject: Account\n\nGoodbye.\n",
    "letters/address-changed.md": "Subject: Account\n\nGoodbye.\n",
    "letters/application-submitted.md": "Subject: Submitted\n\nThank you, {{name}}.\n",
    "letters/application-cancelled.md": "Subject: Cancelled {{number}}\n\nDear {{name}}.\n",
    "letters/application-reopened.md": "Subject: Open again {{number}}\n\nSee {{link}}.\n",
    "letters/application-expired.md": "Subject: Expired {{number}}\n\nDear {{name}}.\n",
    "letters/application-reminder.md": "Subject: Reminder {{number}}\n\nSee {{link}}.\n",
    "letters/application-withdrawn.md": "Subject: Withdrawn {{number}}\n\nDear {{name}}.\n",
    "letters/message-waiting.md": "Subject: Message {{number}}\n\nSee {{link}}.\n",
    "letters/payer-request.md": "Subject: Asked {{number}}\n\nSee {{link}}.\n",
    "letters/payer-receipt.md": "Subject: Paid {{number}}\n\nThank you, {{name}}.\n",
    "letters/payer-request-sent.md": "Subject: Sent {{number}}\n\nDear {{name}}.\n",
    "letters/payer-request-declined.md": "Subject: Refused {{number}}\n\nSee {{link}}.\n",
    "letters/payer-request-expired.md": "Subject: Over {{number}}\n\nSee {{link}}.\n",
    "letters/offer-made.md": "Subject: Offer\n\nSee {{link}}.\n",
    "letters/offer-accepted.md": "Subject: Accepted\n\nSee {{link}}.\n",
    "letters/offer-declined.md": "Subject: Declined\n\nSee {{link}}.\n",
    "letters/party-asked.md": "Subject: Asked {{number}}\n\nSee {{link}}.\n",
    "letters/party-reminder.md": "Subject: Still {{number}}\n\nSee {{link}}.\n",
    "letters/party-sent-back.md": "Subject: Back {{number}}\n\nSee {{link}}.\n",
    "letters/party-declined.md": "Subject: Declined {{number}}\n\nSee {{link}}.\n",
    "letters/party-released.md": "Subject: Released {{number}}\n\nSee {{link}}.\n",
    "letters/party-rerouted.md": "Subject: Rerouted {{number}}\n\nSee {{link}}.\n",
    "letters/party-expired.md": "Subject: Silent {{number}}\n\nSee {{link}}.\n",
    "letters/party-signed.md": "Subject: Signed {{number}}\n\nDear {{name}}.\n",
    "letters/helper-named.md": "Subject: Help {{number}}\n\nSee {{link}}.\n",
    "letters/helper-stopped.md": "Subject: No help {{number}}\n\nSee {{link}}.\n",
    "letters/evidence-received.md": "Subject: Received {{part}}\n\nFrom {{source}} on {{day}}.\n",
    "letters/evidence-undone.md": "Subject: Undone {{part}}\n\n{{reason}} See {{link}}.\n",
    "letters/party-not-needed.md": "Subject: No need {{number}}\n\nDear {{name}}.\n",
    "letters/application-update.md": "Subject: News of {{number}}\n\nIt is {{stage}}.\n",
    "letters/organisation-asked.md": "Subject: Asked {{number}}\n\nSee {{link}}.\n",
    "letters/organisation-reminder.md": "Subject: Still {{number}}\n\nSee {{link}}.\n",
    "letters/organisation-sent-back.md": "Subject: Back {{number}}\n\nSee {{link}}.\n",
    "letters/organisation-appointed.md": "Subject: For {{organisation}}\n\nSee {{link}}.\n",
    "letters/staff-link.md": "Subject: For {{name}}\n\nSee {{link}}.\n",
    "letters/staff-password-changed.md": "Subject: For {{name}}\n\nGoodbye.\n",
    "letters/payment-declined.md": "Subject: Declined {{number}}\n\nSee {{link}}.\n",
    "letters/payment-held.md": "Subject: Held {{number}}\n\nDear {{name}}.\n",
    "letters/payment-credited.md": "Subject: Credit {{number}}\n\nDear {{name}}.\n",
    "letters/deficiency-sent.md": "Subject: Review {{number}}\n\nSee {{link}}.\n",
    "letters/deficiency-extended.md": "Subject: Review {{number}}\n\nSee {{link}}.\n",
    "letters/deficiency-reminder.md": "Subject: Review {{number}}\n\nSee {{link}}.\n",
    "letters/deficiency-answered.md": "Subject: Review {{number}}\n\nSee {{link}}.\n",
    "letters/deficiency-lapsed.md": "Subject: Review {{number}}\n\nSee {{link}}.\n",
    "letters/decision-approved.md": "Subject: Review {{number}}\n\nSee {{link}}.\n",
    "letters/decision-denied.md": "Subject: Review {{number}}\n\nSee {{link}}.\n",
    "letters/decision-undone.md": "Subject: Review {{number}}\n\nSee {{link}}.\n",
    "letters/appeal-received.md": "Subject: Review {{number}}\n\nSee {{link}}.\n",
    "letters/appeal-refused.md": "Subject: Review {{number}}\n\nSee {{link}}.\n",
    "letters/payment-returned.md": "Subject: Returned {{number}}\n\nDear {{name}}.\n",
  ]

  /// The folder with `old` replaced by `new` in one file, at the first place it stands.
  func with(_ path: String, _ old: String, _ new: String) -> Folder {
    var folder = self
    guard let text = files[path], let range = text.range(of: old) else { return folder }
    folder.files[path] = text.replacingCharacters(in: range, with: new)
    return folder
  }

  /// The folder with one file more, changed, or (`nil`) less.
  func with(_ path: String, _ text: String?) -> Folder {
    var folder = self
    folder.files[path] = text
    return folder
  }

  func read() -> SiteReading {
    readSite(files.mapValues { Array($0.utf8) }, zones: testZones)
  }

  /// Each diagnostic in one line: `place: severity: summary; remedy`.
  var faults: [String] {
    read().diagnostics.map { diagnostic in
      "\(diagnostic.place): \(diagnostic.severity): \(diagnostic.summary)"
        + (diagnostic.remedy.map { "; " + $0 } ?? "")
    }
  }
}

/// A few zones by Foundation's tables.
let testZones = TimeZones(names: zoneTables.keys.sorted()) { zoneTables[$0] }

private let zoneTables: [String: TimeZoneTable] = {
  let names = ["America/New_York", "Europe/Berlin", "Europe/Paris"]
  return Dictionary(
    uniqueKeysWithValues: names.compactMap { name in zoneTable(name).map { (name, $0) } })
}()

private func zoneTable(_ name: String) -> TimeZoneTable? {
  guard let zone = TimeZone(identifier: name) else { return nil }
  var changes = [
    TimeZoneTable.Change(at: 0, offset: zone.secondsFromGMT(for: .init(timeIntervalSince1970: 0)))
  ]
  var moment = Date(timeIntervalSince1970: 1_577_836_800)
  for _ in 0..<20 {
    guard let next = zone.nextDaylightSavingTimeTransition(after: moment) else { break }
    changes.append(
      .init(at: Int(next.timeIntervalSince1970), offset: zone.secondsFromGMT(for: next)))
    moment = next
  }
  return TimeZoneTable(name: name, changes: changes)
}

/// The repository's top folder.
let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

/// All files of a folder on disk, by their paths inside it.
func files(in folder: URL) throws -> [String: [UInt8]] {
  var files: [String: [UInt8]] = [:]
  for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
    let url = folder.appending(path: path)
    guard try url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else {
      continue
    }
    files[path] = [UInt8](try Data(contentsOf: url))
  }
  return files
}
