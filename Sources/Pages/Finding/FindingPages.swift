import Markup
import Rules

/// The pages on which anybody finds what to apply for and what it costs: a list, then for each request
/// type one page per question that makes a difference, and one per result. Each with its path.
package func findingPages(_ edition: Edition) -> [(path: String, page: Page)] {
  var pages = [(path: Links.findPath(nil), page: findPage(edition))]
  for request in edition.requestTypes {
    let tree = FindingTree(for: request, on: edition.day, fees: edition.fees)
    var trail = FindingTrail(request, edition, isWhole: tree.isWhole)
    add(tree.first, &trail, to: &pages)
  }
  return pages
}

private func add(
  _ step: FindingStep, _ trail: inout FindingTrail, to pages: inout [(path: String, page: Page)]
) {
  switch step {
  case .result(let open):
    pages.append((trail.path, findingResultPage(open, trail)))
  case .ask(let ask, let rule, let branches):
    let question = trail.edition.words(for: ask, trail.request)
    pages.append((trail.path, findingQuestionPage(question, rule, branches, trail)))
    for branch in branches {
      trail.said.append(
        FindingTrail.Said(question: question, answers: branch.answers))
      add(branch.next, &trail, to: &pages)
      trail.said.removeLast()
    }
  }
}

/// The way to a page: what was answered up to it.
struct FindingTrail {
  let request: RequestType
  let edition: Edition
  /// Whether every question that makes a difference is asked.
  let isWhole: Bool
  var said: [Said] = []

  struct Said {
    let question: FindingQuestion
    /// Those that lead here.
    let answers: [String?]

    /// The part of the address that stands for them.
    var part: String { answers[0] ?? "no-answer" }
  }

  init(_ request: RequestType, _ edition: Edition, isWhole: Bool) {
    self.request = request
    self.edition = edition
    self.isWhole = isWhole
  }

  private func parts(_ count: Int) -> [String] { said.prefix(count).map(\.part) }

  var path: String { Links.findPath(request.id, parts(said.count)) }

  /// The page that asked the question of that number.
  func link(toQuestion index: Int) -> Link { Links.find(request.id, parts(index)) }

  func link(to branch: FindingStep.Branch) -> Link {
    Links.find(request.id, parts(said.count) + [branch.answers[0] ?? "no-answer"])
  }

  /// Where one came from.
  var back: HTML {
    said.isEmpty
      ? backLink(Links.find, label: "Back to the list")
      : backLink(link(toQuestion: said.count - 1), label: "Back to the question before")
  }

  /// What was said so far, each answer with the way to change it.
  var summary: HTML {
    guard !said.isEmpty else { return "" }
    return .lines(
      "<h2>What you said</h2>",
      summaryList(
        said.enumerated().map { index, said in
          SummaryRow(
            said.question.title,
            "\(said.answers.map(said.question.label).joined(separator: ", or "))",
            change: link(toQuestion: index))
        }))
  }
}
