/* What a program of this folder has to offer; main.c calls it. */
#ifndef WORK_H
#define WORK_H
#include <stdint.h>

/* Does so many rounds of the program's work. The result depends on all that was computed. */
uint64_t work(uint32_t rounds);

#define NOINLINE __attribute__((noinline, noclone))

/* Takes a value into a checksum: order counts, and no bit of either is lost. */
static inline uint64_t mix(uint64_t sum, uint64_t value)
{
    sum = (sum ^ value) * 0x9E3779B97F4A7C15u;
    return sum ^ (sum >> 29);
}
#endif
