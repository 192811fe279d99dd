import Applications
import CGI
import Pages
import Rules

let caseRoutes: [Route] = [
  Route(.get, ":application", for: .staff),
  Route(.get, ":application/element/:element", for: .staff, query: [.word("flag")]),
  Route(.get, ":application/file/:file", for: .staff),
  Route(.get, ":application/letters", for: .staff),
  Route(.get, ":application/history", for: .staff),
  Route(
    .post, ":application/note", for: .staff,
    accepts: .form([.word("token"), .word("key"), .text("text")])),
  Route(
    .post, ":application/accept", for: .staff,
    accepts: .form([.word("token"), .word("key"), .word("element"), .word("seen")])),
  Route(
    .post, ":application/flag", for: .staff,
    accepts: .form([
      .word("token"), .word("key"), .word("element"), .word("seen"), .word("target"),
      .word("reason"), .text("words"),
    ])),
  Route(
    .post, ":application/lift", for: .staff,
    accepts: .form([.word("token"), .word("key"), .word("flag"), .word("element")])),
  Route(.get, ":application/hold", for: .staff),
  Route(
    .post, ":application/hold", for: .staff,
    accepts: .form([.word("token"), .word("key"), .word("reason"), .text("words")])),
  Route(
    .post, ":application/resume", for: .staff,
    accepts: .form([.word("token"), .word("key"), .text("words")])),
  Route(.get, ":application/deficiency", for: .staff),
  Route(.post, ":application/deficiency", for: .staff, accepts: letterForm()),
  Route(.get, ":application/extend", for: .staff),
  Route(
    .post, ":application/extend", for: .staff,
    accepts: letterForm([.line("day.day"), .line("day.month"), .line("day.year")])),
  Route(.get, ":application/fitness", for: .staff),
  Route(
    .post, ":application/fitness", for: .staff,
    accepts: .form([
      .word("token"), .word("key"), .word("seen"), .word("outcome"), .line("day.day"),
      .line("day.month"), .line("day.year"), .text("words"),
      Field.word("conditions").repeated, .word("shown"),
    ])),
  Route(.get, ":application/decision", for: .staff),
  Route(
    .post, ":application/decision", for: .staff,
    accepts: .form(
      [
        .word("token"), .word("key"), .word("seen"), .word("shown"), .word("then"),
        .word("outcome"), Field.word("conditions").repeated, Field.word("reasons").repeated,
        .text("words"), .text("note"),
      ], answers: true)),
  Route(.get, ":application/revoke", for: .staff),
  Route(
    .post, ":application/revoke", for: .staff,
    accepts: letterForm([Field.word("reasons").repeated, .text("note")])),
  Route(.get, ":application/confirm", for: .staff),
  Route(
    .post, ":application/confirm", for: .staff,
    accepts: .form([
      .word("token"), .word("key"), .word("seen"), .word("decision"), .word("then"),
      .text("words"),
    ])),
  Route(.get, ":application/undo", for: .staff),
  Route(.post, ":application/undo", for: .staff, accepts: letterForm([.word("decision")])),
  Route(.get, ":application/appeal", for: .staff),
  Route(.post, ":application/appeal", for: .staff, accepts: letterForm()),
]

/// What a form brings that shows a letter before it sends it.
private func letterForm(_ more: [Field] = []) -> Accepts {
  .form(
    [
      .word("token"), .word("key"), .word("seen"), .word("shown"), .word("then"), .text("words"),
    ] + more)
}

extension StaffVisit {
  /// What staff does about one application. `nil` for what is not about one.
  func answerCase() throws -> Response? {
    switch (request.method, request.route.path) {
    case (.get, ":application"): try showCase()
    case (.get, ":application/element/:element"): try showElement()
    case (.get, ":application/file/:file"): try downloadFile()
    case (.get, ":application/letters"): try showLetters()
    case (.get, ":application/history"): try showCaseHistory()
    case (.post, ":application/note"): try addNote()
    case (.post, ":application/accept"): try accept()
    case (.post, ":application/flag"): try flag()
    case (.post, ":application/lift"): try lift()
    case (.get, ":application/hold"): try showHold()
    case (.post, ":application/hold"): try hold()
    case (.post, ":application/resume"): try resume()
    case (.get, ":application/deficiency"): try showDeficiency()
    case (.post, ":application/deficiency"): try sendBack()
    case (.get, ":application/extend"): try showExtension()
    case (.post, ":application/extend"): try extend()
    case (.get, ":application/fitness"): try showFitness()
    case (.post, ":application/fitness"): try findFitness()
    case (.get, ":application/decision"): try showDecision()
    case (.post, ":application/decision"): try decide()
    case (.get, ":application/revoke"): try showRevocation()
    case (.post, ":application/revoke"): try proposeRevocation()
    case (.get, ":application/confirm"): try showConfirmation()
    case (.post, ":application/confirm"): try confirm()
    case (.get, ":application/undo"): try showUndoing()
    case (.post, ":application/undo"): try undo()
    case (.get, ":application/appeal"): try showAppeal()
    case (.post, ":application/appeal"): try answerAppeal()
    default: nil
    }
  }
}
