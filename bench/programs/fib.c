/* Recursion and nothing else: calls, returns, and registers saved on the stack. */
#include "work.h"

/* Both calls stay calls: gcc would make a loop of the second. */
#pragma GCC optimize("no-optimize-sibling-calls")

static NOINLINE uint32_t fib(uint32_t n)
{
    return n < 2 ? n : fib(n - 1) + fib(n - 2);
}

uint64_t work(uint32_t rounds)
{
    uint64_t sum = 0;
    for (uint32_t i = 0; i < rounds; i++)
        sum = mix(sum, fib(18 + (i & 3)));
    return sum;
}
