import Foundation
import Support

/// A person who applies: what they do, each in one sentence of a story.
struct Applicant {
  let name: String
  let emailAddress: String
  let password = "correct horse battery staple"
  let browser: Browser
  let office: Office

  init(_ name: String, at office: Office, browser: Browser? = nil) {
    self.name = name
    self.office = office
    self.browser = browser ?? office.visitor()
    emailAddress =
      name.lowercased().replacingOccurrences(of: " ", with: ".") + "@applicants.example"
  }

  // MARK: An account

  func registers() throws {
    try browser.open("cgi-bin/account/register")
      .press(
        "Create account",
        with: ["Full name": name, "Email address": emailAddress, "Password": password]
      )
      .sees("Check your email")
  }

  /// Opens the link of the mail, which changes nothing, and presses the button.
  func confirmsByMail() throws {
    let mail = try office.mailbox.latest(to: emailAddress)
    let link = try mail.link()
    try browser.open(link).sees("Confirm your email address")
    try browser.open(link).press("Confirm my address").sees("Your email address is confirmed.")
  }

  func signsIn() throws {
    try browser.open("cgi-bin/account/sign-in")
      .press("Sign in", with: ["Email address": emailAddress, "Password": password])
  }

  /// Signs in with another password than the first.
  func signsIn(with password: String, address: String? = nil) throws {
    try browser.open("cgi-bin/account/sign-in")
      .press("Sign in", with: ["Email address": address ?? emailAddress, "Password": password])
  }

  /// Says that the password is lost, opens the link of the mail, and chooses another.
  func choosesPassword(_ new: String) throws {
    try browser.open("cgi-bin/account/sign-in").follow("I do not know my password")
      .press("Send the link", with: ["Email address": emailAddress]).sees("Check your email")
    let link = try office.mailbox.latest(to: emailAddress).link()
    try browser.open(link).sees("Choose a new password")
    try browser.open(link).press("Save the new password", with: ["New password": new])
      .sees("Your password is changed.")
  }

  /// Asks for another address and confirms it by the link of its mail.
  func changesAddress(to new: String, password: String) throws {
    try browser.open("cgi-bin/account/profile").follow("Change Email address")
      .press(
        "Send the link", with: ["New email address": new, "Your present password": password]
      )
      .sees("Check your email")
    let link = try office.mailbox.latest(to: new).link()
    try browser.open(link).sees("Use this email address", new)
    try browser.open(link).press("Use this address").sees("Your email address is changed.")
  }

  /// Everything an application asks for before it can be started.
  func fillsInTheProfile() throws {
    try browser.press(
      "Save & Continue",
      with: [
        "Phone number": "502 555 0143", "Street and number": "12 Main Street",
        "Town or city": "Frankfort", "Postal code": "40601", "Country": "United States",
      ])
  }

  /// All of that, for stories that begin later.
  func hasAnAccount() throws {
    try registers()
    try confirmsByMail()
    try signsIn()
    try browser.open("cgi-bin/account/profile")
    try fillsInTheProfile()
  }

  // MARK: An application

  /// From the list of what can be applied for to the page that says what it will ask and cost.
  func chooses(_ errand: Errand) throws {
    let question = "What do you want to apply for?"
    try browser.press("Next", with: [question: errand.requests.joined(separator: ", ")])
    try browser.press("Next", with: errand.clarifications)
  }

  /// Starts it and gives back its number.
  func starts(_ errand: Errand) throws -> String {
    try browser.open("cgi-bin/apply")
    try chooses(errand)
    try browser.press("Start Application")
    return number
  }

  /// The number of the application whose page is open.
  var number: String { browser.address.path.components(separatedBy: "/").last ?? "" }

  /// The number of the newest application on the Dashboard.
  func latestNumber() throws -> String {
    try browser.open("cgi-bin/dashboard")
    let links = browser.page.all("a").compactMap { $0["href"] }
    let numbers = links.filter { $0.contains("dashboard/") }
      .compactMap { $0.components(separatedBy: "/").last }.filter { !$0.isEmpty }
    guard let number = numbers.first else { throw Trouble("the Dashboard has no application") }
    return number
  }

  func opensTheOverview(of number: String) throws {
    try browser.open("cgi-bin/dashboard/\(number)").sees(shown(number))
  }

  /// A number of an address as people read it: k7m42q9p is `K7M4-2Q9P`.
  func shown(_ number: String) -> String { Self.shown(number) }

  static func shown(_ number: String) -> String {
    "\(number.prefix(4))-\(number.suffix(4))".uppercased()
  }

  /// Completes one part: its file first, then its answers, then its signature.
  func completes(_ part: Errand.Part, of number: String) throws {
    try opensTheOverview(of: number)
    try browser.follow(part.title)
    if let paper = part.paper {
      try browser.press("+ Add a file")
      try attaches(paper)
    }
    if !part.additions.isEmpty {
      // What may be added can hang on the answers, so those are saved first.
      try browser.press("Save & Continue", with: part.answers, expecting: 422)
    }
    for addition in part.additions {
      try browser.press("+ Add \(addition.kind)")
      try browser.press("Save & Continue", with: addition.answers)
    }
    try browser.press("Save & Continue", with: part.additions.isEmpty ? part.answers : [:])
    if part.isSigned {
      try browser.press(
        "Sign and submit this part", with: ["Your full name, as your signature": name])
    }
  }

  func attaches(_ paper: Errand.Paper, file: Form.Upload = .smallPDF) throws {
    try browser.press(
      "Save Attachments", with: ["Description": paper.description, "Type": paper.type],
      files: ["Files": file])
  }

  func completesEverything(_ errand: Errand, of number: String) throws {
    for part in errand.parts { try completes(part, of: number) }
  }

  // MARK: Paying

  func opensTheInvoice(of number: String) throws {
    try opensTheOverview(of: number)
    try browser.follow("Proceed to Payment")
  }

  /// As far as the payment provider's page.
  func goesToPay(for number: String) throws {
    try opensTheInvoice(of: number)
    try browser.press("Proceed to Payment")
    try browser.press("Continue to payment")
  }

  /// Pays, or not, in one of the ways the pretend provider knows.
  func choosesAtTheProvider(_ outcome: String) throws {
    try browser.press("Continue", with: ["What shall happen?": outcome])
  }

  /// What the Dashboard says about an application.
  func dashboard() throws -> String {
    try browser.open("cgi-bin/dashboard").words
  }
}

extension Form.Upload {
  /// A page that says nothing, as small as a PDF can be.
  static let smallPDF = Form.Upload(
    name: "receipt (1).pdf",
    bytes: Data(
      """
      %PDF-1.4
      1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
      2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
      3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>endobj
      trailer<</Root 1 0 R>>
      %%EOF

      """.utf8), type: "application/pdf")
}
