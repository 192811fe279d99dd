import Applications
import Desk
import Rules
import Store

let staffCommand = Command(
  name: "staff",
  summary: "people who work for the agency, and what each may do",
  help: """
    usage: docket staff COMMAND [OPTION …] --prefix FOLDER

    Keeps the list of people who work for the agency. Whatever they do stands in journals under a
    plain name that says nothing else about them, so it is never given to anybody else.


    """
      + lines(of: staffTasks) + """


        docket staff COMMAND --help says what a command takes.
        """,
  tasks: staffTasks)

/// In the order in which help lists them.
private let staffTasks = [
  addStaffCommand, staffRolesCommand, resetStaffCommand, removeStaffCommand, listStaffCommand,
]

let staffRolesHelp = """
  Roles: specialist reviews applications; fitness-officer decides about fitness; reviewer confirms
  what others have decided; finance records, returns and keeps money; administrator sees to all
  of it.
  """

/// Who writes the lines about staff that this command makes.
let staffProgram = "program:staff"

/// Where the command finds everything.
func staffServices(_ options: Options) throws -> Services {
  let installation = try installation(at: options.needed("prefix"))
  _ = try ownStore(of: installation)
  return try Services(installation: installation)
}

/// The one name that the command line has.
func staffName(_ options: Options) throws(Trouble) -> StaffName {
  guard let text = options.words.first else {
    throw .usage("say who: the name under which journals have them")
  }
  guard let name = StaffName(text) else {
    throw .usage(
      "'\(text)' is no name for journals: small letters, digits and hyphens, no more than "
        + "\(plainWordLengthLimit)")
  }
  return name
}

func roles(_ options: Options) throws(Trouble) -> [StaffRole] {
  let text = try options.needed("role")
  var roles: [StaffRole] = []
  for word in text.split(separator: ",", omittingEmptySubsequences: false).map(String.init) {
    guard let role = StaffRole(rawValue: word) else {
      let all = StaffRole.allCases.map(\.rawValue)
      throw .usage("there is no role '\(word)': \(all.joined(separator: ", "))")
    }
    roles.append(role)
  }
  return StaffMember.ordered(roles)
}

func nobody(_ name: StaffName) -> Trouble {
  .impossible("nobody here is called '\(name)': 'docket staff list' says who there is")
}

func words(_ roles: [StaffRole]) -> String { roles.map(\.rawValue).joined(separator: ", ") }
