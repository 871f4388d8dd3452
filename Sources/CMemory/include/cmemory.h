#ifndef CMEMORY_H
#define CMEMORY_H

/* Returns to the system the memory that was freed and is kept for later, where the allocator can do so. */
void memory_return_freed(void);

/* Lets all threads have their memory from one place, so that what one frees serves the others; to be called before
   there are any. */
void memory_share_freed(void);

#endif
