import Applications
import Markup
import Rules

/// What people are told about an answer that does not do, in English. Each says what to do.
struct Messages {
  private let edition: Edition

  init(_ edition: Edition) { self.edition = edition }

  func sentence(_ fault: FieldFault) -> String {
    switch fault.fault {
    case .unanswered(let question): unanswered(question)
    case .tooLong(let question, let limit):
      "Shorten your answer to \(limit) characters or fewer: \(ask(question))"
    case .notAChoice(let question): "Choose one of the answers: \(ask(question))"
    case .notADay(let question): "Enter a real date, like \(exampleDay): \(ask(question))"
    case .notANumber(let question, let range):
      "Enter a whole number from \(range.lowerBound) to \(range.upperBound): \(ask(question))"
    case .notAnEmailAddress(let question):
      "Enter an email address, like name@example.com: \(ask(question))"
    case .notAPhoneNumber(let question):
      "Enter a phone number with its area code, like 202 555 0143: \(ask(question))"
    case .notMoney(let question, let currency):
      """
      Enter an amount, like \(Money(cents: 1250).plainText(in: currency)): \(ask(question))
      """
    case .addressLacks(let question, let part):
      "Enter the \(name(of: part)): \(ask(question))"
    case .notInList(let question, let list):
      "Choose a name from the list (\(edition.text(list.title))): \(ask(question))"
    case .unconfirmed(let question): "Tick the box if you agree: \(ask(question))"
    case .tooFewAttachments(let element, let missing):
      missing == 1
        ? "Add a file to \(edition.text(element.title))"
        : "Add \(missing) more files to \(edition.text(element.title))"
    case .undescribedAttachment(let element, let file):
      "Say what the file \(file.fileName) is: \(edition.text(element.title))"
    case .nothingSupplied(let element):
      "Fill in \(edition.text(element.title)), or tick the box that says you have nothing to supply"
    case .noneAndAnswers(let element):
      """
      Untick the box that says you have nothing to supply, or clear your answers: \
      \(edition.text(element.title))
      """
    case .noneAndEntries(let element):
      """
      Untick the box that says you have nothing to supply, or remove what you have added: \
      \(edition.text(element.title))
      """
    case .tooFewEntries(let group, let missing):
      missing == 1
        ? "Add \(added(group))"
        : "Add \(missing) more: \(edition.text(group.title))"
    case .tooManyEntries(let group):
      "Remove some, there may be no more than \(group.atMost): \(edition.text(group.title))"
    case .incompleteEntry(let group, _, let number):
      "Something is missing in \(edition.text(group.title)) \(number)"
    case .tooFewEntryAttachments(let group, let missing):
      missing == 1
        ? "Add a file to this \(edition.text(group.title))"
        : "Add \(missing) more files to this \(edition.text(group.title))"
    case .undescribedEntryAttachment(let group, let file):
      "Say what the file \(file.fileName) is: \(edition.text(group.title))"
    case .unsigned: "Type your full name to sign"
    case .withoutRole: "Say as what you sign, like Head of the department"
    }
  }

  /// The lines of the error summary, each leading to the field it is about.
  func summary(_ faults: [FieldFault]) -> [FieldError] {
    faults.map { FieldError(field: anchor(of: $0), message: sentence($0)) }
  }

  private func unanswered(_ question: Question) -> String {
    switch question.kind {
    case .yesOrNo: "Choose Yes or No: \(ask(question))"
    case .oneOf: "Choose an answer: \(ask(question))"
    case .severalOf: "Choose at least one answer: \(ask(question))"
    case .day: "Enter the date, like \(exampleDay): \(ask(question))"
    case .number: "Enter a number: \(ask(question))"
    case .money: "Enter an amount: \(ask(question))"
    case .address: "Enter the address: \(ask(question))"
    case .fromList: "Choose or type a name: \(ask(question))"
    case .emailAddress: "Enter an email address, like name@example.com: \(ask(question))"
    case .phoneNumber: "Enter a phone number with its area code: \(ask(question))"
    case .shortText, .longText, .confirmation: "Enter an answer: \(ask(question))"
    }
  }

  private var exampleDay: String {
    dateOrder(edition.agency)[0] == .month ? "3 27 2025" : "27 3 2025"
  }

  /// `a degree`, `an incident`; in other languages as the title stands.
  private func added(_ group: EntryGroup) -> String {
    let title = edition.text(group.title)
    guard edition.language == "en" else { return title }
    return ("aeiou".contains(title.prefix(1).lowercased()) ? "an " : "a ") + title
  }

  private func name(of part: AddressPart) -> String {
    ComponentWords.english.name(of: part).lowercased()
  }

  private func ask(_ question: Question) -> String { edition.text(question.ask) }

  /// The id on the page: the first part of a date has that of its question.
  private func anchor(of fault: FieldFault) -> String {
    switch fault.fault {
    case .notADay(let question): question.id.text
    case .unanswered(let question):
      if case .address = question.kind { fault.field } else { question.id.text }
    default: fault.field
    }
  }
}

extension AccountFault {
  /// What to do about it. What is about the form as a whole leads to `field`, or where it stands on most
  /// forms.
  func error(at field: String? = nil) -> FieldError {
    switch self {
    case .noName: FieldError(field: "name", message: "Enter your full name")
    case .noEmailAddress:
      FieldError(field: "email", message: "Enter your email address, like name@example.com")
    case .sameEmailAddress:
      FieldError(field: "email", message: "Enter another address: your account has this one")
    case .passwordTooShort:
      FieldError(field: "password", message: "Choose a password of at least 8 characters")
    case .passwordTooLong: FieldError(field: "password", message: "Choose a shorter password")
    case .noSuchSignIn:
      FieldError(
        field: "email",
        message: "Check your email address and your password: they do not fit together")
    case .wrongPassword:
      FieldError(
        field: "present-password", message: "Type the password you sign in with: this is not it")
    case .tooManyTries(let until):
      FieldError(
        field: field ?? "email", message: "There were too many tries. Try again after \(until)")
    case .busy:
      FieldError(
        field: field ?? "password",
        message: "Many people are signing in just now: type your password again in a minute")
    case .pageTooOld:
      FieldError(
        field: field ?? "email",
        message: "This page was open for too long, so nothing was done. Please send it once more")
    }
  }
}

extension Profile.Part {
  var error: FieldError {
    switch self {
    case .name: FieldError(field: "name", message: "Enter your full name")
    case .phoneNumber:
      FieldError(
        field: "phone", message: "Enter a phone number with its area code, like 202 555 0143")
    case .street: FieldError(field: "street", message: "Enter your street and number")
    case .city: FieldError(field: "city", message: "Enter your town or city")
    case .postalCode: FieldError(field: "postal-code", message: "Enter your postal code")
    case .country: FieldError(field: "country", message: "Enter your country")
    }
  }
}

extension ApplyFault {
  func error(_ edition: Edition) -> FieldError {
    switch self {
    case .nothingChosen: FieldError(field: "request", message: "Choose what you want to apply for")
    case .notOffered:
      FieldError(
        field: "request", message: "Choose from the list: something else is not offered today")
    case .notOpen(let title, let rule):
      FieldError(
        field: "request",
        message: """
          \(edition.text(title)) is not open to you today. Not met: \(edition.text(rule.says)) \
          (\(rule.clause))
          """)
    case .conflict(let one, let other):
      FieldError(
        field: "request",
        message: """
          Choose only one of these: they cannot be in one application: \(edition.text(one)), \
          \(edition.text(other))
          """)
    }
  }
}
