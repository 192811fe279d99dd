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
        try services.store.held($0, at: services.now)?.purpose.hasPrefix(Purpose.mark) == true
      })
    else { return nil }
    return try reply(filesNotKeptPage(signInThen: queryEscaped(currentAddress)))
  }

  private func hold(_ typed: Answers, of element: String?) throws -> Response {
    let number = ApplicationNumber(request["application"])
    let application = try number.flatMap { try services.store.application($0) }
    let file = element == nil ? application?.attachment(request["attachment"]) : nil
    guard let number else { return redirect(to: "dashboard") }
    let entry = file?.entry ?? request.query["entry"]
    // What does not tell whether there is such a file.
    var response = redirect(
      to: element.map { "attach/\(number.text)/\($0)\(entry.map { "?entry=" + $0 } ?? "")" }
        ?? "attach/\(number.text)/file/\(request["attachment"])/replace")
    let element = element ?? file?.element.text ?? ""
    response.cookies = [
      try hold(
        typed.packed, purpose: Purpose(element: element, entry: entry, number: number).text,
        for: application?.applicant)
    ]
    return response
  }
}

extension ElementVisit {
  /// The words that wait for this person and this place, or for the files of this element that are there
  /// when it is `nil`; `nil` when none do.
  func heldWords(_ place: FilePlace?) throws -> Answers? { try held(place)?.words }

  /// Lets them go: they stand in a page, or in the journal. The cookie says so to the browser.
  func discardHeldWords(_ place: FilePlace?) throws -> Cookie? {
    guard let token = try held(place)?.token else { return nil }
    _ = try afterwards { try visit.services.store.discardHeld(token) }
    return visit.heldCookie(visit.heldTokens.filter { $0 != token })
  }

  private func held(_ place: FilePlace?) throws -> (token: String, words: Answers)? {
    let purpose = Purpose(element: element.id.text, entry: place?.entry?.id, number: number).text
    for token in visit.heldTokens {
      guard let post = try visit.services.store.held(token, at: visit.services.now),
        post.purpose == purpose, post.account.map(Event.Actor.applicant) == who
      else { continue }
      return (token, Answers(packed: post.body))
    }
    return nil
  }
}

/// What held words are for, as the store keeps it. No element has a name with a `/` in it, so no other held
/// form is mistaken for one of these.
private struct Purpose {
  let element: String
  let entry: String?
  let number: ApplicationNumber

  static let mark = "files/"
  var text: String { "\(Self.mark)\(number.text)/\(element)/\(entry ?? "")" }
}

private struct WordsAreKnown: Error {}
