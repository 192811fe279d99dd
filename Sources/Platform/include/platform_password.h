#ifndef DOCKET_PLATFORM_PASSWORD_H
#define DOCKET_PLATFORM_PASSWORD_H

#include <crypt.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

/// The longest text `docket_crypt` writes, its closing NUL included.
enum { docket_crypt_output_size = CRYPT_OUTPUT_SIZE };

/// Hashes `phrase` as `setting` says (crypt(5)) into `output`, which has room for
/// `docket_crypt_output_size` bytes. The state, 32 kB that would be too much for some stacks, lies
/// on the heap and is overwritten before it is given back.
///
/// Returns 0 with a text that can be compared; EINVAL when libcrypt refused (its answer begins with
/// `*`); ENOMEM. Cutting a phrase that is too long is libcrypt's habit with some methods, so check
/// the length first: at most 511 bytes.
static inline int docket_crypt(const char *phrase, const char *setting, char *output) {
  output[0] = 0;
  struct crypt_data *data = (struct crypt_data *)calloc(1, sizeof(struct crypt_data));
  if (data == NULL) return ENOMEM;
  const char *hashed = crypt_r(phrase, setting, data);
  int result = EINVAL;
  if (hashed != NULL && hashed[0] != '*' && strlen(hashed) < CRYPT_OUTPUT_SIZE) {
    memcpy(output, hashed, strlen(hashed) + 1);
    result = 0;
  }
  explicit_bzero(data, sizeof(struct crypt_data));
  free(data);
  return result;
}

#endif
