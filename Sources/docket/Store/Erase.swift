import Applications
import Desk
import Pages
import Rules
import Store

/// `docket store erase`: takes what is personal out of one application, or out of an account with all its
/// applications. `who` gives the order: it stands in the journal.
func erase(
  application number: String, in installation: Installation, who: String, isDryRun: Bool
) throws -> Int32 {
  try becomeOwner(of: installation.store)
  let services = try Services(installation: installation)
  guard let number = ApplicationNumber(number),
    let application = try services.store.application(number)
  else { throw Trouble.impossible("there is no application '\(number)'") }
  try refuse([try whyNot(application, services)].compactMap { $0 })
  try erase([application], of: nil, services, who: who, isDryRun: isDryRun)
  return 0
}

func erase(
  account address: String, in installation: Installation, who: String, isDryRun: Bool
) throws -> Int32 {
  try becomeOwner(of: installation.store)
  let services = try Services(installation: installation)
  guard let id = try services.store.accountToErase(address) else {
    throw Trouble.impossible("nobody has the address '\(address)', or has confirmed it")
  }
  var applications: [Application] = []
  for number in try services.store.applications(of: id) {
    // A look-up alone says nothing.
    guard let application = try services.store.application(number), application.applicant == id
    else {
      continue
    }
    applications.append(application)
  }
  try refuse(try applications.compactMap { try whyNot($0, services) })
  try erase(applications, of: (id, address), services, who: who, isDryRun: isDryRun)
  return 0
}

/// `docket store erase --organisation`: takes out what somebody who has acted for it is called, and their address.
func erase(
  member address: String, of text: String, in installation: Installation, who: String,
  isDryRun: Bool
) throws -> Int32 {
  let store = try ownStore(of: installation)
  let services = try Services(installation: installation)
  guard let id = OrganisationID(text), let organisation = try store.organisation(id) else {
    throw Trouble.impossible(
      "there is and was no organisation '\(text)': 'docket organisation list' says which there are")
  }
  let all = organisation.members.filter { isOneAddress($0.emailAddress, address) }
  guard !all.isEmpty else {
    throw Trouble.impossible("nobody with the address '\(address)' has acted for '\(id)'")
  }
  guard !organisation.isActive || all.allSatisfy({ !$0.isActive }) else {
    throw Trouble.impossible(
      "they act for '\(id)': 'docket organisation dismiss \(id) --email \(address)' comes first")
  }
  if isDryRun {
    try printLine("would be erased: what they are called, and their address")
  } else {
    let count = try all.reduce(0) { sum, member in
      try sum + store.erase(member: member.id, of: id, at: services.now, who: who)
    }
    try printLine("erased: what they are called, \(counted(count, "line"))")
  }
  return 0
}

/// `docket store erase --staff`: takes out what somebody who has worked here is called, and their address.
func erase(
  staff text: String, in installation: Installation, who: String, isDryRun: Bool
) throws -> Int32 {
  let store = try ownStore(of: installation)
  let services = try Services(installation: installation)
  guard let name = StaffName(text), let member = try store.staffMember(name) else {
    throw Trouble.impossible(
      "nobody here is or was called '\(text)': 'docket staff list' says who there is")
  }
  guard !member.isActive else {
    throw Trouble.impossible("'\(name)' works here: 'docket staff remove \(name)' comes first")
  }
  if isDryRun {
    try printLine("would be erased: what \(name) is called, and where they get mail")
  } else {
    let count = try store.erase(name, at: services.now, who: who)
    try printLine("erased: what \(name) is called, \(counted(count, "line"))")
  }
  return 0
}

private func refuse(_ reasons: [String]) throws(Trouble) {
  guard reasons.isEmpty else {
    throw .impossible(reasons.joined(separator: "\n") + "\nnothing was erased")
  }
}

/// Why it cannot be erased now; `nil` when it can.
private func whyNot(_ application: Application, _ services: Services) throws -> String? {
  switch try services.overview(of: application, isPriced: false).stage {
  case .open:
    "\(application.number) can still be filled in: it has to be cancelled first, or to expire"
  case .paying: "\(application.number) waits for a payment: wait until it is settled"
  case .payerAsked:
    "\(application.number) waits for somebody else to pay: the applicant has to take that back first"
  case .expired, .cancelled, .submitted, .withdrawn, .pendingReview, .deficient, .closed, .approved,
    .denied, .revoked:
    nil
  }
}

private func erase(
  _ applications: [Application], of account: (id: AccountID, address: String)?,
  _ services: Services,
  who: String, isDryRun: Bool
) throws {
  var progress = Progress("erasing", of: applications.count)
  defer { progress.end() }
  for application in applications {
    progress.step()
    let stage = try services.overview(of: application, isPriced: false).stage
    let words =
      "\(application.number) (\(stage)), \(counted(application.attachments.count, "file"))"
    if isDryRun {
      try printLine("would be erased: \(words)")
    } else {
      // Before what says whose they are.
      services.hideCertificates(application.grantedNames)
      let count = try services.store.erase(application.number, at: services.now, who: who)
      try printLine("erased: \(words), \(counted(count, "line"))")
    }
  }
  guard let account else { return }
  if isDryRun {
    try printLine(
      "would be erased: the account \(account.id), after which nobody can sign in to it")
  } else {
    let count = try services.store.erase(
      account.id, reachedBy: account.address, at: services.now, who: who)
    try printLine("erased: the account \(account.id), \(counted(count, "line"))")
  }
}
