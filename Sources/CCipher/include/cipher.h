#ifndef CIPHER_H
#define CIPHER_H

#include <stddef.h>
#include <stdint.h>

/* Adds the key stream of ChaCha20 (RFC 8439) to count bytes, from the block with that counter on: done twice, it
   gives the bytes back. The key has 32 bytes, the nonce 12. */
void cipher_chacha20(const uint8_t *key, const uint8_t *nonce, uint32_t counter, uint8_t *bytes, size_t count);

#endif
