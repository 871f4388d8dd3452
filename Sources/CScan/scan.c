#include "cscan.h"

#include "digest.h"
#include "sha256_rounds.h"

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

int scan_is_wide(void) {
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

int scan_is_wide(void) { return 0; }

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

/* A scan on its way. */
struct progress {
  uint32_t *out;
  size_t records;
  uint64_t inside;   /* all ones between quotes */
  uint64_t may_open; /* whether a quote may open a cell at the next byte: the last was an end, or closed one */
};

/* Takes the 64 bytes at the place at, of which those within count; returns 0, and takes nothing, if a quote stands in a
   cell that began without one: there it is a character like others, and such records are read one by one. */
static inline __attribute__((always_inline)) int take(
    struct progress *s, struct masks m, uint64_t within, uint32_t at) {
  uint64_t ends = (m.delimiters | m.newlines) & within;
  uint64_t newlines = m.newlines & within;
  uint64_t closing = 0;
  uint64_t quotes = m.quotes & within;
  if (quotes | s->inside) {
    uint64_t between = parities(quotes) ^ s->inside;
    uint64_t opening = quotes & between;
    closing = quotes & ~between;
    ends &= ~between;
    newlines &= ~between;
    if (opening & ~((ends | closing) << 1 | s->may_open)) return 0;
    s->inside = between >> 63 ? ~0ULL : 0;
  }
  s->may_open = (ends | closing) >> 63;
  s->records += (size_t)__builtin_popcountll(newlines);
  s->out += spread(ends, at, s->out);
  return 1;
}

static inline __attribute__((always_inline)) uint64_t first_of(size_t count) {
  return count < 64 ? (1ULL << count) - 1 : ~0ULL;
}

static inline __attribute__((always_inline)) struct scan_index scan(
    const uint8_t *bytes, size_t count, uint8_t delimiter, int inside, uint32_t *starts,
    struct masks (*look)(const uint8_t *, uint8_t)) {
  struct progress s = {starts + 1, 0, inside ? ~0ULL : 0, 1};
  starts[0] = 0;
  size_t i = 0;
  for (; i < count; i += 64)
    if (!take(&s, look(bytes + i, delimiter), first_of(count - i), (uint32_t)i)) break;
  struct scan_index found = {(size_t)(s.out - starts) - 1, s.records, i < count ? i : count};
  return found;
}

#if defined(__x86_64__)

WIDE static struct scan_index scan_wide(
    const uint8_t *bytes, size_t count, uint8_t delimiter, int inside, uint32_t *starts) {
  return scan(bytes, count, delimiter, inside, starts, look_wide);
}

#endif

static struct scan_index scan_only(
    const uint8_t *bytes, size_t count, uint8_t delimiter, int inside, uint32_t *starts) {
#if defined(__x86_64__)
  if (scan_is_wide()) return scan_wide(bytes, count, delimiter, inside, starts);
#endif
  return scan(bytes, count, delimiter, inside, starts, look);
}

struct scan_index scan_cells(const uint8_t *bytes, size_t count, uint8_t delimiter, uint32_t *starts) {
  return scan_only(bytes, count, delimiter, 0, starts);
}

#if defined(__x86_64__)

#define WITH_DIGEST __attribute__((target(SHA256_INSTRUCTIONS ",bmi,popcnt")))

/* The rounds of a digest wait for each other most of the time: the cells are found while they do. */
WITH_DIGEST static struct scan_index scan_and_digest(
    const uint8_t *bytes, size_t count, uint8_t delimiter, int inside, uint32_t *starts, uint32_t *state,
    uint32_t *survey) {
  struct progress s = {starts + 1, 0, inside ? ~0ULL : 0, 1};
  struct sha256_halves halves = sha256_load(state);
  __m128i all = _mm_setzero_si128(), least = _mm_set1_epi8((char)0xFF);
  uint64_t quotes = 0;
  starts[0] = 0;
  size_t i = 0;
  for (; i + 64 <= count; i += 64) {
    const uint8_t *p = bytes + i;
    __m128i a = _mm_loadu_si128((const __m128i *)p), b = _mm_loadu_si128((const __m128i *)(p + 16));
    __m128i c = _mm_loadu_si128((const __m128i *)(p + 32)), d = _mm_loadu_si128((const __m128i *)(p + 48));
    struct masks m = look(p, delimiter);
    if (!take(&s, m, ~0ULL, (uint32_t)i)) break;
    quotes ^= m.quotes;
    all = _mm_or_si128(all, _mm_or_si128(_mm_or_si128(a, b), _mm_or_si128(c, d)));
    least = _mm_min_epu8(least, _mm_min_epu8(_mm_min_epu8(a, b), _mm_min_epu8(c, d)));
    halves = sha256_add(halves, p);
  }
  sha256_store(state, halves);
  *survey = (__builtin_popcountll(quotes) & 1 ? SCAN_ODD_QUOTES : 0) |
            (_mm_movemask_epi8(all) ? SCAN_NOT_ASCII : 0) |
            (_mm_movemask_epi8(_mm_cmpeq_epi8(least, _mm_setzero_si128())) ? SCAN_NULL : 0);
  size_t done = i;
  int is_regular = i + 64 > count;
  if (is_regular && i < count) {
    is_regular = take(&s, look(bytes + i, delimiter), first_of(count - i), (uint32_t)i);
  } else if (!is_regular) {
    digest_sha256_blocks(state, bytes + i, (count - i) / 64);
  }
  uint32_t rest = scan_survey(bytes + done, count - done);
  *survey = ((*survey | rest) & ~(uint32_t)SCAN_ODD_QUOTES) | ((*survey ^ rest) & SCAN_ODD_QUOTES);
  struct scan_index found = {(size_t)(s.out - starts) - 1, s.records, is_regular ? count : i};
  return found;
}

#endif

struct scan_index scan_block(
    const uint8_t *bytes, size_t count, uint8_t delimiter, int inside, uint32_t *starts, uint32_t *digest,
    uint32_t *survey) {
#if defined(__x86_64__)
  if (digest && digest_has_instructions())
    return scan_and_digest(bytes, count, delimiter, inside, starts, digest, survey);
#endif
  *survey = scan_survey(bytes, count);
  return scan_only(bytes, count, delimiter, inside, starts);
}

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
