let storeCommand = Command(
  name: "store",
  summary: "what people have entrusted to the agency: verify, back up, sweep and more",
  help: """
    usage: docket store COMMAND [OPTION …] --prefix FOLDER

    Looks after the folder in which accounts, applications, files and mails are kept.


    """
      + lines(of: storeTasks) + """


        docket store COMMAND --help says what a command takes.
        """,
  tasks: storeTasks)

/// In the order in which help lists them.
private let storeTasks = [
  sweepCommand, tasksCommand, closeTaskCommand, receiveCommand, refundCommand, refundsCommand,
  reconcileCommand, evidenceCommand, mailsCommand, resendCommand, partiesCommand,
  verifyCommand,
  reindexCommand, headsCommand, backupCommand, restoreCommand, exportCommand, figuresCommand,
  exportQueueCommand, eraseCommand,
  importCertificatesCommand,
]
