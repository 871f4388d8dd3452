#include "cipher.h"

#include <string.h>

/* Eight blocks at a time, one in each lane, for which compilers find whatever vectors the processor has. */
enum { LANES = 8, WORDS = 16, BLOCK = 64 };

typedef uint32_t lanes __attribute__((vector_size(4 * LANES)));

#define TURNED(v, n) (((v) << (n)) | ((v) >> (32 - (n))))
#define QUARTER(a, b, c, d)                                                                         \
  do {                                                                                              \
    a += b, d ^= a, d = TURNED(d, 16);                                                              \
    c += d, b ^= c, b = TURNED(b, 12);                                                              \
    a += b, d ^= a, d = TURNED(d, 8);                                                               \
    c += d, b ^= c, b = TURNED(b, 7);                                                               \
  } while (0)

/* Writes the key stream of eight blocks, whose first has the counter that stands in start. */
static inline __attribute__((always_inline)) void eight_blocks(const uint32_t *start, uint32_t *stream) {
  lanes begun[WORDS], x[WORDS];
  for (int i = 0; i < WORDS; i++) begun[i] = (lanes){0} + start[i];
  begun[12] += (lanes){0, 1, 2, 3, 4, 5, 6, 7};
  for (int i = 0; i < WORDS; i++) x[i] = begun[i];
  for (int round = 0; round < 10; round++) {
    QUARTER(x[0], x[4], x[8], x[12]);
    QUARTER(x[1], x[5], x[9], x[13]);
    QUARTER(x[2], x[6], x[10], x[14]);
    QUARTER(x[3], x[7], x[11], x[15]);
    QUARTER(x[0], x[5], x[10], x[15]);
    QUARTER(x[1], x[6], x[11], x[12]);
    QUARTER(x[2], x[7], x[8], x[13]);
    QUARTER(x[3], x[4], x[9], x[14]);
  }
  for (int i = 0; i < WORDS; i++) x[i] += begun[i];
  for (int lane = 0; lane < LANES; lane++) {
    for (int i = 0; i < WORDS; i++) stream[lane * WORDS + i] = x[i][lane];
  }
}

static void eight_blocks_anywhere(const uint32_t *start, uint32_t *stream) { eight_blocks(start, stream); }

#if defined(__x86_64__)
__attribute__((target("avx2"))) static void eight_blocks_wide(const uint32_t *start, uint32_t *stream) {
  eight_blocks(start, stream);
}
#endif

static uint32_t word(const uint8_t *bytes) {
  return (uint32_t)bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[3] << 24;
}

void cipher_chacha20(const uint8_t *key, const uint8_t *nonce, uint32_t counter, uint8_t *bytes, size_t count) {
  uint32_t start[WORDS] = {0x61707865, 0x3320646e, 0x79622d32, 0x6b206574};
  for (int i = 0; i < 8; i++) start[4 + i] = word(key + 4 * i);
  start[12] = counter;
  for (int i = 0; i < 3; i++) start[13 + i] = word(nonce + 4 * i);

  void (*blocks)(const uint32_t *, uint32_t *) = eight_blocks_anywhere;
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2")) blocks = eight_blocks_wide;
#endif
  uint32_t stream[LANES * WORDS];
  while (count > 0) {
    blocks(start, stream);
    start[12] += LANES;
    size_t now = count < sizeof stream ? count : sizeof stream;
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    for (int i = 0; i < LANES * WORDS; i++) stream[i] = __builtin_bswap32(stream[i]);
#endif
    const uint8_t *key_bytes = (const uint8_t *)stream;
    for (size_t i = 0; i < now; i++) bytes[i] ^= key_bytes[i];
    bytes += now;
    count -= now;
  }
}
