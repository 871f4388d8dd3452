#ifndef SHA256_ROUNDS_H
#define SHA256_ROUNDS_H

#if defined(__x86_64__)

#include <immintrin.h>
#include <stdint.h>

#define SHA256_INSTRUCTIONS "sha,sse4.1,ssse3"

/* What the rounds add, a word each. */
extern const uint32_t sha256_constants[64];

/* A state as the instructions hold it: the eight words as ABEF and CDGH. */
struct sha256_halves {
  __m128i abef, cdgh;
};

static inline __attribute__((always_inline, target(SHA256_INSTRUCTIONS))) struct sha256_halves sha256_load(
    const uint32_t *state) {
  __m128i cdab = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)&state[0]), 0xB1);
  __m128i efgh = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)&state[4]), 0x1B);
  struct sha256_halves s = {_mm_alignr_epi8(cdab, efgh, 8), _mm_blend_epi16(efgh, cdab, 0xF0)};
  return s;
}

static inline __attribute__((always_inline, target(SHA256_INSTRUCTIONS))) void sha256_store(
    uint32_t *state, struct sha256_halves s) {
  __m128i feba = _mm_shuffle_epi32(s.abef, 0x1B);
  __m128i dchg = _mm_shuffle_epi32(s.cdgh, 0xB1);
  _mm_storeu_si128((__m128i *)&state[0], _mm_blend_epi16(feba, dchg, 0xF0));
  _mm_storeu_si128((__m128i *)&state[4], _mm_alignr_epi8(dchg, feba, 8));
}

/* Adds one block of 64 bytes. The instructions do four rounds in two steps. */
static inline __attribute__((always_inline, target(SHA256_INSTRUCTIONS))) struct sha256_halves sha256_add(
    struct sha256_halves s, const uint8_t *block) {
  const __m128i swap = _mm_set_epi64x(0x0c0d0e0f08090a0bLL, 0x0405060700010203LL);
  const struct sha256_halves before = s;
  /* Written out, so that the sixteen words of the schedule stay in four registers. */
  __m128i w0 = _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)(block + 0)), swap);
  __m128i w1 = _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)(block + 16)), swap);
  __m128i w2 = _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)(block + 32)), swap);
  __m128i w3 = _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)(block + 48)), swap);
#define ROUNDS(k, w)                                                                                \
  do {                                                                                              \
    __m128i sum = _mm_add_epi32(w, _mm_loadu_si128((const __m128i *)&sha256_constants[4 * (k)]));   \
    s.cdgh = _mm_sha256rnds2_epu32(s.cdgh, s.abef, sum);                                            \
    s.abef = _mm_sha256rnds2_epu32(s.abef, s.cdgh, _mm_shuffle_epi32(sum, 0x0E));                   \
  } while (0)
/* The next four words of the schedule, from the sixteen before them. */
#define NEXT(a, b, c, d)                                                                            \
  a = _mm_sha256msg2_epu32(_mm_add_epi32(_mm_sha256msg1_epu32(a, b), _mm_alignr_epi8(d, c, 4)), d)
#define FOUR(k)                                                                                     \
  do {                                                                                              \
    NEXT(w0, w1, w2, w3);                                                                           \
    ROUNDS(k, w0);                                                                                  \
    NEXT(w1, w2, w3, w0);                                                                           \
    ROUNDS(k + 1, w1);                                                                              \
    NEXT(w2, w3, w0, w1);                                                                           \
    ROUNDS(k + 2, w2);                                                                              \
    NEXT(w3, w0, w1, w2);                                                                           \
    ROUNDS(k + 3, w3);                                                                              \
  } while (0)
  ROUNDS(0, w0);
  ROUNDS(1, w1);
  ROUNDS(2, w2);
  ROUNDS(3, w3);
  FOUR(4);
  FOUR(8);
  FOUR(12);
#undef FOUR
#undef NEXT
#undef ROUNDS
  s.abef = _mm_add_epi32(s.abef, before.abef);
  s.cdgh = _mm_add_epi32(s.cdgh, before.cdgh);
  return s;
}

#endif

#endif
