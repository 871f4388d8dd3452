#include "cmemory.h"

#include <stdlib.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

void memory_return_freed(void) {
#ifdef __GLIBC__
  malloc_trim(0);
#endif
}

void memory_share_freed(void) {
#ifdef __GLIBC__
  mallopt(M_ARENA_MAX, 1);
#endif
}
