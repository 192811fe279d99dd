import Markup
import Rules

/// One question on the way, with a link for each answer.
func findingQuestionPage(
  _ question: FindingQuestion, _ rule: EligibilityRule?, _ branches: [FindingStep.Branch],
  _ trail: FindingTrail
) -> Page {
  let title = trail.edition.text(trail.request.title)
  let answers = branches.flatMap { branch in branch.answers.map { ($0, branch) } }
  let items = answers.map { answer, branch -> HTML in
    let hint = answer.flatMap { question.labels[$0]?.hint }
    return .lines(
      "<li>",
      "<p><a href=\"\(trail.link(to: branch))\"><strong>\(question.label(answer))</strong></a></p>",
      hint.map { "<p class=\"aside\">\($0)</p>" }, "</li>")
  }
  return Page(
    title: "\(question.title) \(title)",
    main: .lines(
      trail.back,
      """
      <p class="aside">\(title): question \(trail.said.count + 1)</p>
      <h1>\(question.title)</h1>
      """,
      question.hint.map { "<div class=\"hint\">\($0)</div>" },
      ruleWords(question, rule, trail.edition),
      "<ul class=\"cards\">", .lines(items), "</ul>", trail.summary),
    section: .credentials)
}

/// Why it is asked.
private func ruleWords(
  _ question: FindingQuestion, _ rule: EligibilityRule?, _ edition: Edition
) -> HTML? {
  if let rule {
    return
      "<p>We ask because of this rule: \(edition.text(rule.says)) \(clauseMark(rule.clause))</p>"
  }
  return question.clause.map { "<p>\(clauseMark($0))</p>" }
}
