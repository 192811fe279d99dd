#ifndef DOCKET_PLATFORM_LOCK_H
#define DOCKET_PLATFORM_LOCK_H

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

// Locks that belong to an open file description (fcntl(2), "Open file description locks"). Unlike
// the older POSIX locks they are not lost when the process closes another descriptor of the same
// file, they conflict between threads, and shared file systems fence writes by them.

/// Values from <linux/fcntl.h>; glibc shows them only to _GNU_SOURCE.
enum { docket_ofd_setlk = 37, docket_ofd_setlkw = 38 };

static inline int docket_lock_command(int descriptor, int command, short type) {
  struct flock lock = {0};
  lock.l_type = type;
  lock.l_whence = SEEK_SET;
  int done;
  do {
    done = fcntl(descriptor, command, &lock);
  } while (done == -1 && errno == EINTR && command == docket_ofd_setlkw);
  return done == 0 ? 0 : errno;
}

/// Waits for the write lock on the whole file, however long it takes. The descriptor must be open
/// for writing. Closing it, or the end of the process, gives the lock back.
static inline int docket_lock(int descriptor) {
  return docket_lock_command(descriptor, docket_ofd_setlkw, F_WRLCK);
}

/// Takes the write lock on the whole file, or returns EAGAIN at once when another has it.
static inline int docket_try_lock(int descriptor) {
  return docket_lock_command(descriptor, docket_ofd_setlk, F_WRLCK);
}

/// Gives the lock back, keeping the descriptor.
static inline int docket_unlock(int descriptor) {
  return docket_lock_command(descriptor, docket_ofd_setlk, F_UNLCK);
}

#endif
