import Foundation
import Support

/// A form of a page, filled in the way a person does: by the words beside the fields.
struct Form {
  let node: HTMLNode
  private let page: HTMLNode
  /// Name and value of every field that would be sent, in the order of the page.
  private var values: [(control: HTMLNode, value: String)] = []
  private var files: [(control: HTMLNode, file: Upload)] = []

  struct Upload {
    let name: String
    let bytes: Data
    var type = "application/octet-stream"
  }

  init(_ node: HTMLNode, page: HTMLNode) {
    self.node = node
    self.page = page
    for control in node.all("input", "select", "textarea") where control["name"] != nil {
      switch (control.tag, control["type"] ?? "text") {
      case ("input", "checkbox"), ("input", "radio"):
        if control["checked"] != nil { values.append((control, control["value"] ?? "on")) }
      case ("input", "submit"), ("input", "file"): break
      case ("select", _):
        let options = control.all("option")
        if let chosen = options.first(where: { $0["selected"] != nil }) ?? options.first {
          values.append((control, chosen["value"] ?? chosen.words))
        }
      case ("textarea", _): values.append((control, control.rawText))
      default: values.append((control, control["value"] ?? ""))
      }
    }
  }

  /// The words of the button that sends it.
  var buttons: [HTMLNode] { node.all("button").filter { ($0["type"] ?? "submit") == "submit" } }

  /// Answers the field that has these words beside it, or this name.
  ///
  /// A choice is named by its own words; several with commas between them; a tick box by "yes" or
  /// "no"; a day as 2021-05-15.
  mutating func answer(_ words: String, with value: String) throws {
    let group = node.all("fieldset").filter { legend(of: $0) == words }
    if let fieldset = group.last {
      return try answer(fieldset, called: words, with: value)
    }
    let controls = node.all("input", "select", "textarea").filter {
      label(of: $0) == words || $0["name"] == words
    }
    guard controls.count == 1 else {
      throw Trouble(
        controls.isEmpty
          ? "no field is called “\(words)”. There are: \(fieldNames.joined(separator: " · "))"
          : "\(controls.count) fields are called “\(words)”")
    }
    try set(controls[0], to: value)
  }

  mutating func attach(_ words: String, _ upload: Upload) throws {
    let controls = node.all("input").filter { $0["type"] == "file" }
    guard let control = controls.first(where: { label(of: $0) == words || $0["name"] == words })
    else { throw Trouble("no file can be chosen as “\(words)”") }
    files.append((control, upload))
  }

  /// What a person can find fields by: labels and legends.
  var fieldNames: [String] {
    node.all("fieldset").map(legend)
      + node.all("input", "select", "textarea").filter { $0["type"] != "hidden" }.map(label)
  }

  private mutating func answer(
    _ fieldset: HTMLNode, called name: String, with value: String
  ) throws {
    let controls = fieldset.all("input", "select", "textarea").filter {
      $0.ancestor("fieldset") === fieldset
    }
    let day = value.split(separator: "-").map { String(Int($0) ?? 0) }
    if controls.count == 3, day.count == 3,
      let year = controls.first(where: { $0["name"]?.hasSuffix(".year") ?? false }),
      let month = controls.first(where: { $0["name"]?.hasSuffix(".month") ?? false }),
      let dayField = controls.first(where: { $0["name"]?.hasSuffix(".day") ?? false })
    {
      try set(year, to: day[0])
      try set(month, to: day[1])
      return try set(dayField, to: day[2])
    }
    // The boxes or buttons of this question alone: one that follows from a choice may lie inside.
    let ticks = controls.filter { ["radio", "checkbox"].contains($0["type"]) }
    let choices = ticks.filter { $0["name"] == ticks.first?["name"] }
    values.removeAll { each in choices.contains { $0 === each.control } }
    let isOne = choices.contains { label(of: $0) == value }
    for choice in isOne ? [value] : value.components(separatedBy: ", ") {
      guard let control = choices.first(where: { label(of: $0) == choice }) else {
        let words = choices.map(label).joined(separator: " · ")
        throw Trouble("“\(name)” cannot be answered with “\(choice)”, but with: \(words)")
      }
      values.append((control, control["value"] ?? "on"))
    }
  }

  private mutating func set(_ control: HTMLNode, to value: String) throws {
    values.removeAll { $0.control === control }
    switch control["type"] {
    case "checkbox": if value == "yes" { values.append((control, control["value"] ?? "on")) }
    case "radio":
      values.removeAll { $0.control["name"] == control["name"] }
      values.append((control, control["value"] ?? "on"))
    default:
      guard control.tag == "select" else { return values.append((control, value)) }
      let options = control.all("option")
      guard let option = options.first(where: { $0.words == value || $0["value"] == value }) else {
        let choices = options.map(\.words).joined(separator: " · ")
        throw Trouble("“\(label(of: control))” has no “\(value)”, but: \(choices)")
      }
      values.append((control, option["value"] ?? option.words))
    }
  }

  /// The words of the label, without the hints that stand in elements of their own beside it.
  private func label(of control: HTMLNode) -> String {
    if let id = control["id"], let label = page.all("label").first(where: { $0["for"] == id }) {
      return question(label.words)
    }
    return control.ancestor("label")?.words ?? control["aria-label"] ?? control["name"] ?? ""
  }

  private func legend(of fieldset: HTMLNode) -> String {
    question(fieldset.first("legend")?.words ?? "")
  }

  /// The question alone, without the remark that it need not be answered.
  private func question(_ words: String) -> String {
    words.hasSuffix(" (optional)") ? String(words.dropLast(11)) : words
  }

  /// The request that pressing `button` makes. - Parameter address: where the page came from.
  func request(pressing button: HTMLNode, from address: WebAddress) throws -> WebRequest {
    var fields = values.sorted { order(of: $0.control) < order(of: $1.control) }
      .map { ($0.control["name"] ?? "", $0.value) }
    if let name = button["name"] { fields.append((name, button["value"] ?? "")) }
    let action = button["formaction"] ?? node["action"] ?? ""
    var target = try address.following(action)
    let type = button["formenctype"] ?? node["enctype"]
    guard (button["formmethod"] ?? node["method"] ?? "get").lowercased() == "post" else {
      target.query = Self.encoded(fields)
      return WebRequest("GET", target.target)
    }
    if type == "multipart/form-data" {
      let boundary = "----test\(UUID().uuidString)"
      let content = "multipart/form-data; boundary=\(boundary)"
      return WebRequest(
        "POST", target.target, headers: [("Content-Type", content)],
        body: multipart(fields, boundary: boundary))
    }
    return WebRequest(
      "POST", target.target, headers: [("Content-Type", "application/x-www-form-urlencoded")],
      body: Data(Self.encoded(fields).utf8))
  }

  private func order(of control: HTMLNode) -> Int {
    node.descendants.firstIndex { $0 === control } ?? 0
  }

  private func multipart(_ fields: [(String, String)], boundary: String) -> Data {
    var body = Data()
    for (name, value) in fields {
      body += Data(
        ("--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n"
          + value.replacingOccurrences(of: "\n", with: "\r\n") + "\r\n").utf8)
    }
    for control in node.all("input") where control["type"] == "file" {
      let chosen = files.filter { $0.control === control }.map(\.file)
      // A browser sends an empty file where none was chosen.
      for file in chosen.isEmpty ? [Upload(name: "", bytes: Data())] : chosen {
        body += Data(
          ("--\(boundary)\r\nContent-Disposition: form-data; name=\"\(control["name"] ?? "")\"; "
            + "filename=\"\(file.name)\"\r\nContent-Type: \(file.type)\r\n\r\n").utf8)
        body += file.bytes + Data("\r\n".utf8)
      }
    }
    return body + Data("--\(boundary)--\r\n".utf8)
  }

  static func encoded(_ fields: [(String, String)]) -> String {
    fields.map { encoded($0) + "=" + encoded($1) }.joined(separator: "&")
  }

  private static func encoded(_ text: String) -> String {
    let text = text.replacingOccurrences(of: "\r\n", with: "\n")
      .replacingOccurrences(of: "\n", with: "\r\n")
    return String(
      decoding: text.utf8.flatMap { byte -> [UInt8] in
        switch byte {
        case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2a, 0x2d, 0x2e, 0x5f: [byte]
        case 0x20: [0x2b]
        default: Array((byte < 16 ? "%0" : "%").utf8) + Array(String(byte, radix: 16).utf8)
        }
      }, as: UTF8.self)
  }
}
