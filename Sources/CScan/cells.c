#include "cscan.h"

#if defined(__x86_64__)

#include <immintrin.h>
#include <string.h>

/* Between 1 March of the year 0, counted on in years that begin with March, and 1970. */
enum { DAYS_TO_1970 = 719484 };

#define FOUR __attribute__((target("avx2,bmi,popcnt")))
#define FOUR_INLINE static inline __attribute__((always_inline, target("avx2,bmi,popcnt")))

/* Four cells of a column: a lane of 64 bits each. */
struct four {
  const uint8_t *a, *b, *c, *d;
  __m256i counts;
};

FOUR_INLINE struct four four_cells(const struct scan_column *column, size_t row) {
  const size_t w = column->width;
  const uint32_t *s = column->starts + row * w;
  const uint8_t *base = column->base;
  __m256i starts = _mm256_set_epi64x(s[3 * w], s[2 * w], s[w], s[0]);
  __m256i ends = _mm256_set_epi64x(s[3 * w + 1], s[2 * w + 1], s[w + 1], s[1]);
  struct four cells = {base + s[0], base + s[w], base + s[2 * w], base + s[3 * w],
                       _mm256_sub_epi64(_mm256_sub_epi64(ends, starts), _mm256_set1_epi64x(1))};
  return cells;
}

FOUR_INLINE uint64_t word(const uint8_t *p) {
  uint64_t w;
  memcpy(&w, p, sizeof w);
  return w;
}

FOUR_INLINE uint64_t half_word(const uint8_t *p) {
  uint16_t w;
  memcpy(&w, p, sizeof w);
  return w;
}

/* The bytes from the place at on, 8 of each cell. */
FOUR_INLINE __m256i four_words(struct four cells, size_t at) {
  return _mm256_set_epi64x(
      (long long)word(cells.d + at), (long long)word(cells.c + at), (long long)word(cells.b + at),
      (long long)word(cells.a + at));
}

/* Of bytes of which the digits have become their values, those that were none keep one of their higher bits. */
FOUR_INLINE __m256i others(__m256i digits) {
  return _mm256_and_si256(
      _mm256_or_si256(digits, _mm256_add_epi8(digits, _mm256_set1_epi8(6))), _mm256_set1_epi8((char)0xF0));
}

/* Pairs of digits, the first of which stands lower, become numbers of 16 bits. */
FOUR_INLINE __m256i pairs(__m256i digits) {
  return _mm256_maddubs_epi16(digits, _mm256_set1_epi16(0x010A));
}

/* Four such pairs become a number. */
FOUR_INLINE __m256i eight_digits(__m256i pairs) {
  const __m256i close = _mm256_setr_epi8(
      0, 1, 4, 5, -1, -1, -1, -1, 8, 9, 12, 13, -1, -1, -1, -1, 0, 1, 4, 5, -1, -1, -1, -1, 8, 9, 12, 13, -1, -1,
      -1, -1);
  __m256i quads = _mm256_madd_epi16(pairs, _mm256_set1_epi32(0x00010064));
  return _mm256_madd_epi16(_mm256_shuffle_epi8(quads, close), _mm256_set1_epi32(0x00012710));
}

/* All bits of the lanes that are not 0. */
FOUR_INLINE __m256i some(__m256i lanes) {
  return _mm256_xor_si256(_mm256_cmpeq_epi64(lanes, _mm256_setzero_si256()), _mm256_set1_epi64x(-1));
}

/* All bits of the cells that have not so many bytes. */
FOUR_INLINE __m256i other_count(struct four cells, int64_t count) {
  return some(_mm256_xor_si256(cells.counts, _mm256_set1_epi64x(count)));
}

FOUR_INLINE __m256i outside(__m256i values, __m256i low, __m256i high) {
  return _mm256_or_si256(_mm256_cmpgt_epi64(low, values), _mm256_cmpgt_epi64(values, high));
}

/* One byte a lane: 1 where all its bits are set. */
FOUR_INLINE uint32_t flags(__m256i lanes) {
  uint32_t bits = (uint32_t)_mm256_movemask_pd(_mm256_castsi256_pd(lanes));
  return (bits * 0x00204081u) & 0x01010101u;
}

/* Keeps four values, those of blank lanes as missing where they may be; returns 0 if one can not be kept. */
FOUR_INLINE int keep(const struct scan_column *column, size_t row, struct four cells, __m256i values, __m256i bad) {
  if (column->present) {
    __m256i blank = _mm256_cmpeq_epi64(cells.counts, _mm256_setzero_si256());
    __m256i wrong = _mm256_andnot_si256(blank, bad);
    if (!_mm256_testz_si256(wrong, wrong)) return 0;
    uint32_t present = flags(blank) ^ 0x01010101u;
    memcpy(column->present + row, &present, sizeof present);
    values = _mm256_andnot_si256(blank, values);
  } else if (!_mm256_testz_si256(bad, bad)) {
    return 0;
  }
  _mm256_storeu_si256((__m256i *)(column->values + row), values);
  return 1;
}

FOUR static size_t integers(const struct scan_column *column, size_t row, int64_t low, int64_t high) {
  const __m256i least = _mm256_set1_epi64x(low), greatest = _mm256_set1_epi64x(high);
  for (; row + 4 <= column->rows; row += 4) {
    struct four cells = four_cells(column, row);
    __m256i digits = _mm256_xor_si256(four_words(cells, 0), _mm256_set1_epi8('0'));
    /* As if zeros stood before them. */
    __m256i unused = _mm256_sub_epi64(_mm256_set1_epi64x(64), _mm256_slli_epi64(cells.counts, 3));
    digits = _mm256_sllv_epi64(digits, unused);
    __m256i values = eight_digits(pairs(digits));
    __m256i bad = outside(cells.counts, _mm256_set1_epi64x(1), _mm256_set1_epi64x(8));
    bad = _mm256_or_si256(bad, outside(values, least, greatest));
    bad = _mm256_or_si256(bad, some(others(digits)));
    if (!keep(column, row, cells, values, bad)) break;
  }
  return row;
}

/* Those of the days that the months, in lanes of 64 bits, do not have; months have two digits, days are not negative. */
FOUR_INLINE __m256i wrong_days(__m256i days, __m256i months, __m256i is_leap) {
  const __m256i lengths = _mm256_setr_epi8(
      0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31, 0, 0, 0, 0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31,
      0, 0, 0);
  const __m256i low = _mm256_set1_epi64x(0xFF);
  __m256i february = _mm256_cmpeq_epi64(months, _mm256_set1_epi64x(2));
  __m256i length = _mm256_and_si256(_mm256_shuffle_epi8(lengths, months), low);
  length = _mm256_sub_epi64(length, _mm256_and_si256(february, is_leap));
  __m256i wrong = _mm256_cmpgt_epi64(months, _mm256_set1_epi64x(12));
  return _mm256_or_si256(wrong, outside(days, _mm256_set1_epi64x(1), length));
}

FOUR static size_t dates(const struct scan_column *column, size_t row, int64_t low, int64_t high) {
  const __m256i least = _mm256_set1_epi64x(low), greatest = _mm256_set1_epi64x(high);
  const __m256i form = _mm256_set1_epi64x(0x2D30302D30303030LL);
  const __m256i dashes = _mm256_set1_epi64x((long long)0xFF0000FF00000000ULL);
  const __m256i weights = _mm256_set1_epi64x(0x00010A00010A010ALL);
  for (; row + 4 <= column->rows; row += 4) {
    struct four cells = four_cells(column, row);
    __m256i digits = _mm256_xor_si256(four_words(cells, 0), form);
    __m256i ends = _mm256_xor_si256(
        _mm256_set_epi64x(
            (long long)half_word(cells.d + 8), (long long)half_word(cells.c + 8), (long long)half_word(cells.b + 8),
            (long long)half_word(cells.a + 8)),
        _mm256_set1_epi64x(0x3030));
    __m256i strange = _mm256_or_si256(_mm256_or_si256(others(digits), others(ends)), _mm256_and_si256(digits, dashes));
    __m256i bad = _mm256_or_si256(some(strange), other_count(cells, 10));
    /* The year in the lower half of a lane, the month in the higher. */
    __m256i parts = _mm256_madd_epi16(
        _mm256_maddubs_epi16(digits, weights), _mm256_set1_epi64x(0x0001000100010064LL));
    __m256i years = _mm256_and_si256(parts, _mm256_set1_epi64x(0xFFFFFFFF));
    __m256i months = _mm256_srli_epi64(parts, 32);
    __m256i days = pairs(ends);
    __m256i is_leap = _mm256_cmpeq_epi64(
        _mm256_and_si256(years, _mm256_set1_epi64x(3)), _mm256_setzero_si256());
    bad = _mm256_or_si256(bad, wrong_days(days, months, is_leap));
    /* Between the exceptions of 1900 and 2100 each fourth year is a leap year. */
    bad = _mm256_or_si256(bad, outside(years, _mm256_set1_epi64x(1901), _mm256_set1_epi64x(2099)));
    /* Years that begin with March, so that the day that may be missing is the last. */
    __m256i early = _mm256_cmpgt_epi64(_mm256_set1_epi64x(3), months);
    __m256i from_march = _mm256_add_epi64(
        _mm256_sub_epi64(months, _mm256_set1_epi64x(3)), _mm256_and_si256(early, _mm256_set1_epi64x(12)));
    years = _mm256_add_epi64(years, early);
    __m256i values = _mm256_add_epi64(
        _mm256_mul_epu32(years, _mm256_set1_epi64x(365)), _mm256_srli_epi64(years, 2));
    values = _mm256_add_epi64(
        values, _mm256_srli_epi64(
                    _mm256_add_epi64(
                        _mm256_mul_epu32(from_march, _mm256_set1_epi64x(979)), _mm256_set1_epi64x(15)),
                    5));
    values = _mm256_add_epi64(values, _mm256_sub_epi64(days, _mm256_set1_epi64x(DAYS_TO_1970)));
    bad = _mm256_or_si256(bad, outside(values, least, greatest));
    if (!keep(column, row, cells, values, bad)) break;
  }
  return row;
}

FOUR static size_t identities(const struct scan_column *column, size_t row, size_t *ending_in_zero) {
  const __m256i pair = _mm256_set1_epi64x(0xFFFF);
  for (; row + 4 <= column->rows; row += 4) {
    struct four cells = four_cells(column, row);
    __m256i first = _mm256_xor_si256(four_words(cells, 0), _mm256_set1_epi8('0'));
    __m256i second = _mm256_xor_si256(four_words(cells, 8), _mm256_set1_epi8('0'));
    __m256i bad = _mm256_or_si256(some(_mm256_or_si256(others(first), others(second))), other_count(cells, 16));
    __m256i high = pairs(first), low = pairs(second);
    __m256i days = _mm256_srli_epi64(high, 48);
    __m256i months = _mm256_and_si256(low, pair);
    __m256i years = _mm256_and_si256(_mm256_srli_epi64(low, 16), pair);
    /* Women's days are written with 40 added. */
    __m256i women = _mm256_cmpgt_epi64(days, _mm256_set1_epi64x(40));
    days = _mm256_sub_epi64(days, _mm256_and_si256(women, _mm256_set1_epi64x(40)));
    __m256i is_leap = _mm256_cmpeq_epi64(
        _mm256_and_si256(years, _mm256_set1_epi64x(3)), _mm256_setzero_si256());
    bad = _mm256_or_si256(bad, wrong_days(days, months, is_leap));
    /* The number among those born on a day begins with 1. */
    bad = _mm256_or_si256(bad, _mm256_cmpeq_epi64(_mm256_srli_epi64(low, 32), _mm256_setzero_si256()));
    __m256i values = _mm256_add_epi64(
        _mm256_mul_epu32(eight_digits(high), _mm256_set1_epi64x(100000000)), eight_digits(low));
    /* What is blank is no number to be counted: the careful reading knows what becomes of it. */
    if (!_mm256_testz_si256(bad, bad)) break;
    __m256i zeros = _mm256_cmpeq_epi64(_mm256_srli_epi64(second, 56), _mm256_setzero_si256());
    *ending_in_zero += (size_t)__builtin_popcount((unsigned)_mm256_movemask_pd(_mm256_castsi256_pd(zeros)));
    if (!keep(column, row, cells, values, bad)) break;
  }
  return row;
}

size_t scan_integers(const struct scan_column *column, size_t row, int64_t low, int64_t high) {
  return scan_is_wide() ? integers(column, row, low, high) : row;
}

size_t scan_dates(const struct scan_column *column, size_t row, int64_t low, int64_t high) {
  return scan_is_wide() ? dates(column, row, low, high) : row;
}

size_t scan_identities(const struct scan_column *column, size_t row, size_t *ending_in_zero) {
  return scan_is_wide() ? identities(column, row, ending_in_zero) : row;
}

#else

size_t scan_integers(const struct scan_column *column, size_t row, int64_t low, int64_t high) {
  (void)column, (void)low, (void)high;
  return row;
}

size_t scan_dates(const struct scan_column *column, size_t row, int64_t low, int64_t high) {
  (void)column, (void)low, (void)high;
  return row;
}

size_t scan_identities(const struct scan_column *column, size_t row, size_t *ending_in_zero) {
  (void)column, (void)ending_in_zero;
  return row;
}

#endif
