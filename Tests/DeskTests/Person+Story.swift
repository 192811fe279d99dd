import Applications
import CGI
import Rules
import Signing
import Store
import Testing

/// What people do again and again, so that a test can begin where it matters.
extension Person {
  static let password = "four words in a row"

  /// Has an account with all that an application needs, and is signed in.
  static func signedIn(
    _ office: Office, _ name: String = "Ada Okoro", isReady: Bool = true
  ) throws -> Person {
    let person = Person(office)
    person.emailAddress = name.lowercased().split(separator: " ")[0] + "@example.org"
    let hash = try PasswordHash(of: password, cost: .trifling)
    let id = try office.store.register(
      name: name, emailAddress: person.emailAddress, passwordHash: hash, at: office.now)
    _ = try office.store.confirm(id, at: office.now)
    if isReady {
      try office.store.changeProfile(
        of: id,
        to: Profile(
          name: name, emailAddress: person.emailAddress, phoneNumber: "202 555 0143",
          address: Profile.PostalAddress(
            street: "12 Sample Street", city: "Sampletown", postalCode: "10001",
            country: "United States")), at: office.now)
    }
    try person.signsIn()
    return person
  }

  func signsIn(then: String? = nil) throws {
    try opens("account/sign-in" + (then.map { "?then=" + $0 } ?? ""))
    try sends(["email": emailAddress, "password": Self.password])
    #expect(shown.status == .seeOther)
  }

  /// Starts an application, and says its number.
  func starts(
    _ requests: [String] = ["initial-certificate"],
    answering answers: String = "prepared-in=in-state&held-elsewhere=no"
  ) throws -> String {
    let chosen = requests.map { "request=\($0)" }.joined(separator: "&")
    try opens("apply/confirm?\(chosen)&answers=\(escaped(answers))")
    #expect(shown.status == .ok)
    try sends(to: "apply/start")
    let number = try #require(shown.leadsTo?.dropFirst("dashboard/".count))
    return String(number)
  }

  /// Fills in everything that payment waits for.
  func completes(_ number: String, without left: String? = nil) throws {
    for element in ["degrees", "transcript", "character-and-fitness", "affirmation"]
    where element != left {
      try opens("save/\(number)/\(element)")
      if shown.status == .notFound { continue }
      if element == "transcript" { try attachesReceipt(to: number) }
      try opens("save/\(number)/\(element)")
      try posts(
        "save/\(number)/\(element)",
        (shown.form(to: "save/")?.hidden ?? []) + [("then", "continue")] + goodAnswers(to: element))
      #expect(shown.status == .seeOther)
      if element == "character-and-fitness" {
        try follows()
        try sends(["signature": "Ada Okoro"], to: "save/")
        #expect(shown.status == .seeOther)
      }
    }
  }

  func attachesReceipt(to number: String) throws {
    try opens("attach/\(number)/transcript")
    try attaches(aPDF(), called: "receipt.pdf", type: "order-receipt")
    #expect(shown.status == .seeOther)
  }

  /// Begins to pay, and says the reference of the attempt.
  func beginsToPay(_ number: String) throws -> String {
    try opens("invoice/\(number)")
    try sends(to: "payment/")
    #expect(shown.status == .seeOther)
    return String(try #require(shown.leadsTo?.dropFirst("payment/\(number)/".count)))
  }
}

func goodAnswers(to element: String) -> [(String, String)] {
  switch element {
  case "degrees":
    [
      ("level", "bachelor"), ("institution", "Sample College"), ("subject", "History"),
      ("awarded.day", "15"), ("awarded.month", "5"), ("awarded.year", "2021"),
    ]
  case "transcript":
    [
      ("name-on-transcript", "Ada Okoro"), ("ordered-from", "Sample College"),
      ("ordered-on.day", "1"), ("ordered-on.month", "9"), ("ordered-on.year", "2026"),
      ("sent-directly", "yes"),
    ]
  case "character-and-fitness":
    [
      ("dismissed", "no"), ("left-under-inquiry", "no"), ("disciplined", "no"),
      ("complaint-open", "no"), ("convicted", "no"), ("charged", "no"),
    ]
  case "affirmation": [("code-of-ethics", "yes"), ("true-and-complete", "yes")]
  default: []
  }
}

/// A small file that is a PDF to whoever looks at its bytes.
func aPDF(_ words: String = "paid") -> [UInt8] {
  Array(
    "%PDF-1.4\n1 0 obj\n<< /Title (\(words)) >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n".utf8)
}
