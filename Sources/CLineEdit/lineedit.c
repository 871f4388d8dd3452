#define _GNU_SOURCE
#include "lineedit.h"
#include "drawing.h"

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include <readline/history.h>
#include <readline/readline.h>

/* readline keeps its state in globals; so does this face of it. */
static lineedit_owner owner;
static void *owner_context;
static const char *initial_text;

static char **candidates;
static size_t candidate_count, candidate_room, candidate_next;
static int candidate_is_finished;

static char *finished_entry;
static int is_finished, is_dropped;

/* Handlers may run on any thread, so a flag alone would not wake the one that waits: a byte in a pipe does. */
static volatile sig_atomic_t asked_to_stop, size_changed;
static int wake_up[2] = {-1, -1};

static void wake(void) {
  int saved = errno;
  char byte = 0;
  if (write(wake_up[1], &byte, 1) < 0) { /* full: the waiting thread wakes up anyway */
  }
  errno = saved;
}

static void note_stop(int signal_number) {
  (void)signal_number;
  asked_to_stop = 1;
  wake();
}

static void note_size(int signal_number) {
  (void)signal_number;
  size_changed = 1;
  wake();
}

static void take_entry(char *entry) {
  finished_entry = entry;
  is_finished = 1;
  /* Removing the handler at once gives the terminal back its modes while the entry is worked on. */
  rl_callback_handler_remove();
}

/* While an entry is typed, Ctrl-C and Ctrl-Z are keys like others, so that they keep their place among the keys typed
   before and after them; as signals they would overtake them. */
static void prepare_terminal(int has_meta) {
  rl_prep_terminal(has_meta);
  struct termios modes;
  int terminal = fileno(rl_instream ? rl_instream : stdin);
  if (tcgetattr(terminal, &modes) != 0) return;
  modes.c_cc[VINTR] = _POSIX_VDISABLE;
  modes.c_cc[VSUSP] = _POSIX_VDISABLE;
#ifdef VDSUSP
  modes.c_cc[VDSUSP] = _POSIX_VDISABLE;
#endif
  tcsetattr(terminal, TCSADRAIN, &modes);
}

/* Drawing */

static void draw(void) {
  if (owner.paint && rl_end < 1 << 14) owner.paint(owner_context, rl_line_buffer, rl_point);
  drawing_show(rl_display_prompt ? rl_display_prompt : "", rl_line_buffer, rl_end, rl_point, 0, "");
}

static void draw_last(const char *tail) {
  if (owner.paint && rl_end < 1 << 16) owner.paint(owner_context, rl_line_buffer, rl_end);
  drawing_show(rl_prompt ? rl_prompt : "", rl_line_buffer, rl_end, rl_end, 1, tail);
}

static int clear_screen(int count, int key) {
  (void)count;
  (void)key;
  if (write(STDOUT_FILENO, "\033[H\033[2J", 7) < 0) return 0;
  drawing_restart();
  draw();
  return 0;
}

/* Keys */

static int press_return(int count, int key) {
  (void)count;
  int last = rl_end;
  while (last > 0 && (rl_line_buffer[last - 1] == ' ' || rl_line_buffer[last - 1] == '\t')) last--;
  /* A blank line ends what is not complete, so that nobody is caught in it. */
  int ends_blank = rl_point == rl_end && last > 0 && rl_line_buffer[last - 1] == '\n';
  if (!ends_blank && owner.is_finished && !owner.is_finished(owner_context, rl_line_buffer)) {
    rl_insert_text("\n");
    return 0;
  }
  /* A marked region, as a paste leaves one, would make readline draw the entry once more below itself. */
  rl_deactivate_mark();
  draw_last("");
  return rl_newline(1, key);
}

static int insert_newline(int count, int key) {
  (void)count;
  (void)key;
  rl_insert_text("\n");
  return 0;
}

static int drop_entry(int count, int key) {
  (void)count;
  (void)key;
  rl_point = rl_end;
  draw_last("^C");
  is_dropped = 1;
  rl_done = 1;
  return 0;
}

static int lay_aside(int count, int key) {
  (void)count;
  (void)key;
  draw_last("^Z");
  rl_deprep_terminal();
  kill(0, SIGTSTP);
  prepare_terminal(1);
  drawing_restart();
  draw();
  return 0;
}

/* Returns where the line of the entry that `place` stands on begins. */
static int line_start(int place) {
  while (place > 0 && rl_line_buffer[place - 1] != '\n') place--;
  return place;
}

static int move_up(int count, int key) {
  int start = line_start(rl_point);
  if (start == 0) return rl_get_previous_history(count, key);
  int above = line_start(start - 1), column = rl_point - start;
  rl_point = above + column < start - 1 ? above + column : start - 1;
  while (rl_point > above && ((unsigned char)rl_line_buffer[rl_point] & 0xC0) == 0x80) rl_point--;
  return 0;
}

static int move_down(int count, int key) {
  int start = line_start(rl_point), below = rl_point;
  while (below < rl_end && rl_line_buffer[below] != '\n') below++;
  if (below == rl_end) return rl_get_next_history(count, key);
  below++;
  int end = below;
  while (end < rl_end && rl_line_buffer[end] != '\n') end++;
  int column = rl_point - start;
  rl_point = below + column < end ? below + column : end;
  while (rl_point > below && ((unsigned char)rl_line_buffer[rl_point] & 0xC0) == 0x80) rl_point--;
  return 0;
}

static int move_home(int count, int key) {
  (void)count;
  (void)key;
  rl_point = line_start(rl_point);
  return 0;
}

static int move_to_end(int count, int key) {
  (void)count;
  (void)key;
  while (rl_point < rl_end && rl_line_buffer[rl_point] != '\n') rl_point++;
  return 0;
}

/* Completion */

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
  if (owner.complete) owner.complete(owner_context, rl_line_buffer, start, end);
  rl_attempted_completion_over = 1; /* else readline falls back to file names of its own */
  rl_completion_append_character = candidate_is_finished ? ' ' : '\0';
  rl_completion_suppress_quote = !candidate_is_finished; /* behind a directory the name goes on */
  return candidate_count ? rl_completion_matches(word, next_candidate) : NULL;
}

static void list_candidates(char **matches, int count, int longest) {
  (void)longest;
  drawing_list(matches + 1, count);
  draw();
}

void lineedit_paint(int start, int end, const char *sgr) { drawing_paint(start, end, sgr); }

void lineedit_hint(const char *text) { drawing_hint(text); }

/* Reading */

static int begin_with_text(void) {
  if (initial_text) rl_insert_text(initial_text);
  initial_text = NULL;
  return 0;
}

static void bind(Keymap map) {
  rl_bind_key_in_map('\r', press_return, map);
  rl_bind_key_in_map('\n', press_return, map);
  rl_bind_key_in_map(3, drop_entry, map);
  rl_bind_key_in_map(26, lay_aside, map);
  rl_bind_key_in_map(12, clear_screen, map);
  rl_bind_keyseq_in_map("\033\r", insert_newline, map);
  rl_bind_keyseq_in_map("\033[A", move_up, map);
  rl_bind_keyseq_in_map("\033OA", move_up, map);
  rl_bind_keyseq_in_map("\033[B", move_down, map);
  rl_bind_keyseq_in_map("\033OB", move_down, map);
}

void lineedit_start(const char *application, const char *word_breaks, const char *continuation, int is_coloured,
                    lineedit_owner by, void *context) {
  owner = by;
  owner_context = context;
  /* Texts are UTF-8; where the system says nothing, it is taken to be able to show that. */
  if (!setlocale(LC_CTYPE, "") || strcmp(setlocale(LC_CTYPE, NULL), "C") == 0) setlocale(LC_CTYPE, "C.UTF-8");
  rl_readline_name = strdup(application);
  rl_completer_word_break_characters = strdup(word_breaks);
  rl_attempted_completion_function = complete;
  rl_completion_display_matches_hook = list_candidates;
  rl_redisplay_function = draw;
  rl_prep_term_function = prepare_terminal;
  rl_startup_hook = begin_with_text;
  /* Whoever started us may have blocked the signals that a prompt lives by. */
  sigset_t wanted;
  sigemptyset(&wanted);
  sigaddset(&wanted, SIGINT);
  sigaddset(&wanted, SIGWINCH);
  pthread_sigmask(SIG_UNBLOCK, &wanted, NULL);
  if (wake_up[0] < 0 && pipe2(wake_up, O_CLOEXEC | O_NONBLOCK) != 0) wake_up[0] = wake_up[1] = -1;
  rl_catch_signals = 0;
  rl_catch_sigwinch = 0;
  rl_initialize();
  rl_variable_bind("enable-bracketed-paste", "on");
  rl_variable_bind("blink-matching-paren", "off");
  rl_variable_bind("show-all-if-ambiguous", "on");
  bind(emacs_standard_keymap);
  bind(vi_insertion_keymap);
  rl_bind_key_in_map(1, move_home, emacs_standard_keymap);
  rl_bind_key_in_map(5, move_to_end, emacs_standard_keymap);
  drawing_begin(strdup(continuation), is_coloured);
  using_history();
  stifle_history(5000);
}

int lineedit_read(const char *prompt, const char *initial, char **entry) {
  struct sigaction stop = {0}, size = {0}, old_stop, old_size;
  stop.sa_flags = size.sa_flags = SA_RESTART;
  stop.sa_handler = note_stop;
  size.sa_handler = note_size;
  sigemptyset(&stop.sa_mask);
  sigemptyset(&size.sa_mask);

  sigaction(SIGINT, &stop, &old_stop);
  sigaction(SIGWINCH, &size, &old_size);

  int outcome = LINEEDIT_END;
  asked_to_stop = 0;
  is_finished = is_dropped = 0;
  finished_entry = NULL;
  initial_text = initial;
  drawing_restart();
  rl_callback_handler_install(prompt, take_entry);
  if (initial_text) {
    begin_with_text();
    draw();
  }
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
    if (asked_to_stop) {
      /* Not the key, which is read like others, but another process asks. */
      asked_to_stop = 0;
      drop_entry(1, 3);
      rl_free_line_state();
      rl_callback_sigcleanup();
      rl_replace_line("", 0);
      rl_callback_handler_remove();
      break;
    }
    if (ready > 0 && inputs[0].revents) {
      rl_callback_read_char();
    } else if (ready < 0 && why != EINTR) {
      rl_callback_handler_remove();
      break;
    }
  }
  if (is_dropped) {
    free(finished_entry);
    outcome = LINEEDIT_DROPPED;
  } else if (finished_entry) {
    *entry = finished_entry;
    outcome = LINEEDIT_LINE;
  }
  sigaction(SIGINT, &old_stop, NULL);
  sigaction(SIGWINCH, &old_size, NULL);
  return outcome;
}

void lineedit_free(char *entry) { free(entry); }

void lineedit_remember(const char *entry) {
  HIST_ENTRY *last = history_length ? history_get(history_base + history_length - 1) : NULL;
  if (last && !strcmp(last->line, entry)) return;
  add_history(entry);
}

static struct winsize terminal_size(void) {
  struct winsize size = {0};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0) memset(&size, 0, sizeof size);
  return size;
}

int lineedit_columns(void) { return terminal_size().ws_col; }

int lineedit_rows(void) { return terminal_size().ws_row; }
