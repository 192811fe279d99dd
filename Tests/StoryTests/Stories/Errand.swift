import Testing

/// What somebody applies for at one of the two agencies, and what they say and send. The story is the
/// same for all; everything that differs between agencies is here.
struct Errand: CustomTestStringConvertible {
  let name: String
  /// The agency's folder.
  let site: String
  /// As the catalogue has them.
  let requests: [String]
  /// To the clarifying questions.
  let clarifications: [String: String]
  /// Those the applicant completes, in the order of the page.
  let parts: [Part]
  /// Those of others.
  var others: [String] = []
  /// What it comes to, as people read it, and the clause of one of its lines.
  let total: String
  let clause: String

  var testDescription: String { name }

  struct Part {
    let title: String
    /// By the words beside the fields.
    var answers: [String: String] = [:]
    var paper: Paper?
    /// What is added to it, each on a page of its own.
    var additions: [Addition] = []
    /// Whether it is read back and signed.
    var isSigned = false
  }

  /// One of several things of a kind.
  struct Addition {
    let kind: String
    let answers: [String: String]
  }

  /// What is said about an attached file.
  struct Paper {
    let description: String
    let type: String
  }
}

extension Errand {
  static let firstCertificate = Errand(
    name: "a first certificate", site: "site", requests: ["Initial five-year certificate"],
    clarifications: [
      "Where did you complete your educator preparation?": "In another state or country",
      "Have you ever held an educator license of another state or country?": "No",
    ],
    parts: [degrees, transcript, noOtherLicense, fitness, affirmation],
    total: "$85.00", clause: "16 KAR 4:040 §2(1)")

  static let freeCertificate = Errand(
    name: "a certificate for a year, free of charge", site: "site",
    requests: ["One-year certificate"],
    clarifications: [
      "Have you held a one-year certificate before?": "No",
      "Have you ever held an educator license of another state or country?": "No",
    ],
    parts: [transcript, fitness, affirmation],
    total: "No charge", clause: "16 KAR 4:040 §2(1)(b)")

  static let renewal = Errand(
    name: "a renewal", site: "site", requests: ["Renew a certificate"],
    clarifications: [
      "Which certificate do you want to renew?": "Five-year certificate",
      "What does your renewal rest on?": "Six semester hours of college credit",
      "Do you want the same renewal date for all your certificates?": "No",
    ],
    parts: [transcript, fitness, affirmation], total: "$85.00", clause: "16 KAR 4:040 §2(1)")

  private static let degrees = Part(
    title: "Degrees",
    answers: [
      "What is your highest degree?": "Master's degree",
      "Which college or university awarded it?": "Berea College, Berea, Kentucky",
      "What was your major?": "Mathematics & Physics",
      "When was it awarded?": "2021-05-15",
    ])

  private static let transcript = Part(
    title: "Transcript",
    answers: [
      "Which name is on your transcript?": "Ada <Okoro>",
      "Where did you order it?": "Berea College",
      "When did you order it?": "2026-03-27",
      "I have asked for an official transcript to be sent directly to this office.": "yes",
    ],
    paper: Paper(
      description: "Receipt from the registrar", type: "Receipt for an ordered transcript"))

  private static let noOtherLicense = Part(
    title: "Out of State License",
    answers: [
      "I have never held an educator license or certificate of another state or country.": "yes"
    ])

  private static let fitness = Part(
    title: "Character & Fitness",
    answers: [
      "Has an employer ever dismissed you, or not renewed your contract, because of your conduct?":
        "No",
      "Have you ever left a job while your conduct was being investigated, "
        + "or so that it would not be?": "No",
      "Has a licensing office, in any state or country, ever refused, suspended, revoked or "
        + "restricted a license of yours, or disciplined you in another way?": "No",
      "Is a licensing office looking into a complaint about you now?": "No",
      "Have you ever been convicted of a felony or a misdemeanor, or pleaded guilty to one?": "Yes",
      "Is a criminal charge against you open now?": "No",
    ],
    additions: [
      Addition(
        kind: "conviction or plea",
        answers: [
          "When was it?": "May 2012",
          "What was it for? Say which court, and what the sentence was.":
            "Speeding.\nA fine of “$90”.",
        ])
    ], isSigned: true)

  private static let affirmation = Part(
    title: "Affirmation",
    answers: [
      "I have read the code of ethics for Kentucky's educators and will keep to it.": "yes",
      "Everything in this application is true and complete, as far as I know.": "yes",
    ])
}

extension Errand {
  private static let harbour = "Tests/Agencies/harbour"

  static let skipper = Errand(
    name: "a licence of the other agency", site: harbour, requests: ["Harbour skipper's licence"],
    clarifications: [
      "How many vessels will you take out?": "3",
      "Where did you learn to handle a boat?": "In another harbour",
      "Will you sail by night?": "Yes",
    ],
    parts: [
      identity,
      Part(
        title: "Your vessels",
        answers: [
          "How are they driven?": "Sail, Engine",
          "What is the power of the strongest engine, in kilowatts?": "18",
        ],
        additions: ["Möwe", "Kormoran", "Taube"].map {
          Addition(
            kind: "vessel",
            answers: [
              "What is its name?": $0, "What is its home port?": "Old Harbour",
              "For how much is it insured?": "12,500.00",
            ])
        }),
      Part(
        title: "Licence of another harbour",
        answers: ["I have never held a licence of another harbour.": "yes"]),
      undertaking,
    ],
    others: ["Days at sea", "Eyesight and hearing"],
    total: "€257.00", clause: "Harbour Ordinance §30(2)")

  static let cadet = Errand(
    name: "a permit of the other agency, free of charge", site: harbour,
    requests: ["Cadet's permit"], clarifications: ["Are you under 18?": "No"],
    parts: [identity, undertaking], total: "No charge", clause: "Harbour Ordinance §30(5)")

  private static let identity = Part(
    title: "Who you are",
    answers: ["What is your full name?": "Ada Ökoro", "When were you born?": "1999-12-31"],
    paper: Paper(description: "First page", type: "Passport"))

  private static let undertaking = Part(
    title: "Undertaking",
    answers: ["I have read the harbour rules.": "yes", "What I have entered is true.": "yes"])

  /// Each at its own agency.
  static let withAFee = [firstCertificate, skipper]
  static let free = [freeCertificate, cadet]
}
