#include "cscan.h"

/* Bytes are looked at 64 at a time: of each, the ones that equal something are the bits of a word. */
struct masks {
  uint64_t delimiters, newlines, quotes;
};

#if defined(__x86_64__)

#include <cpuid.h>
#include <immintrin.h>
#include <stdatomic.h>

static inline uint64_t equal(__m128i a, __m128i b, __m128i c, __m128i d, __m128i what) {
  uint64_t low = (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(a, what)) |
                 (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(b, what)) << 16;
  uint64_t high = (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(c, what)) |
                  (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(d, what)) << 16;
  return low | high << 32;
}

static inline struct masks look(const uint8_t *p, uint8_t delimiter) {
  __m128i a = _mm_loadu_si128((const __m128i *)p);
  __m128i b = _mm_loadu_si128((const __m128i *)(p + 16));
  __m128i c = _mm_loadu_si128((const __m128i *)(p + 32));
  __m128i d = _mm_loadu_si128((const __m128i *)(p + 48));
  struct masks m;
  m.delimiters = equal(a, b, c, d, _mm_set1_epi8((char)delimiter));
  m.newlines = equal(a, b, c, d, _mm_set1_epi8('\n'));
  m.quotes = equal(a, b, c, d, _mm_set1_epi8('"'));
  return m;
}

#define WIDE __attribute__((target("avx2,bmi,popcnt")))

WIDE static inline uint64_t equal_wide(__m256i a, __m256i b, __m256i what) {
  return (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(a, what)) |
         (uint64_t)(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(b, what)) << 32;
}

WIDE static inline struct masks look_wide(const uint8_t *p, uint8_t delimiter) {
  __m256i a = _mm256_loadu_si256((const __m256i *)p);
  __m256i b = _mm256_loadu_si256((const __m256i *)(p + 32));
  struct masks m;
  m.delimiters = equal_wide(a, b, _mm256_set1_epi8((char)delimiter));
  m.newlines = equal_wide(a, b, _mm256_set1_epi8('\n'));
  m.quotes = equal_wide(a, b, _mm256_set1_epi8('"'));
  return m;
}

/* Whether the processor has the wide instructions, and the system keeps their registers. */
static int is_wide(void) {
  static atomic_int known = -1;
  int has = atomic_load_explicit(&known, memory_order_relaxed);
  if (has >= 0) return has;
  unsigned a, b, c, d;
  has = 0;
  /* OSXSAVE, AVX and POPCNT; then BMI1 and AVX2; then what the system saves. */
  const unsigned first = 1u << 27 | 1u << 28 | 1u << 23;
  if (__get_cpuid(1, &a, &b, &c, &d) && (c & first) == first) {
    unsigned low, high;
    __asm__("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
    const unsigned second = 1u << 3 | 1u << 5;
    has = (low & 6) == 6 && __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b & second) == second;
  }
  atomic_store_explicit(&known, has, memory_order_relaxed);
  return has;
}

#else

/* The bits of the bytes of w that equal what, the first byte's lowest. */
static inline uint64_t equal(uint64_t w, uint8_t what) {
  const uint64_t low = 0x7F7F7F7F7F7F7F7FULL;
  uint64_t x = w ^ (0x0101010101010101ULL * what);
  uint64_t zero = ~(((x & low) + low) | x | low);
  return ((zero >> 7) * 0x0102040810204080ULL) >> 56;
}

static inline struct masks look(const uint8_t *p, uint8_t delimiter) {
  struct masks m = {0, 0, 0};
  for (int i = 0; i < 8; i++) {
    uint64_t w = 0;
    for (int k = 0; k < 8; k++) w |= (uint64_t)p[8 * i + k] << (8 * k);
    m.delimiters |= equal(w, delimiter) << (8 * i);
    m.newlines |= equal(w, '\n') << (8 * i);
    m.quotes |= equal(w, '"') << (8 * i);
  }
  return m;
}

#endif

/* Each bit becomes the parity of itself and those below it. */
static inline __attribute__((always_inline)) uint64_t parities(uint64_t x) {
  x ^= x << 1;
  x ^= x << 2;
  x ^= x << 4;
  x ^= x << 8;
  x ^= x << 16;
  x ^= x << 32;
  return x;
}

/* Writes the place after each bit, and perhaps more, which the next call overwrites; returns how many count. */
static inline __attribute__((always_inline)) size_t spread(uint64_t bits, uint32_t at, uint32_t *out) {
  size_t count = (size_t)__builtin_popcountll(bits);
  if (count == 0) return 0;
  /* Eight at once, since most words have fewer: no loop to guess the end of. The highest bit keeps the word from
     becoming empty. */
  for (size_t k = 0; k < 8; k++) {
    out[k] = at + (uint32_t)__builtin_ctzll(bits | 1ULL << 63) + 1;
    bits &= bits - 1;
  }
  for (size_t k = 8; k < count; k++) {
    out[k] = at + (uint32_t)__builtin_ctzll(bits) + 1;
    bits &= bits - 1;
  }
  return count;
}

static inline __attribute__((always_inline)) struct scan_index scan(
    const uint8_t *bytes, size_t count, uint8_t delimiter, uint32_t *starts,
    struct masks (*look)(const uint8_t *, uint8_t)) {
  struct scan_index found = {0, 0, 0};
  uint32_t *out = starts + 1;
  starts[0] = 0;
  uint64_t inside = 0;   /* all ones between quotes */
  uint64_t may_open = 1; /* whether a quote may open a cell at the next byte: the last was an end, or closed one */
  size_t i = 0;
  for (; i < count; i += 64) {
    struct masks m = look(bytes + i, delimiter);
    uint64_t within = count - i < 64 ? (1ULL << (count - i)) - 1 : ~0ULL;
    uint64_t ends = (m.delimiters | m.newlines) & within;
    uint64_t newlines = m.newlines & within;
    uint64_t closing = 0;
    uint64_t quotes = m.quotes & within;
    if (quotes | inside) {
      uint64_t between = parities(quotes) ^ inside;
      uint64_t opening = quotes & between;
      closing = quotes & ~between;
      ends &= ~between;
      newlines &= ~between;
      /* A quote within a cell that began without one is a character like others: such records are read one by one. */
      if (opening & ~((ends | closing) << 1 | may_open)) break;
      inside = between >> 63 ? ~0ULL : 0;
    }
    may_open = (ends | closing) >> 63;
    found.records += (size_t)__builtin_popcountll(newlines);
    out += spread(ends, (uint32_t)i, out);
  }
  found.cells = (size_t)(out - starts) - 1;
  found.regular = i < count ? i : count;
  return found;
}

#if defined(__x86_64__)

WIDE static struct scan_index scan_wide(
    const uint8_t *bytes, size_t count, uint8_t delimiter, uint32_t *starts) {
  return scan(bytes, count, delimiter, starts, look_wide);
}

struct scan_index scan_cells(const uint8_t *bytes, size_t count, uint8_t delimiter, uint32_t *starts) {
  if (is_wide()) return scan_wide(bytes, count, delimiter, starts);
  return scan(bytes, count, delimiter, starts, look);
}

#else

struct scan_index scan_cells(const uint8_t *bytes, size_t count, uint8_t delimiter, uint32_t *starts) {
  return scan(bytes, count, delimiter, starts, look);
}

#endif

uint32_t scan_survey(const uint8_t *bytes, size_t count) {
  size_t i = 0;
  uint32_t odd = 0, high = 0, null = 0;
#if defined(__x86_64__)
  __m128i all = _mm_setzero_si128(), least = _mm_set1_epi8((char)0xFF), quotes = _mm_setzero_si128();
  const __m128i quote = _mm_set1_epi8('"');
  for (; i + 32 <= count; i += 32) {
    __m128i a = _mm_loadu_si128((const __m128i *)(bytes + i));
    __m128i b = _mm_loadu_si128((const __m128i *)(bytes + i + 16));
    all = _mm_or_si128(all, _mm_or_si128(a, b));
    least = _mm_min_epu8(least, _mm_min_epu8(a, b));
    quotes = _mm_xor_si128(quotes, _mm_xor_si128(_mm_cmpeq_epi8(a, quote), _mm_cmpeq_epi8(b, quote)));
  }
  high = _mm_movemask_epi8(all) != 0;
  null = _mm_movemask_epi8(_mm_cmpeq_epi8(least, _mm_setzero_si128())) != 0;
  odd = (uint32_t)__builtin_popcount((unsigned)_mm_movemask_epi8(quotes)) & 1;
#endif
  for (; i < count; i++) {
    odd ^= bytes[i] == '"';
    high |= bytes[i] >> 7;
    null |= bytes[i] == 0;
  }
  return (odd ? SCAN_ODD_QUOTES : 0) | (high ? SCAN_NOT_ASCII : 0) | (null ? SCAN_NULL : 0);
}
