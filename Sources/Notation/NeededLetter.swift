/// A letter that Docket sends by itself, and what it can fill in. The order is that of the readme's table.
package struct NeededLetter: Hashable, Sendable {
  package let id: String
  /// The slots that are filled in when it is sent.
  package let slots: [String]
  /// Those without which whoever gets it could do nothing.
  package let needed: [String]
  /// The key of `review.jsonc` without which it is never sent; `nil` where every site has it.
  package let onlyWith: String?

  private init(
    _ id: String, _ slots: [String], needed: [String] = [], onlyWith: String? = nil
  ) {
    self.id = id
    self.slots = ["agency"] + slots
    self.needed = needed
    self.onlyWith = onlyWith
  }

  private static let partySlots = [
    "name", "applicant", "number", "requests", "part", "last-day", "link", "contact",
  ]

  private static let deficiencySlots = [
    "name", "number", "requests", "items", "last-day", "consequence", "link",
  ]

  private static let organisationSlots = ["name", "organisation"] + partySlots.dropFirst()

  package static let all = [
    // Somebody wanted an account: for an address that is new, and for one that has an account.
    NeededLetter("confirm-address", ["name", "link"], needed: ["link"]),
    NeededLetter("address-known", ["link"]),
    // Somebody asked for a new password: likewise.
    NeededLetter("choose-password", ["name", "link"], needed: ["link"]),
    NeededLetter("no-account", ["link"]),
    NeededLetter("password-changed", ["name", "link", "contact"]),
    // Somebody wants another address: to the new one likewise, and to the old one before and after.
    NeededLetter("confirm-new-address", ["name", "link"], needed: ["link"]),
    NeededLetter("new-address-known", ["link"]),
    NeededLetter("address-change-asked", ["name", "new-address", "link", "contact"]),
    NeededLetter("address-changed", ["name", "new-address", "contact"]),
    NeededLetter(
      "application-submitted",
      ["name", "number", "requests", "day", "total", "receipt", "link", "contact"]),
    // Of a payment that came to nothing, of money that came otherwise than it should, and of money sent back.
    NeededLetter(
      "payment-declined", ["name", "number", "requests", "last-day", "link", "contact"],
      needed: ["link"]),
    NeededLetter("payment-held", ["name", "number", "amount", "link", "contact"]),
    NeededLetter("payment-credited", ["name", "number", "amount", "link", "contact"]),
    NeededLetter("payment-returned", ["name", "number", "amount", "link", "contact"]),
    // Somebody else is asked to pay, and pays; what the applicant is told of that meanwhile.
    NeededLetter(
      "payer-request",
      [
        "name", "applicant", "number", "requests", "receipt", "total", "until", "link", "contact",
      ], needed: ["link"]),
    NeededLetter(
      "payer-receipt",
      ["name", "applicant", "number", "requests", "day", "receipt", "total", "link", "contact"]),
    NeededLetter(
      "payer-request-sent", ["name", "payer", "number", "requests", "until", "link", "contact"]),
    NeededLetter(
      "payer-request-declined", ["name", "payer", "number", "requests", "last-day", "link"],
      needed: ["link"]),
    NeededLetter(
      "payer-request-expired", ["name", "payer", "number", "requests", "last-day", "link"],
      needed: ["link"]),
    // Somebody else wrote. What, is never in the mail.
    NeededLetter("message-waiting", ["name", "number", "link"], needed: ["link"]),
    NeededLetter(
      "application-cancelled", ["name", "number", "requests", "day", "link", "contact"]),
    NeededLetter(
      "application-withdrawn", ["name", "number", "requests", "day", "link", "contact"]),
    // Somebody else is asked for a part, reminded, and gets it back; the applicant is told what came of it.
    NeededLetter("party-asked", partySlots, needed: ["link"]),
    NeededLetter("party-reminder", partySlots, needed: ["link"]),
    NeededLetter("party-sent-back", partySlots, needed: ["link"]),
    NeededLetter(
      "party-declined", ["name", "party", "number", "requests", "part", "link"], needed: ["link"]),
    NeededLetter(
      "party-expired", ["name", "party", "number", "requests", "part", "last-day", "link"],
      needed: ["link"]),
    // The organisation that was asked completes no more parts: another has it now, or the applicant names one.
    NeededLetter(
      "party-rerouted", ["name", "party", "number", "requests", "part", "last-day", "link"],
      needed: ["link"]),
    NeededLetter(
      "party-released", ["name", "party", "number", "requests", "part", "link"], needed: ["link"]),
    NeededLetter(
      "party-signed", ["name", "party", "number", "requests", "part", "next", "link"]),
    // Somebody is named to help, and gives that up.
    NeededLetter(
      "helper-named",
      ["name", "applicant", "number", "requests", "parts", "last-day", "link", "contact"],
      needed: ["link"]),
    NeededLetter("helper-stopped", ["name", "helper", "number", "requests", "parts", "link"]),
    // What somebody would have supplied has come another way, or that was a mistake; whoever was asked is let go.
    NeededLetter(
      "evidence-received",
      ["name", "number", "requests", "part", "source", "day", "next", "link"]),
    NeededLetter(
      "evidence-undone", ["name", "number", "requests", "part", "reason", "next", "link"],
      needed: ["link"]),
    NeededLetter("party-not-needed", ["name", "number", "part", "contact"]),
    // Others of whom the applicant chose so are told how it stands, and nothing else.
    NeededLetter("application-update", ["name", "number", "stage", "contact"]),
    // The same to everybody who completes parts for an organisation, and to somebody who acts for one from now on.
    NeededLetter("organisation-asked", organisationSlots, needed: ["link"]),
    NeededLetter("organisation-reminder", organisationSlots, needed: ["link"]),
    NeededLetter("organisation-sent-back", organisationSlots, needed: ["link"]),
    NeededLetter(
      "organisation-appointed", ["name", "organisation", "address", "roles", "link", "contact"],
      needed: ["link"]),
    // Somebody works for the agency from now on, or has lost what they sign in with.
    NeededLetter("staff-link", ["name", "staff-name", "link", "contact"], needed: ["link"]),
    NeededLetter("staff-password-changed", ["name", "staff-name", "link", "contact"]),
    // An organisation wants to open an application for somebody, and learns what came of it.
    NeededLetter(
      "offer-made", ["name", "party", "requests", "last-day", "link", "contact"], needed: ["link"]),
    NeededLetter("offer-accepted", ["name", "applicant", "party", "requests", "link"]),
    NeededLetter("offer-declined", ["name", "applicant", "party", "requests", "link"]),
    // Before the last day, and after it.
    NeededLetter(
      "application-reminder", ["name", "number", "requests", "last-day", "missing", "link"],
      needed: ["link"]),
    NeededLetter("application-expired", ["name", "number", "requests", "last-day", "link"]),
    // Staff has given it more time after all.
    NeededLetter(
      "application-reopened",
      ["name", "number", "requests", "last-day", "reason", "missing", "link", "contact"],
      needed: ["link"], onlyWith: "reopening"),
    // Something has to be put right: staff sends these as they were previewed; the others go out by themselves.
    NeededLetter("deficiency-sent", deficiencySlots + ["words", "contact"], needed: ["link"]),
    NeededLetter("deficiency-extended", deficiencySlots + ["contact"], needed: ["link"]),
    NeededLetter("deficiency-reminder", deficiencySlots, needed: ["link"]),
    NeededLetter("deficiency-answered", ["name", "number", "requests", "day", "received", "link"]),
    NeededLetter(
      "deficiency-lapsed",
      ["name", "number", "requests", "last-day", "consequence", "link", "contact"]),
    // What was decided, as it was previewed, and what becomes of that.
    NeededLetter(
      "decision-approved",
      ["name", "number", "requests", "certificates", "words", "link", "contact"]
    ),
    NeededLetter(
      "decision-denied",
      ["name", "number", "requests", "reasons", "words", "refunds", "appeal", "link", "contact"]),
    NeededLetter("decision-undone", ["name", "number", "requests", "reason", "link", "contact"]),
    // Of an approval before fitness is decided, and of what that comes to.
    NeededLetter(
      "decision-preliminary",
      ["name", "number", "requests", "certificates", "rule", "words", "link", "contact"],
      onlyWith: "preliminary"),
    NeededLetter(
      "fitness-confirmed", ["name", "number", "requests", "certificates", "link", "contact"],
      onlyWith: "preliminary"),
    NeededLetter(
      "preliminary-revoked",
      [
        "name", "number", "requests", "certificates", "reasons", "words", "appeal", "link",
        "contact",
      ],
      onlyWith: "preliminary"),
    NeededLetter("appeal-received", ["name", "number", "requests", "day", "link", "contact"]),
    NeededLetter("appeal-refused", ["name", "number", "requests", "words", "link", "contact"]),
  ]

  /// `letters/confirm-address.de.md` and `confirm-address` are one letter.
  static func named(_ id: String) -> NeededLetter? { all.first { $0.id == id } }
}

extension SiteReader {
  /// Each slot of a letter that Docket sends is one that it fills in, and none is missing that matters.
  mutating func checkSlots(
    _ slots: [(name: String, offset: Int)], of letter: NeededLetter, in source: SourceText
  ) {
    for slot in slots where !letter.slots.contains(slot.name) {
      diagnostics.append(
        Diagnostic(
          .error, at: source.place(at: slot.offset),
          "this letter has no slot '\(slot.name)'",
          remedy: nearest(to: slot.name, among: letter.slots).map { "did you mean {{\($0)}}?" }
            ?? "its slots are \(listed(letter.slots, last: "and"))"))
    }
    for name in letter.needed where !slots.contains(where: { $0.name == name }) {
      diagnostics.append(
        Diagnostic(
          .error, at: source.place(at: 0), "this letter has no {{\(name)}}",
          remedy: "whoever gets it needs that; write it where it belongs"))
    }
  }
}
