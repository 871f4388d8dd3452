#ifndef DIGEST_H
#define DIGEST_H

#include <stddef.h>
#include <stdint.h>

/* Whether the processor has instructions of its own for SHA-256. */
int digest_has_instructions(void);

/* Adds count blocks of 64 bytes to a SHA-256 state of 8 words, by the processor's own instructions for it.
   Returns 0, and adds nothing, on processors that have none: the caller then computes it step by step. */
int digest_sha256_blocks(uint32_t *state, const uint8_t *blocks, size_t count);

/* The same for two states, of which each has its own blocks, in little more time than one takes. */
int digest_sha256_two(
    uint32_t *state_a, const uint8_t *blocks_a, uint32_t *state_b, const uint8_t *blocks_b, size_t count);

/* Writes the digest that the linker made of this program, and returns its length; 0 if it made none. */
size_t build_identity(uint8_t *bytes, size_t capacity);

#endif
