#ifndef DOCKET_PLATFORM_PROCESS_H
#define DOCKET_PLATFORM_PROCESS_H

#include <errno.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

/// Gives up, for this process and all it starts, ever gaining rights by running a set-id program.
/// Landlock and seccomp ask for it. Start set-id mailers before, not after.
static inline int docket_no_new_privileges(void) {
  return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 ? 0 : errno;
}

/// 1 when this process can no longer gain rights, 0 when it can.
static inline int docket_has_no_new_privileges(void) {
  return prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1;
}

/// Asks the kernel to send `signal_number` to this process when the thread that started it ends.
static inline int docket_end_with_parent(int signal_number) {
  return prctl(PR_SET_PDEATHSIG, signal_number, 0, 0, 0) == 0 ? 0 : errno;
}

/// Starts the program at `path`, which is not searched for in PATH, in `folder` (NULL: where we
/// are).
///
/// The program gets the three descriptors as 0, 1 and 2 and no other of ours; a session of its own,
/// so that its process group can be ended as a whole by `kill(-process, …)`; exactly `environment`;
/// no blocked signal, and the default action for every signal. `arguments` (the first is the
/// program's name) and `environment` end with NULL. The descriptors stay open here.
///
/// Returns 0 with `*process` set, or an errno: ENOENT and EACCES are about `path` or `folder`.
int docket_spawn(
    const char *path, char *const *arguments, char *const *environment, const char *folder,
    int input, int output, int errors, pid_t *process);

/// Waits until `process`, a child of ours, has ended, or with `wait` 0 only looks.
///
/// Returns 0 with `*code` set to its exit status, or to 128 and the signal's number when a signal
/// ended it, as a shell has it; EAGAIN when it still runs; ECHILD when it is no child of ours.
static inline int docket_wait(pid_t process, int wait, int *code) {
  int status = 0;
  pid_t ended;
  do {
    ended = waitpid(process, &status, wait ? 0 : WNOHANG);
  } while (ended == -1 && errno == EINTR);
  if (ended == -1) return errno;
  if (ended == 0) return EAGAIN;
  *code = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
  return 0;
}

#endif
