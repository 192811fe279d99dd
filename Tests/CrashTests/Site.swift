import Foundation
import Support

/// A small agency that asks for one of everything: answers, entries, files, a signature, a fee.
enum Site {
  static func write(to folder: String) throws {
    var files = kiteOffice
    for (path, text) in changed { files[path] = text }
    for (path, text) in files {
      let place = URL(fileURLWithPath: "\(folder)/\(path)")
      try FileManager.default.createDirectory(
        at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: place)
    }
  }

  private static let changed = [
    "credentials/pilot.jsonc": """
    {
      "id": "pilot",
      "title": "Kite pilot",
      "summary": "To fly kites.",
      "whoFor": "Anybody.",
      "clause": "Rule 4",
      "from": "2020-01-01",
      "questions": [{ "id": "own", "ask": "Do you have a kite?", "kind": "yes-no" }],
      "elements": ["training", "lamp", "oath", "flights"],
      "fees": ["permit"],
      "openedBy": ["club"],
      "grants": { "how": "issues", "certificates": ["flier"] },
    }
    """,
    // The only one without a fee.
    "credentials/glider.jsonc": """
    {
      "id": "glider",
      "title": "Glider",
      "summary": "To glide.",
      "whoFor": "Anybody.",
      "clause": "Rule 6",
      "from": "2020-01-01",
      "elements": ["lamp"],
      "fees": ["nothing"],
    }
    """,
    // With something of everybody, and without a fee.
    "credentials/acrobat.jsonc": """
    {
      "id": "acrobat",
      "title": "Acrobat",
      "summary": "To fly upside down.",
      "whoFor": "Anybody.",
      "clause": "Rule 12",
      "from": "2020-01-01",
      "elements": ["training", "lamp", "health", "flights"],
      "fees": ["nothing"],
      "grants": { "how": "issues", "certificates": ["flier"] },
    }
    """,
    "elements/health.jsonc": """
    {
      "id": "health",
      "title": "Health",
      "why": "To be safe.",
      "clause": "Rule 13",
      "submittedBy": "applicant",
      "questions": [
        { "id": "giddy", "ask": "Are you ever giddy?", "kind": "yes-no", "needsStatement": false },
      ],
      "seal": { "version": "2020-01-01", "statement": "It is true." },
      "seenBy": ["fitness"],
    }
    """,
    "elements/training.jsonc": """
    {
      "id": "training",
      "title": "Training",
      "why": "So that nobody is hurt.",
      "clause": "Rule 7",
      "submittedBy": "applicant",
      "questions": [{ "id": "where", "ask": "Where?", "kind": "text" }],
      "attachments": { "atLeast": 1, "atMost": 9, "types": [{ "id": "proof", "label": "Proof" }] },
    }
    """,
    "elements/lamp.jsonc": """
    {
      "id": "lamp",
      "title": "Lamp",
      "why": "To be seen.",
      "clause": "Rule 8",
      "submittedBy": "applicant",
      "questions": [
        {
          "id": "colour",
          "ask": "Which colour?",
          "kind": "one-of",
          "choices": [{ "id": "red", "label": "Red" }, { "id": "green", "label": "Green" }],
        },
      ],
      "entries": [
        {
          "id": "bulb",
          "title": "bulb",
          "heading": "Bulbs",
          "questions": [{ "id": "watts", "ask": "How strong?", "kind": "long-text" }],
        },
      ],
    }
    """,
    "elements/flights.jsonc": """
    {
      "id": "flights",
      "title": "Flights",
      "why": "To know how it goes.",
      "clause": "Rule 10",
      "submittedBy": "club",
      "neededBefore": "decision",
      "invitation": {
        "lastsDays": 20, "remindDays": [5], "resendsAtMost": 5,
        "version": "2020-01-01", "statement": "I have seen it.",
      },
      "questions": [{ "id": "days", "ask": "How many days?", "kind": "number" }],
      "entries": [
        {
          "id": "flight",
          "title": "flight",
          "questions": [{ "id": "height", "ask": "How high?", "kind": "text" }],
        },
      ],
    }
    """,
    "elements/oath.jsonc": """
    {
      "id": "oath",
      "title": "Oath",
      "why": "To be sure.",
      "clause": "Rule 9",
      "submittedBy": "applicant",
      "questions": [
        { "id": "sober", "ask": "Do you fly sober?", "kind": "yes-no", "needsStatement": false },
      ],
      "seal": { "version": "2020-01-01", "statement": "It is true." },
      "whenDeficient": "anew",
    }
    """,
    "review.jsonc": (kiteOffice["review.jsonc"] ?? "").replacing(
      "\"appeal\"",
      with: """
        "preliminary": {
            "days": 90,
            "words": "It holds for now.",
            "clause": "Rule 24",
            "conditions": [
              { "id": "offer", "text": "A circus waits.", "foundBy": "review" },
              { "id": "once", "text": "They were giddy once.", "foundBy": "fitness" },
            ],
          },
          "appeal"
        """),
    "letters/decision-preliminary.md":
      "Subject: For now {{number}}\n\n{{certificates}}\n\n{{rule}}\n",
    "letters/fitness-confirmed.md": "Subject: Confirmed {{number}}\n\n{{certificates}}\n",
    "letters/preliminary-revoked.md": "Subject: Revoked {{number}}\n\n{{reasons}}\n",
    "certificates.jsonc": """
    { "certificates": [{ "id": "flier", "title": "Flier" }] }
    """,
    "fees.jsonc": """
    {
      "fees": [
        {
          "id": "permit",
          "title": "Permit",
          "per": "request",
          "amounts": [{ "from": "2020-01-01", "amount": "10.00", "clause": "Rule 1" }],
        },
        {
          "id": "balloon",
          "title": "Balloon",
          "per": "request",
          "amounts": [{ "from": "2020-01-01", "amount": "40.00", "clause": "Rule 2" }],
        },
        {
          "id": "nothing",
          "title": "Nothing",
          "per": "request",
          "amounts": [{ "from": "2020-01-01", "amount": "0.00", "clause": "Rule 3" }],
        },
      ],
      "refundReasons": [{ "id": "mistake", "text": "Our mistake" }],
    }
    """,
  ]
}
