/* Multiplication of 64 by 64 bits, low half and both: Montgomery's product, powers, a generator. */
#include "work.h"

typedef unsigned __int128 wide;

/* The largest prime below 2^63. */
static const uint64_t modulus = 0x7FFFFFFFFFFFFFE7u;

/* -1/modulus mod 2^64: each step doubles the number of right bits. */
static uint64_t negated_inverse(void)
{
    uint64_t inverse = modulus;
    for (int i = 0; i < 5; i++)
        inverse *= 2 - modulus * inverse;
    return -inverse;
}

static inline uint64_t product(uint64_t a, uint64_t b, uint64_t inverse)
{
    wide t = (wide)a * b;
    uint64_t m = (uint64_t)t * inverse;
    uint64_t r = (uint64_t)((t + (wide)m * modulus) >> 64);
    return r >= modulus ? r - modulus : r;
}

static NOINLINE uint64_t power(uint64_t base, uint64_t exponent, uint64_t inverse)
{
    uint64_t result = base;
    for (; exponent != 0; exponent >>= 1) {
        if (exponent & 1)
            result = product(result, base, inverse);
        base = product(base, base, inverse);
    }
    return result;
}

static inline uint64_t next_random(uint64_t *state)
{
    uint64_t s = *state;
    s ^= s >> 12;
    s ^= s << 25;
    s ^= s >> 27;
    *state = s;
    return s * 0x2545F4914F6CDD1Du;
}

uint64_t work(uint32_t rounds)
{
    uint64_t inverse = negated_inverse(), state = 88172645463325252u, sum = 0;
    for (uint32_t i = 0; i < rounds; i++) {
        uint64_t base = next_random(&state) % modulus, noise = 0;
        for (int k = 0; k < 64; k++) {
            uint64_t random = next_random(&state);
            noise += (uint64_t)((wide)random * (noise | 1) >> 64) ^ random;
        }
        sum = mix(sum, power(base, noise, inverse) ^ noise);
    }
    return sum;
}
