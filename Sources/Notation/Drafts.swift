import JSON
import Rules

/// What could be built from files that have no fault, even while others have some: so that worked
/// examples are worked out in the same run.
struct Drafts {
  let known: Known
  var agency: Agency?
  var parties: [Party] = []
  var certificateKinds: [CertificateKind] = []
  var fees = FeeSchedule(fees: [])
  var requestTypes: [RequestType] = []
  var elements: [Element] = []
  var lists: [ChoiceList] = []
  var review = ReviewRules()
  var examples: [PricedExample] = []
  /// What passed every check and could still not be built. This is our mistake, not the author's.
  var unbuildable: [(path: String, fault: Unbuildable)] = []

  init(_ reader: SiteReader, _ known: Known) {
    self.known = known
    func build<Value>(
      _ path: String, _ value: (JSONNode) throws(Unbuildable) -> Value
    ) -> Value? {
      guard let file = reader.definitions[path], !file.hasErrors else { return nil }
      do {
        return try value(file.canonical(known))
      } catch {
        unbuildable.append((path, error))
        return nil
      }
    }
    agency = build("agency.jsonc") { (node) throws(Unbuildable) in
      let zone = try node.needed("timeZone")
      return try Agency(
        node, timeZone: try zone.built("a time zone", zone.string.flatMap(known.zones.table)))
    }
    parties =
      build("parties.jsonc") { (node) throws(Unbuildable) in
        try node.list("parties", Party.init)
      } ?? []
    certificateKinds =
      build("certificates.jsonc") { (node) throws(Unbuildable) in
        try node.list("certificates", CertificateKind.init)
      } ?? []
    let currency = agency?.currency ?? .fallback
    fees =
      build("fees.jsonc") { (node) throws(Unbuildable) in
        try FeeSchedule(node, in: currency)
      } ?? FeeSchedule(fees: [])
    review = build("review.jsonc", ReviewRules.init) ?? ReviewRules()
    for path in reader.paths {
      guard case .list = DefinitionPath(path) else { continue }
      lists += build(path, ChoiceList.init).map { [$0] } ?? []
    }
    // A list that has a fault of its own is missed by nobody: the site is not built.
    let found = lists
    let context = BuildContext(currency: currency) { id, _ in
      found.first { $0.id == id } ?? ChoiceList(id: id, title: Words(id.text))
    }
    for path in reader.paths {
      switch DefinitionPath(path) {
      case .credential:
        requestTypes +=
          build(path) { (node) throws(Unbuildable) in try RequestType(node, context) }
          .map { [$0] } ?? []
      case .element:
        elements +=
          build(path) { (node) throws(Unbuildable) in try Element(node, context) }.map { [$0] }
          ?? []
      default: break
      }
    }
  }

  /// The edition of `day`, as far as it goes.
  func edition(on day: Day) -> Edition? { definitions.map { Edition(of: $0, on: day) } }

  /// Everything but letters and pages of guidance, as far as it goes.
  var definitions: Definitions? {
    agency.map { agency in
      Definitions(
        agency: agency, parties: parties, fees: fees, requestTypes: requestTypes,
        elements: elements, certificateKinds: certificateKinds, lists: lists,
        review: review)
    }
  }

  /// The whole site. The caller has seen that there is no error; then `agency` is there.
  func site(texts: MarkdownTexts, reader: SiteReader) -> Site? {
    guard var definitions else { return nil }
    definitions.pages = texts.pages
    definitions.letters = texts.letters
    return Site(
      definitions: definitions, examples: examples,
      layout: reader.files["layout.html"].map { String(decoding: $0, as: UTF8.self) },
      published: reader.paths.compactMap { path in
        if let file = reader.definitions[path] {
          return Site.PublishedFile(path: path, content: .definition(file.canonical(known)))
        }
        guard case .letter = DefinitionPath(path) else { return nil }
        return Site.PublishedFile(path: path, content: .letter(reader.files[path] ?? []))
      })
  }
}
