import Applications
import Markup

// What people are told about files, in English.

extension AttachFault {
  var error: FieldError {
    switch self {
    case .words(let lack): FieldError(field: lack.field, message: lack.sentence)
    case .lacks(let file, let lack):
      FieldError(
        field: "\(lack.field).\(file.id)",
        message: "\(file.fileName) is kept. \(lack.sentence)")
    default: FieldError(field: "files", message: sentence)
    }
  }

  private var sentence: String {
    switch self {
    case .noFile: "Select a file"
    case .empty(let name): "\(name) is empty: open it on your device to see whether it is whole"
    case .tooLarge(let name, let megabytes):
      """
      \(name) must be smaller than \(megabytes) MB: scan it at a lower resolution, or send it in \
      several files
      """
    case .allTooLarge(let megabytes):
      """
      The files you send at once must be smaller than \(megabytes) MB together, so none of them was \
      added: send them one after the other
      """
    case .unknownKind(let name):
      """
      \(name) must be a PDF, PNG, JPEG, HEIC or Word (DOCX) file: save it as one of these, or print it \
      to a PDF
      """
    case .passwordProtected(let name):
      "\(name) asks for a password: save it again without one, or print it to a new PDF"
    case .macros(let name):
      "\(name) has macros in it: save it as a Word document without macros (DOCX)"
    case .expands(let name, let megabytes):
      """
      \(name) would unpack to more than \(megabytes) MB: print it to a PDF, or make its pictures \
      smaller
      """
    case .twoKinds(let name):
      "\(name) is two kinds of file in one: save it again, or print it to a new PDF"
    case .tooMany(let name, let atMost):
      """
      \(name) was not added, because no more than \(atMost == 1 ? "1 file" : "\(atMost) files") can be \
      here: replace or withdraw one first
      """
    case .noRoom(let name, let megabytes):
      """
      \(name) was not added, because the files of one application must be smaller than \(megabytes) MB \
      together: make it smaller, or ask us
      """
    case .sameFile(let name, let other):
      name == other
        ? "\(name) is here already: it was not added twice"
        : "\(name) is the same file as \(other), which is here already: it was not added twice"
    case .notThereToReplace(let name):
      "\(name) was not added, because the file that it was to replace is no longer here"
    case .words, .lacks: ""
    }
  }
}

extension Attachment.Lack {
  var field: String { self == .type ? "type" : "description" }

  var sentence: String {
    switch self {
    case .description: "Say in a few words what it is"
    case .shorterDescription:
      "Shorten the description to \(Attachment.descriptionLimit) characters or fewer"
    case .type: "Choose what kind of paper it is"
    }
  }
}

extension Attachment.State {
  /// The state in words, how it is set apart, and what it means for the reader.
  var words: (words: String, kind: StatusKind, meaning: String?) {
    switch self {
    case .beingChecked:
      (
        "Being checked", .waiting,
        "We look for malware before anybody opens it. You need not wait for that."
      )
    case .accepted: ("Accepted", .done, nil)
    case .setAside:
      (
        "Set aside", .wrong,
        """
        We found something harmful in it, so nobody opens it and it does not count. Nothing of it is \
        deleted. Replace it with a clean copy, for example a new scan.
        """
      )
    case .notChecked:
      (
        "Could not be checked", .waiting,
        "We could not look for malware in it yet, and try again. You need do nothing."
      )
    }
  }
}
