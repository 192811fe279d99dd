import JSON

/// Holds one definition file against its shape, and collects all that is wrong.
///
/// The tables in `Shape` say what an object may hold. What they cannot say is in
/// `Checker+Meaning.swift`.
struct Checker {
  let source: SourceText
  let known: Known
  /// Whether part of the text was lost to a syntax fault: then a key that is not there may have been.
  let isPartial: Bool
  /// The questions of this file by id, for conditions.
  private(set) var questions: [String: JSONNode]
  var diagnostics: [Diagnostic] = []

  init(_ source: SourceText, _ node: JSONNode, isPartial: Bool, known: Known) {
    self.source = source
    self.known = known
    self.isPartial = isPartial
    questions = Self.questions(of: node)
  }

  private static func questions(of node: JSONNode) -> [String: JSONNode] {
    let asked = (node["questions"]?.array ?? []).compactMap { question in
      question["id"]?.string.map { ($0, question) }
    }
    return Dictionary(asked, uniquingKeysWith: { first, _ in first })
  }

  mutating func error(_ offset: Int, _ summary: String, _ remedy: String? = nil) {
    diagnostics.append(
      Diagnostic(.error, at: source.place(at: offset), summary, remedy: remedy))
  }

  mutating func warn(_ offset: Int, _ summary: String, _ remedy: String? = nil) {
    diagnostics.append(
      Diagnostic(.warning, at: source.place(at: offset), summary, remedy: remedy))
  }

  /// Checks an object. `isFile` is true for the one that fills the file, which may name its schema.
  mutating func check(_ node: JSONNode, as name: Shape.Name, isFile: Bool = false) {
    guard !node.isMissing else { return }
    let shape = Shape.named(name)
    guard let members = node.members else {
      if isFile && isPartial { return }
      return error(
        node.offset, "\(article(shape.noun)) must be an object in { }, not \(kindOf(node))",
        "write \(Kind.shape(name).sample)")
    }
    let label = label(of: node, shape)
    var meant: Set<String> = []
    for member in members where !(isFile && member.name == "$schema") {
      guard let key = shape.key(member.name) else {
        if let near = reportUnknown(member, shape) { meant.insert(near) }
        continue
      }
      if let only = key.only, let other = misplaced(key, in: node) {
        error(
          member.nameOffset,
          "'\(key.name)' does not belong to \(article(shape.noun)) of \(only.key) '\(other)'",
          "take it out; it is for \(only.key) \(listed(only.values, last: "and"))")
        continue
      }
      if let remedy = key.remedy, member.node.array?.isEmpty == true, !isPartial {
        error(member.node.offset, "'\(key.name)' is empty", remedy)
        continue
      }
      // The questions of an entry look at each other, and not at those of its element.
      let outside = questions
      if name == .entryGroup, key.name == "questions" { questions = Self.questions(of: node) }
      check(member.node, is: key.kind, "'\(key.name)'")
      questions = outside
    }
    for key in shape.keys where isNeeded(key, in: node) && !meant.contains(key.name) {
      reportMissing(key, in: node, label)
    }
    if !shape.forms.isEmpty { checkForms(node, shape) }
    checkMeaning(node, shape, label)
  }

  private func isNeeded(_ key: Key, in node: JSONNode) -> Bool {
    guard key.isRequired, node[key.name] == nil else { return false }
    guard let only = key.only else { return true }
    return node[only.key]?.string.map(only.values.contains) ?? false
  }

  /// The value because of which `key` has no place here; `nil` when it has, or nobody can tell.
  private func misplaced(_ key: Key, in node: JSONNode) -> String? {
    guard let only = key.only, let value = node[only.key]?.string, !only.values.contains(value),
      case .oneOf(let all)? = Shape.named(.question).key(only.key)?.kind,
      all.contains(where: { $0.value == value })
    else { return nil }
    return value
  }

  private mutating func reportUnknown(_ member: JSONMember, _ shape: Shape) -> String? {
    let near = nearest(to: member.name, among: shape.keys.map(\.name))
    let remedy =
      member.name == "zoneChanges"
      ? "take it out; docket publish writes it"
      : near.map { "did you mean \"\($0)\"?" }
        ?? "the keys here are \(listed(shape.keys.map(\.name), last: "and"))"
    error(
      member.nameOffset, "unknown key '\(member.name)' in \(article(shape.noun))", remedy)
    return near
  }

  private mutating func reportMissing(_ key: Key, in node: JSONNode, _ label: String) {
    guard !isPartial else { return }
    error(
      node.offset, "\(label) has no '\(key.name)'",
      key.remedy ?? "add \"\(key.name)\": \(key.kind.sample)")
  }

  private mutating func checkForms(_ node: JSONNode, _ shape: Shape) {
    guard !isPartial else { return }
    let used = shape.forms.filter { form in
      (form + (shape.companions[form[0]]?.keys ?? [])).contains { node[$0] != nil }
    }
    let all = shape.forms.map { listed($0, last: "and") }
    if used.count > 1 {
      error(
        node.offset,
        "\(article(shape.noun)) takes only one of \(listed(used.map { $0[0] }, last: "and"))",
        shape.name == .condition
          ? "put one inside the other, or both into \"all\": [ … ]" : "keep one of them")
    } else if let form = used.first {
      for key in form where node[key] == nil {
        error(node.offset, "this \(shape.noun) has no '\(key)'", "add \"\(key)\"")
      }
      if let others = shape.companions[form[0]], others.atLeast > 0,
        !others.keys.contains(where: { node[$0] != nil && $0 != "counting" })
      {
        let keys = listed(others.keys.filter { $0 != "counting" }, last: "or")
        error(node.offset, "this \(shape.noun) says nothing of its '\(form[0])'", "add \(keys)")
      }
    } else {
      error(
        node.offset, "\(article(shape.noun)) says nothing",
        "give it \(all.joined(separator: ", or "))")
    }
  }

  /// What an object is called in messages: `fee 'late'`, `this amount`.
  private func label(of node: JSONNode, _ shape: Shape) -> String {
    guard shape.key("id") != nil, let id = node["id"]?.string else { return "this \(shape.noun)" }
    return "\(shape.noun) '\(id)'"
  }
}

/// `a fee`, `an amount`.
func article(_ noun: String) -> String {
  ("aeiou".contains(noun.prefix(1)) ? "an " : "a ") + noun
}

/// `'a', 'b' and 'c'`
func listed(_ words: [String], last: String) -> String {
  let quoted = words.map { "'\($0)'" }
  guard let final = quoted.last, quoted.count > 1 else { return quoted.first ?? "" }
  return quoted.dropLast().joined(separator: ", ") + " \(last) " + final
}

/// What a node is, in an author's words.
func kindOf(_ node: JSONNode) -> String {
  switch node.value {
  case .null: "null"
  case .bool(let truth): truth ? "true" : "false"
  case .integer, .decimal: "the number \(node.text)"
  case .string: "text"
  case .array: "a list"
  case .object: "an object"
  }
}
