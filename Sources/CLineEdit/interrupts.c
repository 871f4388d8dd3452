#define _GNU_SOURCE
#include "lineedit.h"

#include <signal.h>
#include <stdatomic.h>

static atomic_int pending;
static struct sigaction usual;
static int is_noting;

static void note(int signal_number) {
  (void)signal_number;
  atomic_store_explicit(&pending, 1, memory_order_relaxed);
}

void interrupts_note(int is_on) {
  if (is_on == is_noting) return;
  is_noting = is_on;
  if (is_on) {
    struct sigaction ours = {0};
    ours.sa_handler = note;
    ours.sa_flags = SA_RESTART; /* reading a file goes on; the work between reads looks at the note */
    sigemptyset(&ours.sa_mask);
    sigaction(SIGINT, &ours, &usual);
  } else {
    sigaction(SIGINT, &usual, NULL);
  }
}

int interrupts_pending(void) { return atomic_load_explicit(&pending, memory_order_relaxed); }

void interrupts_clear(void) { atomic_store_explicit(&pending, 0, memory_order_relaxed); }
