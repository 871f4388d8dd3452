#ifndef CSCAN_H
#define CSCAN_H

#include <stddef.h>
#include <stdint.h>

/* What scan_survey tells of bytes, as bits. */
enum {
  SCAN_ODD_QUOTES = 1, /* the double quotes are odd in number */
  SCAN_NOT_ASCII = 2,  /* a byte is beyond ASCII */
  SCAN_NULL = 4        /* a byte is 0 */
};

/* Looks through count bytes and returns what they hold, as bits. */
uint32_t scan_survey(const uint8_t *bytes, size_t count);

/* Where the cells of a stretch of a file start. */
struct scan_index {
  size_t cells;      /* the cells that end within the stretch */
  size_t records;    /* the records that end within the stretch: line ends outside quotes */
  size_t regular;    /* how many bytes were looked at; fewer than asked before a quote that stands where none may */
};

/* The places beyond the last that scan_cells may write to. */
enum { SCAN_SLACK = 72 };

/* Finds the cells of the records that start at bytes, of count bytes (at most 2^30), which must be readable 63 beyond.

   starts[0] becomes 0 and starts[k] where the cell after the first k cells starts: one place beyond the delimiter or
   line end. There must be room for count + SCAN_SLACK. Delimiters and line ends between quotes are none. */
struct scan_index scan_cells(const uint8_t *bytes, size_t count, uint8_t delimiter, uint32_t *starts);

/* The same for a stretch that may start anywhere in a record, between quotes if inside is not 0; *survey becomes what
   scan_survey tells of all count bytes.

   A state of SHA-256, unless it is NULL, is given the whole blocks of 64 bytes that start at bytes: the cells are then
   found while its rounds wait for each other. Only for processors with instructions of their own for it. */
struct scan_index scan_block(
    const uint8_t *bytes, size_t count, uint8_t delimiter, int inside, uint32_t *starts, uint32_t *digest,
    uint32_t *survey);

/* Whether the processor has vectors of 32 bytes, and the system keeps them. */
int scan_is_wide(void);

/* A column of records whose cells have been found. */
struct scan_column {
  const uint8_t *base;     /* what the starts count from; readable 15 bytes beyond each cell */
  const uint32_t *starts;  /* where the cell of the first record starts, and one place on the cell after it */
  size_t width;            /* that of the next record is so many places on */
  size_t rows;
  int64_t *values;         /* one a record */
  uint8_t *present;        /* one byte a record, 0 where the cell is blank; NULL if none may be */
};

/* Reads the cells from that of record row on, four at a time, as long as all four are in the usual form: whole numbers
   of up to 8 digits, dates from 1901-01-01 to 2099-12-31 as in 2025-12-17 (days since 1970), identity numbers of 16
   digits with a real day; or blank, where they may be. Returns the first record that was not read: one of the next four
   is in another form, or fewer are left. */
size_t scan_integers(const struct scan_column *column, size_t row, int64_t low, int64_t high);
size_t scan_dates(const struct scan_column *column, size_t row, int64_t low, int64_t high);

/* The same; adds how many of the numbers read end in 0. */
size_t scan_identities(const struct scan_column *column, size_t row, size_t *ending_in_zero);

/* A text that was met in a column, 0 beyond its end, and what it stands for; less than 0 is for who kept it to know. */
struct scan_text {
  uint8_t bytes[32];
  int64_t value;
};

/* How many texts are kept of a column. */
enum { SCAN_TEXTS = 256 };
/* What stands for a text that is not kept. */
#define SCAN_UNKNOWN INT64_MIN

/* Forgets all of the SCAN_TEXTS texts. */
void scan_forget(struct scan_text *texts);

/* Returns what the text of count bytes at p, readable 31 beyond, stands for, or SCAN_UNKNOWN. */
int64_t scan_find(const struct scan_text *texts, const uint8_t *p, size_t count);

/* Keeps what the text stands for, in place of another perhaps; one of more than 32 bytes is not kept. */
void scan_keep(struct scan_text *texts, const uint8_t *p, size_t count, int64_t value);

/* Reads the cells from that of record row on as long as each is a text that is kept, and stands for 0 or more; or blank,
   where it may be. Returns the first record that was not read. Cells must be readable 31 bytes beyond. */
size_t scan_texts(const struct scan_column *column, size_t row, const struct scan_text *texts);

#endif
