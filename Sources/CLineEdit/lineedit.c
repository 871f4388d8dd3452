#define _GNU_SOURCE
#include "lineedit.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <readline/history.h>
#include <readline/readline.h>

/* readline keeps its state in globals; so does this face of it. */
static lineedit_completer completer;
static void *completer_context;

static char **candidates;
static size_t candidate_count, candidate_room, candidate_next;
static int candidate_is_finished;

static char *finished_line;
static int is_finished;

/* Handlers may run on any thread, so a flag alone would not wake the one that waits: a byte in a pipe does. */
static volatile sig_atomic_t key_pressed, size_changed;
static int wake_up[2] = {-1, -1};

static void wake(void) {
  int saved = errno;
  char byte = 0;
  if (write(wake_up[1], &byte, 1) < 0) { /* full: the waiting thread wakes up anyway */
  }
  errno = saved;
}

static void note_key(int signal_number) {
  (void)signal_number;
  key_pressed = 1;
  wake();
}

static void note_size(int signal_number) {
  (void)signal_number;
  size_changed = 1;
  wake();
}

static void take_line(char *line) {
  finished_line = line;
  is_finished = 1;
  /* Removing the handler at once gives the terminal back its modes while the line is worked on. */
  rl_callback_handler_remove();
}

void lineedit_offer(const char *candidate, int finished) {
  if (candidate_count == candidate_room) {
    size_t room = candidate_room ? candidate_room * 2 : 64;
    char **grown = realloc(candidates, room * sizeof *grown);
    if (!grown) return;
    candidates = grown;
    candidate_room = room;
  }
  char *copy = strdup(candidate);
  if (!copy) return;
  candidates[candidate_count++] = copy;
  candidate_is_finished = finished;
}

static char *next_candidate(const char *word, int state) {
  (void)word; /* the completer has already chosen; it may fold case, which a comparison here would undo */
  if (!state) candidate_next = 0;
  return candidate_next < candidate_count ? strdup(candidates[candidate_next++]) : NULL;
}

static char **complete(const char *word, int start, int end) {
  for (size_t i = 0; i < candidate_count; i++) free(candidates[i]);
  candidate_count = 0;
  candidate_is_finished = 1;
  if (completer) completer(completer_context, rl_line_buffer, start, end);
  rl_attempted_completion_over = 1; /* else readline falls back to file names of its own */
  rl_completion_append_character = candidate_is_finished ? ' ' : '\0';
  return candidate_count ? rl_completion_matches(word, next_candidate) : NULL;
}

void lineedit_start(const char *application, const char *word_breaks, lineedit_completer fn, void *context) {
  completer = fn;
  completer_context = context;
  rl_readline_name = strdup(application);
  rl_completer_word_break_characters = strdup(word_breaks);
  rl_attempted_completion_function = complete;
  /* Whoever started us may have blocked the signals that a prompt lives by. */
  sigset_t wanted;
  sigemptyset(&wanted);
  sigaddset(&wanted, SIGINT);
  sigaddset(&wanted, SIGWINCH);
  pthread_sigmask(SIG_UNBLOCK, &wanted, NULL);
  if (wake_up[0] < 0 && pipe2(wake_up, O_CLOEXEC | O_NONBLOCK) != 0) wake_up[0] = wake_up[1] = -1;
  rl_catch_signals = 0;
  rl_catch_sigwinch = 0;
  rl_variable_bind("enable-bracketed-paste", "on");
  rl_variable_bind("blink-matching-paren", "off");
  using_history();
  stifle_history(5000);
}

/* Ctrl-C: the line is dropped, and the terminal is as if it had never been typed. */
static void drop_line(void) {
  rl_free_line_state();
  rl_callback_sigcleanup();
  rl_replace_line("", 0);
  rl_callback_handler_remove();
  fputs("^C\n", rl_outstream ? rl_outstream : stdout);
  fflush(rl_outstream ? rl_outstream : stdout);
}

int lineedit_read(const char *prompt, char **line) {
  struct sigaction key = {0}, size = {0}, old_key, old_size;
  key.sa_flags = size.sa_flags = SA_RESTART;
  key.sa_handler = note_key;
  size.sa_handler = note_size;
  sigemptyset(&key.sa_mask);
  sigemptyset(&size.sa_mask);

  sigaction(SIGINT, &key, &old_key);
  sigaction(SIGWINCH, &size, &old_size);

  int outcome = LINEEDIT_END;
  key_pressed = 0;
  is_finished = 0;
  finished_line = NULL;
  rl_callback_handler_install(prompt, take_line);
  while (!is_finished) {
    struct pollfd inputs[2] = {{fileno(rl_instream ? rl_instream : stdin), POLLIN, 0}, {wake_up[0], POLLIN, 0}};
    int ready = poll(inputs, 2, -1);
    int why = errno;
    if (ready > 0 && inputs[1].revents) {
      char bytes[64];
      while (read(wake_up[0], bytes, sizeof bytes) > 0) {
      }
    }
    if (size_changed) {
      size_changed = 0;
      rl_resize_terminal();
    }
    if (key_pressed) {
      key_pressed = 0;
      drop_line();
      outcome = LINEEDIT_DROPPED;
      goto done;
    }
    if (ready > 0 && inputs[0].revents) {
      rl_callback_read_char();
    } else if (ready < 0 && why != EINTR) {
      rl_callback_handler_remove();
      goto done;
    }
  }
  if (finished_line) {
    *line = finished_line;
    outcome = LINEEDIT_LINE;
  }
done:
  sigaction(SIGINT, &old_key, NULL);
  sigaction(SIGWINCH, &old_size, NULL);
  return outcome;
}

void lineedit_free(char *line) { free(line); }

void lineedit_remember(const char *entry) {
  HIST_ENTRY *last = history_length ? history_get(history_base + history_length - 1) : NULL;
  if (last && !strcmp(last->line, entry)) return;
  add_history(entry);
}

int lineedit_columns(void) {
  struct winsize size;
  return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}
