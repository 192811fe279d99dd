import Applications
import Pages
import Rules
import Signing
import Store

// What an approval would grant to the person.

extension StaffVisit {
  /// What is known of the applicant without asking, with all certificates that they hold and have held.
  func held(by review: ReviewCase) throws -> Circumstances {
    let day = review.application.start.day
    guard let account = try services.store.account(review.application.applicant) else {
      return Circumstances(day: day)
    }
    return try services.circumstances(of: account, on: day)
  }

  /// What is granted today. The number of a new certificate follows from `key`.
  func grants(of typed: DecisionForm, _ review: ReviewCase, key: String) throws -> [Grant] {
    var chosen: [RequestType.ID: String] = [:]
    for choice in typed.choices {
      if let place = typed.chosen[choice.request].flatMap(Int.init), place > 0,
        place <= choice.certificates.count
      {
        chosen[choice.request] = choice.certificates[place - 1].number
      }
    }
    var count = 0
    return try review.overview.grants(
      on: today(review), in: try held(by: review), chosen: chosen
    ) {
      count += 1
      return certificateNumber(key, count)
    }
  }

  /// Ten letters and digits in two groups, as the store draws them. One that is taken is refused by the store.
  private func certificateNumber(_ key: String, _ count: Int) -> String {
    let alphabet = ApplicationNumber.alphabet
    let bytes = SHA256.digest(of: "certificate \(count) \(key)".utf8).bytes.prefix(10)
    let text = String(
      decoding: bytes.map { alphabet[Int($0) % alphabet.count] }, as: UTF8.self
    ).uppercased()
    return "\(text.prefix(5))-\(text.suffix(5))"
  }
}

extension ReviewCase {
  /// Those of a denial, in the order of the definitions.
  func denialReasons(_ ids: [String]) -> [ReviewReason] {
    rules.denialReasons.filter { ids.contains($0.id.text) }
  }

  /// What is granted, one line for each certificate, as the letter has it.
  func words(of grants: [Grant]) -> String {
    grants.flatMap { grant in
      ["\(certificateWords(grant.certificate)) (\(grant.clause))"]
        + grant.aligned.map { certificateWords($0) }
    }.map { "- " + $0 }.joined(separator: "\n")
  }

  func fault(_ fault: GrantFault) -> DecisionForm.Fault {
    func title(_ id: RequestType.ID) -> String {
      overview.requests.first { $0.id == id }.map { overview.edition.text($0.title) } ?? id.text
    }
    return switch fault {
    case .nothingHeld(let id):
      .cannotGrant("The applicant holds no certificate that could be meant: \(title(id))")
    case .preliminary(let id):
      .cannotGrant(
        "The certificate that could be meant is preliminary, and has to be confirmed first: \(title(id))"
      )
    case .notChosen(let id): .noCertificate(id)
    case .noTerm(let id): .cannotGrant("No rule says how long it lasts: \(title(id))")
    }
  }
}
