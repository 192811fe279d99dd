// The one function that needs _GNU_SOURCE, which no header that Swift sees may define.
#define _GNU_SOURCE 1
#include "Platform.h"

#include <fcntl.h>
#include <spawn.h>

int docket_spawn(
    const char *path, char *const *arguments, char *const *environment, const char *folder,
    int input, int output, int errors, pid_t *process) {
  // Copies above 2, so that handing 1 over as 0 and 0 as 1 does not lose either.
  int wanted[3] = {input, output, errors};
  int copies[3] = {-1, -1, -1};
  int result = 0;
  for (int i = 0; i < 3 && result == 0; i += 1) {
    copies[i] = fcntl(wanted[i], F_DUPFD_CLOEXEC, 3);
    if (copies[i] < 0) result = errno;
  }
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  if (result == 0) result = posix_spawn_file_actions_init(&actions);
  if (result == 0) {
    result = posix_spawnattr_init(&attributes);
    if (result == 0) {
      sigset_t none, all;
      sigemptyset(&none);
      sigfillset(&all);
      for (int i = 0; i < 3 && result == 0; i += 1)
        result = posix_spawn_file_actions_adddup2(&actions, copies[i], i);
      if (result == 0) result = posix_spawn_file_actions_addclosefrom_np(&actions, 3);
      if (result == 0 && folder != NULL)
        result = posix_spawn_file_actions_addchdir_np(&actions, folder);
      if (result == 0) result = posix_spawnattr_setsigmask(&attributes, &none);
      if (result == 0) result = posix_spawnattr_setsigdefault(&attributes, &all);
      if (result == 0)
        result = posix_spawnattr_setflags(
            &attributes,
            POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
      if (result == 0)
        result = posix_spawn(process, path, &actions, &attributes, arguments, environment);
      posix_spawnattr_destroy(&attributes);
    }
    posix_spawn_file_actions_destroy(&actions);
  }
  for (int i = 0; i < 3; i += 1)
    if (copies[i] >= 0) close(copies[i]);
  return result;
}
