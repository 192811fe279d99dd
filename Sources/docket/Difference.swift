import Generator
import JSON
import Notation
import Pages
import Rules

/// What is otherwise between two sides, for the screen and for programs.
struct Difference {
  let from: DiffSide
  let to: DiffSide
  let days: [ChangesOfDay]
  /// `nil` where a side has no pages.
  let pages: PageDifference?

  init(from: DiffSide, to: DiffSide) {
    self.from = from
    self.to = to
    var old = from.definitions
    var new = to.definitions
    if from.site == nil || to.site == nil {
      // What a publication does not have is not gone.
      old.pages = []
      new.pages = []
    }
    if from.day == to.day, !from.isDay || !to.isDay {
      days = new.changes(since: old, from: to.day)
    } else {
      let changes = new.changes(on: to.day, since: old, on: from.day)
      days = changes.isEmpty ? [] : [ChangesOfDay(day: to.day, changes: changes)]
    }
    if let site = from.site, let other = to.site {
      pages = PageDifference(
        from: pageBodies(of: site, on: from.day), to: pageBodies(of: other, on: to.day))
    } else {
      pages = nil
    }
  }

  var isEmpty: Bool { days.isEmpty && pages?.isEmpty ?? true }

  private func words(on day: Day) -> ChangeWords {
    ChangeWords(
      from: Edition(of: from.definitions, on: day == to.day ? from.day : day),
      to: Edition(of: to.definitions, on: day))
  }

  // MARK: For the screen

  var text: String {
    guard !isEmpty else {
      return "nothing is otherwise for people from \(name(from)) to \(name(to))"
    }
    var parts = ["From \(name(from)) to \(name(to))"]
    for day in days {
      if day.day != to.day { parts.append("From \(Pages.text(of: day.day)) on:") }
      parts.append(changesText(day.changes, words(on: day.day)))
    }
    if let pages { parts.append(text(of: pages)) }
    return parts.joined(separator: "\n\n")
  }

  private func name(_ side: DiffSide) -> String {
    side.isDay ? Pages.text(of: side.day) : "\(side.name) as of \(Pages.text(of: side.day))"
  }

  private func text(of pages: PageDifference) -> String {
    let lists = [("changed", pages.changed), ("new", pages.new), ("gone", pages.gone)]
    let counts = lists.filter { !$0.1.isEmpty }.map { "\($0.1.count) \($0.0)" }
    guard !counts.isEmpty else { return "Pages: none is otherwise" }
    let names = lists.flatMap { kind, paths in
      paths.prefix(20).map { "  \(kind)  /\($0)" }
        + (paths.count > 20 ? ["  \(kind)  … and \(paths.count - 20) more"] : [])
    }
    return (["Pages: " + counts.joined(separator: ", ")] + names).joined(separator: "\n")
  }

  // MARK: For programs

  var node: JSONNode {
    [
      "from": node(of: from), "to": node(of: to),
      "days": .array(
        days.map { day in
          let words = words(on: day.day)
          return [
            "day": .string(day.day.description),
            "changes": .array(day.changes.map { words.node(of: $0) }),
          ]
        }),
      "pages": pages.map { pages in
        [
          "changed": paths(pages.changed), "new": paths(pages.new), "gone": paths(pages.gone),
        ]
      } ?? .null,
    ]
  }

  private func node(of side: DiffSide) -> JSONNode {
    [
      "day": .string(side.day.description),
      "folder": side.isDay ? .null : .string(side.name),
    ]
  }

  private func paths(_ paths: [String]) -> JSONNode { .array(paths.map { .string("/\($0)") }) }
}
