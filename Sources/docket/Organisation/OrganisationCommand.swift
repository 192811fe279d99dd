import Applications
import Desk
import Rules
import Store

let organisationCommand = Command(
  name: "organisation",
  summary: "districts, preparation providers and others who complete parts, and who acts for each",
  help: """
    usage: docket organisation COMMAND [OPTION …] --prefix FOLDER

    Keeps the list of organisations that complete parts of applications, and of those who act for
    each. Journals call an organisation by a plain word, which is never given to another.


    """
      + lines(of: organisationTasks) + """


        docket organisation COMMAND --help says what a command takes.
        """,
  tasks: organisationTasks)

/// In the order in which help lists them.
private let organisationTasks = [
  addOrganisationCommand, renameOrganisationCommand, appointCommand, dismissCommand,
  withdrawOrganisationCommand, rerouteOrganisationCommand, listOrganisationsCommand,
]

/// Who writes these lines.
let organisationProgram = "program:organisation"

/// The one organisation that the command line names.
func organisationID(_ options: Options) throws(Trouble) -> OrganisationID {
  guard let text = options.words.first else {
    throw .usage("say which: the word by which journals call it")
  }
  guard let id = OrganisationID(text) else {
    throw .usage(
      "'\(text)' is no word for journals: small letters, digits and hyphens, no more than "
        + "\(plainWordLengthLimit)")
  }
  return id
}

/// Changes the organisation of the command line while it is active.
func changeOrganisation(
  _ options: Options, _ decide: (Organisation, Services) throws -> Organisation.Change?
) throws -> (organisation: Organisation, isChanged: Bool) {
  let id = try organisationID(options)
  let services = try staffServices(options)
  do {
    return try services.store.change(id, at: services.now, by: organisationProgram) {
      organisation in
      guard organisation.isActive else {
        throw Trouble.impossible(
          "'\(id)' was withdrawn: 'docket organisation add' adds it under another word")
      }
      return try decide(organisation, services)
    }
  } catch StoreError.missing {
    throw Trouble.impossible(
      "there is no organisation '\(id)': 'docket organisation list' says which there are")
  }
}

/// A text of one line, without blanks at its ends.
func oneLine(_ options: Options, _ name: String, most: Int = 200) throws(Trouble) -> String {
  var text = Substring(try options.needed(name))
  while text.first == " " { text.removeFirst() }
  while text.last == " " { text.removeLast() }
  guard !text.isEmpty, text.unicodeScalars.count <= most,
    !text.unicodeScalars.contains(where: { $0.value < 0x20 })
  else { throw .usage("'--\(name)' is one line of 1 to \(most) letters") }
  return String(text)
}

/// An address that mail can reach.
func emailAddress(_ options: Options) throws(Trouble) -> String {
  let address = try options.needed("email")
  guard isEmailAddress(address) else {
    throw .usage("'\(address)' is no email address: write it like grace@agency.example")
  }
  return address
}

/// Whether mail to both reaches one person.
func isOneAddress(_ one: String, _ other: String) -> Bool { folded(one) == folded(other) }

func words(_ roles: Set<OrganisationRole>) -> String {
  OrganisationRole.allCases.filter(roles.contains).map(\.rawValue).joined(separator: ", ")
}
