import Applications
import Markup
import Rules

/// A kind of part that can be completed for many at once.
package struct ManyChoice: Hashable, Sendable {
  package let element: Element.ID
  package let title: String
  package let count: Int
  /// Whether a file can hold all that it asks.
  package let isForFiles: Bool

  package init(element: Element.ID, title: String, count: Int, isForFiles: Bool) {
    self.element = element
    self.title = title
    self.count = count
    self.isForFiles = isForFiles
  }
}

/// What is wrong with one line of a file.
package struct BatchFault: Hashable, Sendable {
  package let line: Int
  package let number: ApplicationNumber?
  /// What is wrong, and what would do.
  package let words: String

  package init(line: Int, number: ApplicationNumber? = nil, words: String) {
    self.line = line
    self.number = number
    self.words = words
  }
}

/// The kinds of parts that wait.
package func manyPage(_ frame: OrganisationFrame, _ choices: [ManyChoice]) -> Page {
  organisationPage(
    frame, title: "Several at once", back: Links.workList(frame.id), backLabel: "Work list",
    .lines(
      "<h1>Several at once</h1>",
      choices.isEmpty
        ? "<p>Nothing waits.</p>"
        : """
        <p>You download what waits as a file, fill it in with a spreadsheet, send it, read everything back, and sign once.</p>
        <ul>
        \(choices.map { choice(frame, $0) })
        </ul>
        """))
}

private func choice(_ frame: OrganisationFrame, _ choice: ManyChoice) -> HTML {
  choice.isForFiles
    ? """
    <li><a href="\(Links.many(frame.id, choice.element))">\(choice.title)</a>: \(choice.count)</li>
    """
    : """
    <li>\(choice.title): \(choice.count). It asks for lists, files or addresses that no line of a file can hold: open each \
    from the work list.</li>
    """
}

/// The way to complete many of one kind; with what is wrong in a file that was sent.
package func manyOfPage(
  _ frame: OrganisationFrame, _ choice: ManyChoice, _ questions: [Question], _ edition: Edition,
  _ faults: [BatchFault], keys: FormKeys
) -> Page {
  guard choice.isForFiles else { return manyPage(frame, [choice]) }
  let link = Links.many(frame.id, choice.element)
  let title = "Several at once: \(choice.title)"
  return organisationPage(
    frame, title: title, back: Links.manyChoices(frame.id), backLabel: "Several at once",
    hasErrors: !faults.isEmpty,
    .lines(
      faults.isEmpty
        ? nil
        : errorSummary([
          FieldError(
            field: "files",
            message:
              "Nothing was kept or signed. Put right what is named below, and send the file again")
        ]),
      "<h1>\(title)</h1>", report(faults),
      "<h2>1. Download what waits</h2>",
      """
      <p><a href="\(Links.manyFile(frame.id, choice.element))">Download the file</a> (CSV, \(choice.count) \
      \(choice.count == 1 ? "line" : "lines")). Take out the lines that you do not want to sign.</p>
      """,
      "<h2>2. Fill it in</h2>",
      "<p>Keep the head line and the column “number” as they are. Into the other columns goes:</p>",
      summaryList(
        questions.map { SummaryRow(edition.text($0.ask), "\($0.cellWords(edition))") }),
      "<h2>3. Send it</h2>",
      """
      <p>Each line is checked like the form. Where any is wrong nothing is kept, and you are told which and why.</p>
      """,
      """
      <form method="post" action="\(Links.action(link))" enctype="multipart/form-data">
      """, hidden(keys),
      fileInput(
        Field(
          "files", label: "Your file",
          error: faults.isEmpty ? nil : "Send the file again once it is right"),
        limits: "CSV in UTF-8, up to \(Batch.lineLimit) lines and 2 MB.",
        accepts: [".csv", "text/csv"]),
      buttonGroup(button("Check the file")), "</form>"))
}

private func report(_ faults: [BatchFault]) -> HTML? {
  guard !faults.isEmpty else { return nil }
  return table(
    caption: "What is wrong, by the line of the file",
    columns: [Column("Line"), Column("Application"), Column("What is wrong, and what would do")],
    rows: faults.map { fault in
      [
        "\(fault.line)", "\(fault.number?.description ?? "")", "\(fault.words.capitalizedFirst).",
      ]
    })
}

/// One line of a file, as it is read back.
package struct BatchRow: Hashable, Sendable {
  package let line: Int
  package let number: ApplicationNumber
  package let applicant: String
  package let rows: [SummaryRow]

  package init(
    line: Int, number: ApplicationNumber, applicant: String, _ element: Element,
    _ answers: Answers, _ edition: Edition
  ) {
    self.line = line
    self.number = number
    self.applicant = applicant
    rows = readBack(element.questions, answers, edition)
  }
}

/// Everything that a file says, to be read once more and signed.
package func batchPage(
  _ frame: OrganisationFrame, _ batch: Batch, _ rows: [BatchRow], statement: String, name: String,
  role: String, lacksName: Bool, lacksRole: Bool, keys: FormKeys
) -> Page {
  let errors =
    (lacksName
      ? [FieldError(field: "signature", message: "Enter your full name as your signature")] : [])
    + (lacksRole ? [FieldError(field: "role", message: "Say as what you sign")] : [])
  func error(_ field: String) -> String? { errors.first { $0.field == field }?.message }
  let count = rows.count
  let title = "Read back and sign: \(count) \(count == 1 ? "part" : "parts")"
  return organisationPage(
    frame, title: title, back: Links.many(frame.id, batch.element), backLabel: "Send another file",
    hasErrors: !errors.isEmpty,
    .lines(
      errorSummary(errors), "<h1>\(title)</h1>",
      """
      <p>Nothing is signed yet. Read every line. To change one, change the file and send it again. This page waits for \
      24 hours.</p>
      """,
      .lines(
        rows.map { row in
          .lines(
            "<h2>Line \(row.line): \(row.applicant), \(row.number.description)</h2>",
            summaryList(row.rows))
        }),
      "<h2>Sign</h2>", "<p>\(statement)</p>",
      warningText("This signs all \(count) of them. \(partySigning)"),
      "<form method=\"post\" action=\"\(Links.action(Links.batch(frame.id, batch.id)))\" novalidate>",
      hidden(keys),
      textInput(
        Field("signature", label: "Your full name, as your signature", error: error("signature")),
        value: name),
      textInput(
        Field(
          "role", label: "As what you sign", hint: "For example: superintendent.",
          error: error("role")),
        value: role),
      buttonGroup(button("Sign and submit all")), "</form>"))
}

/// For whoever looks while they are signed.
package func batchUnderWayPage(_ frame: OrganisationFrame, _ count: Int) -> Page {
  organisationPage(
    frame, title: "Being signed", back: Links.workList(frame.id), backLabel: "Work list",
    .lines(
      "<h1>Being signed</h1>",
      "<p>You have signed \(count) parts, and we are writing them down. Load this page again in a few minutes.</p>"
    ))
}

/// What came of a file that was signed.
package func batchOutcomePage(_ frame: OrganisationFrame, _ outcome: BatchOutcome) -> Page {
  let signed = outcome.lines.filter { $0.why.isEmpty }.count
  let missed = outcome.lines.filter { !$0.why.isEmpty }
  return organisationPage(
    frame, title: "Signed", back: Links.workList(frame.id), backLabel: "Work list",
    .lines(
      notificationBanner(
        "<p>\(signed) of \(outcome.lines.count) are signed. The applicants have been told.</p>",
        .success,
        heading: "Signed"),
      "<h1>What came of your file</h1>",
      missed.isEmpty
        ? nil
        : table(
          caption: "Not signed, because they went away meanwhile",
          columns: [Column("Line"), Column("Application"), Column("Why")],
          rows: missed.map { ["\($0.line)", "\($0.application.description)", "\($0.why)"] }),
      table(
        caption: "Signed",
        columns: [Column("Line"), Column("Application")],
        rows: outcome.lines.filter { $0.why.isEmpty }.map {
          ["\($0.line)", "\($0.application.description)"]
        })))
}
