import Applications
import CGI
import Pages
import Rules
import Store

// What was said about files in a form that came after the session had ended. The words wait for the
// applicant alone, as those of an element's form do (Held). The files cannot: nobody knows who sends them.

extension Visit {
  /// Keeps the words of an upload whose sender is no longer signed in; its files are read and forgotten.
  /// `element` is that of the path; `nil` where the path names an attachment.
  ///
  /// It is answered alike whether the application is there or not: nobody has said who they are.
  func holdFileWords(of element: String?) throws -> Response {
    try refuseFromElsewhere()
    var words = Form()
    do {
      _ = try request.upload(
        into: services.store.incomingFolder,
        limits: UploadLimits(
          fileCount: 0, fileBytes: 0, allBytes: services.settings.uploadMegabytes * 1_000_000),
        admit: {
          words = $0
          throw WordsAreKnown()
        })
    } catch is WordsAreKnown {
      // What follows is drained with the rest of the body.
    }
    let typed = Answers(words.entries.filter { ["description", "type"].contains($0.name) })
    return try hold(typed, of: element)
  }

  /// The same for the form that only says what files are.
  func holdFileDetails() throws -> Response {
    try refuseFromElsewhere()
    return try hold(Answers(request.form().answers), of: request["element"])
  }

  /// The page for somebody who is not signed in and whose words about files wait; `nil` when none do.
  func signedOutPage() throws -> Response? {
    guard session?.account == nil,
      try heldTokens.contains(where: {
        try services.store.held($0, at: services.now)?.purpose.hasPrefix(FilePlace.mark) == true
      })
    else { return nil }
    return try reply(filesNotKeptPage(signInThen: queryEscaped(currentAddress)))
  }

  private func hold(_ typed: Answers, of element: String?) throws -> Response {
    let number = ApplicationNumber(request["application"])
    let application = try number.flatMap { try services.store.application($0) }
    let named = element ?? application?.attachment(request["attachment"])?.element.text
    var response = redirect(to: "dashboard")
    if let number, let named {
      response = redirect(to: "attach/\(number.text)/\(named)")
      response.cookies = [
        try hold(
          typed.packed, purpose: FilePlace(element: named, number: number).purpose,
          for: application?.applicant)
      ]
    }
    return response
  }
}

extension ElementVisit {
  /// The words that wait for this person and this element; `nil` when none do.
  func heldWords() throws -> Answers? { try held()?.words }

  /// Lets them go: they stand in a page, or in the journal. The cookie says so to the browser.
  func discardHeldWords() throws -> Cookie? {
    guard let token = try held()?.token else { return nil }
    try visit.services.store.discardHeld(token)
    return visit.heldCookie(visit.heldTokens.filter { $0 != token })
  }

  private func held() throws -> (token: String, words: Answers)? {
    let purpose = FilePlace(element: element.id.text, number: number).purpose
    for token in visit.heldTokens {
      guard let post = try visit.services.store.held(token, at: visit.services.now),
        post.purpose == purpose, post.account == applicant
      else { continue }
      return (token, Answers(packed: post.body))
    }
    return nil
  }
}

/// Where the words belong, as the store keeps it. No element has a name with a `/` in it, so no other held
/// form is mistaken for one of these.
private struct FilePlace {
  let element: String
  let number: ApplicationNumber

  static let mark = "files/"
  var purpose: String { "\(Self.mark)\(element)/\(number.text)" }
}

private struct WordsAreKnown: Error {}
