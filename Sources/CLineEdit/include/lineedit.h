#ifndef LINEEDIT_H
#define LINEEDIT_H

/* A narrow face of GNU readline: entries of one line or several from a terminal, completion, colours, and the keys
   that drop an entry or lay the session aside. All of it belongs to the thread that calls lineedit_start(). */

/* What lineedit_read() came back with. */
enum { LINEEDIT_LINE = 0, LINEEDIT_END = 1, LINEEDIT_DROPPED = 2 };

/* What the editor asks of its owner while an entry is typed. */
typedef struct {
  /* TAB was pressed: offer candidates for bytes start ..< end of entry with lineedit_offer(). */
  void (*complete)(void *context, const char *entry, int start, int end);
  /* RETURN was pressed: 1 if the entry is finished, 0 if a line is to follow. */
  int (*is_finished)(void *context, const char *entry);
  /* The entry is drawn: colour it with lineedit_paint(), and say what fits with lineedit_hint(). */
  void (*paint)(void *context, const char *entry, int cursor);
} lineedit_owner;

/* Takes over the terminal. Words are parted by the characters of word_breaks; continuation stands before the second
   line of an entry and those after it. */
void lineedit_start(const char *application, const char *word_breaks, const char *continuation, int is_coloured,
                    lineedit_owner owner, void *context);

/* Offers a candidate; a finished word is followed by a space. Only from inside `complete`. */
void lineedit_offer(const char *candidate, int is_finished);

/* Draws bytes start ..< end with the attributes of the terminal that sgr names, such as "1;34". Only inside `paint`. */
void lineedit_paint(int start, int end, const char *sgr);

/* Draws text, faint, after the end of the entry. Only inside `paint`. */
void lineedit_hint(const char *text);

/* Reads an entry after prompt, beginning with the text initial, which may be NULL. On LINEEDIT_LINE, *entry is to be
   freed with lineedit_free(). */
int lineedit_read(const char *prompt, const char *initial, char **entry);

/* Frees an entry. */
void lineedit_free(char *entry);

/* Adds an entry, of one line or several, to what the arrow keys recall. */
void lineedit_remember(const char *entry);

/* The number of columns and of rows of the terminal, or 0 if it is not known. */
int lineedit_columns(void);
int lineedit_rows(void);

#endif
