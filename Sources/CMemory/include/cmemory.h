#ifndef CMEMORY_H
#define CMEMORY_H

/* Returns to the system the memory that was freed and is kept for later, where the allocator can do so. */
void memory_return_freed(void);

#endif
