import CGI
import Foundation
import Notation
import Rules
import Signing
import Store
import Testing

@testable import Desk

/// Nobody learns from any form whether an address has an account: page, headers, cookies and the work behind
/// them are the same.
@Suite struct SameAnswerTests {
  private static let known = "ada@example.org"
  private static let unknown = "eve@example.org"

  enum Form: String, CaseIterable {
    case register, signIn, recover, newAddress

    /// Whether its answer waits for a password to be hashed.
    var hashes: Bool { self != .recover }
  }

  /// Fills in the form with an address and says what the browser got, with its own words made alike.
  private func answer(
    _ form: Form, _ address: String, _ person: Person, times: Int = 1
  ) throws -> [String] {
    for _ in 0..<times {
      switch form {
      case .register: try person.asks("account/register", address)
      case .signIn: _ = try person.guesses(address)
      case .recover: try person.asks("account/recover", address)
      case .newAddress: try person.asks(for: address)
      }
    }
    var seen = [told(person, address)]
    if person.shown.status == .seeOther {
      try person.follows()
      seen.append(told(person, address))
    }
    return seen
  }

  private func told(_ person: Person, _ address: String) -> String {
    let shown = person.shown
    let headers = shown.headers.map { "\($0.name): \($0.value)" }
    var text = ([String(shown.status.rawValue)] + headers + [shown.text]).joined(separator: "\n")
    for token in person.cookies.values { text = text.replacing(token, with: "TOKEN") }
    text = text.replacing(/name="(token|key|account)" value="[^"]*"/, with: "TOKEN")
    return text.replacing(address, with: "ADDRESS")
  }

  /// How many files of each kind the store has, and how many mails.
  private func files(_ office: Office) throws -> [String: Int] {
    var count: [String: Int] = [:]
    for kind in ["tokens", "outbox", "sessions", "held"] {
      let folder = office.installation.store + "/" + kind
      count[kind] = try FileManager.default.subpathsOfDirectory(atPath: folder).filter {
        var isFolder: ObjCBool = false
        _ = FileManager.default.fileExists(atPath: "\(folder)/\($0)", isDirectory: &isFolder)
        return !isFolder.boolValue
      }.count
    }
    return count
  }

  /// An office with Ada in it, and somebody to fill in the form.
  private func withForms(_ form: Form, _ body: (Office, Person) throws -> Void) throws {
    try withOffice { office in
      _ = try Person.signedIn(office)
      let person = form == .newAddress ? try Person.signedIn(office, "Bo Lind") : Person(office)
      try body(office, person)
    }
  }

  @Test(arguments: Form.allCases, [1, 12])
  func `a known address and an unknown one are answered with the same bytes`(
    form: Form, times: Int
  ) throws {
    var answers: [[String]] = []
    var work: [[String: Int]] = []
    for address in [Self.known, Self.unknown] {
      try withForms(form) { office, person in
        answers.append(try answer(form, address, person, times: times))
        work.append(try files(office))
      }
    }
    #expect(answers[0] == answers[1])
    #expect(answers[0][0].contains(times == 1 ? "Set-Cookie" : "429") || times == 1)
    #expect(work[0] == work[1], "links and mails are made for both")
  }

  @Test(arguments: Form.allCases.filter(\.hashes))
  func `a password is hashed for an unknown address too`(form: Form) throws {
    // With every place taken, whoever has to hash is told to come again.
    for address in [Self.known, Self.unknown] {
      try withForms(form) { office, person in
        let store = office.installation.store
        var locks: [Int32] = []
        defer { for lock in locks { close(lock) } }
        for number in 1...4 {
          let lock = open("\(store)/hashing-\(number)", O_RDWR | O_CREAT, 0o600)
          locks.append(lock)
          let isTaken = lockf(lock, F_TLOCK, 0) == 0
          #expect(isTaken)
        }
        office.hashingWaitMilliseconds = 0
        _ = try answer(form, address, person)
        #expect(person.shown.status == .unavailable)
        #expect(person.shown.text.contains("value=\"\(address)\""))
      }
    }
  }

  @Test func `only the mail says which it was`() throws {
    for (address, letters) in [
      (Self.known, ["address-known", "no-", "choose-password", "new-address-known"]),
      (Self.unknown, ["confirm-address", "no-", "no-account", "confirm-new-address"]),
    ] {
      for (form, letter) in zip(Form.allCases, letters) where form != .signIn {
        try withForms(form) { office, person in
          _ = try answer(form, address, person)
          let mail = try #require(try office.mails().first { $0.to == address })
          #expect(mail.name.hasPrefix(letter + "-"))
        }
      }
    }
  }

  @Test func `every letter has what the check says it may have`() {
    let mails: [AccountMail] = [
      .confirmAddress(to: "", name: "A", token: "t"), .addressKnown(to: ""),
      .choosePassword(to: "", name: "A", token: "t"), .noAccount(to: ""),
      .passwordChanged(to: "", name: "A"), .confirmNewAddress(to: "", name: "A", token: "t"),
      .newAddressKnown(to: ""), .addressChangeAsked(to: "", name: "A", newAddress: "b"),
      .addressChanged(to: "", name: "A", newAddress: "b"),
    ]
    for mail in mails {
      let letter = NeededLetter.all.first { $0.id == mail.letter.text }
      let filled =
        ["agency"] + (mail.name.isEmpty ? [] : ["name"])
        + (mail.newAddress == nil ? [] : ["new-address"]) + (mail.path.isEmpty ? [] : ["link"])
      #expect(Set(letter?.slots ?? []).subtracting(["contact"]) == Set(filled), "\(mail.letter)")
    }
    let others = Set(NeededLetter.all.map(\.id)).subtracting(mails.map(\.letter.text))
    #expect(
      others
        == Set(
          applicationLetters
            + [
              "organisation-appointed", "staff-link", "staff-password-changed", "offer-made",
              "offer-accepted",
              "offer-declined",
            ]))
  }
}
