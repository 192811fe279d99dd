import Rules

/// What a file of the folder is, by its path.
enum DefinitionPath: Hashable {
  case agency, parties, certificates, fees, review, layout
  case credential(String)
  case element(String)
  case list(String)
  /// The language is empty for the site's own.
  case page(String, language: String)
  case letter(String, language: String)
  /// Read by others (assets), or by nobody (notes for people).
  case other
  /// Looks like a definition and is none, with what it should be called.
  case misnamed(remedy: String?)

  init(_ path: String) {
    let parts = path.split(separator: "/").map(String.init)
    let name = parts.last ?? ""
    switch (parts.count, parts.first) {
    case (_, _) where parts.contains(where: { $0.hasPrefix(".") }): self = .other
    case (1, _): self = DefinitionPath(atTop: name)
    case (2, "credentials"):
      self = Self.stem(name, ".jsonc").map { .credential($0) } ?? Self.notNamed(name, ".jsonc")
    case (2, "elements"):
      self = Self.stem(name, ".jsonc").map { .element($0) } ?? Self.notNamed(name, ".jsonc")
    case (2, "lists"):
      self = Self.stem(name, ".jsonc").map { .list($0) } ?? Self.notNamed(name, ".jsonc")
    case (2, "pages"):
      self =
        Self.stem(name, ".md").map { Self.variant($0) }.map { .page($0.id, language: $0.language) }
        ?? Self.notNamed(name, ".md")
    case (2, "letters"):
      self =
        Self.stem(name, ".md").map { Self.variant($0) }
        .map { .letter($0.id, language: $0.language) } ?? Self.notNamed(name, ".md")
    case (_, "assets"): self = .other
    case (_, let folder?):
      let folders = ["credentials", "elements", "lists", "pages", "letters", "assets"]
      let near = folders.contains(folder) ? nil : nearest(to: folder, among: folders)
      self = .misnamed(remedy: near.map { "did you mean the folder \($0)/?" })
    default: self = .other
    }
  }

  private init(atTop name: String) {
    switch name {
    case "agency.jsonc": self = .agency
    case "parties.jsonc": self = .parties
    case "certificates.jsonc": self = .certificates
    case "fees.jsonc": self = .fees
    case "review.jsonc": self = .review
    case "layout.html": self = .layout
    default:
      guard name.hasSuffix(".jsonc") || name.hasSuffix(".json"), !name.hasSuffix(".schema.json")
      else {
        self = .other
        return
      }
      let near = nearest(
        to: name,
        among: [
          "agency.jsonc", "certificates.jsonc", "parties.jsonc", "fees.jsonc", "review.jsonc",
        ])
      self = .misnamed(remedy: near.map { "did you mean \($0)?" })
    }
  }

  private static func notNamed(_ name: String, _ ending: String) -> DefinitionPath {
    if name == "README.md" { return .other }
    return .misnamed(remedy: "files of this folder end in \(ending)")
  }

  private static func stem(_ name: String, _ ending: String) -> String? {
    name.hasSuffix(ending) && name != "README.md" ? String(name.dropLast(ending.count)) : nil
  }

  /// `fees.es` is the page `fees` in Spanish.
  private static func variant(_ stem: String) -> (id: String, language: String) {
    guard let dot = stem.lastIndex(of: ".") else { return (stem, "") }
    return (String(stem[..<dot]), String(stem[stem.index(after: dot)...]))
  }

  /// The shape of the object that fills the file; `nil` for other files.
  var shape: Shape.Name? {
    switch self {
    case .agency: .agency
    case .parties: .parties
    case .certificates: .certificates
    case .fees: .fees
    case .review: .review
    case .credential: .credential
    case .element: .element
    case .list: .list
    default: nil
    }
  }

  /// The id its file name gives a credential or element.
  var id: String? {
    switch self {
    case .credential(let id), .element(let id), .list(let id): id
    default: nil
    }
  }
}
