import Applications
import Desk
import Files
import Rules
import Signing
import Store

/// What somebody of a demonstration has sent in, for staff to find: the first thing to apply for that costs nothing and
/// that the sample answers complete. It goes through the same store as what everybody else does.
struct SampleSubmission {
  let services: Services

  /// The first of these that nobody else has a part in. Nothing is sent in where there is none.
  func send(oneOf starts: [Start]) throws {
    for start in starts {
      // What it would ask for, before there is one.
      let begun = ApplicationNumber("22222222").flatMap { number in
        Application(
          number: number,
          events: [
            Event(
              number: 1, at: services.now, who: .applicant(start.applicant), what: .started(start))
          ])
      }
      guard let begun else { continue }
      let elements = try services.overview(of: begun, isPriced: false).elements.map(\.element)
      guard elements.allSatisfy({ !$0.isRequired || $0.submittedBy == Party.applicant }) else {
        continue
      }
      return try send(start)
    }
  }

  private func send(_ start: Start) throws {
    let who = Event.Actor.applicant(start.applicant)
    let number = try services.store.startApplication(start, at: services.now).number
    func add(_ decide: (Overview) throws -> Event.What?) throws {
      guard let application = try services.store.application(number) else { return }
      let asked = try services.overview(of: application, isPriced: false).elements.map(\.element.id)
      let overview = try services.overview(of: application, isPriced: false, forms: asked)
      guard let what = try decide(overview) else { return }
      _ = try services.store.change(number, at: services.now, by: who) { _ in what }
    }
    guard let begun = try services.store.application(number) else { return }
    for element in try services.overview(of: begun, isPriced: false).elements.map(\.element.id) {
      try add { overview in save(overview.entry(element)) }
      try add { overview in try attach(overview.entry(element), to: number) }
      try add { overview in sign(overview.entry(element), overview) }
    }
    try add { $0.isComplete ? .submittedWithoutFee : nil }
  }

  private func save(_ entry: Overview.Entry?) -> Event.What? {
    guard let element = entry?.element, element.submittedBy == Party.applicant else { return nil }
    let answers = sampleAnswers(to: element.questions)
    return .saved(
      Save(
        element: element.id, revision: 1, answers: answers.counting(for: element.questions),
        key: "sample-\(element.id)"))
  }

  private func attach(_ entry: Overview.Entry?, to number: ApplicationNumber) throws -> Event.What?
  {
    guard let element = entry?.element, element.submittedBy == Party.applicant,
      let rule = element.attachments, rule.atLeast > 0, let type = rule.types.first
    else { return nil }
    let bytes = Array(samplePaper.utf8)
    let digest = SHA256.digest(of: bytes)
    let draft = "\(services.store.incomingFolder)/\(services.random.word()).sample"
    try writeDraft(draft, with: bytes)
    try services.store.keep(fileAt: draft, digest: digest, for: number)
    return .attached(
      Attachment(
        id: services.random.word(), element: element.id, fileName: "sample.pdf",
        description: "A sample", type: type.id.text, mediaType: "application/pdf",
        byteCount: bytes.count, digest: digest.description, key: "sample-\(element.id)-file"))
  }

  private func sign(_ entry: Overview.Entry?, _ overview: Overview) -> Event.What? {
    guard let entry, let wording = entry.element.wording,
      entry.element.submittedBy == Party.applicant
    else { return nil }
    let record = ReadBackRecord(
      entry.element, entry.part, language: overview.edition.agency.languages[0])
    return .sealed(
      Signature(
        element: entry.element.id, changes: entry.part.changes, version: wording.version,
        publication: overview.application.start.publication, digest: record.digest.description,
        name: overview.application.start.profile.name, key: "sample-\(entry.element.id)-seal"))
  }
}

/// One page that says nothing.
private let samplePaper = """
  %PDF-1.4
  1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
  2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
  3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj
  trailer<</Root 1 0 R>>
  %%EOF

  """
