import Glibc

/// The command. Results go to standard output, everything else to standard error; it ends with 0 when
/// done, 1 when something was found or is not possible, 2 for wrong usage.
signal(SIGPIPE, SIG_IGN)
exit(run(Array(CommandLine.arguments.dropFirst())))
