import Applications
import Desk
import Notation
import Rules
import Signing
import Store

/// Somebody who is already there when a demonstration begins.
struct SamplePerson {
  let name: String
  let emailAddress: String
  /// What can be tried out with them.
  let about: String
  let profile: Profile
  let hasApplication: Bool
  let holdsCertificate: Bool
  let waits: Bool

  init(
    _ name: String, _ emailAddress: String, about: String, isReady: Bool, hasApplication: Bool,
    holdsCertificate: Bool = false, waits: Bool = false
  ) {
    self.name = name
    self.emailAddress = emailAddress
    self.about = about
    self.hasApplication = hasApplication
    self.holdsCertificate = holdsCertificate
    self.waits = waits
    profile =
      isReady
      ? Profile(
        name: name, emailAddress: emailAddress, phoneNumber: "+1 202 555 0143",
        address: Profile.PostalAddress(
          street: "12 Sample Street", city: "Sampletown", region: "", postalCode: "10001",
          country: "United States"))
      : Profile(name: name, emailAddress: emailAddress)
  }
}

let samplePassword = "sample password"

let samplePeople = [
  SamplePerson(
    "Ada Okoro", "ada@example.org", about: "has begun an application", isReady: true,
    hasApplication: true),
  SamplePerson(
    "Ben Sørensen", "ben@example.org", about: "can apply at once", isReady: true,
    hasApplication: false),
  SamplePerson(
    "Dara Lind", "dara@example.org", about: "holds a certificate, where the site has kinds of them",
    isReady: true,
    hasApplication: false, holdsCertificate: true),
  SamplePerson(
    "Chi Nguyễn", "chi@example.org", about: "is asked for address and phone first",
    isReady: false, hasApplication: false),
  SamplePerson(
    "Eva Marsh", "eva@example.org", about: "has sent in an application, which waits for staff",
    isReady: true, hasApplication: false, waits: true),
]

/// Puts the sample people into an installation, through the same store as everybody else.
struct SamplePeople {
  private let services: Services

  init(in installation: Installation) throws {
    services = try Services(installation: installation)
  }

  func add() throws {
    let hash = try PasswordHash(of: samplePassword, cost: .light)
    for person in samplePeople {
      let id = try services.store.register(
        name: person.name, emailAddress: person.emailAddress, passwordHash: hash, at: services.now)
      _ = try services.store.confirm(id, at: services.now)
      try services.store.changeProfile(of: id, to: person.profile, at: services.now)
      if person.holdsCertificate { try giveCertificate(to: person.emailAddress) }
      let starts = try starts(for: id, person.profile)
      if person.hasApplication, let start = (starts.owing + starts.free).first {
        _ = try services.store.startApplication(start, at: services.now)
      }
      if person.waits { try SampleSubmission(services: services).send(oneOf: starts.free) }
    }
  }

  /// A certificate of the first kind there is, which ends in the next half year, through the same door as
  /// any list of certificates.
  private func giveCertificate(to emailAddress: String) throws {
    let publication = try services.publication(services.newestPublication())
    let today = try publication.agency().timeZone.day(of: services.now)
    guard let kind = try publication.certificateKinds().first else { return }
    let first = today.adding(years: -5).adding(days: 150)
    let rows = [
      CertificateList.columns,
      [
        emailAddress, kind.id.text, "S-1001", first.description,
        first.adding(years: 5).adding(days: -1).description,
      ],
    ]
    let list = rows.map { $0.joined(separator: ",") }.joined(separator: "\n")
    _ = try services.store.importCertificates(
      CertificateList(reading: Array(list.utf8), kinds: [kind.id]), at: services.now)
  }

  /// An application for each request type that is open to somebody who holds nothing, whatever the sample answers leave
  /// open: those that owe a fee, and those that owe none.
  private func starts(
    for account: AccountID, _ profile: Profile
  ) throws -> (owing: [Start], free: [Start]) {
    let edition = try services.newestEdition()
    guard let publication = edition.publication else { return ([], []) }
    let lastDay = edition.day.adding(days: edition.agency.applicationDays)
    var starts: (owing: [Start], free: [Start]) = ([], [])
    for request in edition.requestTypes {
      let answers = sampleAnswers(to: request.questions)
      guard request.standing(for: answers, in: Circumstances(day: edition.day)).isOpen else {
        continue
      }
      let start = Start(
        applicant: account, profile: profile, requests: [request.id], answers: answers,
        publication: publication, day: edition.day,
        deadline: edition.agency.timeZone.end(of: lastDay), key: "sample")
      let quote = try? edition.quote(for: [request], answers: answers, paid: edition.day)
      if let quote, quote.total > .zero {
        starts.owing.append(start)
      } else {
        starts.free.append(start)
      }
    }
    return starts
  }
}

/// The first answer each question allows.
func sampleAnswers(to questions: [Question]) -> Answers {
  Answers(
    questions.flatMap { question -> [Answers.Field] in
      let texts: [String]
      switch question.kind {
      case .shortText, .longText: texts = ["Sample"]
      case .yesOrNo: texts = ["no"]
      case .oneOf(let choices), .severalOf(let choices):
        texts = choices.prefix(1).map(\.id.text)
      case .day: texts = ["1", "9", "2020"]
      case .number(let range): texts = [String(max(1, range.lowerBound))]
      case .money: texts = ["100"]
      case .address: texts = ["12 Sample Street", "", "Sampletown", "", "10001", "United States"]
      case .fromList(let list, _): texts = list.items.prefix(1).map(\.id.text)
      case .emailAddress: texts = ["sample@example.org"]
      case .phoneNumber: texts = ["+1 202 555 0143"]
      case .confirmation: texts = ["yes"]
      }
      return question.fields.count == texts.count
        ? zip(question.fields, texts).map { Answers.Field(name: $0, texts: [$1]) }
        : [Answers.Field(name: question.fields[0], texts: texts)]
    })
}
