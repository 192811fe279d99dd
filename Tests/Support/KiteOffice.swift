/// An agency as small as one can be, and made up, by the paths of its files: three request types, one of
/// them of the past, and two elements. For tests to change and to spoil.
package let kiteOffice: [String: String] = [
  "agency.jsonc": """
  {
    "name": "Office of Kites & Balloons",
    "contact": { "email": "kites@example.org" },
    "timeZone": "Europe/Paris",
    "currency": "EUR",
    "applicationDays": 60,
    "reminderDays": [7],
  }
  """,
  "parties.jsonc": """
  {
    "parties": [
      { "id": "applicant", "title": "Applicant" },
      { "id": "club", "title": "Kite club" },
    ],
  }
  """,
  "fees.jsonc": """
  {
    "fees": [
      {
        "id": "permit",
        "title": "Permit",
        "per": "request",
        "amounts": [{ "from": "2020-01-01", "amount": "10.00", "clause": "Rule 1" }],
      },
      {
        "id": "balloon",
        "title": "Balloon",
        "per": "request",
        "amounts": [
          { "from": "2020-01-01", "amount": "40.00", "clause": "Rule 2" },
          { "from": "2027-01-01", "amount": "45.00", "clause": "Rule 3" },
        ],
      },
    ],
  }
  """,
  "credentials/pilot.jsonc": """
  {
    "id": "pilot",
    "title": "Kite pilot",
    "summary": "To fly kites.",
    "whoFor": "Anybody.",
    "clause": "Rule 4",
    "from": "2020-01-01",
    "elements": ["training", "lamp"],
    "fees": ["permit"],
  }
  """,
  "credentials/balloonist.jsonc": """
  {
    "id": "balloonist",
    "title": "Balloonist",
    "summary": "To go up.",
    "whoFor": "Those who dare.",
    "clause": "Rule 5",
    "from": "2020-01-01",
    "elements": ["lamp"],
    "fees": ["balloon"],
  }
  """,
  "credentials/glider.jsonc": """
  {
    "id": "glider",
    "title": "Glider",
    "summary": "To glide.",
    "whoFor": "Nobody any more.",
    "clause": "Rule 6",
    "from": "2020-01-01",
    "until": "2025-12-31",
    "elements": ["lamp"],
    "fees": ["permit"],
  }
  """,
  "elements/training.jsonc": """
  {
    "id": "training",
    "title": "Training",
    "why": "So that nobody is hurt.",
    "clause": "Rule 7",
    "submittedBy": "club",
    "attachments": { "types": [{ "id": "proof", "label": "Proof" }] },
  }
  """,
  "elements/lamp.jsonc": """
  {
    "id": "lamp",
    "title": "Lamp",
    "why": "To be seen.",
    "clause": "Rule 8",
    "submittedBy": "applicant",
    "questions": [
      {
        "id": "colour",
        "ask": "Which colour?",
        "kind": "one-of",
        "choices": [{ "id": "red", "label": "Red" }, { "id": "green", "label": "Green" }],
      },
      { "id": "bought", "ask": "Since when do you have it?", "kind": "day" },
    ],
  }
  """,
  "review.jsonc": """
  {
    "deficiencyReasons": [
      { "id": "torn", "text": "It is torn.", "clause": "Rule 20" },
      { "id": "wet", "text": "It is wet." },
    ],
    "denialReasons": [{ "id": "stormy", "text": "You fly in storms.", "clause": "Rule 21" }],
    "holdReasons": [
      { "id": "calm", "text": "There is no wind.", "clock": "stops" },
      { "id": "busy", "text": "We have much to do.", "clock": "runs" },
    ],
    "deficiency": {
      "days": 20,
      "reminderDays": [5],
      "consequence": "closed",
      "words": "After that it is closed.",
      "clause": "Rule 22",
    },
    "appeal": { "days": 10, "words": "You may ask for another look.", "clause": "Rule 23" },
    "reopening": { "days": 14, "times": 2, "withinDays": 90, "words": "You may ask for more time." },
  }
  """,
  "pages/wind.md": "# Wind\n\nIt blows. [What it costs](../../fees/)\n",
  "letters/confirm-address.md": "Subject: Confirm\n\nOpen {{link}}.\n",
  "letters/address-known.md": "Subject: Known\n\nYou have an account.\n",
  "letters/choose-password.md": "Subject: Account\n\nSee {{link}}.\n",
  "letters/no-account.md": "Subject: Account\n\nGoodbye.\n",
  "letters/password-changed.md": "Subject: Account\n\nGoodbye.\n",
  "letters/confirm-new-address.md": "Subject: Account\n\nSee {{link}}.\n",
  "letters/new-address-known.md": "Subject: Account\n\nGoodbye.\n",
  "letters/address-change-asked.md": "Subject: Account\n\nGoodbye.\n",
  "letters/address-changed.md": "Subject: Account\n\nGoodbye.\n",
  "letters/application-submitted.md": "Subject: Submitted\n\nThank you, {{name}}.\n",
  "letters/application-cancelled.md": "Subject: Cancelled {{number}}\n\nDear {{name}}.\n",
  "letters/application-reopened.md": "Subject: Open again {{number}}\n\nSee {{link}}.\n",
  "letters/application-expired.md": "Subject: Expired {{number}}\n\nDear {{name}}.\n",
  "letters/application-reminder.md": "Subject: Reminder {{number}}\n\nSee {{link}}.\n",
  "letters/application-withdrawn.md": "Subject: Withdrawn {{number}}\n\nDear {{name}}.\n",
  "letters/message-waiting.md": "Subject: Message {{number}}\n\nSee {{link}}.\n",
  "letters/payer-request.md": "Subject: Asked {{number}}\n\nSee {{link}}.\n",
  "letters/payer-receipt.md": "Subject: Paid {{number}}\n\nThank you, {{name}}.\n",
  "letters/payer-request-sent.md": "Subject: Sent {{number}}\n\nDear {{name}}.\n",
  "letters/payer-request-declined.md": "Subject: Refused {{number}}\n\nSee {{link}}.\n",
  "letters/payer-request-expired.md": "Subject: Over {{number}}\n\nSee {{link}}.\n",
  "letters/offer-made.md": "Subject: Offer\n\nSee {{link}}.\n",
  "letters/offer-accepted.md": "Subject: Accepted\n\nSee {{link}}.\n",
  "letters/offer-declined.md": "Subject: Declined\n\nSee {{link}}.\n",
  "letters/party-asked.md": "Subject: Asked {{number}}\n\nSee {{link}}.\n",
  "letters/party-reminder.md": "Subject: Still {{number}}\n\nSee {{link}}.\n",
  "letters/party-sent-back.md": "Subject: Back {{number}}\n\nSee {{link}}.\n",
  "letters/party-declined.md": "Subject: Declined {{number}}\n\nSee {{link}}.\n",
  "letters/party-released.md": "Subject: Released {{number}}\n\nSee {{link}}.\n",
  "letters/party-rerouted.md": "Subject: Rerouted {{number}}\n\nSee {{link}}.\n",
  "letters/party-expired.md": "Subject: Silent {{number}}\n\nSee {{link}}.\n",
  "letters/party-signed.md": "Subject: Signed {{number}}\n\nDear {{name}}.\n",
  "letters/helper-named.md": "Subject: Help {{number}}\n\nSee {{link}}.\n",
  "letters/helper-stopped.md": "Subject: No help {{number}}\n\nSee {{link}}.\n",
  "letters/evidence-received.md": "Subject: Received {{part}}\n\nFrom {{source}} on {{day}}.\n",
  "letters/evidence-undone.md": "Subject: Undone {{part}}\n\n{{reason}} See {{link}}.\n",
  "letters/party-not-needed.md": "Subject: No need {{number}}\n\nDear {{name}}.\n",
  "letters/application-update.md": "Subject: News of {{number}}\n\nIt is {{stage}}.\n",
  "letters/organisation-asked.md": "Subject: Asked {{number}}\n\nSee {{link}}.\n",
  "letters/organisation-reminder.md": "Subject: Still {{number}}\n\nSee {{link}}.\n",
  "letters/organisation-sent-back.md": "Subject: Back {{number}}\n\nSee {{link}}.\n",
  "letters/organisation-appointed.md": "Subject: For {{organisation}}\n\nSee {{link}}.\n",
  "letters/deficiency-sent.md":
    "Subject: Deficiency sent {{number}}\n\n{{items}}\n\n{{consequence}} See {{link}}.\n",
  "letters/deficiency-extended.md":
    "Subject: Deficiency extended {{number}}\n\n{{items}}\n\nUntil {{last-day}}. See {{link}}.\n",
  "letters/deficiency-reminder.md":
    "Subject: Deficiency reminder {{number}}\n\n{{items}}\n\nUntil {{last-day}}. See {{link}}.\n",
  "letters/deficiency-answered.md":
    "Subject: Deficiency answered {{number}}\n\nReceived {{received}}.\n",
  "letters/deficiency-lapsed.md": "Subject: Deficiency lapsed {{number}}\n\n{{consequence}}\n",
  "letters/decision-approved.md": "Subject: Decision approved {{number}}\n\n{{certificates}}\n",
  "letters/decision-denied.md":
    "Subject: Decision denied {{number}}\n\n{{reasons}}\n\n{{appeal}}\n",
  "letters/decision-undone.md": "Subject: Decision undone {{number}}\n\n{{reason}}\n",
  "letters/appeal-received.md": "Subject: Appeal received {{number}}\n\nOn {{day}}.\n",
  "letters/appeal-refused.md": "Subject: Appeal refused {{number}}\n\nIt stands.\n",
  "letters/staff-link.md": "Subject: For {{name}}\n\nSee {{link}}.\n",
  "letters/staff-password-changed.md": "Subject: For {{name}}\n\nGoodbye.\n",
  "letters/payment-declined.md": "Subject: Declined {{number}}\n\nSee {{link}}.\n",
  "letters/payment-held.md": "Subject: Held {{number}}\n\nDear {{name}}.\n",
  "letters/payment-credited.md": "Subject: Credit {{number}}\n\nDear {{name}}.\n",
  "letters/payment-returned.md": "Subject: Returned {{number}}\n\nDear {{name}}.\n",
  "layout.html": """
  <!doctype html>
  <html lang="{{language}}" dir="{{direction}}">
  <head>
  <title>{{title}}</title>
  <link rel="stylesheet" href="{{root}}assets/{{stylesheet}}">
  </head>
  <body>
  {{banner}}
  <p><a href="{{root}}">{{agency}}</a> <a href="{{root}}credentials/"{{current:credentials}}>All</a></p>
  {{account}}
  <main>
  {{main}}
  </main>
  {{contact}} {{disclaimer}} {{edition}}
  </body>
  </html>
  """,
  "assets/site.css": "body { margin: 0 }\n",
  "assets/kite.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n",
]
