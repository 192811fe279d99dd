/// Everything a folder of definitions says, for all days.
package struct Definitions: Hashable, Sendable {
  package var agency: Agency
  package var parties: [Party]
  package var fees: FeeSchedule
  package var requestTypes: [RequestType]
  package var elements: [Element]
  package var pages: [GuidancePage]
  package var letters: [Letter]
  /// What people may hold.
  package var certificateKinds: [CertificateKind]
  /// What questions let people choose from; each question has its own list in it already.
  package var lists: [ChoiceList]
  /// What staff goes by who look at what was submitted; empty where the site says nothing of it.
  package var review: ReviewRules

  package init(
    agency: Agency, parties: [Party], fees: FeeSchedule, requestTypes: [RequestType],
    elements: [Element], pages: [GuidancePage] = [], letters: [Letter] = [],
    certificateKinds: [CertificateKind] = [], lists: [ChoiceList] = [],
    review: ReviewRules = ReviewRules()
  ) {
    self.agency = agency
    self.parties = parties
    self.fees = fees
    self.requestTypes = requestTypes
    self.elements = elements
    self.pages = pages
    self.letters = letters
    self.certificateKinds = certificateKinds
    self.lists = lists
    self.review = review
  }
}

/// The slice of one publication for one day.
///
/// It may hold no more request types and elements than were asked for: a program loads what its
/// application needs.
package struct Edition: Hashable, Sendable {
  /// The hash of the publication, in hexadecimal; `nil` for a preview of what is not published.
  package let publication: String?
  package let day: Day
  package let agency: Agency
  package let parties: [Party]
  /// An application is charged by the newest publication, so a program puts those fees here.
  package var fees: FeeSchedule
  /// The hash of the publication those fees are of.
  package var feesPublication: String?
  /// The layer of them that is charged.
  package var feeLayer: FeeLayer.ID
  /// Those an application may be started for on `day`.
  package let requestTypes: [RequestType]
  /// Of an edition that was loaded for an application: only where what was granted is shown.
  package var certificateKinds: [CertificateKind]
  /// With the questions that a form begun on `day` asks.
  package let elements: [Element]

  package init(of definitions: Definitions, on day: Day, publication: String? = nil) {
    self.publication = publication
    feesPublication = publication
    self.day = day
    agency = definitions.agency
    parties = definitions.parties
    fees = definitions.fees
    feeLayer = definitions.agency.feeLayer
    certificateKinds = definitions.certificateKinds
    requestTypes = definitions.requestTypes.filter { $0.period.contains(day) }
      .map { $0.asked(on: day) }
    elements = definitions.elements.map { $0.asked(on: day) }
  }

  package func requestType(_ id: RequestType.ID) -> RequestType? {
    requestTypes.first { $0.id == id }
  }

  package func element(_ id: Element.ID) -> Element? { elements.first { $0.id == id } }

  package func party(_ id: Party.ID) -> Party? { parties.first { $0.id == id } }

  package func certificateKind(_ id: CertificateKind.ID) -> CertificateKind? {
    certificateKinds.first { $0.id == id }
  }

  /// The elements that an application for `requests` asks for, each once, in the order first named.
  /// Each request goes by the answers to those of its own questions that apply.
  package func elements(of requests: [RequestType], answers: Answers) -> [Element] {
    elementIDs(of: requests, answers: answers).compactMap(element)
  }

  /// The same as names, also of elements that the edition does not have.
  package func elementIDs(of requests: [RequestType], answers: Answers) -> [Element.ID] {
    var ids: [Element.ID] = []
    for request in requests {
      let counting = answers.counting(for: request.questions)
      for use in request.elements where use.when.holds(for: counting) {
        if !ids.contains(use.element) { ids.append(use.element) }
      }
    }
    return ids
  }
}

extension RequestType {
  /// The same with the clarifying questions that are asked on `day`, and the rules that hold then.
  fileprivate func asked(on day: Day) -> RequestType {
    RequestType(
      id: id, title: title, summary: summary, whoFor: whoFor, clause: clause, period: period,
      term: term, questions: questions.filter { $0.period.contains(day) }, elements: elements,
      fees: fees, conflicts: conflicts, terms: terms.filter { $0.period.contains(day) },
      eligibility: eligibility.filter { $0.period.contains(day) }, openedBy: openedBy,
      grants: grants)
  }
}

extension Element {
  /// The same with the questions that are asked on `day`.
  fileprivate func asked(on day: Day) -> Element {
    guard (questions + entries.flatMap(\.questions)).contains(where: { !$0.period.contains(day) })
    else { return self }
    return Element(
      id: id, title: title, why: why, clause: clause, submittedBy: submittedBy,
      neededBefore: neededBefore, isRequired: isRequired, guidance: guidance, none: none,
      questions: questions.filter { $0.period.contains(day) },
      entries: entries.map { $0.asked(on: day) }, attachments: attachments, seal: seal,
      seenBy: seenBy, invitation: invitation, whenDeficient: whenDeficient)
  }
}
