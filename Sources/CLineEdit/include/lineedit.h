#ifndef LINEEDIT_H
#define LINEEDIT_H

/* A narrow face of GNU readline: lines from a terminal, completion, and the interrupt key.
   All of it belongs to the thread that calls lineedit_start(). */

/* What lineedit_read() came back with. */
enum { LINEEDIT_LINE = 0, LINEEDIT_END = 1, LINEEDIT_DROPPED = 2 };

/* Called when TAB is pressed: offers candidates for bytes start ..< end of line with lineedit_offer(). */
typedef void (*lineedit_completer)(void *context, const char *line, int start, int end);

/* Takes over the terminal. Words are parted by the characters of word_breaks. */
void lineedit_start(const char *application, const char *word_breaks, lineedit_completer completer, void *context);

/* Offers a candidate; a finished word is followed by a space. Only from inside the completer. */
void lineedit_offer(const char *candidate, int is_finished);

/* Reads a line after prompt. On LINEEDIT_LINE, *line is to be freed with lineedit_free(). */
int lineedit_read(const char *prompt, char **line);

/* Frees a line. */
void lineedit_free(char *line);

/* Adds an entry, of one line or several, to what the arrow keys recall. */
void lineedit_remember(const char *entry);

/* The number of columns of the terminal, or 0 if it is not known. */
int lineedit_columns(void);

#endif
