import Foundation

// Where those who review have to find an application, and whose certificates are known, by lines alone.

extension Facts {
  /// Everything of the queue, the names and the certificates that an application with these lines should have, and has
  /// not.
  func missingFromReview(application number: String, _ lines: [Data]) -> [String] {
    var review = ReviewOfLines()
    for line in lines.dropFirst() { review.take(line) }
    var missing: [String] = []
    for (list, at) in review.places {
      let folder = "queue/\(list)/\(at.prefix(7))/\(Self.hour(of: at))/"
      let isThere = queue.contains {
        $0.hasPrefix(folder) && ($0.hasSuffix("-\(number)") || $0.contains("-\(number)-"))
      }
      if !isThere { missing.append("\(number) is not in the queue \(list)") }
    }
    for path in review.names(of: number) where !names.contains(path) {
      missing.append("\(number) is not found by the name \(path)")
    }
    for name in review.certificates
    where !files.keys.contains(where: {
      $0.hasPrefix("certificates/") && $0.hasSuffix("/\(name)")
    }) {
      missing.append("\(number): the certificate \(name) leads nowhere")
    }
    return missing
  }

  /// The day of the month and the hour.
  private static func hour(of moment: String) -> String {
    "\(moment.dropFirst(8).prefix(2))-\(moment.dropFirst(11).prefix(2))"
  }
}

/// How far the review of an application is, as its lines leave it. Moments are as the lines have them.
private struct ReviewOfLines {
  private var name = ""
  private var received: String?
  private var assignee: String?
  /// Withdrawn, or closed because nothing came.
  private var isOver = false
  /// The end of the last day for the applicant to answer.
  private var until: String?
  private var isFitnessFound = false
  private var proposed: String?
  /// Whether it is approved, and that waits to be confirmed or revoked.
  private var isPreliminary = false
  private var decided: String?
  private var appealed: String?
  /// The names of those that were granted.
  private(set) var certificates: [String] = []

  mutating func take(_ line: Data) {
    guard let all = try? JSONSerialization.jsonObject(with: line) as? [String: Any],
      let at = all["at"] as? String
    else { return }
    let details = all["details"] as? [String: Any] ?? [:]
    let secrets = all["private"] as? [String: Any] ?? [:]
    switch Facts.kind(of: line) {
    case "started":
      let profile = secrets["profile"] as? [String: Any]
      name = profile?["name"] as? String ?? ""
    case "withdrawn", "deficiency-lapsed": isOver = true
    case "review-assigned": assignee = details["to"] as? String
    case "review-released": assignee = nil
    case "deficiency-sent", "deficiency-extended": until = details["until"] as? String
    case "deficiency-answered": until = nil
    case "fitness-decided": isFitnessFound = true
    case "decided":
      if details["outcome"] as? String == "approved" {
        decided = at
        isPreliminary = details["preliminary"] != nil
      } else {
        proposed = at
      }
      for grant in secrets["grants"] as? [[String: Any]] ?? [] {
        let held = grant["held"] as? [String: Any]
        let number = held?["number"] as? String ?? ""
        certificates.append(number.lowercased().filter { $0.isLetter || $0.isNumber })
      }
    case "preliminary-confirmed": (isPreliminary, isFitnessFound) = (false, true)
    case "decision-confirmed": (proposed, decided, isPreliminary) = (nil, at, false)
    case "decision-refused": proposed = nil
    case "decision-undone": (decided, appealed, isPreliminary) = (nil, nil, false)
    case "appealed": appealed = at
    case "appeal-refused": appealed = nil
    default: if received == nil, Facts.submits(line) { received = at }
    }
  }

  /// Each list that it has to be in, with the moment by which it is there.
  var places: [(list: String, at: String)] {
    guard let received, !isOver else { return [] }
    var places: [(list: String, at: String)] = []
    if let decided {
      places.append((list: "decided", at: decided))
      if let appealed { places.append((list: "appeals", at: appealed)) }
      if isPreliminary {
        places.append((list: "fitness", at: received))
        if let proposed { places.append((list: "confirm", at: proposed)) }
      }
      return places
    }
    places.append((list: "open", at: received))
    if let proposed { places.append((list: "confirm", at: proposed)) }
    if let assignee { places.append((list: "with.\(assignee)", at: received)) }
    if let until {
      places.append((list: "deficient", at: until))
    } else {
      if assignee == nil { places.append((list: "waiting", at: received)) }
      if !isFitnessFound { places.append((list: "fitness", at: received)) }
    }
    return places
  }

  /// The files by which it is found, for a name of two to four plain words.
  func names(of number: String) -> [String] {
    guard let received else { return [] }
    let words = name.lowercased().split(separator: " ").map(String.init)
    guard (2...4).contains(words.count) else { return [] }
    return words.flatMap { word in
      let others = words.filter { $0 != word }
      return others.map { other in
        let mark = other == others[0] ? "" : "+"
        return "names/\(word.prefix(2))/\(word)/\(other)/\(received.prefix(7))/\(number)\(mark)"
      }
    }
  }
}
