import JSON

/// The JSON Schema (draft 7, the one editors know best) of definition files, made from the tables the
/// checker uses.
///
/// It accepts any one of the kinds of file. What only the checker can tell (that a fee exists,
/// that examples come out) is not in it.
package func definitionsSchema() -> JSONNode {
  let files = Shape.files.map { name -> JSONNode in ["$ref": "#/definitions/\(name.rawValue)"] }
  var shapes = Shape.Name.allCases.map { JSONMember($0.rawValue, schema(of: Shape.named($0))) }
  shapes.append(JSONMember("words", wordsSchema))
  return [
    "$schema": "http://json-schema.org/draft-07/schema#",
    "title": "Docket definitions",
    "anyOf": .array(files),
    "definitions": .object(shapes),
  ]
}

private let wordsSchema: JSONNode = [
  "description": "One text, or one text for each language.",
  "anyOf": [
    ["type": "string", "minLength": 1],
    [
      "type": "object", "minProperties": 1,
      "propertyNames": ["pattern": "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"],
      "additionalProperties": ["type": "string", "minLength": 1],
    ],
  ],
]

private func schema(of shape: Shape) -> JSONNode {
  var properties = shape.keys.map { key in
    JSONMember(key.name, key.kind.schema.described(key.help))
  }
  if Shape.files.contains(shape.name) {
    properties.insert(
      JSONMember(
        "$schema", ["type": "string", "description": "The schema that editors check this file by."]),
      at: 0)
  }
  var members = [
    JSONMember("type", "object"), JSONMember("description", .string(shape.documentation)),
    JSONMember("properties", .object(properties)),
    JSONMember("additionalProperties", false),
  ]
  let required = shape.keys.filter { $0.isRequired && $0.only == nil }.map(\.name)
  if !required.isEmpty { members.append(JSONMember("required", strings(required))) }
  if !shape.forms.isEmpty {
    members.append(
      JSONMember(
        "oneOf", .array(shape.forms.map { ["required": strings($0)] })))
    members.append(JSONMember("minProperties", 1))
  }
  let companions = shape.companions.sorted { $0.key < $1.key }.flatMap { first, others in
    others.keys.map { JSONMember($0, strings([first])) }
  }
  if !companions.isEmpty { members.append(JSONMember("dependencies", .object(companions))) }
  let bound = shape.keys.compactMap(bound)
  if !bound.isEmpty { members.append(JSONMember("allOf", .array(bound))) }
  return .object(members)
}

/// A key that belongs only to objects of some kind.
private func bound(_ key: Key) -> JSONNode? {
  guard let only = key.only else { return nil }
  return [
    "if": [
      "properties": .object([JSONMember(only.key, ["enum": strings(only.values)])]),
      "required": strings([only.key]),
    ],
    "then": key.isRequired ? ["required": strings([key.name])] : true,
    "else": ["properties": .object([JSONMember(key.name, false)])],
  ]
}

private func strings(_ texts: [String]) -> JSONNode { .array(texts.map { .string($0) }) }

extension JSONNode {
  fileprivate func described(_ text: String) -> JSONNode {
    // Draft 7 ignores what stands beside a $ref.
    if self["$ref"] != nil { return ["description": .string(text), "allOf": [self]] }
    return .object([JSONMember("description", .string(text))] + (members ?? []))
  }
}

extension Key {
  /// The sentence editors show, with what holds without the key.
  var help: String {
    var sentences = [documentation]
    if case .oneOf(let all) = kind {
      sentences.append(
        all.map { "\"\($0.value)\": \($0.documentation)" }.joined(separator: "; ") + ".")
    }
    if let standard { sentences.append("Without it: \(standard).") }
    if let only {
      let kinds = only.values.map { "\"\($0)\"" }.joined(separator: " and ")
      sentences.append("Only for \(only.key) \(kinds).")
    }
    return sentences.joined(separator: " ")
  }
}

extension Kind {
  /// The JSON Schema of such a value.
  fileprivate var schema: JSONNode {
    switch self {
    case .text, .timeZone: ["type": "string", "minLength": 1]
    case .emailAddress: ["type": "string", "pattern": "^[^@ ]+@[^@ ]+$"]
    case .words, .markdown: ["$ref": "#/definitions/words"]
    case .day:
      [
        "type": "string",
        "pattern": "^([0-9]{4}-[0-9]{2}-[0-9]{2}|(before )?[a-z0-9]+(-[a-z0-9]+)*)$",
      ]
    case .decimal(let places):
      ["type": "string", "pattern": .string("^[0-9]{1,5}([.][0-9]{1,\(places)})?$")]
    case .money: ["type": "string", "pattern": "^[0-9]{1,9}([.][0-9]{2,3})?$"]
    case .yearDay: ["type": "string", "pattern": "^[0-9]{2}-[0-9]{2}$"]
    case .dayPoint: ["anyOf": [["const": "today"], Kind.day.schema, Kind.shape(.dayPoint).schema]]
    case .bool: ["type": "boolean"]
    case .integer(let range):
      [
        "type": "integer", "minimum": .integer(range.lowerBound),
        "maximum": .integer(range.upperBound),
      ]
    case .id, .reference:
      ["type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": 64]
    case .oneOf(let all): ["enum": strings(all.map(\.value))]
    case .list(let kind, let least):
      ["type": "array", "minItems": .integer(least), "items": kind.schema]
    case .shape(let name): ["$ref": "#/definitions/\(name.rawValue)"]
    case .referenceOr(let family, let name):
      ["anyOf": [Kind.reference(family).schema, Kind.shape(name).schema]]
    case .values:
      [
        "anyOf": [
          ["type": "string"],
          ["type": "array", "minItems": 1, "items": ["type": "string", "minLength": 1]],
        ]
      ]
    case .answers: ["type": "object", "additionalProperties": Kind.values.schema]
    case .currency: ["type": "string", "pattern": "^[A-Z]{3}$"]
    case .language: ["type": "string", "pattern": "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"]
    }
  }
}
