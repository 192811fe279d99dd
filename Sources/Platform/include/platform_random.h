#ifndef DOCKET_PLATFORM_RANDOM_H
#define DOCKET_PLATFORM_RANDOM_H

#include <errno.h>
#include <stddef.h>
#include <string.h>
#include <sys/random.h>

/// Fills `bytes` with `count` random bytes from the kernel (getrandom(2)), waiting at early boot
/// until the kernel has gathered enough. Returns 0, or an errno with the bytes undefined.
static inline int docket_random(void *bytes, size_t count) {
  unsigned char *next = (unsigned char *)bytes;
  while (count > 0) {
    ssize_t got = getrandom(next, count, 0);
    if (got < 0) {
      if (errno == EINTR) continue;
      return errno;
    }
    next += got;
    count -= (size_t)got;
  }
  return 0;
}

/// Overwrites a secret; unlike memset the compiler may not leave it out.
static inline void docket_forget(void *bytes, size_t count) { explicit_bzero(bytes, count); }

#endif
