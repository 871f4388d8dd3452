#define _GNU_SOURCE
#include "drawing.h"
#include "lineedit.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wchar.h>

/* What is being sent to the terminal, all at once so that nothing flickers. */
static char *out;
static size_t out_length, out_room;

static void put(const char *bytes, size_t count) {
  if (out_length + count > out_room) {
    size_t room = (out_length + count) * 2 + 256;
    char *grown = realloc(out, room);
    if (!grown) return;
    out = grown;
    out_room = room;
  }
  memcpy(out + out_length, bytes, count);
  out_length += count;
}

static void put_text(const char *text) { put(text, strlen(text)); }

static void put_move(int count, char direction) {
  if (count <= 0) return;
  char sequence[32];
  snprintf(sequence, sizeof sequence, "\033[%d%c", count, direction);
  put_text(sequence);
}

static void send(void) {
  size_t sent = 0;
  while (sent < out_length) {
    ssize_t n = write(STDOUT_FILENO, out + sent, out_length - sent);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) break;
    sent += (size_t)n;
  }
  out_length = 0;
}

/* What stands on the terminal: the row of the cursor, the number of rows, and the columns used of each. */
static int cursor_row, row_count;
static int *row_widths, row_room;
static const char *continuation = "";
static int is_coloured;

/* The colours and the hint of the drawing being made. */
typedef struct {
  int start, end;
  char sgr[16];
} stroke;
static stroke *strokes;
static int stroke_count, stroke_room;
static char hint[256];

void drawing_begin(const char *text, int coloured) {
  continuation = text;
  is_coloured = coloured;
}

void drawing_restart(void) { cursor_row = row_count = 0; }

void drawing_paint(int start, int end, const char *sgr) {
  if (!is_coloured || end <= start) return;
  if (stroke_count == stroke_room) {
    int room = stroke_room ? stroke_room * 2 : 64;
    stroke *grown = realloc(strokes, (size_t)room * sizeof *grown);
    if (!grown) return;
    strokes = grown;
    stroke_room = room;
  }
  stroke s = {start, end, ""};
  snprintf(s.sgr, sizeof s.sgr, "%s", sgr);
  strokes[stroke_count++] = s;
}

void drawing_hint(const char *text) { snprintf(hint, sizeof hint, "%s", text); }

static int screen_columns(void) {
  int columns = lineedit_columns();
  return columns > 8 ? columns : 80;
}

static int screen_rows(void) {
  int rows = lineedit_rows();
  return rows > 2 ? rows : 24;
}

/* Reads the character at text: its bytes, and the columns it takes; what can not be shown takes those of its stand-in. */
static int read_character(const char *text, int length, int *columns, char stand_in[8]) {
  stand_in[0] = 0;
  unsigned char first = (unsigned char)text[0];
  if (first < 32 || first == 127) {
    snprintf(stand_in, 8, first == '\t' ? "  " : "^%c", first == 127 ? '?' : first + 64);
    *columns = 2;
    return 1;
  }
  wchar_t wide = 0;
  mbstate_t state;
  memset(&state, 0, sizeof state);
  size_t used = mbrtowc(&wide, text, (size_t)length, &state);
  if (used == (size_t)-1 || used == (size_t)-2 || used == 0) {
    snprintf(stand_in, 8, "?");
    *columns = 1;
    return 1;
  }
  int width = wcwidth(wide);
  if (width < 0) {
    snprintf(stand_in, 8, "?");
    width = 1;
  }
  *columns = width;
  return (int)used;
}

/* The rows of a drawing: each is a stretch of the buffer `ink`. */
typedef struct {
  size_t start, end;
  int width;
} row;
static row *rows;
static int rows_room, rows_count;

static void begin_row(void) {
  if (rows_count == rows_room) {
    int room = rows_room ? rows_room * 2 : 32;
    row *grown = realloc(rows, (size_t)room * sizeof *grown);
    if (!grown) return;
    rows = grown;
    rows_room = room;
  }
  rows[rows_count++] = (row){out_length, out_length, 0};
}

static void end_row(int width) {
  if (rows_count == 0) return;
  rows[rows_count - 1].end = out_length;
  rows[rows_count - 1].width = width;
}

/* Returns how many rows above the cursor the picture begins, the terminal perhaps having been made narrower since. */
static int rows_above(int columns) {
  int above = 0;
  for (int i = 0; i < cursor_row && i < row_count; i++) {
    above += row_widths[i] > columns ? (row_widths[i] + columns - 1) / columns : 1;
  }
  return above;
}

void drawing_show(const char *prompt, const char *text, int length, int cursor, int is_last, const char *tail) {
  int columns = screen_columns(), height = screen_rows();
  int above = rows_above(columns);

  /* The rows are first written one after the other into the buffer, then sent with what moves the cursor. */
  out_length = 0;
  rows_count = 0;
  begin_row();
  int column = 0, at_row = 0, at_column = 0;
  for (int i = 0, total = (int)strlen(prompt); i < total;) {
    int width;
    char stand_in[8];
    int used = read_character(prompt + i, total - i, &width, stand_in);
    if (column + width > columns) {
      end_row(column);
      begin_row();
      column = 0;
    }
    put(prompt + i, (size_t)used);
    column += width;
    i += used;
  }
  int current = -1;
  for (int i = 0; i <= length;) {
    if (i == cursor) {
      at_row = rows_count - 1;
      at_column = column;
    }
    if (i == length) break;
    if (text[i] == '\n') {
      if (current >= 0) put_text("\033[0m");
      current = -1;
      end_row(column);
      begin_row();
      if (is_coloured) put_text("\033[2m");
      put_text(continuation);
      if (is_coloured) put_text("\033[0m");
      column = (int)strlen(continuation);
      i++;
      continue;
    }
    int width;
    char stand_in[8];
    int used = read_character(text + i, length - i, &width, stand_in);
    int wanted = -1;
    for (int k = 0; k < stroke_count; k++) {
      if (strokes[k].start <= i && i < strokes[k].end) wanted = k;
    }
    if (column + width > columns) {
      if (current >= 0) put_text("\033[0m");
      current = -1;
      end_row(column);
      begin_row();
      column = 0;
      if (i == cursor) {
        at_row = rows_count - 1;
        at_column = 0;
      }
    }
    if (wanted != current) {
      if (current >= 0) put_text("\033[0m");
      if (wanted >= 0) {
        put_text("\033[");
        put_text(strokes[wanted].sgr);
        put_text("m");
      }
      current = wanted;
    }
    if (stand_in[0]) {
      put_text(stand_in);
    } else {
      put(text + i, (size_t)used);
    }
    column += width;
    i += used;
  }
  if (current >= 0) put_text("\033[0m");
  if (!is_last && hint[0] && cursor == length && is_coloured) {
    int left = columns - column - 1;
    if (left > 4) {
      put_text("\033[2m");
      for (int i = 0, total = (int)strlen(hint); i < total;) {
        int width;
        char stand_in[8];
        int used = read_character(hint + i, total - i, &width, stand_in);
        if (width > left) break;
        put(hint + i, (size_t)used);
        left -= width;
        i += used;
      }
      put_text("\033[0m");
    }
  }
  if (is_last) put_text(tail);
  end_row(column);
  if (at_column >= columns) {
    /* Behind the last column there is no place for a cursor: it goes to the next row. */
    if (at_row == rows_count - 1) {
      begin_row();
      end_row(0);
    }
    at_row++;
    at_column = 0;
  }
  stroke_count = 0;
  hint[0] = 0;

  /* An entry higher than the screen is shown around the cursor. */
  int first = 0, last = rows_count;
  if (!is_last && rows_count > height) {
    first = at_row - height / 2;
    if (first < 0) first = 0;
    if (first + height > rows_count) first = rows_count - height;
    last = first + height;
  }
  char *ink = out;
  size_t ink_length = out_length;
  out = NULL;
  out_length = out_room = 0;
  put_move(above, 'A');
  put_text("\r\033[J");
  for (int i = first; i < last && ink; i++) {
    if (i > first) put_text("\r\n");
    if (rows[i].end <= ink_length) put(ink + rows[i].start, rows[i].end - rows[i].start);
  }
  free(ink);
  if (is_last) {
    put_text("\r\n");
    send();
    drawing_restart();
    return;
  }
  put_move(last - 1 - at_row, 'A');
  put_text("\r");
  put_move(at_column, 'C');
  send();
  cursor_row = at_row - first;
  row_count = last - first;
  if (row_count > row_room) {
    int *grown = realloc(row_widths, (size_t)row_count * sizeof *grown);
    if (!grown) {
      row_count = row_room;
    } else {
      row_widths = grown;
      row_room = row_count;
    }
  }
  for (int i = 0; i < row_count; i++) row_widths[i] = rows[first + i].width;
}

static int text_width(const char *text) {
  int total = (int)strlen(text), columns = 0;
  for (int i = 0; i < total;) {
    int width;
    char stand_in[8];
    i += read_character(text + i, total - i, &width, stand_in);
    columns += width;
  }
  return columns;
}

void drawing_list(char **candidates, int count) {
  int columns = screen_columns(), widest = 0;
  for (int i = 0; i < count; i++) {
    int width = text_width(candidates[i]);
    if (width > widest) widest = width;
  }
  widest += 2;
  int across = columns / widest > 0 ? columns / widest : 1;
  int down = (count + across - 1) / across;
  int shown = down > screen_rows() - 4 && screen_rows() > 6 ? screen_rows() - 4 : down;
  put_move(row_count - 1 - cursor_row, 'B');
  put_text("\r\n");
  for (int r = 0; r < shown; r++) {
    for (int c = 0; c < across; c++) {
      int i = c * down + r;
      if (i >= count) break;
      put_text(candidates[i]);
      if (c + 1 < across && i + down < count) {
        for (int k = text_width(candidates[i]); k < widest; k++) put_text(" ");
      }
    }
    put_text("\r\n");
  }
  if (shown < down) {
    put_text("...\r\n");
  }
  send();
  drawing_restart();
}
