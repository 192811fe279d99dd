/// A first `docket.jsonc`, with every setting explained. Those that need no decision are comments.
func settingsText(baseURL: String, isDemonstration: Bool) -> String {
  let base = baseURL.hasSuffix("/") ? baseURL : baseURL + "/"
  let host = base.split(separator: "/").dropFirst().first.map(String.init) ?? "localhost"
  let name = host.split(separator: ":").first.map(String.init) ?? host
  // Mail needs a domain with a point in it.
  let domain = name.contains(".") ? name : name + ".localdomain"
  let payment =
    isDemonstration
    ? """
      // The pretend payment page: no money moves. It needs "demonstration": true.
      "payment": [
        { "provider": "simulator", "keyFiles": ["keys/simulator"] },
      ],
    """
    : """
      // How people can pay, the preferred way first; cgi-bin/README.md has an example of each provider.
      // Until there is one, only applications that owe nothing can be submitted.
      // "payment": [
      //   { "provider": "manual", "instructions": "payment.md" },
      // ],
    """
  return """
    {
      // The address people reach this site at, with / at its end. Links in mails are made from it.
      "baseURL": "\(base)",

      // Who mails come from.
      "mailFrom": "no-reply@\(domain)",

      // The program that sends mail, as 'sendmail -t -i' does. Without it mails wait in store/outbox.
      // "mailCommand": "/usr/sbin/sendmail",

    \(payment)

      // A demonstration says so on every page.
      "demonstration": \(isDemonstration),

      // What a password costs to check: "standard" takes 0.4 seconds and 128 MB, "light" 0.05 and 16.
      "passwordCost": "\(isDemonstration ? "light" : "standard")",

      // The largest file that can be attached, in millions of bytes. The web server's limit must be
      // larger: see cgi-bin/README.md.
      "attachmentMegabytes": 30,

      // All that is sent at once, and all files of one application together.
      "uploadMegabytes": 60,
      "applicationMegabytes": 300,

      // What looks for malware in every file; {} stands for the file. Without it nothing is looked for.
      // "scanner": ["/usr/bin/clamdscan", "--fdpass", "--no-summary", "{}"],

      // A session ends after so many minutes without a request, and after so many hours in any case.
      "idleMinutes": 60,
      "sessionHours": 12,

      // After somebody has gone to pay, so many minutes pass before they may begin another payment.
      "paymentCheckingMinutes": 180,
      "payerDays": 14,

      // How often passwords may be tried and mails be asked for has settings too: see cgi-bin/README.md.
      // Behind a proxy, say which: of its requests X-Forwarded-For is believed.
      // "proxies": ["10.0.0.2"],
    }

    """
}
