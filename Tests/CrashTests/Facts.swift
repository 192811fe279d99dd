import Foundation

/// What a store says, by the harness's own reader: it shares nothing with the programs.
struct Facts: Sendable {
  /// The whole lines of every journal, by its folder. What follows the last newline is no line.
  private(set) var lines: [String: [Data]] = [:]
  /// Other files that people rely on, by their paths.
  private(set) var files: [String: Data] = [:]
  /// Where each mail is.
  private(set) var mails: [String: Place] = [:]
  /// The applications in each of the lists `unchecked`, `limbo`, `asked`, `tasks`, `payers` and, by the day,
  /// `due/2026-11-22`.
  private(set) var lists: [String: Set<String>] = [:]
  /// The paths in `worklists`, in `queue` and in `names`.
  private(set) var work: Set<String> = []
  private(set) var queue: Set<String> = []
  private(set) var names: Set<String> = []
  /// What a line will owe, or owes.
  private(set) var debts: [Debt] = []

  struct Debt: Sendable {
    let journal: String
    let number: Int
    let at: String
    let mails: [String]
  }

  enum Place: Sendable { case owed, new, sent, failed }

  private static let kept: Set<String> = [
    "addresses", "attempts", "certificates", "transactions", "held", "imports", "notifications",
    "of-account", "offered", "sessions", "staff-sessions", "tokens",
  ]

  init(_ cut: Cut) {
    for (path, bytes) in cut.files where !path.hasSuffix("/") && !path.contains("/.") {
      take(path, bytes)
    }
  }

  private mutating func take(_ path: String, _ bytes: Data) {
    let parts = path.split(separator: "/").map(String.init)
    switch parts[0] {
    case "applications", "accounts", "staff", "organisations", "offers":
      let folder = parts.prefix(3).joined(separator: "/")
      if parts.count == 4, parts[3] == "journal" {
        lines[folder] = Self.lines(of: bytes)
      } else if parts.count == 5, parts[3] == "attachments" {
        files[path] = bytes
      }
    case "outbox":
      let place: Place = parts[1] == "new" ? .new : parts[1] == "sent" ? .sent : .failed
      // One that has been sent may still lie where it waited.
      if mails[parts[parts.count - 1]] != .sent { mails[parts[parts.count - 1]] = place }
    case "pending":
      let name = parts[parts.count - 1]
      let journal = name.hasPrefix("staff.") ? String(name.dropFirst("staff.".count)) : name
      guard let debt = Self.debt(bytes, of: journal) else { return }
      debts.append(debt)
      for name in debt.mails where mails[name] == nil { mails[name] = .owed }
    case "unchecked", "limbo", "asked", "tasks", "returns", "payers":
      lists[parts[0], default: []].insert(parts[parts.count - 1])
    case "worklists": work.insert(path)
    case "queue": queue.insert(path)
    case "names": names.insert(path)
    case "due" where parts.count == 3: lists["due/" + parts[1], default: []].insert(parts[2])
    // Whether what it says has happened is seen in a journal; the mark only saves looking again.
    case "notifications" where path.hasSuffix(".done"): files[String(path.dropLast(5))] = bytes
    case let first where Self.kept.contains(first): files[path] = bytes
    default: break
    }
  }

  private static func lines(of bytes: Data) -> [Data] {
    guard let end = bytes.lastIndex(of: UInt8(ascii: "\n")) else { return [] }
    return bytes[bytes.startIndex..<end].split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
  }

  private static func debt(_ bytes: Data, of journal: String) -> Debt? {
    guard let debt = try? JSONSerialization.jsonObject(with: bytes) as? [String: Any],
      let messages = debt["messages"] as? [[String: Any]], let number = debt["number"] as? Int,
      let at = debt["at"] as? String
    else { return nil }
    return Debt(
      journal: journal, number: number, at: at, mails: messages.compactMap { $0["name"] as? String }
    )
  }

  /// The mails of debts whose line is there.
  var owed: [String] {
    debts.filter { debt in
      lines.contains { folder, lines in
        folder.hasSuffix("/\(debt.journal)") && lines.count > debt.number
          && Self.member("at", of: lines[debt.number]) == debt.at
      }
    }.flatMap(\.mails)
  }

  /// What happened beyond `before`: the kinds of the lines that are new, in their journals' order.
  func deeds(since before: Facts) -> [String] {
    lines.flatMap { folder, lines -> [String] in
      let kind = folder.prefix { $0 != "/" }
      return lines.dropFirst(before.lines[folder]?.count ?? 0).map {
        "\(kind) \(Self.kind(of: $0))"
      }
    }.sorted()
  }

  /// The same, and files and mails, in words that do not tell one number or random word from another: how
  /// many of each kind are new, and which are gone.
  func shape(since before: Facts) -> [String: Int] {
    var shape: [String: Int] = [:]
    for deed in deeds(since: before) { shape[deed, default: 0] += 1 }
    for path in files.keys where before.files[path] == nil {
      shape["a file of \(path.prefix { $0 != "/" })", default: 0] += 1
    }
    // A claim of an address that its account has no longer means nothing, there or not.
    for path in before.files.keys where files[path] == nil && !path.hasPrefix("addresses/") {
      shape["gone: \(path)"] = 1
    }
    for name in mails.keys where before.mails[name] == nil {
      let words = name.split(separator: "-").filter { word in
        word.utf8.count < 20 && !word.contains(where: \.isNumber)
          && !lines.keys.contains { $0.hasSuffix("/\(word)") }
      }
      shape["the mail \(words.joined(separator: "-"))", default: 0] += 1
    }
    return shape
  }

  static func kind(of line: Data) -> String {
    member("kind", of: line) ?? "?"
  }

  static func submits(_ line: Data) -> Bool {
    switch kind(of: line) {
    case "submitted-without-fee": true
    case "attempt-paid": String(decoding: line, as: UTF8.self).contains("\"use\":\"fee\"")
    default: false
    }
  }

  /// A text in the part of a line that is not personal.
  static func member(_ name: String, of line: Data) -> String? {
    let text = String(decoding: line, as: UTF8.self)
    guard let start = text.range(of: "\"\(name)\":\"") else { return nil }
    return String(text[start.upperBound...].prefix { $0 != "\"" })
  }

  /// Every list that a journal should be in and is not.
  var missingFromLists: [String] {
    var missing: [String] = []
    for (folder, lines) in lines {
      let name = String(folder.split(separator: "/").last ?? "")
      if folder.hasPrefix("offers"), lines.contains(where: { Self.kind(of: $0) == "accepted" }) {
        // Of an offer that was accepted comes exactly one application.
        let count = self.lines.filter { other, lines in
          other.hasPrefix("applications")
            && lines.dropFirst().first.flatMap { Self.member("offer", of: $0) } == name
        }.count
        if count != 1 { missing.append("\(folder): \(count) applications came of it") }
      }
      if folder.hasPrefix("applications") {
        missing += missingFromLists(application: name, lines)
      } else if folder.hasPrefix("accounts"),
        lines.contains(where: { Self.kind(of: $0) == "confirmed" }),
        !files.contains(where: {
          $0.key.hasPrefix("addresses/") && String(decoding: $0.value, as: UTF8.self) == name
        })
      {
        missing.append("\(folder): nobody has its address")
      }
    }
    return missing
  }

  private func missingFromLists(application number: String, _ lines: [Data]) -> [String] {
    var missing: [String] = []
    let applicant = lines.dropFirst().first.flatMap { Self.member("applicant", of: $0) } ?? "?"
    if !files.keys.contains(where: {
      $0.hasPrefix("of-account/") && $0.hasSuffix("\(applicant)/\(number)")
    }) {
      missing.append("\(number) is not in the list of its applicant")
    }
    let attempts = lines.filter { Self.kind(of: $0) == "attempt-opened" }.count
    let found = files.filter {
      $0.key.hasPrefix("attempts/") && String(decoding: $0.value, as: UTF8.self) == number
    }.count
    if found < attempts { missing.append("\(number): a payment attempt leads nowhere") }
    let paid = lines.filter { Self.kind(of: $0) == "attempt-paid" }.count
    let known = files.filter {
      $0.key.hasPrefix("transactions/") && String(decoding: $0.value, as: UTF8.self) == number
    }.count
    if known < paid { missing.append("\(number): a transaction leads nowhere") }
    for (index, line) in lines.enumerated() where Self.submits(line) {
      if mails["application-submitted-\(number)-\(index)"] == nil {
        missing.append("\(number) is submitted, and nobody is told by mail")
      }
    }
    for line in lines where Self.kind(of: line) == "attached" {
      let digest = Self.member("digest", of: line) ?? "?"
      if !files.keys.contains(where: { $0.contains("/\(number)/attachments/\(digest)") }) {
        missing.append("\(number): a line names a file that is not there")
      }
    }
    for work in Self.work(of: lines)
    where !self.work.contains(where: {
      $0.hasPrefix("worklists/\(work.folder)") && $0.hasSuffix("-\(number)-\(work.request)")
    }) {
      missing.append("\(number) is not in the work list \(work.folder)")
    }
    for list in Self.lists(of: lines) where lists[list]?.contains(number) != true {
      missing.append("\(number) is not in the list \(list)")
    }
    return missing + missingFromReview(application: number, lines)
  }

  /// The requests to organisations that have to be in their work lists.
  private static func work(of lines: [Data]) -> [(folder: String, request: String)] {
    var open: [String: (organisation: String, element: String)] = [:]
    var signed = open
    for line in lines.dropFirst() {
      guard let all = try? JSONSerialization.jsonObject(with: line) as? [String: Any] else {
        continue
      }
      let details = all["details"] as? [String: Any] ?? [:]
      let id = details["id"] as? String ?? ""
      let element = details["element"] as? String ?? ""
      switch kind(of: line) {
      case "party-asked":
        open = open.filter { $0.value.element != element }
        if let organisation = details["organisation"] as? String {
          open[id] = (organisation, element)
        }
      case "party-rerouted":
        open = open.filter { $0.value.element != element }
        if let organisation = details["organisation"] as? String {
          open[id] = (organisation, element)
        }
      case "party-released": open[details["ended"] as? String ?? ""] = nil
      case "evidence-received": open = open.filter { $0.value.element != element }
      case "party-declined", "party-taken-back": open[id] = nil
      case "sealed":
        for (id, request) in open where request.element == element {
          (open[id], signed[id]) = (nil, request)
        }
      case "part-sent-back": (open[id], signed[id]) = (signed[id], nil)
      case "cancelled", "withdrawn": open = [:]
      default: break
      }
    }
    return open.map { ("\($1.organisation).open/", $0) }
      + signed.map { ("\($1.organisation).20", $0) }
  }

  /// The lists in which an application with these lines has to be.
  private static func lists(of lines: [Data]) -> [String] {
    var lists: Set<String> = []
    var (isOver, open, left) = (false, Set<String>(), [String: Int]())
    var payer = ""
    // What is proposed and not done with, and what it is for.
    var proposed: [String: String] = [:]
    // The requests to others that nobody has answered, each with its element.
    var (asked, elements, isGone) = (Set<String>(), [String: String](), false)
    for line in lines.dropFirst() {
      guard let all = try? JSONSerialization.jsonObject(with: line) as? [String: Any] else {
        continue
      }
      let details = all["details"] as? [String: Any] ?? [:]
      let reference = details["reference"] as? String ?? ""
      let transaction = reference + " " + (details["transaction"] as? String ?? "")
      let cents = details["cents"] as? Int ?? 0
      switch kind(of: line) {
      case "started": lists.insert("due/" + ((details["deadline"] as? String) ?? "").prefix(10))
      case "given-more-time":
        lists = lists.filter { !$0.hasPrefix("due/") }
        lists.insert("due/" + ((details["until"] as? String) ?? "").prefix(10))
      case "submitted-without-fee": isOver = true
      case "cancelled": (isOver, isGone) = (true, true)
      case "withdrawn": isGone = true
      case "party-asked":
        let id = details["id"] as? String ?? ""
        elements[id] = details["element"] as? String
        asked = asked.filter { elements[$0] != elements[id] }.union([id])
      case "party-rerouted":
        asked.remove(details["ended"] as? String ?? "")
        let id = details["id"] as? String ?? ""
        elements[id] = details["element"] as? String
        asked.insert(id)
      case "party-released": asked.remove(details["ended"] as? String ?? "")
      case "evidence-received":
        asked = asked.filter { elements[$0] != details["element"] as? String }
      case "party-declined", "party-taken-back": asked.remove(details["id"] as? String ?? "")
      case "part-sent-back": asked.insert(details["id"] as? String ?? "")
      case "sealed":
        let who = all["who"] as? String ?? ""
        if who.hasPrefix("party:") || who.hasPrefix("organisation:") {
          asked = asked.filter { elements[$0] != details["element"] as? String }
        }
      case "attached" where details["awaitsCheck"] as? Bool == true: lists.insert("unchecked")
      case "payer-asked": payer = details["id"] as? String ?? "?"
      case "payer-declined", "payer-taken-back", "payer-expired":
        if details["request"] as? String == payer { payer = "" }
      case "attempt-opened": open.insert(reference)
      case "attempt-ended": open.remove(reference)
      case "attempt-paid":
        open.remove(reference)
        if details["use"] as? String == "fee" { isOver = true } else { left[transaction] = cents }
      case "money-refunded", "money-reversed":
        left[transaction, default: 0] -= cents
        lists.insert("returns")
      case "money-proposed":
        proposed[details["id"] as? String ?? ""] = details["for"] as? String
        lists.insert("returns")
      case "money-confirmed":
        let id = details["id"] as? String ?? ""
        if proposed[id] != "refund" { proposed[id] = nil }
      case "money-refused", "money-sent": proposed[details["id"] as? String ?? ""] = nil
      default: break
      }
    }
    if isOver { lists = lists.filter { !$0.hasPrefix("due/") } }
    if !isOver, !payer.isEmpty { lists.insert("payers") }
    if !isGone, !asked.isEmpty { lists.insert("asked") }
    if !open.isEmpty { lists.insert("limbo") }
    // Of money that had paid the fee and went back, too.
    if left.contains(where: { $0.value != 0 }) || !proposed.isEmpty { lists.insert("tasks") }
    return lists.sorted()
  }
}
