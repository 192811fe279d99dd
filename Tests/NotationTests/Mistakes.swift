// Mistakes in the folder of `Folder.swift`, each with all that the check says about it.

let tableMistakes = [
  Mistake(
    "agency.jsonc", "\"currency\": \"EUR\",",
    "\"currency\": \"EUR\", \"freeMailDomains\": [\"a.example\", \"Mail.example\"],",
    "site/agency.jsonc:5:55: error: 'Mail.example' is no domain in small letters; write what stands behind the @ of an address, like \"mail.example\""
  ),
  Mistake(
    "credentials/pilot.jsonc", "\"fees\"", "\"openedBy\": [\"applicant\"], \"fees\"",
    "site/credentials/pilot.jsonc:16:16: error: the applicant opens an application anyway; take it out; name those who may open one in somebody's place"
  ),
  Mistake(
    "fees.jsonc", "\"title\": \"Permit\"", "\"titel\": \"Permit\"",
    "site/fees.jsonc:5:7: error: unknown key 'titel' in a fee; did you mean \"title\"?"),
  Mistake(
    "fees.jsonc", "\"title\": \"Permit\",", "\"title\": \"Permit\", \"colour\": 1,",
    "site/fees.jsonc:5:26: error: unknown key 'colour' in a fee; the keys here are 'id', 'title', 'per', 'pricedOn', 'countedFrom', 'option' and 'amounts'"
  ),
  Mistake(
    "fees.jsonc", "\"title\": \"Permit\",", "",
    "site/fees.jsonc:3:5: error: fee 'permit' has no 'title'; add \"title\": \"…\""),
  Mistake(
    "fees.jsonc",
    "\"amounts\": [{ \"from\": \"2020-01-01\", \"amount\": \"2.50\", \"clause\": \"Rule 3\" }]",
    "\"amounts\": []",
    "site/fees.jsonc:16:18: error: 'amounts' is empty; write at least one: [{ \"from\": …, \"clause\": … }]"
  ),
  Mistake(
    "fees.jsonc", "{ \"from\": \"2020-01-01\", \"amount\": \"10.00\", \"clause\": \"Rule 1\" }",
    "\"10.00\"",
    "site/fees.jsonc:8:9: error: an amount must be an object in { }, not text; write { \"from\": …, \"clause\": … }"
  ),
  Mistake(
    "fees.jsonc", "\"Permit\"", "null",
    "site/fees.jsonc:5:16: error: 'title' must be text in quotes, or one text for each language, not null; leave the whole line out where there is none"
  ),
  Mistake(
    "fees.jsonc", "\"Permit\"", "12",
    "site/fees.jsonc:5:16: error: 'title' must be text in quotes, or one text for each language, not the number 12; put it between quotes: \"12\""
  ),
  Mistake(
    "fees.jsonc", "\"Rule 1\"", "4.5",
    "site/fees.jsonc:8:62: error: 'clause' must be text in quotes, not the number 4.5; put it between quotes: \"4.5\""
  ),
  Mistake(
    "fees.jsonc", "\"Rule 1\"", "\"\"",
    "site/fees.jsonc:8:62: error: 'clause' is empty; write \"…\", or leave the line out"),
  Mistake(
    "fees.jsonc", "\"Permit\"", "\"\"",
    "site/fees.jsonc:5:16: error: 'title' is empty; write the text, or leave the line out"),
  Mistake(
    "fees.jsonc", "\"Permit\"", "[\"Permit\"]",
    "site/fees.jsonc:5:16: error: 'title' must be text in quotes, or one text for each language, not a list; take the [ ] away"
  ),
  Mistake(
    "fees.jsonc", "\"10.00\"", "10",
    "site/fees.jsonc:8:43: error: 'amount' must be an amount of money in quotes, not the number 10; write \"10.00\""
  ),
  Mistake(
    "fees.jsonc", "[\"pilot\"]", "\"pilot\"",
    "site/fees.jsonc:22:19: error: 'requests' must be a list in [ ], not text; put [ ] around it, even for one"
  ),
  Mistake(
    "fees.jsonc", "[\"pilot\"]", "[\"pilot\", \"pilot\"]",
    "site/fees.jsonc:22:29: error: 'pilot' stands here twice; the first is on line 22; keep one of them"
  ),
  Mistake(
    "fees.jsonc", "[\"pilot\"]", "[\"pilott\"]",
    "site/fees.jsonc:22:20: error: there is no credential 'pilott'; did you mean \"pilot\"?"),
  Mistake(
    "fees.jsonc", "\"id\": \"kite\"", "\"id\": \"permit\"",
    "site/credentials/pilot.jsonc:16:31: error: there is no fee 'kite'; there is only 'permit' in fees.jsonc",
    "site/fees.jsonc:13:13: error: fee 'permit' stands here twice; the first is on line 4; give one of them another id"
  ),
  Mistake(
    "fees.jsonc", "{ \"kites\": \"3\", \"night\": \"no\" }", "[\"kites\", 3]",
    "site/fees.jsonc:23:18: error: 'answers' must be an object in { } with an answer for each question id, not a list; write { \"question-id\": \"yes\" }"
  ),
  Mistake(
    "fees.jsonc", "\"kites\": \"3\"", "\"kites\": 3",
    "site/fees.jsonc:23:29: error: the answer to 'kites' must be an answer in quotes, or a list of answers, not the number 3; put it between quotes: \"3\""
  ),
  Mistake(
    "agency.jsonc", "60", "\"60\"",
    "site/agency.jsonc:6:22: error: 'applicationDays' must be a whole number from 1 to 3650, not text; write 60, without quotes"
  ),
  Mistake(
    "agency.jsonc", "60", "60.5",
    "site/agency.jsonc:6:22: error: 'applicationDays' must be a whole number from 1 to 3650, not the number 60.5; write 30"
  ),
  Mistake(
    "agency.jsonc", "60", "4000",
    "site/agency.jsonc:6:22: error: 'applicationDays' must be from 1 to 3650, not 4000"),
  Mistake(
    "agency.jsonc", "[14, 7]", "[14, 14]",
    "site/agency.jsonc:7:24: error: 14 stands here twice; the first is on line 7; keep one of them"),
  Mistake(
    "agency.jsonc", "{ \"email\": \"kites@example.org\" }", "\"kites@example.org\"",
    "site/agency.jsonc:3:14: error: a contact must be an object in { }, not text; write { \"email\": … }"
  ),
  Mistake(
    "agency.jsonc", "\"currency\"", "\"zoneChanges\": [], \"currency\"",
    "site/agency.jsonc:5:3: error: unknown key 'zoneChanges' in an agency; take it out; docket publish writes it"
  ),
  Mistake(
    "elements/lamp.jsonc", "\"clause\"", "\"required\": \"no\", \"clause\"",
    "site/elements/lamp.jsonc:5:15: error: 'required' must be true or false, not text; write false"),
  Mistake(
    "elements/lamp.jsonc", "\"clause\"", "\"required\": 3, \"clause\"",
    "site/elements/lamp.jsonc:5:15: error: 'required' must be true or false, not the number 3; write true or false"
  ),
  Mistake(
    "elements/lamp.jsonc", "\"applicant\"", "\"aplicant\"",
    "site/elements/lamp.jsonc:6:18: error: there is no party 'aplicant'; did you mean \"applicant\"?"
  ),
  Mistake(
    "elements/lamp.jsonc", "\"kind\": \"text\"", "\"kind\": \"texts\"",
    "site/elements/lamp.jsonc:14:47: error: 'kind' cannot be 'texts'; did you mean \"text\"?"),
  Mistake(
    "elements/lamp.jsonc", "\"kind\": \"text\"", "\"kind\": \"number\", \"limit\": 7",
    "site/elements/lamp.jsonc:14:57: error: 'limit' does not belong to a question of kind 'number'; take it out; it is for kind 'text' and 'long-text'"
  ),
  Mistake(
    "elements/lamp.jsonc", "\"kind\": \"text\"", "\"kind\": \"several-of\"",
    "site/elements/lamp.jsonc:14:5: error: question 'why-red' has no 'choices'; add \"choices\": [{ \"id\": …, \"label\": … }]"
  ),
  Mistake(
    "elements/lamp.jsonc", "\"is\": \"red\"", "\"is\": true",
    "site/elements/lamp.jsonc:14:93: error: 'is' must be an answer in quotes, or a list of answers, not true; write \"yes\""
  ),
  Mistake(
    "elements/lamp.jsonc", "\"is\": \"red\"", "\"is\": [\"red\", 1]",
    "site/elements/lamp.jsonc:14:101: error: an entry of 'is' must be text in quotes, not the number 1; put it between quotes: \"1\""
  ),
  Mistake(
    "elements/lamp.jsonc", ", \"is\": \"red\"", "",
    "site/elements/lamp.jsonc:14:63: error: this condition has no 'is'; add \"is\""),
  Mistake(
    "elements/lamp.jsonc", "{ \"question\": \"colour\", \"is\": \"red\" }", "{}",
    "site/elements/lamp.jsonc:14:63: error: a condition says nothing; give it 'question' and 'is', or 'sum', or 'day', or 'holds', or 'profile' and 'in', or 'all', or 'any', or 'not'"
  ),
  Mistake(
    "elements/lamp.jsonc", "{ \"question\": \"colour\", \"is\": \"red\" }",
    "{ \"all\": [{ \"question\": \"colour\", \"is\": \"red\" }], \"not\": { \"question\": \"colour\", \"is\": \"green\" } }",
    "site/elements/lamp.jsonc:14:63: error: a condition takes only one of 'all' and 'not'; put one inside the other, or both into \"all\": [ … ]"
  ),
  Mistake(
    "elements/lamp.jsonc", "\"question\": \"colour\"", "\"question\": \"color\"",
    "site/elements/lamp.jsonc:14:77: error: there is no question 'color'; did you mean \"colour\"?"),
  Mistake(
    "credentials/pilot.jsonc", "\"training\"", "7",
    "site/credentials/pilot.jsonc:13:5: error: an entry of 'elements' must be the id of an element, not the number 7; put it between quotes: \"7\""
  ),
]

let textMistakes = [
  Mistake(
    "agency.jsonc", "kites@example.org", "kites at example.org",
    "site/agency.jsonc:3:25: error: 'kites at example.org' is not an e-mail address; write it like \"office@example.org\""
  ),
  Mistake(
    "agency.jsonc", "Europe/Paris", "Europe/Pari",
    "site/agency.jsonc:4:15: error: there is no time zone 'Europe/Pari'; did you mean \"Europe/Paris\"?"
  ),
  Mistake(
    "agency.jsonc", "Europe/Paris", "Somewhere",
    "site/agency.jsonc:4:15: error: there is no time zone 'Somewhere'; write an IANA name, like \"Europe/London\""
  ),
  Mistake(
    "agency.jsonc", "\"EUR\"", "\"euro\"",
    "site/agency.jsonc:5:15: error: 'euro' is not a currency; write its three capital letters, like \"EUR\""
  ),
  Mistake(
    "agency.jsonc", "\"currency\"", "\"languages\": [\"English\"], \"currency\"",
    "site/agency.jsonc:5:17: error: 'English' is not a language; write a short tag, like \"en\""),
  Mistake(
    "fees.jsonc", "\"2026-01-01\"", "\"2026-02-30\"",
    "site/fees.jsonc:9:19: error: the calendar has no day 2026-02-30; check the month and the day"),
  Mistake(
    "fees.jsonc", "\"2026-01-01\"", "\"1 January 2026\"",
    "site/fees.jsonc:9:19: error: 'from' must be a day, not '1 January 2026'; write year, month and day, like \"2026-07-01\""
  ),
  Mistake(
    "fees.jsonc", "\"2026-01-01\"", "2026",
    "site/fees.jsonc:9:19: error: 'from' must be a day, not the number 2026; write \"2026-07-01\""),
  Mistake(
    "fees.jsonc", "\"10.00\"", "\"€1,010\"",
    "site/fees.jsonc:8:43: error: 'amount' must be an amount of money, not '€1,010'; write \"1010.00\""
  ),
  Mistake(
    "fees.jsonc", "\"10.00\"", "\"ten\"",
    "site/fees.jsonc:8:43: error: 'amount' must be an amount of money, not 'ten'; write digits, and 2 after the point, in quotes: \"12.50\""
  ),
  Mistake(
    "fees.jsonc", "\"id\": \"permit\"", "\"id\": \"The Permit\"",
    "site/credentials/pilot.jsonc:16:12: error: there is no fee 'permit'; in fees.jsonc there are 'The Permit' and 'kite'",
    "site/fees.jsonc:4:13: error: 'The Permit' is not an id; use small letters, digits and single hyphens, at most 64: \"the-permit\""
  ),
  Mistake(
    "fees.jsonc", "\"per\": \"item\"", "\"per\": \"items\"",
    "site/fees.jsonc:15:14: error: 'per' cannot be 'items'; did you mean \"item\"?"),
  Mistake(
    "fees.jsonc", "\"per\": \"request\"", "\"per\": \"head\"",
    "site/fees.jsonc:6:14: error: 'per' cannot be 'head'; write 'certificate', 'request', 'application' or 'item'"
  ),
]

let meaningMistakes = [
  Mistake(
    "agency.jsonc", "[14, 7]", "[60, 7]",
    "site/agency.jsonc:7:20: error: a reminder 60 days before the end of 60 would never be sent; write a number below 60"
  ),
  Mistake(
    "parties.jsonc", "\"id\": \"club\"", "\"id\": \"club\", \"kind\": \"applicant\"",
    "site/parties.jsonc:4:29: error: only the party 'applicant' is of the kind 'applicant'; choose another kind"
  ),
  Mistake(
    "elements/training.jsonc", "\"club\",",
    "\"club\", \"invitation\": { \"lastsDays\": 9, \"version\": \"2026-01-01\", \"statement\": \"S\" },",
    "site/elements/training.jsonc:7:18: error: element 'training' takes files, so nobody else can be asked for it yet; take 'attachments' out, or 'invitation'"
  ),
  Mistake(
    "elements/lamp.jsonc", "\"applicant\",",
    "\"applicant\", \"invitation\": { \"lastsDays\": 9, \"version\": \"2026-01-01\", \"statement\": \"S\" },",
    "site/elements/lamp.jsonc:6:45: error: element 'lamp' is completed by the applicant, so nobody is asked for it; take 'invitation' out, or name another party in \"submittedBy\""
  ),
  Mistake(
    "elements/lamp.jsonc", "\"applicant\",",
    "\"club\", \"invitation\": { \"lastsDays\": 9, \"remindDays\": [9], \"version\": \"2026-01-01\", \"statement\": \"S\" },",
    "site/elements/lamp.jsonc:6:73: error: a reminder 9 days before the end of 9 would never be sent; write a number below 9"
  ),
  Mistake(
    "parties.jsonc", "\"applicant\"", "\"pilot\"",
    "site/elements/lamp.jsonc:6:18: error: there is no party 'applicant'; in parties.jsonc there are 'pilot' and 'club'",
    "site/parties.jsonc:2:14: error: there is no party 'applicant'; add { \"id\": \"applicant\", \"title\": \"Applicant\" }; every agency has this one"
  ),
  Mistake(
    "fees.jsonc", "\"2026-01-01\"", "\"2020-01-01\"",
    "site/fees.jsonc:9:19: error: fee 'permit' has two amounts from 2020-01-01; keep one of them"),
  Mistake(
    "fees.jsonc", "\"2026-01-01\"", "\"2019-01-01\"",
    "site/fees.jsonc:9:19: error: fee 'permit' has an amount from 2019-01-01 after the one from 2020-01-01; put the amounts in the order of their days"
  ),
  Mistake(
    "fees.jsonc", "\"total\": \"19.50\"", "\"total\": \"20.00\"",
    "site/fees.jsonc:25:16: error: 'Three kites' comes to €19.50, not €20.00; charged are permit €12.00 (Rule 2) + kite 3 × €2.50 = €7.50 (Rule 3)"
  ),
  Mistake(
    "fees.jsonc", "\"2026-02-01\"", "\"2019-12-31\"",
    "site/fees.jsonc:22:20: error: nobody can apply for 'pilot' on 2019-12-31"),
  Mistake(
    "fees.jsonc", "\"kites\": \"3\", ", "",
    "site/fees.jsonc:20:5: error: 'Three kites' has no price: no answer to 'kites' says how many; add \"kites\": \"1\" to the answers"
  ),
  Mistake(
    "fees.jsonc", "\"kites\": \"3\"", "\"kites\": \"30\"",
    "site/fees.jsonc:23:29: error: the answer to 'kites' is never '30'; write a number from 1 to 9 in quotes"
  ),
  Mistake(
    "fees.jsonc", "\"night\": \"no\"", "\"nigth\": \"no\"",
    "site/fees.jsonc:23:34: error: no credential of this example asks 'nigth'; did you mean \"night\"?"
  ),
  Mistake(
    "fees.jsonc", "\"night\": \"no\"", "\"night\": \"never\"",
    "site/fees.jsonc:23:43: error: the answer to 'night' is never 'never'; it can be 'yes' or 'no'"),
  Mistake(
    "fees.jsonc", "\"from\": \"2020-01-01\", \"amount\": \"2.50\"",
    "\"from\": \"2027-01-01\", \"amount\": \"2.50\"",
    "site/credentials/pilot.jsonc:16:31: error: fee 'kite' has no amount from 2020-01-01, when this credential begins, to 2026-12-31; add the earlier amount in fees.jsonc, or begin on 2027-01-01",
    "site/fees.jsonc:20:5: error: 'Three kites' has no price: fee 'kite' has no amount before 2027-01-01; choose a later day, or add the earlier amount"
  ),
  Mistake(
    "credentials/pilot.jsonc", "\"from\": \"2020-01-01\"",
    "\"from\": \"2020-01-01\", \"until\": \"2019-01-01\"",
    "site/credentials/pilot.jsonc:7:34: error: credential 'pilot' ends on 2019-01-01, before it begins on 2020-01-01; make 'until' the later of the two"
  ),
  Mistake(
    "credentials/pilot.jsonc", "{ \"fee\": \"kite\", \"count\": \"kites\" }", "\"kite\"",
    "site/credentials/pilot.jsonc:16:22: error: fee 'kite' is charged per item, and nothing says how many; write { \"fee\": \"kite\", \"count\": \"id of a number question\" }"
  ),
  Mistake(
    "credentials/pilot.jsonc", ", \"count\": \"kites\"", "",
    "site/credentials/pilot.jsonc:16:22: error: fee 'kite' is charged per item, and nothing says how many; add \"count\": \"id of a number question\""
  ),
  Mistake(
    "credentials/pilot.jsonc", "\"count\": \"kites\"", "\"count\": \"night\"",
    "site/credentials/pilot.jsonc:16:48: error: question 'night' does not ask for a number; name a question of kind 'number'"
  ),
  Mistake(
    "credentials/pilot.jsonc", "\"permit\"", "{ \"fee\": \"permit\", \"count\": \"kites\" }",
    "site/credentials/pilot.jsonc:16:40: error: fee 'permit' is not charged per item or certificate; take 'count' out, or make the fee \"per\": \"item\""
  ),
  Mistake(
    "credentials/pilot.jsonc", "\"fees\"", "\"conflictsWith\": [\"pilot\"], \"fees\"",
    "site/credentials/pilot.jsonc:16:21: error: credential 'pilot' conflicts with itself; take it out"
  ),
  Mistake(
    "credentials/pilot.jsonc", "\"least\": 1", "\"least\": 10",
    "site/credentials/pilot.jsonc:9:75: error: 'least' is 10, more than 'most', which is 9"),
  Mistake(
    "credentials/pilot.jsonc", "\"is\": \"yes\"", "\"is\": \"true\"",
    "site/credentials/pilot.jsonc:14:63: error: the answer to 'night' is never 'true'; it can be 'yes' or 'no'"
  ),
  Mistake(
    "elements/training.jsonc", "\"attachments\": {", "\"attachments\": { \"atLeast\": 20,",
    "site/elements/training.jsonc:7:31: error: 'atLeast' is 20, more than 'atMost', which is 10"),
  Mistake(
    "elements/training.jsonc",
    "\"attachments\": { \"types\": [{ \"id\": \"proof\", \"label\": \"Proof\" }] },", "",
    "site/elements/training.jsonc:1:1: error: element 'training' asks for nothing, so nobody can complete it; add \"questions\", \"entries\" or \"attachments\""
  ),
  Mistake(
    "elements/lamp.jsonc", "\"is\": \"red\"", "\"is\": [\"redd\", \"green\"]",
    "site/elements/lamp.jsonc:14:94: error: the answer to 'colour' is never 'redd'; did you mean \"red\"?"
  ),
  Mistake(
    "elements/lamp.jsonc", "\"question\": \"colour\"", "\"question\": \"why-red\"",
    "site/elements/lamp.jsonc:14:77: error: question 'why-red' waits for its own answer; name another question, or take it out"
  ),
  Mistake(
    "elements/lamp.jsonc", "\"id\": \"why-red\"", "\"id\": \"token\"",
    "site/elements/lamp.jsonc:14:13: error: a question cannot be called 'token': forms have a field of that name already; choose another id"
  ),
  Mistake(
    "elements/lamp.jsonc", "\"kind\": \"one-of\"", "\"kind\": \"day\"",
    "site/elements/lamp.jsonc:12:7: error: 'choices' does not belong to a question of kind 'day'; take it out; it is for kind 'one-of' and 'several-of'",
    "site/elements/lamp.jsonc:14:77: error: question 'colour' asks for a day, which a condition cannot look at; name a question of another kind"
  ),
  Mistake(
    "elements/lamp.jsonc", "\"kind\": \"one-of\"", "\"kind\": \"number\"",
    "site/elements/lamp.jsonc:12:7: error: 'choices' does not belong to a question of kind 'number'; take it out; it is for kind 'one-of' and 'several-of'",
    "site/elements/lamp.jsonc:14:93: error: the answer to 'colour' is never 'red'; write a number in quotes, like \"2\""
  ),
]

let fileMistakes = [
  Mistake(
    "elements/lamp.jsonc", "\"id\": \"lamp\"", "\"id\": \"lamps\"",
    "site/elements/lamp.jsonc:2:9: error: the id is 'lamps', but the file is called 'lamp.jsonc'; give both the same name"
  ),
  Mistake(
    "elements/lamp.jsonc", "\"title\": \"Lamp\"", "“title”: \"Lamp\"",
    "site/elements/lamp.jsonc:3:3: error: typographic quote “; word processors put these in; type a plain \""
  ),
  Mistake(
    "elements/lamp.jsonc", "\"title\": \"Lamp\",", "\"title\": \"Lamp\", \"title\": \"Lamp\",",
    "site/elements/lamp.jsonc:3:20: error: 'title' stands here twice; the first is on line 3; keep one of them"
  ),
  Mistake(
    "elements/lamp.jsonc", "{\n", "",
    "site/elements/lamp.jsonc:1:7: error: more text after the end; keep one { } around everything in a file"
  ),
  Mistake(
    "letters/confirm-address.md", "Open {{link}}", "{{link} {{link}}",
    "site/letters/confirm-address.md:3:1: error: a slot that is no slot; write two braces around its name: {{name}}"
  ),
  Mistake(
    "letters/confirm-address.md", "{{link}}", "{{ }} {{link}}",
    "site/letters/confirm-address.md:3:6: error: a slot that is no slot; write two braces around its name: {{name}}"
  ),
  Mistake(
    "letters/confirm-address.md", "{{link}}", "this page",
    "site/letters/confirm-address.md:1:1: error: this letter has no {{link}}; whoever gets it needs that; write it where it belongs"
  ),
]
