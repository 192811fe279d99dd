import Applications
import Files
import Glibc
import Notation
import Pages
import Rules
import Signing
import Store

// The whole record of one person as one archive: for the person, and for whoever is asked for it.

extension Services {
  /// Writes it to `path`, which must not be there. Throws `ZipWriter.Failure` when there is no room.
  package func writeRecord(of account: Account, to path: String) throws {
    let reader = try publication(newestPublication())
    let agency = try reader.agency()
    let (day, minutes) = agency.timeZone.local(now)
    var archive = try ZipWriter(
      making: path,
      stamp: .init(
        year: day.year, month: day.month, dayOfMonth: day.dayOfMonth, minutes: minutes))
    try archive.add("README.txt", Array(readme(agency).utf8))
    let sessions = try store.sessions(of: account.id, at: now)
    let text = accountText(
      account.profile, certificates: try store.certificates(of: account),
      kinds: try reader.certificateKinds(),
      rows: [
        ("Registered", Pages.text(of: account.registeredAt, in: agency.timeZone)),
        (
          "Address confirmed",
          account.confirmedAt.map { Pages.text(of: $0, in: agency.timeZone) } ?? "not yet"
        ), ("Name of the account in journals", account.id.text),
      ]
        + sessions.map {
          (
            "Signed in",
            "\(Pages.text(of: $0.createdAt, in: agency.timeZone)), last used "
              + Pages.text(of: $0.seenAt, in: agency.timeZone)
          )
        },
      language: agency.languages[0])
    try archive.add("account/account.txt", Array(text.utf8))
    try archive.add(
      "account/journal.jsonl", try store.journalBytes(of: account.id))
    for number in try store.applications(of: account.id) {
      try add(number, of: account, to: &archive)
    }
    try archive.finish()
  }

  /// One that cannot be read keeps none of the others out: its file says so.
  private func add(
    _ number: ApplicationNumber, of account: Account, to archive: inout ZipWriter
  ) throws {
    let folder = "applications/\(number.description)"
    do {
      // A look-up alone says nothing: it goes before the application it leads to.
      guard let application = try store.application(number),
        application.applicant == account.id,
        let events = try store.events(of: number)
      else { return }
      try archive.add("\(folder)/journal.jsonl", try store.journalBytes(of: number))
      for tail in try store.tails(of: number) {
        try archive.add("\(folder)/\(tail.name)", fileAt: tail.path)
      }
      try addFiles(of: application, events, to: &archive, folder)
      let overview = try overview(of: application)
      try archive.add("\(folder)/application.txt", Array(recordText(overview).utf8))
      try archive.add("\(folder)/history.txt", Array(historyText(overview, events).utf8))
      if let letters = lettersText(overview, events) {
        try archive.add("\(folder)/letters.txt", Array(letters.utf8))
      }
      if let messages = messagesText(overview) {
        try archive.add("\(folder)/messages.txt", Array(messages.utf8))
      }
    } catch {
      guard error is StoreError || error is PublicationError else { throw error }
      let words =
        "This application could not be read. Nothing of it is lost. Please ask us, and name it.\n"
      try archive.add("\(folder)/NOT-READABLE.txt", Array(words.utf8))
    }
  }

  /// Every file that was ever attached, once, but those that were set aside. Only what was accepted is given
  /// to anybody.
  private func addFiles(
    of application: Application, _ events: [Event], to archive: inout ZipWriter, _ folder: String
  ) throws {
    var outcomes: [String: FileCheck.Outcome] = [:]
    for case .fileChecked(let check) in events.map(\.what) {
      outcomes[check.digest] = check.outcome
    }
    var seen: Set<String> = []
    for case .attached(let file) in events.map(\.what) {
      guard outcomes[file.digest] != .setAside, seen.insert(file.digest).inserted,
        let digest = Digest(hex: file.digest)
      else { continue }
      let place = store.attachmentPath(application.number, digest)
      let name = "\(folder)/files/\(file.id)-\(archiveName(file.fileName))"
      if file.awaitsCheck, outcomes[file.digest] != .accepted {
        try archive.add(
          name + "-NOT-CHECKED.txt",
          Array("This file has not been checked yet. Please come back for it later.\n".utf8))
      } else if try exists(place) {
        try archive.add(name, fileAt: place)
      } else {
        try archive.add(
          name + "-MISSING.txt",
          Array("This file is not in our store any more. Please tell us.\n".utf8))
      }
    }
  }

  private func readme(_ agency: Agency) -> String {
    """
    Everything that \(agency.name.text(in: agency.languages[0])) keeps about you
    As of \(Pages.text(of: now, in: agency.timeZone)), \(agency.timeZone.name)

    account/account.txt       your account and profile
    account/journal.jsonl     what happened to your account, one line for each thing
    applications/NUMBER/
      application.txt         every question with your answer
      history.txt             everything that happened
      letters.txt             our letters about its review, as they were sent, if any
      messages.txt            what was written to and fro, if anything
      files/                  your files, also those you took away
      journal.jsonl           the journal from which all of this was made

    A journal is text: one line for each thing that happened. Each line carries a hash over itself
    and the lines before it, so nobody can change one without its being seen. In the lines of your
    account that hold what stands for your password, the personal part is left blank; the hashes
    still fit. What else they said, your name and email address, stands in account.txt. What somebody
    you asked has entered in a part is left blank likewise: once they have signed it, it stands in
    application.txt. So is what those who review applications wrote for each other; the letters
    they sent you stand in letters.txt.

    Not in this archive: your password, which nobody here knows; the cookies of your browsers;
    files that were set aside because something harmful was found in them; the copies of mails
    that were sent to you; the notes of the payment service, whose content is in the journals.

    """
  }
}
