import Markup
import Rules

/// The texts that break pages.
enum Awkward {
  static let marks = "Fish & \"chips\" <b>'n' peas</b>"
  static let word =
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
  static let rightToLeft = "طلب شهادة التدريس"
}

/// Each component with its named examples: default, empty, every optional part, and awkward texts.
/// They are the golden files of `ComponentTests`, and the pages of the gallery.
let componentExamples: [(component: String, examples: [(name: String, html: HTML)])] = [
  (
    "error-summary",
    [
      ("default", errorSummary([FieldError(field: "name", message: "Enter your name")])),
      ("empty", errorSummary([])),
      (
        "several",
        errorSummary([
          FieldError(field: "birth", message: "Enter your date of birth, like 3 27 1990"),
          FieldError(field: "file", message: "The selected file must be a PDF or JPG"),
        ])
      ),
      (
        "awkward",
        errorSummary([
          FieldError(field: "a", message: Awkward.marks),
          FieldError(field: "b", message: Awkward.word),
          FieldError(field: "c", message: Awkward.rightToLeft),
        ])
      ),
      (
        "elsewhere",
        errorSummary([
          FieldError(
            field: "entry-a", message: "Complete the degree", link: Link(site: "cgi-bin/save/x"))
        ])
      ),
    ]
  ),
  (
    "text-input",
    [
      ("default", textInput(Field("name", label: "Full name"))),
      (
        "everything",
        textInput(
          Field(
            "email", label: "Email address", hint: "We send your <strong>reference</strong> there.",
            error: "Enter an email address, like name@example.com", isOptional: true,
            isHeading: true),
          value: "ada@", kind: .email, width: .medium)
      ),
      (
        "personal",
        textInput(Field("given", label: "First name"), kind: .personal(purpose: "given-name"))
      ),
      (
        "telephone",
        textInput(Field("phone", label: "Phone number"), kind: .telephone, width: .medium)
      ),
      (
        "digits",
        textInput(Field("zip", label: "ZIP code"), value: "00501", kind: .digits, width: .short)
      ),
      (
        "passwords are not sent back",
        .lines(
          textInput(Field("old", label: "Password"), value: "secret", kind: .password),
          textInput(Field("new", label: "New password"), value: "secret", kind: .newPassword))
      ),
      ("code", textInput(Field("code", label: "Code"), kind: .oneTimeCode, width: .short)),
      ("marks", textInput(Field("marks", label: Awkward.marks), value: Awkward.marks)),
      (
        "long word",
        textInput(Field("long", label: Awkward.word, error: Awkward.word), value: Awkward.word)
      ),
      (
        "right to left",
        textInput(Field("rtl", label: Awkward.rightToLeft), value: Awkward.rightToLeft)
      ),
    ]
  ),
  (
    "text-area",
    [
      ("default", textArea(Field("statement", label: "Your statement"))),
      (
        "everything",
        textArea(
          Field(
            "more", label: "What happened", hint: "Say when, where and how it ended.",
            error: "Enter what happened", isOptional: true, isHeading: true),
          value: "\nAn empty line first", lines: 10)
      ),
      ("marks", textArea(Field("marks", label: "Text"), value: "</textarea>" + Awkward.marks)),
      ("right to left", textArea(Field("rtl", label: "Text"), value: Awkward.rightToLeft)),
    ]
  ),
  (
    "radios",
    [
      ("default", radios(Field("held", label: "Have you held a licence?"), choices: yesAndNo)),
      ("empty", radios(Field("none", label: "Nothing to choose from"), choices: [])),
      (
        "everything",
        radios(
          Field(
            "convicted", label: "Have you been convicted?",
            hint: "Leave out minor traffic matters.",
            error: "Say whether you have been convicted", isOptional: true, isHeading: true),
          choices: [
            Choice(
              "yes", "Yes", hint: "We will ask you for a statement.",
              followUp: textArea(Field("statement", label: "Your statement"))),
            Choice("no", "No"),
          ], chosen: "yes")
      ),
      (
        "awkward",
        radios(
          Field("awkward", label: Awkward.marks),
          choices: [
            Choice(Awkward.marks, Awkward.marks), Choice("long", Awkward.word),
            Choice("rtl", Awkward.rightToLeft),
          ], chosen: Awkward.marks)
      ),
    ]
  ),
  (
    "checkboxes",
    [
      (
        "default",
        checkboxes(
          Field("grades", label: "Which grades?"),
          choices: [
            Choice("p-5", "Primary to 5"), Choice("6-8", "6 to 8"), Choice("9-12", "9 to 12"),
          ])
      ),
      (
        "everything",
        checkboxes(
          Field(
            "affirm", label: "Affirmation", hint: "Read it first.", error: "Tick the box to affirm",
            isOptional: true, isHeading: true),
          choices: [
            Choice(
              "yes", "I affirm that this is true", hint: "It is signed with your name.",
              followUp: textInput(Field("signature", label: "Your full name")))
          ], chosen: ["yes"])
      ),
      (
        "awkward",
        checkboxes(Field("awkward", label: Awkward.word), choices: [Choice("a", Awkward.word)])
      ),
    ]
  ),
  (
    "confirmation",
    [
      ("default", confirmation(Field("true", label: "All of this is true."))),
      (
        "everything",
        confirmation(
          Field(
            "read", label: "I have read the rules.", hint: "They are short.",
            error: "Tick the box if you agree", isOptional: true), isChosen: true)
      ),
      ("awkward", confirmation(Field("awkward", label: Awkward.marks + Awkward.word))),
    ]
  ),
  (
    "select",
    [
      ("default", select(Field("state", label: "State"), choices: states)),
      ("empty", select(Field("none", label: "Nothing to choose from"), choices: [])),
      (
        "everything",
        select(
          Field(
            "issued", label: "Issued by", hint: "The last one.", error: "Choose a state",
            isOptional: true, isHeading: true),
          choices: states, chosen: "OH")
      ),
      (
        "awkward",
        select(
          Field("awkward", label: "Odd"),
          choices: [Choice(Awkward.marks, Awkward.marks), Choice("w", Awkward.word)])
      ),
    ]
  ),
  (
    "date-input",
    [
      ("default", dateInput(Field("issued", label: "When was it issued?"))),
      (
        "everything",
        dateInput(
          Field(
            "birth", label: "Date of birth", hint: "For example, 3 27 1990.",
            error: "Date of birth must include a year", isOptional: true, isHeading: true),
          value: DateAnswer(day: "27", month: "3", year: ""), wrong: [.year], isBirthday: true)
      ),
      (
        "another order, all wrong",
        dateInput(
          Field("ends", label: "When does it end?", error: "Enter the day it ends"),
          value: DateAnswer(day: "<31>", month: "\"2\"", year: Awkward.word),
          order: [.day, .month, .year])
      ),
    ]
  ),
  (
    "address-input",
    [
      ("default", addressInput(Field("home", label: "Where do you live?"))),
      (
        "everything",
        addressInput(
          Field(
            "office", label: "Where is the office?", hint: "Where letters go.", isOptional: true,
            isHeading: true),
          value: { $0 == .street ? Awkward.marks : $0 == .city ? Awkward.rightToLeft : "" },
          errors: [.country: "Enter the country"])
      ),
    ]
  ),
  (
    "list-input",
    [
      ("default", listInput(Field("college", label: "Which college?"), names: ["Berea College"])),
      ("empty", listInput(Field("college", label: "Which college?"), names: [])),
      (
        "everything",
        listInput(
          Field(
            "college", label: "Which college?", hint: "The full name.", error: "Enter a name",
            isOptional: true, isHeading: true),
          names: [Awkward.marks, Awkward.word, Awkward.rightToLeft], value: Awkward.marks)
      ),
    ]
  ),
  (
    "money-input",
    [
      ("default", moneyInput(Field("paid", label: "How much did you pay?"))),
      (
        "everything",
        moneyInput(
          Field(
            "owed", label: "Amount owed", hint: "In dollars.", error: "Enter an amount, like 85.00",
            isOptional: true, isHeading: true),
          value: "eighty", sign: "€")
      ),
    ]
  ),
  (
    "file-input",
    [
      (
        "default",
        fileInput(Field("file", label: "Transcript"), limits: "A PDF or JPG, up to 10 MB.")
      ),
      (
        "everything",
        fileInput(
          Field(
            "scan", label: "Scan", hint: "Both sides.", error: "The selected file is empty",
            isOptional: true, isHeading: true),
          limits: "A PDF or JPG, up to 10 MB.", accepts: [".pdf", "image/jpeg"], takesSeveral: true)
      ),
    ]
  ),
  (
    "summary-list",
    [
      (
        "default",
        summaryList([
          SummaryRow("Name", "Ada Okoro", change: "../name/"),
          SummaryRow("Telephone", nil, change: "../phone/"),
          SummaryRow("Received", "12 March 2026"),
        ])
      ),
      ("empty", summaryList([])),
      (
        "several actions",
        summaryList([
          SummaryRow(
            "transcript.pdf", "PDF, 240 kB",
            actions: [
              .init("Download", link: "a", unseen: "transcript.pdf"),
              .init("Remove", link: "b", unseen: "transcript.pdf"),
            ])
        ])
      ),
      (
        "awkward",
        summaryList([
          SummaryRow(Awkward.marks, "\(Awkward.marks)", change: "?a=1&b=2"),
          SummaryRow(Awkward.word, "\(Awkward.word)", change: "a"),
          SummaryRow("Name", "\(Awkward.rightToLeft)", change: "b"),
        ])
      ),
    ]
  ),
  (
    "task-list",
    [
      (
        "default",
        taskList([
          TaskRow("Degrees", link: "degrees/", submittedBy: "You", status: "Completed", .done),
          TaskRow(
            "Character and fitness", link: "fitness/", submittedBy: "You", status: "Not completed",
            .open),
          TaskRow(
            "Programme recommendation", link: nil, submittedBy: "Your university",
            hint: "We have asked them on 3 March 2026.", status: "Waiting for your university",
            .waiting),
          TaskRow(
            "Out-of-state licence", link: "licence/", submittedBy: "You",
            status: "Must be put right", .wrong),
          TaskRow("Payment", link: nil, status: "Cannot start yet", .closed),
        ])
      ),
      ("empty", taskList([])),
      (
        "awkward",
        taskList(
          [
            TaskRow(
              Awkward.marks, link: "a", submittedBy: Awkward.marks, status: Awkward.marks, .done),
            TaskRow(
              Awkward.word, link: "b", submittedBy: Awkward.word, status: Awkward.word, .open),
            TaskRow(Awkward.rightToLeft, link: "c", status: Awkward.rightToLeft, .open),
          ], id: "awkward")
      ),
    ]
  ),
  (
    "status-words",
    [
      ("done", statusWords("Completed", .done)), ("open", statusWords("Not completed", .open)),
      ("waiting", statusWords("Waiting for your district", .waiting)),
      ("closed", statusWords("Cannot start yet", .closed)),
      ("wrong", statusWords("Must be put right", .wrong)),
      ("marks", statusWords(Awkward.marks, .done)),
    ]
  ),
  (
    "button",
    [
      ("default", button("Save & Continue")),
      ("everything", button("Remove", .warning, name: "do", value: "remove \"a\"", form: "f")),
      ("link", buttonLink("Start now", link: "cgi-bin/apply/")),
      (
        "group",
        buttonGroup(
          button("Save & Continue"), button("Save attachments", .secondary),
          button("Withdraw", .warning), "<a href=\"..\">Come back later</a>")
      ),
      ("awkward", button(Awkward.word)),
    ]
  ),
  (
    "notes",
    [
      ("warning", warningText("Once submitted, this cannot be undone.")),
      ("note", note("<p>The fee is not refunded if you are denied.</p>")),
      ("awkward", .lines(warningText("\(Awkward.marks)"), note("<p>\(Awkward.word)</p>"))),
    ]
  ),
  (
    "banner-important",
    [
      ("default", notificationBanner("<p>You have not submitted yet.</p>")),
      ("own heading", notificationBanner("<p>\(Awkward.marks)</p>", heading: Awkward.word)),
    ]
  ),
  ("banner-success", [("default", notificationBanner("<p>Your answers are saved.</p>", .success))]),
  (
    "way-back",
    [
      ("back", backLink("../")),
      ("back to", backLink("../?a=1&b=2", label: "Back to your application")),
      (
        "breadcrumbs",
        breadcrumbs([Crumb("Home", link: "../../"), Crumb("Credentials", link: "../")])
      ),
      ("empty", breadcrumbs([])),
      (
        "awkward",
        breadcrumbs([
          Crumb(Awkward.marks, link: "a"), Crumb(Awkward.word, link: "b"),
          Crumb(Awkward.rightToLeft, link: "c"),
        ])
      ),
    ]
  ),
  (
    "table",
    [
      (
        "default",
        table(
          caption: "Fees from 6 March 2017",
          columns: [Column("Fee"), Column("Amount", isNumber: true), Column("Clause")],
          rows: [
            ["Issuance of a certificate", "$85.00", "1 ABC 2:030 §2(1)"],
            ["One-year certificate", "No charge", "1 ABC 2:030 §2(1)(b)"],
            ["Aligning all renewal dates", "$1,015.00", "1 ABC 2:030 §2(2)"],
          ])
      ),
      (
        "empty",
        table(caption: "Nothing owed", columns: [Column("Fee"), Column("Amount")], rows: [])
      ),
      (
        "awkward",
        table(
          caption: Awkward.marks, columns: [Column("A"), Column(Awkward.marks)],
          rows: [["\(Awkward.word)", "\(Awkward.marks)"], ["\(Awkward.rightToLeft)", "x"]])
      ),
    ]
  ),
  (
    "panel",
    [
      ("default", panel("Application submitted")),
      (
        "reference",
        panel("Application submitted", reference: ("Your application number", "A-2026-0017"))
      ),
      ("awkward", panel(Awkward.word, reference: (Awkward.marks, Awkward.word))),
    ]
  ),
  (
    "fieldset",
    [
      (
        "default",
        fieldset(
          "Address",
          textInput(Field("street", label: "Street"), kind: .personal(purpose: "street-address")),
          textInput(
            Field("city", label: "City"), kind: .personal(purpose: "address-level2"), width: .medium
          ))
      ),
      ("heading", fieldset("Your name", isHeading: true)),
      ("words", .lines(requirementWords(isRequired: true), requirementWords(isRequired: false))),
    ]
  ),
]

private let yesAndNo = [Choice("yes", "Yes"), Choice("no", "No")]
private let states = [Choice("KS", "Kansas"), Choice("OH", "Ohio"), Choice("TX", "Texas")]
