#ifndef DRAWING_H
#define DRAWING_H

/* The picture of the entry on the terminal: prompt, lines, colours and hint, drawn anew after every key. */

/* Forgets what is drawn: the next drawing begins on the line where the cursor is. */
void drawing_begin(const char *continuation, int is_coloured);
void drawing_restart(void);

/* Colours bytes start ..< end; shows a hint after the end. Both hold for the drawing being made. */
void drawing_paint(int start, int end, const char *sgr);
void drawing_hint(const char *text);

/* Draws text after prompt with the cursor at byte `cursor`. Where is_last, the whole of it, without hint, then tail, and
   the cursor goes to the beginning of the line below. */
void drawing_show(const char *prompt, const char *text, int length, int cursor, int is_last, const char *tail);

/* Prints the candidates below the entry; the entry is to be drawn again below them. */
void drawing_list(char **candidates, int count);

#endif
