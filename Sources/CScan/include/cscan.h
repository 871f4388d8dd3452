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

#endif
