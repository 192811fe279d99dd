import JSON
import Rules

/// Reads a folder of definitions.
///
/// `files` maps each path inside the folder (`fees.jsonc`, `elements/transcript.jsonc`) to its bytes;
/// `folder` is what messages call the folder. Nothing stops the reading: every fault of every file
/// is in the result. Files that are no definitions are left alone, those that seem meant as one
/// are warned about.
package func readSite(
  _ files: [String: [UInt8]], folder: String = "site", zones: TimeZones
) -> SiteReading {
  var reader = SiteReader(files: files, folder: folder, zones: zones)
  return reader.reading()
}

struct SiteReader {
  let folder: String
  let zones: TimeZones
  let files: [String: [UInt8]]
  let paths: [String]
  var sources: [String: SourceText] = [:]
  var diagnostics: [Diagnostic] = []
  /// The definition files that hold a value, by path.
  var definitions: [String: ReadDefinition] = [:]

  struct ReadDefinition {
    let kind: DefinitionPath
    let node: JSONNode
    let source: SourceText
    let isPartial: Bool
    var hasErrors: Bool

    func canonical(_ known: Known) -> JSONNode {
      let canonical = Canonical(languages: known.languages, day: known.day)
      return kind.shape.map { canonical.file(node, as: $0) } ?? node
    }
  }

  init(files: [String: [UInt8]], folder: String, zones: TimeZones) {
    self.files = files
    self.folder = folder
    self.zones = zones
    paths = files.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  mutating func reading() -> SiteReading {
    for path in paths { readText(path) }
    requireFiles()
    let known = known()
    for path in paths { check(path, known) }
    checkSharedQuestions()
    let texts = readMarkdown(languages: known.languages)
    var drafts = Drafts(self, known)
    checkReach(drafts)
    checkPreliminary()
    checkFees(drafts)
    checkExamples(&drafts)
    warnOfUnused()
    warnOfManyWays(drafts)

    let inOrder = diagnostics.inOrder()
    let site = inOrder.hasErrors ? nil : drafts.site(texts: texts, reader: self)
    return SiteReading(site: site, diagnostics: inOrder, sources: sources)
  }

  func name(_ path: String) -> String { folder.isEmpty ? path : "\(folder)/\(path)" }

  /// Reports something about a file as a whole.
  mutating func report(
    _ path: String, _ summary: String, _ remedy: String? = nil,
    as severity: Diagnostic.Severity = .error
  ) {
    diagnostics.append(
      Diagnostic(severity, at: Place(file: name(path)), summary, remedy: remedy))
  }

  // MARK: Texts

  private mutating func readText(_ path: String) {
    let kind = DefinitionPath(path)
    let bytes = files[path] ?? []
    if case .misnamed(let remedy) = kind {
      return report(path, "this file is not read", remedy, as: .warning)
    }
    guard kind.shape != nil || kind == .layout else { return }
    let source = SourceText(file: name(path), bytes: bytes)
    sources[source.file] = source
    // The layout is checked by those who fill it; its text is kept for quoting.
    guard kind.shape != nil else { return }
    let reading = readTolerantly(bytes)
    for fault in reading.faults {
      diagnostics.append(
        Diagnostic(
          .error, at: source.place(at: fault.offset), fault.summary, remedy: fault.remedy))
    }
    guard let node = reading.node else { return }
    definitions[path] = ReadDefinition(
      kind: kind, node: node, source: source,
      isPartial: reading.faults.contains(where: \.losesText),
      hasErrors: !reading.faults.isEmpty)
  }

  private mutating func requireFiles() {
    for path in ["agency.jsonc", "fees.jsonc", "parties.jsonc"] where files[path] == nil {
      report(path, "there is no such file", "every site has one")
    }
    for folder in ["credentials", "elements"]
    where !paths.contains(where: { $0.hasPrefix(folder + "/") && $0.hasSuffix(".jsonc") }) {
      report(folder + "/", "there is no file in this folder", "write one ending in .jsonc")
    }
    if files["review.jsonc"] == nil {
      report(
        "review.jsonc", "there is no such file",
        "without it nothing that was submitted can be sent back, held or denied", as: .warning)
    }
  }

  /// What files say about each other. Of one that was read only in part, nothing is taken as known.
  private func known() -> Known {
    func whole(_ path: String) -> JSONNode? {
      definitions[path].flatMap { $0.isPartial ? nil : $0.node }
    }
    var known = Known(
      agency: whole("agency.jsonc"), parties: whole("parties.jsonc"), fees: whole("fees.jsonc"),
      certificates: files["certificates.jsonc"] == nil
        ? ["certificates": []] : whole("certificates.jsonc"), zones: zones)
    let kinds = paths.map(DefinitionPath.init)
    known.ids[.request] = kinds.compactMap { if case .credential(let id) = $0 { id } else { nil } }
    known.readQuestions(
      of: paths.compactMap {
        if case .credential = DefinitionPath($0) { definitions[$0] } else { nil }
      })
    known.ids[.element] = kinds.compactMap { if case .element(let id) = $0 { id } else { nil } }
    known.ids[.list] = kinds.compactMap { if case .list(let id) = $0 { id } else { nil } }
    return known
  }

  // MARK: Checks

  private mutating func check(_ path: String, _ known: Known) {
    guard let file = definitions[path], let shape = file.kind.shape else { return }
    var checker = Checker(file.source, file.node, isPartial: file.isPartial, known: known)
    checker.check(file.node, as: shape, isFile: true)
    if let name = file.kind.id { checker.checkFileName(name, file.node) }
    if checker.diagnostics.hasErrors { definitions[path]?.hasErrors = true }
    diagnostics += checker.diagnostics
  }

  /// An application may be for several credentials, and then has one answer for a question that both ask.
  private mutating func checkSharedQuestions() {
    var first: [String: (kind: String, path: String)] = [:]
    for path in paths {
      guard let file = definitions[path], case .credential = file.kind else { continue }
      for question in file.node["questions"]?.array ?? [] {
        guard let id = question["id"]?.string, let place = question["kind"], let kind = place.string
        else { continue }
        guard let earlier = first[id] else {
          first[id] = (kind, path)
          continue
        }
        guard earlier.kind != kind, earlier.path != path else { continue }
        diagnostics.append(
          Diagnostic(
            .error, at: file.source.place(at: place.offset),
            "question '\(id)' is '\(kind)' here and '\(earlier.kind)' in \(name(earlier.path))",
            remedy: "give one another id: an application for both has one answer to it"))
      }
    }
  }

  /// Says which elements no credential asks for. Only when nothing else is wrong: a misspelt reference
  /// would be told twice.
  private mutating func warnOfUnused() {
    guard !diagnostics.hasErrors else { return }
    let uses = definitions.values.flatMap { $0.node["elements"]?.array ?? [] }
    let named = Set(uses.compactMap { ($0["element"] ?? $0).string })
    let lists = Set(definitions.values.flatMap { listsNamed(in: $0.node) })
    for path in paths {
      switch DefinitionPath(path) {
      case .element(let id) where !named.contains(id):
        report(path, "no credential asks for element '\(id)'", as: .warning)
      case .list(let id) where !lists.contains(id):
        report(path, "no question names list '\(id)'", as: .warning)
      default: break
      }
    }
  }
}

/// The lists that questions of a file name, in entries too.
private func listsNamed(in file: JSONNode) -> [String] {
  (file["questions"]?.array ?? []).compactMap { $0["list"]?.string }
    + (file["entries"]?.array ?? []).flatMap(listsNamed)
}

extension Checker {
  /// A credential, element or list is called what its file is called.
  mutating func checkFileName(_ name: String, _ node: JSONNode) {
    guard let id = node["id"], let text = id.string, text != name else { return }
    error(
      id.offset, "the id is '\(text)', but the file is called '\(name).jsonc'",
      "give both the same name")
  }
}
