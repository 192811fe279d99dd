import Files
import Applications
import JSON
import Rules
import Signing

// Look-ups go *before* the line they lead to: a look-up that leads nowhere means nothing, and a
// line whose look-up is missing cannot exist. So a start or an attempt owes nothing afterwards.
// What may only happen once the line is there, a mail, is made lasting in `pending` before
// (Store+Pending).

extension Store {
  /// The application as it stands, read without a lock; `nil` when there is none.
  package func application(
    _ number: ApplicationNumber
  ) throws(StoreError) -> Application? {
    let folder = path(.applications, number.text)
    do throws(StoreError) {
      return try Application(Journal(folder: folder), path: folder + "/journal")
    } catch {
      if error == .missing { return nil }
      throw error
    }
  }

  /// Everything that happened to the application, oldest first; `nil` when there is none.
  package func events(of number: ApplicationNumber) throws(StoreError) -> [Event]? {
    let folder = path(.applications, number.text)
    do throws(StoreError) {
      return try Journal(folder: folder).events(path: folder + "/journal")
    } catch {
      if error == .missing { return nil }
      throw error
    }
  }

  /// The applications of an account in the order of their numbers, those included that are just
  /// being made.
  package func applications(of account: AccountID) throws(StoreError) -> [ApplicationNumber] {
    let folder = path(.ofAccount, account.text)
    do throws(SystemFailure) {
      return try names(in: folder).compactMap(ApplicationNumber.init)
    } catch {
      throw .unreadable(error.code)
    }
  }

  /// Starts an application, or finds the one that the same form has started: `start.key` is the
  /// form's.
  ///
  /// The account has to be there. Its journal is locked meanwhile, so that the same form sent twice
  /// at once starts one application. The look-up goes before the application.
  ///
  /// `carrying` happens to it right after its start: it is what it takes over from the application that
  /// `start.carriedFrom` names, or the requests to the organisation that `start.opening` names. It and its files are there with the start, or nothing is.
  package func startApplication(
    _ start: Start, carrying: [Event.What] = [], at moment: Moment
  ) throws(StoreError) -> Application {
    // Held to the end of the scope, or until it is given back below.
    let account = try LockedJournal(folder: path(.accounts, start.applicant.text), random: random)
    if let number = try number(startedBy: start) {
      _ = consume account  // no program holds two locks
      return try confirmed(number)
    }
    return try newApplication(start, carrying: carrying, at: moment, under: account)
  }

  /// Adds what `decide` says to the application, or nothing when it says `nil`; either way what is
  /// there afterwards is lasting, and is returned.
  ///
  /// `decide` sees the application under its lock; what it throws comes through unchanged, and
  /// nothing has happened. `owing` says which mails go out when the event has happened: it is given
  /// the application after the event. They are lasting before the line is written, and posted when
  /// it is; after a crash in between, by `settlePending` or the next change.
  package func change(
    _ number: ApplicationNumber, at moment: Moment, by who: Event.Actor,
    owing: (Application, Event) throws -> [Message] = { _, _ in [] },
    decide: (Application) throws -> Event.What?
  ) throws -> Application {
    let folder = path(.applications, number.text)
    var locked = try settled(.applications, number.text)
    var application = try Application(locked.journal, path: folder + "/journal")
    guard let what = try decide(application) else {
      try locked.confirm()
      return application
    }
    let event = Event(
      number: locked.journal.lines.count + 1, at: moment, who: who, what: what)
    let before = application
    application.apply(event)
    if case .attemptOpened(let attempt) = what, !isPlanted("look-up-forgotten") {
      try look(up: attempt.reference, leadsTo: number)
    }
    if case .attemptPaid(let payment) = what { try look(up: payment, leadsTo: application) }
    if what.changesDecision { try lookUpGrants(of: application) }
    try enter(application, from: before)
    let messages = try owing(application, event)
    if !messages.isEmpty {
      try owe(messages, by: event.entry, number: event.number, of: number.text)
    }
    try locked.append(event.entry)
    leave(application, from: before)
    if !messages.isEmpty { settleAfterwards(number.text, &locked) }
    return application
  }

  /// The application that a payment attempt of this reference belongs to, if its journal says so
  /// too.
  package func application(
    ofAttempt reference: String
  ) throws(StoreError) -> Application? {
    guard let bytes = try readFile(attemptPath(reference), limit: 100),
      let number = ApplicationNumber(String(decoding: bytes, as: UTF8.self)),
      let application = try application(number), application.attempt(reference) != nil
    else { return nil }
    return application
  }

  private func look(
    up reference: String, leadsTo number: ApplicationNumber
  ) throws(StoreError) {
    let bytes = Array(number.text.utf8)
    do throws(StoreError) {
      try createFile(attemptPath(reference), with: bytes, random: random)
    } catch {
      // The same attempt may have come this far before; a reference is never given twice.
      guard error == .taken, try readFile(attemptPath(reference), limit: 100) == bytes else {
        throw error
      }
      try replaceFile(attemptPath(reference), with: bytes, random: random)
    }
  }

  func attemptPath(_ reference: String) -> String {
    path(.attempts, SHA256.digest(of: reference.utf8).description)
  }
}

extension Store {
  /// The look-up that leads from an account to an application of it.
  func ofAccountPath(_ account: AccountID, _ number: ApplicationNumber) -> String {
    path(.ofAccount, account.text) + "/" + number.text
  }

  /// The application that the form of `start` has started already.
  private func number(startedBy start: Start) throws(StoreError) -> ApplicationNumber? {
    let key = Array(start.key.utf8)
    for number in try applications(of: start.applicant) {
      let lookUp = ofAccountPath(start.applicant, number)
      if try readFile(lookUp) == key, try application(number) != nil { return number }
    }
    return nil
  }

  /// Makes lasting what is there: whoever says yes has synced.
  private func confirmed(_ number: ApplicationNumber) throws(StoreError) -> Application {
    let folder = path(.applications, number.text)
    var locked = try LockedJournal(folder: folder, random: random)
    try locked.confirm()
    return try Application(locked.journal, path: folder + "/journal")
  }

  private func newApplication(
    _ start: Start, carrying: [Event.What], at moment: Moment,
    under account: borrowing LockedJournal
  ) throws(StoreError) -> Application {
    let event = Event(
      number: 1, at: moment, who: .applicant(start.applicant), what: .started(start))
    let more = carrying.enumerated().map {
      // Whoever accepts what an organisation has opened asks it for its parts thereby.
      Event(
        number: $0 + 2, at: moment, who: start.opening == nil ? .carryOver : event.who, what: $1)
    }
    let files = try files(of: carrying, carriedFrom: start.carriedFrom)
    while true {
      guard let number = ApplicationNumber(drawn(ApplicationNumber.length)) else { continue }
      let folder = path(.applications, number.text)
      let lookUp = ofAccountPath(start.applicant, number)
      do throws(StoreError) {
        try createFile(lookUp, with: Array(start.key.utf8), levels: 2, random: random)
        if let application = Application(number: number, events: [event] + more) {
          try enter(application, from: nil)
        }
        let journal = try Journal.make(
          folder: folder, kind: "application", id: number.text, first: event.entry,
          more: more.map(\.entry), attachments: files, random: random)
        return try Application(journal, path: folder + "/journal")
      } catch .taken {
        // Somebody else's number. If the look-up is ours from now, it leads to an application that
        // does not have this account, and is taken back.
        if try application(number)?.applicant != start.applicant { _ = try removeFile(lookUp) }
        // Lists that it was put on by chance are found out by the next who looks.
      }
    }
  }

  /// Where the files lie that `events` attach, by their digests.
  private func files(
    of events: [Event.What], carriedFrom number: ApplicationNumber?
  ) throws(StoreError) -> [String: String] {
    guard let number else { return [:] }
    var files: [String: String] = [:]
    for case .attached(let file) in events {
      guard let digest = Digest(hex: file.digest) else {
        throw .damaged(path: path(.applications, number.text), line: 0, reason: "not a digest")
      }
      files[file.digest] = attachmentPath(number, digest)
    }
    return files
  }

  /// Random letters and digits of the alphabet of application numbers, all equally likely.
  func drawn(_ count: Int) -> String {
    let alphabet = ApplicationNumber.alphabet
    // Bytes past the last whole multiple of the alphabet would favour its beginning.
    let limit = 256 / alphabet.count * alphabet.count
    var text: [UInt8] = []
    while text.count < count {
      for byte in random.bytes(count) where Int(byte) < limit && text.count < count {
        text.append(alphabet[Int(byte) % alphabet.count])
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
