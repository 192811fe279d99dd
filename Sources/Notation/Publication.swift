import JSON
import Rules

/// The files of a publication of `site`, in the order of their paths' bytes.
///
/// The same definitions give the same bytes, however they were laid out and commented. Pages, layout
/// and assets are guidance and style, and worked examples are tests: none of them is part of it.
/// The zone's changes are, because a host may have no zone files.
package func publicationFiles(of site: Site) -> [(path: String, bytes: [UInt8])] {
  var files: [(path: String, bytes: [UInt8])] = []
  for file in site.published {
    switch file.content {
    case .letter(let bytes): files.append((file.path, bytes))
    case .definition(let node):
      files.append((canonicalPath(file.path), published(node, file.path, site).bytes))
    }
  }
  let index: JSONNode = [
    "requests": .array(site.definitions.requestTypes.map { .string($0.id.text) }),
    "elements": .array(site.definitions.elements.map { .string($0.id.text) }),
    "lists": .array(site.definitions.lists.map { .string($0.id.text) }),
    "letters": .array(files.filter { $0.path.hasPrefix("letters/") }.map { .string($0.path) }),
  ]
  files.append(("index.json", index.sortedBytes))
  return files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
}

private func canonicalPath(_ path: String) -> String {
  path.hasSuffix(".jsonc") ? String(path.dropLast()) : path
}

private func published(_ node: JSONNode, _ path: String, _ site: Site) -> JSONNode {
  var members = node.members ?? []
  if path == "fees.jsonc" { members.removeAll { $0.name == "examples" } }
  if path == "agency.jsonc" {
    // Its name comes after those of all keys, so the order stays.
    members.append(JSONMember("zoneChanges", site.definitions.agency.timeZone.published))
  }
  return .object(members)
}

/// A file of a publication that is not there, or is not what was published.
package struct PublicationError: Error, Hashable, Sendable, CustomStringConvertible {
  package let path: String
  package let reason: String

  package init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }

  package var description: String { "\(path): \(reason)" }
}

/// Reads a publication for a program that answers one request: only the files it needs, each parsed
/// strictly and built without checks, since nothing unchecked is ever published.
package struct PublicationReader: Sendable {
  private let read: @Sendable (String) -> [UInt8]?

  /// `read` gives the bytes of a file by its path inside the publication; `nil` when there is none.
  package init(read: @escaping @Sendable (String) -> [UInt8]?) { self.read = read }

  package func agency() throws(PublicationError) -> Agency {
    try built("agency.json") { (node) throws(Unbuildable) in
      try Agency(node, timeZone: try TimeZoneTable(publishedIn: node))
    }
  }

  package func fees(in currency: Currency) throws(PublicationError) -> FeeSchedule {
    try built("fees.json") { (node) throws(Unbuildable) in
      try FeeSchedule(node, in: currency)
    }
  }

  /// The slice for `day`. With `requests` it holds only these request types and the elements they
  /// name; without, everything. `publication` is the hash that this one is known by. With `hasFees`
  /// false the schedule is empty: its file is read by whoever prices. A list that takes other names too
  /// is empty but in the questions of `forms`, the elements whose forms are shown; `nil` for all.
  package func edition(
    on day: Day, publication: String?, requests: [RequestType.ID]? = nil,
    hasFees: Bool = true, forms: [Element.ID]? = nil
  ) throws(PublicationError) -> Edition {
    Edition(
      of: try definitions(of: requests, hasFees: hasFees, forms: forms), on: day,
      publication: publication)
  }

  /// Everything that was published, letters too. Pages of guidance are in no publication.
  package func definitions() throws(PublicationError) -> Definitions {
    var definitions = try definitions(of: nil, hasFees: true)
    var seen: Set<Letter.ID> = []
    for path in try letterPaths() {
      // `letters/welcome.md`, and `letters/welcome.de.md` beside it.
      let name = path.dropFirst("letters/".count).prefix { $0 != "." }
      guard let id = Letter.ID(String(name)), seen.insert(id).inserted else { continue }
      definitions.letters.append(try letter(id))
    }
    return definitions
  }

  private func definitions(
    of requests: [RequestType.ID]?, hasFees: Bool, forms: [Element.ID]? = nil
  ) throws(PublicationError) -> Definitions {
    let agency = try agency()
    let ids: [RequestType.ID] = if let requests { requests } else { try all("requests") }
    let context = context(agency.currency, isForm: true)
    let requestTypes = try ids.map { (id) throws(PublicationError) in
      try built("credentials/\(id).json") { (node) throws(Unbuildable) in
        try RequestType(node, context)
      }
    }
    let elements: [Element.ID] =
      if requests == nil {
        try all("elements")
      } else {
        once(requestTypes.flatMap(\.elements).map(\.element))
      }
    return Definitions(
      agency: agency,
      parties: try built("parties.json") { (node) throws(Unbuildable) in
        try node.list("parties", Party.init)
      },
      fees: hasFees ? try fees(in: agency.currency) : FeeSchedule(fees: []),
      requestTypes: requestTypes,
      elements: try elements.map { (id) throws(PublicationError) in
        try element(id, in: agency.currency, isForm: forms?.contains(id) ?? true)
      },
      certificateKinds: requests == nil ? try certificateKinds() : [],
      lists: requests == nil
        ? try all("lists").map { (id) throws(PublicationError) in try list(id) } : [],
      review: requests == nil ? try reviewRules() : ReviewRules())
  }

  /// Empty where the site says nothing of review.
  package func reviewRules() throws(PublicationError) -> ReviewRules {
    guard read("review.json") != nil else { return ReviewRules() }
    return try built("review.json", ReviewRules.init)
  }

  /// None where the site names none.
  package func certificateKinds() throws(PublicationError) -> [CertificateKind] {
    guard read("certificates.json") != nil else { return [] }
    return try built("certificates.json") { (node) throws(Unbuildable) in
      try node.list("certificates", CertificateKind.init)
    }
  }

  /// `isForm` as for `forms` of an edition.
  package func element(
    _ id: Element.ID, in currency: Currency, isForm: Bool = true
  ) throws(PublicationError) -> Element {
    let context = context(currency, isForm: isForm)
    return try built("elements/\(id).json") { (node) throws(Unbuildable) in
      try Element(node, context)
    }
  }

  package func hasElement(_ id: Element.ID) -> Bool { read("elements/\(id).json") != nil }

  private func list(_ id: ChoiceList.ID) throws(PublicationError) -> ChoiceList {
    try built("lists/\(id).json", ChoiceList.init)
  }

  private func context(_ currency: Currency, isForm: Bool) -> BuildContext {
    BuildContext(currency: currency) { (id, isClosed) throws(Unbuildable) in
      guard isForm || isClosed else { return ChoiceList(id: id, title: Words(id.text)) }
      do throws(PublicationError) { return try list(id) } catch {
        throw Unbuildable(offset: 0, expected: "the list \(error)")
      }
    }
  }

  /// As the index says: a file that cannot be read just now is still there, and nothing may be decided as if it
  /// were not.
  package func hasLetter(_ id: Letter.ID) throws(PublicationError) -> Bool {
    try letterPaths().contains("letters/\(id).md")
  }

  /// A letter in all its languages; the first is the site's own.
  package func letter(_ id: Letter.ID) throws(PublicationError) -> Letter {
    let paths = try letterPaths()
    let own = "letters/\(id).md"
    var variants = [(language: "", text: try headed(own))]
    let start = "letters/\(id)."
    for path in paths where path != own && path.hasPrefix(start) {
      variants.append((String(path.dropFirst(start.count).dropLast(3)), try headed(path)))
    }
    if variants.count > 1 { variants[0].language = try agency().languages[0] }
    guard let subject = Words(byLanguage: variants.map { ($0.language, $0.text.heading) }),
      let body = Words(byLanguage: variants.map { ($0.language, $0.text.body) })
    else { throw PublicationError(path: own, reason: "no text") }
    return Letter(id: id, subject: subject, body: body)
  }

  private func letterPaths() throws(PublicationError) -> [String] {
    try built("index.json") { (node) throws(Unbuildable) in
      try node.list("letters") { (node) throws(Unbuildable) in try node.text() }
    }
  }

  private func headed(_ path: String) throws(PublicationError) -> HeadedText {
    let text = String(decoding: try bytes(path), as: UTF8.self)
    guard let headed = HeadedText(text, mark: "Subject: ") else {
      throw PublicationError(path: path, reason: "no subject")
    }
    return headed
  }

  private func all<Named>(_ key: String) throws(PublicationError) -> [Identifier<Named>] {
    try built("index.json") { (node) throws(Unbuildable) in
      try node.list(key) { (node) throws(Unbuildable) in try node.identifier() }
    }
  }

  private func once(_ ids: [Element.ID]) -> [Element.ID] {
    ids.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  private func built<Value>(
    _ path: String, _ value: (JSONNode) throws(Unbuildable) -> Value
  ) throws(PublicationError) -> Value {
    let bytes = try bytes(path)
    do {
      return try value(try JSONNode(strict: bytes))
    } catch let fault as JSONFault {
      throw PublicationError(path: path, reason: "\(fault.summary) at byte \(fault.offset)")
    } catch let fault as Unbuildable {
      throw PublicationError(
        path: path, reason: "expected \(fault.expected) at byte \(fault.offset)")
    } catch {
      throw PublicationError(path: path, reason: "\(error)")
    }
  }

  private func bytes(_ path: String) throws(PublicationError) -> [UInt8] {
    guard let bytes = read(path) else {
      throw PublicationError(path: path, reason: "there is no such file")
    }
    return bytes
  }
}
