#ifndef DOCKET_PLATFORM_ZONE_H
#define DOCKET_PLATFORM_ZONE_H

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/// 0 when the machine has a zone file called `zone`, such as `America/New_York`; ENOENT when not;
/// EINVAL when the name cannot be one.
///
/// Asked first because the C library takes an unknown zone for UTC and says nothing.
static inline int docket_zone_exists(const char *zone) {
  if (zone[0] == 0 || zone[0] == '/' || strlen(zone) > 100 || strstr(zone, "..") != NULL)
    return EINVAL;
  for (const char *c = zone; *c; c += 1)
    if (strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+-/", *c) == NULL)
      return EINVAL;
  const char *folder = getenv("TZDIR");
  char path[4200];
  int length = snprintf(
      path, sizeof path, "%s/%s", folder && folder[0] ? folder : "/usr/share/zoneinfo", zone);
  if (length < 0 || (size_t)length >= sizeof path) return EINVAL;
  int descriptor = open(path, O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return ENOENT;
  char start[4] = {0};
  ssize_t got = read(descriptor, start, sizeof start);
  close(descriptor);
  return got == 4 && memcmp(start, "TZif", 4) == 0 ? 0 : ENOENT;
}

/// How many seconds local time in `zone` is ahead of UTC at `seconds` since 1970, in `*offset`;
/// negative west of Greenwich.
///
/// Changes TZ for the whole process, and so belongs in a command that publishes and in nothing that
/// has threads. Returns what `docket_zone_exists` says, or EOVERFLOW.
static inline int docket_zone_offset(const char *zone, int64_t seconds, int32_t *offset) {
  int known = docket_zone_exists(zone);
  if (known != 0) return known;
  const char *now = getenv("TZ");
  if (now == NULL || strcmp(now, zone) != 0) {
    if (setenv("TZ", zone, 1) != 0) return errno;
    tzset();
  }
  time_t instant = (time_t)seconds;
  struct tm local;
  if (localtime_r(&instant, &local) == NULL) return EOVERFLOW;
  *offset = (int32_t)local.tm_gmtoff;
  return 0;
}

#endif
