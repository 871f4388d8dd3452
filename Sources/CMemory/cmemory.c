#include "cmemory.h"

#include <limits.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

void memory_keep_freed(void) {
#ifdef __GLIBC__
  mallopt(M_ARENA_MAX, 1);
  mallopt(M_MMAP_MAX, 0);
  mallopt(M_TRIM_THRESHOLD, INT_MAX);
  mallopt(M_TOP_PAD, 4 << 20);
#endif
}
