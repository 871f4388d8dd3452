#ifndef CMEMORY_H
#define CMEMORY_H

/* Has all threads take their memory from one place, which keeps what is freed for whoever comes next: a page that is
   returned to the system and asked for again costs as much as filling it ten times. To be called before there are
   threads. */
void memory_keep_freed(void);

#endif
