import Rules

extension ChangeWords {
  /// What is otherwise about how applications are looked at.
  func review(
    _ part: Change.ReviewPart, _ change: Change, _ old: String?, _ new: String?
  ) -> String {
    switch part {
    case .reason(let list, _): return reason(list, change)
    case .elements(let list, let id):
      return moved("What the reason “\(id)” \(use(of: list)) can be about", old, new)
    case .clock(let id): return moved("What the days do on hold for the reason “\(id)”", old, new)
    case .deficiencyDays:
      return days("to put right what was sent back to you", change)
    case .deficiencyReminders:
      return moved("Reminders to put something right, in days before the end", old, new)
    case .consequence:
      return moved("What follows when nothing is put right in time", old, new)
    case .deficiency: return said("of what is sent back", change)
    case .appealDays: return days("to ask that a denial is looked at again", change)
    case .appeal: return said("of asking for another look", change)
    case .preliminary: return said("of a preliminary approval", change)
    case .preliminaryDays: return preliminaryDays(old, new)
    case .preliminaryCondition: return condition(change)
    case .preliminaryTest(let id):
      return moved("How it is known whether the condition “\(id)” holds", old, new)
    case .reopeningDays:
      return days("more when an application that has expired is opened again", change)
    case .reopeningTimes:
      return counted("An application that has expired can be opened again", "times", change)
    case .reopeningWithin:
      return counted(
        "An application that has expired can be opened again for", "days after its last day", change
      )
    case .reopening: return said("of opening again what has expired", change)
    case .holidays: return moved("Days on which nobody works", old, new)
    }
  }

  func words(for test: PreliminaryCondition.Test, in edition: Edition) -> String {
    switch test {
    case .foundBy(.review): "whoever decides says so"
    case .foundBy(.fitness): "those say so who see what is under a seal"
    case .notFor(let ids):
      "never for "
        + ids.map { id in edition.requestType(id).map { edition.text($0.title) } ?? id.text }
        .joined(separator: ", ")
    }
  }

  private func preliminaryDays(_ old: String?, _ new: String?) -> String {
    switch (old, new) {
    case (let old?, let new?):
      "A certificate that is issued preliminarily holds \(new) days at most, before: \(old)"
    case (nil, let new?): "A certificate that is issued preliminarily holds \(new) days at most"
    default: "A certificate that is issued preliminarily holds for its own term"
    }
  }

  private func condition(_ change: Change) -> String {
    let old = change.before.map { cited($0, in: before, isQuoted: true) }
    let new = change.after.map { cited($0, in: after, isQuoted: true) }
    return switch (old, new) {
    case (nil, let new?): "A new condition of a preliminary approval: \(new)"
    case (let old?, nil): "No longer a condition of a preliminary approval: \(old)"
    default: "A condition of a preliminary approval now reads \(new ?? ""), before: \(old ?? "")"
    }
  }

  private func reason(_ list: Change.ReasonList, _ change: Change) -> String {
    let use = use(of: list)
    let old = change.before.map { cited($0, in: before, isQuoted: true) }
    let new = change.after.map { cited($0, in: after, isQuoted: true) }
    return switch (old, new) {
    case (nil, let new?): "A new reason \(use): \(new)"
    case (let old?, nil): "No longer a reason \(use): \(old)"
    default: "A reason \(use) now reads \(new ?? ""), before: \(old ?? "")"
    }
  }

  private func use(of list: Change.ReasonList) -> String {
    switch list {
    case .deficiency: "to send something back"
    case .denial: "to deny an application"
    case .hold: "to put an application on hold"
    }
  }

  private func days(_ purpose: String, _ change: Change) -> String {
    let old = change.before.map { text($0, in: before) }
    let new = change.after.map { text($0, in: after) }
    return switch (old, new) {
    case (let old?, let new?): "You have \(new) days \(purpose), before: \(old)"
    case (nil, let new?): "New: you have \(new) days \(purpose)"
    default: "There is no way any more \(purpose)"
    }
  }

  private func counted(_ what: String, _ unit: String, _ change: Change) -> String {
    let old = change.before.map { text($0, in: before) }
    let new = change.after.map { text($0, in: after) }
    return switch (old, new) {
    case (let old?, let new?): "\(what) \(new) \(unit), before: \(old)"
    case (nil, let new?): "New: \(what.prefix(1).lowercased() + what.dropFirst()) \(new) \(unit)"
    default: "No longer: \(what.prefix(1).lowercased() + what.dropFirst()) \(old ?? "") \(unit)"
    }
  }

  private func said(_ matter: String, _ change: Change) -> String {
    let old = change.before.map { cited($0, in: before, isQuoted: true) }
    let new = change.after.map { cited($0, in: after, isQuoted: true) }
    return switch (old, new) {
    case (let old?, let new?): "It is said \(matter): \(new), no longer \(old)"
    case (nil, let new?): "It is said \(matter): \(new)"
    default: "It is no longer said \(matter): \(old ?? "")"
    }
  }
}
