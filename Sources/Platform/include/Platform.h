// What Swift's Glibc module lacks, and nothing else. Every function here is a few lines around one
// call of the C library. Results are 0 for done, or an errno; nothing here keeps state of its own.
//
// _GNU_SOURCE is not defined: it changes structures (fd_set) that Swift's own modules have already
// seen without it. The few values that only it shows stand here as numbers, which the kernel never
// changes.

#ifndef DOCKET_PLATFORM_H
#define DOCKET_PLATFORM_H

#include "platform_lock.h"
#include "platform_password.h"
#include "platform_process.h"
#include "platform_random.h"
#include "platform_zone.h"

#endif
