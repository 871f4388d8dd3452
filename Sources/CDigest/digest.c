#include "digest.h"
#include "sha256_rounds.h"

#if defined(__x86_64__)

#include <cpuid.h>
#include <immintrin.h>
#include <stdatomic.h>

_Alignas(16) const uint32_t sha256_constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

static int has_instructions(void) {
  unsigned a, b, c, d;
  if (!__get_cpuid_count(7, 0, &a, &b, &c, &d) || !(b & (1u << 29))) return 0;
  return __get_cpuid(1, &a, &b, &c, &d) && (c & (1u << 19)) && (c & (1u << 9));
}

__attribute__((target(SHA256_INSTRUCTIONS))) static void add_blocks(
    uint32_t *state, const uint8_t *blocks, size_t count) {
  struct sha256_halves s = sha256_load(state);
  for (; count > 0; count--, blocks += 64) s = sha256_add(s, blocks);
  sha256_store(state, s);
}

/* The same for two states at once, each with its own blocks. A round waits for the one before it: two chains, one
   between the steps of the other, take little longer than one. */
__attribute__((target(SHA256_INSTRUCTIONS))) static void add_two(
    uint32_t *state_a, const uint8_t *a, uint32_t *state_b, const uint8_t *b, size_t count) {
  const __m128i swap = _mm_set_epi64x(0x0c0d0e0f08090a0bLL, 0x0405060700010203LL);
  __m128i abef[2], cdgh[2];
  uint32_t *const states[2] = {state_a, state_b};
  const uint8_t *blocks[2] = {a, b};
  for (int k = 0; k < 2; k++) {
    struct sha256_halves s = sha256_load(states[k]);
    abef[k] = s.abef;
    cdgh[k] = s.cdgh;
  }

  for (; count > 0; count--, blocks[0] += 64, blocks[1] += 64) {
    const __m128i abef_before[2] = {abef[0], abef[1]}, cdgh_before[2] = {cdgh[0], cdgh[1]};
    __m128i w0[2], w1[2], w2[2], w3[2];
    for (int k = 0; k < 2; k++) {
      w0[k] = _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)(blocks[k] + 0)), swap);
      w1[k] = _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)(blocks[k] + 16)), swap);
      w2[k] = _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)(blocks[k] + 32)), swap);
      w3[k] = _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)(blocks[k] + 48)), swap);
    }
#define ROUNDS(n, w)                                                                                \
  do {                                                                                              \
    const __m128i constant = _mm_load_si128((const __m128i *)&sha256_constants[4 * (n)]);           \
    __m128i sum0 = _mm_add_epi32(w[0], constant), sum1 = _mm_add_epi32(w[1], constant);             \
    cdgh[0] = _mm_sha256rnds2_epu32(cdgh[0], abef[0], sum0);                                        \
    cdgh[1] = _mm_sha256rnds2_epu32(cdgh[1], abef[1], sum1);                                        \
    abef[0] = _mm_sha256rnds2_epu32(abef[0], cdgh[0], _mm_shuffle_epi32(sum0, 0x0E));               \
    abef[1] = _mm_sha256rnds2_epu32(abef[1], cdgh[1], _mm_shuffle_epi32(sum1, 0x0E));               \
  } while (0)
#define NEXT_ONE(a, b, c, d, k)                                                                     \
  a[k] = _mm_sha256msg2_epu32(                                                                      \
      _mm_add_epi32(_mm_sha256msg1_epu32(a[k], b[k]), _mm_alignr_epi8(d[k], c[k], 4)), d[k])
#define NEXT(a, b, c, d)                                                                            \
  NEXT_ONE(a, b, c, d, 0);                                                                          \
  NEXT_ONE(a, b, c, d, 1)
#define FOUR(n)                                                                                     \
  do {                                                                                              \
    NEXT(w0, w1, w2, w3);                                                                           \
    ROUNDS(n, w0);                                                                                  \
    NEXT(w1, w2, w3, w0);                                                                           \
    ROUNDS(n + 1, w1);                                                                              \
    NEXT(w2, w3, w0, w1);                                                                           \
    ROUNDS(n + 2, w2);                                                                              \
    NEXT(w3, w0, w1, w2);                                                                           \
    ROUNDS(n + 3, w3);                                                                              \
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
#undef NEXT_ONE
#undef ROUNDS
    for (int k = 0; k < 2; k++) {
      abef[k] = _mm_add_epi32(abef[k], abef_before[k]);
      cdgh[k] = _mm_add_epi32(cdgh[k], cdgh_before[k]);
    }
  }

  for (int k = 0; k < 2; k++) {
    struct sha256_halves s = {abef[k], cdgh[k]};
    sha256_store(states[k], s);
  }
}

int digest_has_instructions(void) {
  static atomic_int known = -1;
  int has = atomic_load_explicit(&known, memory_order_relaxed);
  if (has < 0) {
    has = has_instructions();
    atomic_store_explicit(&known, has, memory_order_relaxed);
  }
  return has;
}

int digest_sha256_blocks(uint32_t *state, const uint8_t *blocks, size_t count) {
  int has = digest_has_instructions();
  if (has) add_blocks(state, blocks, count);
  return has;
}

int digest_sha256_two(
    uint32_t *state_a, const uint8_t *blocks_a, uint32_t *state_b, const uint8_t *blocks_b, size_t count) {
  int has = digest_has_instructions();
  if (has) add_two(state_a, blocks_a, state_b, blocks_b, count);
  return has;
}

#else

int digest_has_instructions(void) { return 0; }

int digest_sha256_blocks(uint32_t *state, const uint8_t *blocks, size_t count) {
  (void)state, (void)blocks, (void)count;
  return 0;
}

int digest_sha256_two(
    uint32_t *state_a, const uint8_t *blocks_a, uint32_t *state_b, const uint8_t *blocks_b, size_t count) {
  (void)state_a, (void)blocks_a, (void)state_b, (void)blocks_b, (void)count;
  return 0;
}

#endif
