import Applications
import CGI
import Markup
import Pages
import Rules
import Store

// What staff puts right about parts of somebody else, files and links. Each is one line of the application.

extension StaffVisit {
  /// Gives a part to another person or organisation; whoever had it has no way in any more.
  func reassigning() throws -> Repair {
    let overview = try repaired()
    let entry = try part(of: overview)
    let element = entry.element
    let organisations = try services.store.organisations { _ in }
      .filter { $0.party == element.submittedBy && !$0.submitters.isEmpty }
      .sorted { ($0.name, $0.id.text) < ($1.name, $1.id.text) }
    let title = overview.edition.text(element.title)
    let holder = entry.invitation.flatMap { $0.isPending ? $0.invitation.name : nil }
    var fields = [
      RepairField("name", "Full name", hint: "Of one person.", isOptional: true),
      RepairField("email", "Email address", isOptional: true, kind: .email),
    ]
    if !organisations.isEmpty {
      fields.insert(
        RepairField(
          "registered", "An organization that is registered", hint: "Or name one person.",
          isOptional: true,
          kind: .select(organisations.map { Choice($0.id.text, $0.name) })), at: 0)
    }
    if holder != nil {
      fields.append(
        RepairField("reason", "Why", hint: "The applicant reads it in the history.", kind: .text))
    }
    var form = RepairForm(
      about: CaseLine(overview, for: member), title: "Give a part to somebody else: \(title)",
      lead: holder.map {
        """
        <p>\($0) has it now, and can do no more about it then. Whoever is asked gets a mail, and begins anew; the \
        applicant is told.</p>
        """
      } ?? "<p>Nobody has it now. Whoever is asked gets a mail.</p>",
      address: repairAddress("part/\(element.id)"), back: repairAddress(),
      button: "Ask them", fields: fields)
    form.seen = entry.invitation?.invitation.id ?? ""
    return Repair(
      form: form,
      roles: [.administrator], next: repairAddress(),
      faults: { typed in
        var faults = holder == nil ? [] : typed.lacking("reason", limit: Rerouting.reasonLimit)
        if !typed["registered"].isEmpty {
          if !(typed["name"] + typed["email"]).isEmpty {
            faults.append(
              FieldError(
                field: "registered", message: "Choose an organization, or name one person: not both"
              ))
          }
          return faults
        }
        faults += typed.lacking("name", limit: Invitation.nameLimit)
        if !isEmailAddress(typed["email"]) {
          faults.append(
            FieldError(field: "email", message: "Enter their email address, like name@example.com"))
        } else if folded(typed["email"]) == folded(overview.application.start.profile.emailAddress)
        {
          faults.append(
            FieldError(
              field: "email",
              message: "This is the applicant's own address: somebody else has to do it"
            ))
        }
        return faults
      },
      act: { typed, key in
        let chosen = organisations.first { $0.id.text == typed["registered"] }
        let id = services.random.word()
        try change(overview) { now, application in
          if application.invitations.contains(where: { $0.invitation.key == key }) { return nil }
          guard let entry = now.entry(element.id), let rule = entry.element.invitation,
            now.canReassign(entry)
          else {
            throw Closed(
              why:
                "The part was completed meanwhile, is not needed any more, or was asked too often.")
          }
          guard (entry.invitation?.invitation.id ?? "") == typed["seen"] else {
            throw Closed(why: "Somebody else was asked meanwhile: open the page again.")
          }
          let next = Invitation(
            id: id, element: element.id, of: chosen?.id, name: chosen?.name ?? typed["name"],
            emailAddress: typed["email"], until: now.invitationEnd(rule, for: entry.element),
            stopsClock: now.edition.stopsClock(entry.element), key: key)
          guard let record = entry.invitation, record.isPending else { return .partyAsked(next) }
          return .partyRerouted(
            Rerouting(ended: record.invitation.id, next: next, reason: typed["reason"]))
        }
      })
  }

  /// What somebody else would have supplied has come another way.
  func receiving() throws -> Repair {
    let overview = try repaired()
    let entry = try part(of: overview)
    let today = overview.edition.agency.timeZone.day(of: services.now)
    return Repair(
      form: RepairForm(
        about: CaseLine(overview, for: member),
        title: "Mark as received: \(overview.edition.text(entry.element.title))",
        lead: """
          <p>The part counts as complete then. The applicant is told; whoever was asked for it is told that nothing is \
          needed any more.</p>
          """, address: repairAddress("received/\(entry.element.id)"), back: repairAddress(),
        button: "Mark it as received",
        fields: [
          RepairField(
            "source", "From where, and how it came", hint: "The applicant reads it.", kind: .text),
          RepairField(
            "day", "The day on which it came", hint: "Like 2026-11-20.", value: today.description),
          RepairField(
            "words", "Anything else for staff", isOptional: true, kind: .text),
        ]), roles: .ofEvidence, next: repairAddress(),
      faults: { typed in
        typed.lacking("source")
          + (Day(typed["day"]) == nil
            ? [FieldError(field: "day", message: "Enter the day like 2026-11-20")] : [])
      },
      act: { typed, _ in
        guard let day = Day(typed["day"]) else { return }
        _ = try services.receive(
          WantedEvidence(
            element: entry.element.id.text, day: day, source: typed["source"],
            words: typed["words"]), for: overview.application.number, by: member.name.text)
      })
  }

  func undoingReceipt() throws -> Repair {
    let overview = try repaired()
    let entry = try part(of: overview)
    return Repair(
      form: RepairForm(
        about: CaseLine(overview, for: member),
        title: "Not received after all: \(overview.edition.text(entry.element.title))",
        lead: "<p>The part is asked for as before, and the applicant is told.</p>",
        address: repairAddress("not-received/\(entry.element.id)"), back: repairAddress(),
        button: "Ask for it again",
        fields: [RepairField("reason", "Why", hint: "The applicant reads it.", kind: .text)]),
      roles: .ofEvidence, next: repairAddress(), faults: { $0.lacking("reason") },
      act: { typed, _ in
        _ = try services.undoEvidence(
          of: entry.element.id.text, for: overview.application.number, reason: typed["reason"],
          by: member.name.text)
      })
  }

  /// Sends somebody a new link, by which the one before opens nothing where it is a secret.
  func reissuing() throws -> Repair {
    let overview = try repaired()
    let id = request["link"]
    guard let link = overview.links.first(where: { $0.id == id }) else { throw Refusal.notFound }
    return Repair(
      form: RepairForm(
        about: CaseLine(overview, for: member), title: "Send \(link.name) a new link",
        lead: "<p>It is a link \(link.what), and goes to the address that it went to before.</p>",
        address: repairAddress("link/\(id)"), back: repairAddress(), button: "Send the link",
        fields: []), roles: [.administrator], next: repairAddress(),
      act: { _, key in
        let word = services.random.word()
        try change(overview) { now, application in
          if application.deed(ofForm: key) != nil { return nil }
          guard now.links.contains(where: { $0.id == id }) else {
            throw Closed(why: "It was answered meanwhile, or has ended.")
          }
          if let record = application.invitation(id),
            let element = now.entry(record.invitation.element)?.element,
            let rule = element.invitation
          {
            return .partyAskedAgain(
              InvitationRenewal(
                invitation: id, until: now.invitationEnd(rule, for: element), key: key))
          }
          if application.helper(id) != nil {
            return .helperRenewed(HelperRenewal(helper: id, until: now.helperEnd, key: key))
          }
          return .payerAskedAgain(PayerReminder(request: id, link: word, key: key))
        }
      })
  }

  /// Corrects what is said of a file. Nothing of the file itself changes.
  func describingFile() throws -> Repair {
    let overview = try repaired()
    let id = request["file"]
    guard
      let entry = overview.elements.first(where: { entry in
        entry.element.seenBy.isEmpty && entry.part.attachments.contains { $0.id == id }
      }), let file = entry.part.attachments.first(where: { $0.id == id }),
      let place = FilePlace(entry, ofEntry: file.entry)
    else { throw Refusal.notFound }
    let choices = place.rule.types.map { Choice($0.id.text, overview.edition.text($0.label)) }
    return Repair(
      form: RepairForm(
        about: CaseLine(overview, for: member), title: "Correct what a file is: \(file.fileName)",
        lead: "<p>The applicant sees it, and finds it in the history.</p>",
        address: repairAddress("file/\(id)"), back: repairAddress(), button: "Save",
        fields: [
          RepairField("type", "What it is", kind: .radios(choices), value: file.type),
          RepairField(
            "description", "In the applicant's words", isOptional: true, value: file.description),
        ]), roles: [.administrator], next: repairAddress(),
      act: { typed, key in
        try change(overview) { _, application in
          guard let now = application.attachment(id) else {
            throw Closed(why: "The applicant has taken the file away meanwhile.")
          }
          guard now.type != typed["type"] || now.description != typed["description"] else {
            return nil
          }
          guard now.type == file.type, now.description == file.description else {
            throw Closed(why: "Something else was said of it meanwhile: open the page again.")
          }
          return .fileDescribed(
            FileDescription(
              attachment: id, description: typed["description"], type: typed["type"], key: key))
        }
      })
  }

  /// The element of the path, where somebody else supplies it. 404 for any other.
  private func part(of overview: Overview) throws -> Overview.Entry {
    guard let id = Element.ID(request["element"]), let entry = overview.entry(id),
      entry.element.submittedBy != Party.applicant
    else { throw Refusal.notFound }
    return entry
  }

  private func change(
    _ overview: Overview, _ decide: (Overview, Application) throws -> Event.What?
  ) throws {
    _ = try services.change(overview.application.number, by: who) { application in
      try decide(overview.after(application), application)
    }
  }
}
