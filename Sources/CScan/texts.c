#include "cscan.h"

#include <string.h>

/* The first 32 bytes of a text, 0 beyond its end, as words. Lengths come as they like: all are read alike. */
struct words {
  uint64_t w[4];
};

static inline __attribute__((always_inline)) struct words words_of(const uint8_t *p, size_t count) {
  static const uint8_t within[64] = {
      255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
      255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
  };
  struct words text, mask;
  memcpy(&text, p, sizeof text);
  memcpy(&mask, within + 32 - count, sizeof mask);
  for (int i = 0; i < 4; i++) text.w[i] &= mask.w[i];
  return text;
}

static inline __attribute__((always_inline)) size_t place_of(struct words text) {
  return ((text.w[0] ^ text.w[1] * 3 ^ text.w[2] * 5 ^ text.w[3] * 7) * 0x9E3779B97F4A7C15ULL) >> 56;
}

static inline __attribute__((always_inline)) int64_t find(
    const struct scan_text *texts, const uint8_t *p, size_t count) {
  struct words text = words_of(p, count), kept;
  const struct scan_text *met = texts + place_of(text);
  memcpy(&kept, met->bytes, sizeof kept);
  uint64_t other = 0;
  for (int i = 0; i < 4; i++) other |= text.w[i] ^ kept.w[i];
  return other ? SCAN_UNKNOWN : met->value;
}

void scan_forget(struct scan_text *texts) {
  for (size_t i = 0; i < SCAN_TEXTS; i++) {
    memset(texts[i].bytes, 0, sizeof texts[i].bytes);
    texts[i].value = SCAN_UNKNOWN;
  }
}

int64_t scan_find(const struct scan_text *texts, const uint8_t *p, size_t count) {
  return count - 1 < 32 ? find(texts, p, count) : SCAN_UNKNOWN;
}

void scan_keep(struct scan_text *texts, const uint8_t *p, size_t count, int64_t value) {
  if (count - 1 >= 32) return;
  struct words text = words_of(p, count);
  struct scan_text *met = texts + place_of(text);
  memcpy(met->bytes, &text, sizeof text);
  met->value = value;
}

size_t scan_texts(const struct scan_column *column, size_t row, const struct scan_text *texts) {
  const uint32_t *starts = column->starts + row * column->width;
  for (; row < column->rows; row++, starts += column->width) {
    size_t count = (size_t)(starts[1] - starts[0] - 1);
    if (count - 1 >= 32) {
      if (count != 0 || !column->present) break;
      column->values[row] = 0;
      column->present[row] = 0;
      continue;
    }
    int64_t value = find(texts, column->base + starts[0], count);
    if (value < 0) break;
    column->values[row] = value;
    if (column->present) column->present[row] = 1;
  }
  return row;
}
