import Notation
import Testing

/// What the check says of things that nobody ever comes to, each from a small mistake.
@Suite struct ReachMistakes {
  static let questions = [
    Mistake(
      "elements/lamp.jsonc", "{ \"question\": \"colour\", \"is\": \"red\" }",
      "{ \"all\": [{ \"question\": \"colour\", \"is\": \"red\" }, { \"question\": \"colour\", \"is\": \"green\" }] }",
      "site/elements/lamp.jsonc:14:63: error: question 'why-red' is never asked: no answers make its \"when\" true; its parts contradict each other, 'colour' is 'red' or 'green'"
    ),
    Mistake(
      "elements/lamp.jsonc", "{ \"question\": \"colour\", \"is\": \"red\" }",
      "{ \"not\": { \"question\": \"colour\", \"is\": [\"red\", \"green\"] } }",
      "site/elements/lamp.jsonc:14:63: error: question 'why-red' is never asked: no answers make its \"when\" true; 'colour' is 'red' or 'green'"
    ),
    // Numbers that do not meet: with the question, and with each other.
    Mistake(
      "credentials/pilot.jsonc", "\"kind\": \"yes-no\"",
      "\"kind\": \"yes-no\", \"when\": { \"sum\": [\"kites\"], \"atLeast\": 10 }",
      "site/credentials/pilot.jsonc:10:68: error: question 'night' is never asked: no answers make its \"when\" true; 'kites' takes 1 to 9"
    ),
    Mistake(
      "credentials/pilot.jsonc", "\"kind\": \"yes-no\"",
      "\"kind\": \"yes-no\", \"when\": { \"all\": [{ \"sum\": [\"kites\"], \"atMost\": 4 }, { \"sum\": [\"kites\"], \"atLeast\": 5 }] }",
      "site/credentials/pilot.jsonc:10:68: error: question 'night' is never asked: no answers make its \"when\" true; its parts contradict each other, 'kites' takes 1 to 9"
    ),
    // What follows from a question that is never asked is told once, where the reason is.
    Mistake(
      "elements/lamp.jsonc",
      "{ \"question\": \"colour\", \"is\": \"red\" } },",
      "{ \"not\": { \"question\": \"colour\", \"is\": [\"red\", \"green\"] } } }, { \"id\": \"more\", \"ask\": \"More?\", \"kind\": \"text\", \"when\": { \"question\": \"why-red\", \"is\": \"so\" } },",
      "site/elements/lamp.jsonc:14:63: error: question 'why-red' is never asked: no answers make its \"when\" true; 'colour' is 'red' or 'green'"
    ),
    // Days.
    Mistake(
      "elements/lamp.jsonc", "\"kind\": \"text\",",
      "\"kind\": \"text\", \"from\": \"2026-01-01\", \"until\": \"2025-01-01\",",
      "site/elements/lamp.jsonc:14:86: error: question 'why-red' ends on 2025-01-01, before it begins on 2026-01-01; make 'until' the later of the two"
    ),
    Mistake(
      "elements/lamp.jsonc",
      "{ \"question\": \"colour\", \"is\": \"red\" } },",
      "{ \"question\": \"why\", \"is\": \"so\" }, \"from\": \"2026-01-01\" }, { \"id\": \"why\", \"ask\": \"Why?\", \"kind\": \"text\", \"until\": \"2025-12-31\" },",
      "site/elements/lamp.jsonc:14:63: error: question 'why-red' is never asked: on its days, what it waits for is not asked; let the days of both meet, or change \"when\""
    ),
    Mistake(
      "credentials/pilot.jsonc", "\"kind\": \"yes-no\"",
      "\"kind\": \"yes-no\", \"until\": \"2019-12-31\"",
      "site/credentials/pilot.jsonc:10:69: error: question 'night' is never asked: this credential is not open on its days; change its days, or take the question out"
    ),
    // Circles.
    Mistake(
      "elements/lamp.jsonc", "\"ask\": \"Which colour?\",",
      "\"ask\": \"Which colour?\", \"when\": { \"question\": \"why-red\", \"is\": \"so\" },",
      "site/elements/lamp.jsonc:10:39: error: the questions 'colour' and 'why-red' wait for each other; let one of them be asked without looking at another"
    ),
  ]

  static let credentials = [
    Mistake(
      "credentials/pilot.jsonc", "{ \"question\": \"night\", \"is\": \"yes\" }",
      "{ \"all\": [{ \"question\": \"night\", \"is\": \"yes\" }, { \"question\": \"night\", \"is\": \"no\" }] }",
      "site/credentials/pilot.jsonc:14:34: error: element 'lamp' is never asked for: no answers make its \"when\" true; its parts contradict each other, 'night' is 'yes' or 'no'"
    ),
    Mistake(
      "credentials/pilot.jsonc", "[\"permit\", ",
      "[\"permit\", { \"fee\": \"permit\", \"when\": { \"sum\": [\"kites\"], \"atMost\": 0 } }, ",
      "site/credentials/pilot.jsonc:16:49: error: fee 'permit' is never owed: no answers make its \"when\" true; 'kites' takes 1 to 9"
    ),
    Mistake(
      "credentials/pilot.jsonc", "\"fees\"", "\"conflictsWith\": [\"pilots\"], \"fees\"",
      "site/credentials/pilot.jsonc:16:21: error: there is no credential 'pilots'; did you mean \"pilot\"?"
    ),
    // Fees.
    Mistake(
      "credentials/pilot.jsonc",
      "\"fees\": [\"permit\", { \"fee\": \"kite\", \"count\": \"kites\" }],", "",
      "site/credentials/pilot.jsonc:1:1: error: credential 'pilot' has no 'fees'; name the fee it owes; where nothing is charged, a fee of \"0.00\" with the clause that says so"
    ),
    Mistake(
      "credentials/pilot.jsonc", "[\"permit\", { \"fee\": \"kite\", \"count\": \"kites\" }]", "[]",
      "site/credentials/pilot.jsonc:16:11: error: 'fees' is empty; name the fee it owes; where nothing is charged, a fee of \"0.00\" with the clause that says so"
    ),
    Mistake(
      "credentials/pilot.jsonc", "[\"permit\", { \"fee\": \"kite\", \"count\": \"kites\" }]",
      "[{ \"fee\": \"permit\", \"when\": { \"question\": \"night\", \"is\": \"yes\" } }, { \"fee\": \"kite\", \"count\": \"kites\", \"when\": { \"question\": \"night\", \"is\": \"yes\" } }]",
      "site/credentials/pilot.jsonc:16:11: error: no fee is named for somebody who answers 'night' with 'no'; name one for them; where nothing is charged, a fee of \"0.00\" with the clause that says so",
      "site/fees.jsonc:25:16: error: 'Three kites' comes to €0.00, not €19.50; nothing is charged"),
    Mistake(
      "credentials/pilot.jsonc", "\"from\": \"2020-01-01\"", "\"from\": \"2019-01-01\"",
      "site/credentials/pilot.jsonc:16:12: error: fee 'permit' has no amount from 2019-01-01, when this credential begins, to 2019-12-31; add the earlier amount in fees.jsonc, or begin on 2020-01-01",
      "site/credentials/pilot.jsonc:16:31: error: fee 'kite' has no amount from 2019-01-01, when this credential begins, to 2019-12-31; add the earlier amount in fees.jsonc, or begin on 2020-01-01"
    ),
    Mistake(
      "credentials/pilot.jsonc", ", { \"fee\": \"kite\", \"count\": \"kites\" }", "",
      "site/fees.jsonc:13:13: warning: no credential owes fee 'kite'; name it in the \"fees\" of a credential, or take it out",
      "site/fees.jsonc:25:16: error: 'Three kites' comes to €12.00, not €19.50; charged are permit €12.00 (Rule 2)"
    ),
    Mistake(
      "fees.jsonc", ", \"clause\": \"Rule 1\"", "",
      "site/fees.jsonc:8:9: error: this amount has no 'clause'; add \"clause\": \"…\""),
    Mistake(
      "fees.jsonc", "\"Rule 1\"", "\"\"",
      "site/fees.jsonc:8:62: error: 'clause' is empty; write \"…\", or leave the line out"),
    Mistake(
      "fees.jsonc", "\"examples\"",
      "\"layers\": [{ \"id\": \"seen\", \"title\": \"L\", \"fees\": [{ \"fee\": \"permit\", \"amounts\": [{ \"seenOn\": \"2026-01-01\", \"amount\": \"1.00\", \"source\": \"A page\" }] },\n{ \"fee\": \"permit\", \"amounts\": [{ \"seenOn\": \"2026-02-01\", \"amount\": \"2.00\", \"source\": \"A page\" }] }] }], \"examples\"",
      "site/fees.jsonc:20:10: error: what was seen of fee 'permit' stands here twice; the first is on line 19; put the amounts of both into one, by their days"
    ),
    // Eligibility and terms.
    Mistake(
      "credentials/pilot.jsonc", "\"questions\": [",
      "\"eligibility\": [{ \"says\": \"You have many.\", \"clause\": \"Rule 7\", \"needs\": { \"sum\": [\"kites\"], \"atLeast\": 20 } }],\n  \"questions\": [",
      "site/credentials/pilot.jsonc:8:76: error: nobody can meet this rule; 'kites' takes 1 to 9"),
    Mistake(
      "credentials/pilot.jsonc", "\"questions\": [",
      "\"eligibility\": [{ \"says\": \"You have many.\", \"clause\": \"Rule 7\", \"when\": { \"sum\": [\"kites\"], \"atLeast\": 20 }, \"needs\": { \"question\": \"night\", \"is\": \"yes\" } }],\n  \"questions\": [",
      "site/credentials/pilot.jsonc:8:75: error: nobody is asked to meet this rule: its \"when\" never holds; 'kites' takes 1 to 9"
    ),
    Mistake(
      "credentials/pilot.jsonc", "\"questions\": [",
      "\"eligibility\": [{ \"says\": \"You have many.\", \"clause\": \"Rule 7\", \"until\": \"2019-12-31\", \"needs\": { \"question\": \"night\", \"is\": \"yes\" } }],\n  \"questions\": [",
      "site/credentials/pilot.jsonc:8:76: error: nobody is asked to meet this rule: the credential is not open on its days; change its days, or take the rule out"
    ),
    Mistake(
      "credentials/pilot.jsonc", "\"questions\": [",
      "\"eligibility\": [{ \"says\": \"You are from here.\", \"clause\": \"Rule 7\", \"needs\": { \"profile\": \"country\", \"in\": [\"France\"] } }, { \"says\": \"You are from there.\", \"clause\": \"Rule 8\", \"needs\": { \"profile\": \"country\", \"in\": [\"Spain\"] } }],\n  \"questions\": [",
      "site/credentials/pilot.jsonc:8:18: error: nobody can meet all of these rules; two of them contradict each other: give each a \"when\" that says for whom it is"
    ),
    Mistake(
      "credentials/pilot.jsonc", "\"questions\": [",
      "\"lasts\": [{ \"years\": 5, \"clause\": \"Rule 7\" }, { \"years\": 1, \"clause\": \"Rule 8\", \"when\": { \"question\": \"night\", \"is\": \"yes\" } }],\n  \"questions\": [",
      "site/credentials/pilot.jsonc:8:49: error: this rule for the term is never meant: the ones before it leave nobody to it; put it before them, or give them a \"when\" or an \"until\""
    ),
    Mistake(
      "credentials/pilot.jsonc", "\"questions\": [",
      "\"lasts\": [{ \"years\": 1, \"clause\": \"Rule 8\", \"when\": { \"sum\": [\"kites\"], \"atLeast\": 20 } }],\n  \"questions\": [",
      "site/credentials/pilot.jsonc:8:55: error: this rule for the term is never meant; no answers on its days make its \"when\" true; change it, or take the rule out"
    ),
    Mistake(
      "credentials/pilot.jsonc", "\"questions\": [",
      "\"lasts\": [{ \"years\": 5, \"clause\": \"Rule 7\", \"until\": \"2024-12-31\" }, { \"years\": 1, \"clause\": \"Rule 8\", \"from\": \"2026-01-01\" }],\n  \"questions\": [",
      "site/credentials/pilot.jsonc:8:56: error: no rule says how long it lasts from 2025-01-01 to 2025-12-31; let this one end on 2025-12-31, or another begin on 2025-01-01"
    ),
  ]

  static let elements = [
    // A Yes, with a statement that may be left out, and with one that nobody writes because of it.
    Mistake(
      "elements/lamp.jsonc", "\"questions\": [",
      "\"seal\": { \"version\": \"2026-01-01\", \"statement\": \"True.\" }, \"questions\": [\n{ \"id\": \"fell\", \"ask\": \"Did one fall?\", \"kind\": \"yes-no\" }, { \"id\": \"how\", \"ask\": \"How?\", \"kind\": \"text\", \"required\": false, \"when\": { \"question\": \"fell\", \"is\": \"yes\" } }, { \"id\": \"also\", \"ask\": \"What else?\", \"kind\": \"text\" },",
      "site/elements/lamp.jsonc:8:9: error: a Yes to 'fell' asks for no statement; add a required question of kind 'long-text' with \"when\": { \"question\": \"fell\", \"is\": \"yes\" }, or entries with one, or write \"needsStatement\": false"
    ),
    Mistake(
      "elements/lamp.jsonc",
      "\"kind\": \"text\", \"when\": { \"question\": \"colour\", \"is\": \"red\" } },",
      "\"kind\": \"yes-no\", \"needsStatement\": true },",
      "site/elements/lamp.jsonc:14:13: error: a Yes to 'why-red' asks for no statement; add a required question of kind 'long-text' with \"when\": { \"question\": \"why-red\", \"is\": \"yes\" }, or entries with one, or write \"needsStatement\": false"
    ),
    Mistake(
      "elements/lamp.jsonc", "\"kind\": \"text\",", "\"kind\": \"text\", \"needsStatement\": true,",
      "site/elements/lamp.jsonc:14:55: error: 'needsStatement' does not belong to a question of kind 'text'; take it out; it is for kind 'yes-no'"
    ),
    Mistake(
      "elements/training.jsonc", "[{ \"id\": \"proof\", \"label\": \"Proof\" }]", "[]",
      "site/elements/training.jsonc:7:29: error: 'types' is empty; write at least one: [{ \"id\": …, \"label\": … }]"
    ),
    Mistake(
      "elements/lamp.jsonc",
      "[{ \"id\": \"red\", \"label\": \"Red\" }, { \"id\": \"green\", \"label\": \"Green\" }]",
      "[]",
      "site/elements/lamp.jsonc:12:18: error: 'choices' is empty; write at least one: [{ \"id\": …, \"label\": … }]"
    ),
    Mistake(
      "elements/training.jsonc",
      "\"attachments\": { \"types\": [{ \"id\": \"proof\", \"label\": \"Proof\" }] },",
      "\"questions\": [{ \"id\": \"how\", \"ask\": \"How?\", \"kind\": \"text\", \"until\": \"2025-12-31\" }],",
      "site/elements/training.jsonc:7:72: error: element 'training' asks for nothing after 2025-12-31, so nobody can complete it then; let a question be asked from then on, or end what asks for the element"
    ),
    Mistake(
      "letters/application-submitted.md", "{{name}}", "{{nam}}",
      "site/letters/application-submitted.md:3:12: error: this letter has no slot 'nam'; did you mean {{name}}?"
    ),
    Mistake(
      "letters/address-known.md", "You have", "Dear {{name}}, you have",
      "site/letters/address-known.md:3:6: error: this letter has no slot 'name'; its slots are 'agency' and 'link'"
    ),
  ]

  @Test(arguments: questions + credentials + elements)
  func `what nobody comes to is told once, where it stands, with what to do`(mistake: Mistake) {
    let folder = Folder().with(mistake.path, mistake.old, mistake.new)
    #expect(folder.files != Folder().files)
    #expect(folder.faults == mistake.says)
  }

  /// Conditions that look hard to meet, and are met by somebody, or of which nobody can tell.
  @Test(arguments: [
    // Two choices of one answer.
    "{ \"all\": [{ \"question\": \"signs\", \"is\": \"s1\" }, { \"question\": \"signs\", \"is\": \"s2\" }] }",
    // Answers that were left out.
    "{ \"not\": { \"question\": \"sort\", \"is\": [\"a\", \"b\"] } }",
    // A question that is asked of some only.
    "{ \"all\": [{ \"question\": \"sort\", \"is\": \"b\" }, { \"not\": { \"question\": \"deep\", \"is\": [\"yes\", \"no\"] } }] }",
    // Sums: at a bound, between bounds, of several, in steps, and over each other.
    "{ \"sum\": [\"few\"], \"atLeast\": 3 }",
    "{ \"all\": [{ \"sum\": [\"many\"], \"atLeast\": 501 }, { \"sum\": [\"many\"], \"atMost\": 501 }] }",
    "{ \"all\": [{ \"sum\": [\"many\", \"few\"], \"atLeast\": 77 }, { \"sum\": [\"many\", \"few\"], \"atMost\": 77 }] }",
    "{ \"all\": [{ \"sum\": [\"many\", \"few\"], \"atLeast\": 77, \"atMost\": 77 }, { \"sum\": [\"many\"], \"atLeast\": 75, \"atMost\": 75 }] }",
    "{ \"sum\": [\"many\", \"few\"], \"counting\": [{ \"from\": 2, \"counts\": 1 }, { \"from\": 90, \"counts\": 2 }], \"atLeast\": 3, \"atMost\": 3 }",
    "{ \"all\": [{ \"question\": \"many\", \"is\": \"40\" }, { \"not\": { \"question\": \"few\", \"is\": [\"1\", \"2\"] } }] }",
    "{ \"question\": \"word\", \"is\": \"so\" }",
  ])
  func `a condition that somebody meets is let be`(condition: String) {
    let questions = """
      { "id": "signs", "ask": "?", "kind": "several-of", "choices": [
        { "id": "s1", "label": "1" }, { "id": "s2", "label": "2" }, { "id": "s3", "label": "3" }] },
      { "id": "sort", "ask": "?", "kind": "one-of", "required": false, "choices": [
        { "id": "a", "label": "A" }, { "id": "b", "label": "B" }] },
      { "id": "deep", "ask": "?", "kind": "yes-no", "when": { "question": "sort", "is": "a" } },
      { "id": "many", "ask": "?", "kind": "number", "most": 1000 },
      { "id": "few", "ask": "?", "kind": "number", "least": 1, "most": 3 },
      { "id": "word", "ask": "?", "kind": "text" },
      { "id": "last", "ask": "?", "kind": "text", "when": \(condition) },
      """
    let folder = Folder().with(
      "elements/lamp.jsonc", "\"questions\": [", "\"questions\": [" + questions)
    #expect(folder.faults == [])
    // The same question is told as soon as nobody meets it.
    let never = "{ \"all\": [\(condition), { \"not\": \(condition) }] }"
    #expect(
      folder.with("elements/lamp.jsonc", condition, never).faults.count == 1)
  }

  /// What somebody holds, and days that do not meet.
  @Test(arguments: [
    "{ \"all\": [{ \"holds\": [\"novice\"] }, { \"not\": { \"holds\": [\"novice\"], \"state\": \"ever\" } }] }",
    "{ \"all\": [{ \"holds\": [\"novice\", \"master\"], \"state\": \"ended\" }, { \"holds\": [\"master\"] }] }",
    "{ \"all\": [{ \"holds\": [\"novice\"] }, { \"not\": { \"holds\": [] } }] }",
    "{ \"day\": { \"question\": \"flown\" }, \"notBefore\": \"2026-01-01\", \"notAfter\": \"2025-12-31\" }",
    "{ \"day\": \"today\", \"notAfter\": \"2019-12-31\" }",
  ])
  func `a rule that nobody can meet is told`(needs: String) {
    let folder = Folder()
      .with(
        "certificates.jsonc",
        #"{ "certificates": [{ "id": "novice", "title": "N" }, { "id": "master", "title": "M" }] }"#
      )
      .with(
        "credentials/pilot.jsonc", "\"questions\": [",
        """
        "eligibility": [{ "says": "S", "clause": "C", "needs": \(needs) }],
          "questions": [{ "id": "flown", "ask": "?", "kind": "day" },
        """)
    #expect(
      folder.faults == [
        "site/credentials/pilot.jsonc:8:58: error: nobody can meet this rule; "
          + (needs.hasPrefix("{ \"day\"")
            ? "its days do not meet" : "its parts contradict each other")
      ])
    let other = folder.with(
      "credentials/pilot.jsonc", needs, "{ \"any\": [\(needs), { \"holds\": [\"master\"] }] }")
    #expect(other.faults == [])
  }

  @Test func `of more than can be tried out nothing is said`() {
    let ids = (1...12).map { "q\($0)" }
    let questions = ids.map { "{ \"id\": \"\($0)\", \"ask\": \"?\", \"kind\": \"day\" }," }
    let parts = ids.map {
      "{ \"day\": { \"question\": \"\($0)\" }, \"notBefore\": \"2026-01-01\", \"notAfter\": \"2025-01-01\" }"
    }
    let rule =
      "\"eligibility\": [{ \"says\": \"S\", \"clause\": \"C\", \"needs\": { \"any\": [\(parts.joined(separator: ", "))] } }],"
    let folder = Folder().with(
      "credentials/pilot.jsonc", "\"questions\": [",
      rule + "\"questions\": [" + questions.joined())
    #expect(folder.faults == [])
  }

  @Test func `a Yes may have its statement, one with another, or need none`() {
    let folder = Folder().with(
      "elements/lamp.jsonc", "\"questions\": [",
      """
      "seal": { "version": "2026-01-01", "statement": "True." }, "questions": [
        { "id": "fell", "ask": "?", "kind": "yes-no" },
        { "id": "burnt", "ask": "?", "kind": "yes-no" },
        { "id": "insured", "ask": "?", "kind": "yes-no", "needsStatement": false },
        { "id": "how", "ask": "?", "kind": "long-text", "when": { "any": [
          { "question": "fell", "is": "yes" }, { "question": "burnt", "is": "yes" }] } },
      """)
    #expect(folder.faults == [])
  }

  @Test func `a conflict that one of two tells is a warning`() {
    let other = Folder().files["credentials/pilot.jsonc"]?
      .replacing("\"id\": \"pilot\"", with: "\"id\": \"watcher\"")
    let folder = Folder().with("credentials/watcher.jsonc", other)
      .with("credentials/pilot.jsonc", "\"fees\"", "\"conflictsWith\": [\"watcher\"], \"fees\"")
    #expect(
      folder.faults == [
        "site/credentials/pilot.jsonc:16:21: warning: 'watcher' does not say that it conflicts with 'pilot'; write \"conflictsWith\": [\"pilot\"] in credentials/watcher.jsonc too"
      ])
    #expect(
      folder.with(
        "credentials/watcher.jsonc", "\"fees\"", "\"conflictsWith\": [\"pilot\"], \"fees\""
      ).faults == [])
  }
}
