import JSON
import Notation

let schemaCommand = Command(
  name: "schema",
  summary: "the JSON Schema of the definitions, for editors",
  help: """
    usage: docket schema

    Prints the JSON Schema of the definitions, made from the tables that 'docket check' uses. An
    editor that is given it completes keys and marks what is wrong while one types; site/README.md
    says how.
    """,
  options: []
) { _ in
  try printLine(String(decoding: definitionsSchema().bytes, as: UTF8.self))
  return 0
}
