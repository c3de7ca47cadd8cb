/* Vectors of 16 bytes (SSE2): floats, 32-bit and 16-bit integers, masks, and shuffles. */
#include "work.h"

typedef float floats __attribute__((vector_size(16)));
typedef int32_t words __attribute__((vector_size(16)));
typedef uint32_t unsigned_words __attribute__((vector_size(16)));
typedef int16_t shorts __attribute__((vector_size(16)));

enum { COUNT = 512 };

static floats x[COUNT], y[COUNT];
static unsigned_words seeds[COUNT];
static shorts tones[COUNT];

static void fill(void)
{
    for (int i = 0; i < COUNT; i++) {
        float f = (float)i;
        uint32_t n = (uint32_t)i;
        x[i] = (floats){ f, f + 0.25f, f * 0.5f, 1.0f };
        y[i] = (floats){ 1.0f, 2.0f, f, -f };
        seeds[i] = (unsigned_words){ n + 1, n * 3 + 1, n * 5 + 1, ~n };
        tones[i] = (shorts){ 1, 2, 3, (int16_t)i };
    }
}

/* y moves towards x by a fraction and stays between limits. */
static NOINLINE void blend_floats(float fraction)
{
    floats a = { fraction, fraction, fraction, fraction };
    floats most = { 1000, 1000, 1000, 1000 };
    for (int i = 0; i < COUNT; i++) {
        floats moved = y[i] + a * (x[i] - y[i]);
        words large = moved > most;
        words bits = ((words)most & large) | ((words)moved & ~large);
        x[i] = __builtin_shuffle(x[i], (words){ 1, 2, 3, 0 });
        y[i] = (floats)bits;
    }
}

static NOINLINE void step_seeds(void)
{
    for (int i = 0; i < COUNT; i++) {
        unsigned_words s = seeds[i];
        s ^= s << 13;
        s ^= s >> 17;
        s ^= s << 5;
        seeds[i] = s;
    }
}

/* Sixteen-bit samples: scaled, and swapped where the noise is stronger. */
static NOINLINE void mix_tones(void)
{
    for (int i = 0; i < COUNT; i++) {
        shorts noise = (shorts)seeds[i];
        shorts tone = tones[i] * 3 + (noise >> 4);
        shorts louder = noise > tone;
        tones[i] = (noise & louder) | (tone & ~louder);
    }
}

static uint64_t sum_up(uint64_t sum)
{
    for (int i = 0; i < COUNT; i++) {
        words sample = (words)seeds[i] ^ (words)tones[i];
        floats f = y[i] * 64.0f;
        for (int k = 0; k < 4; k++)
            sum = mix(sum, (uint32_t)(sample[k] + (int32_t)f[k]));
    }
    return sum;
}

uint64_t work(uint32_t rounds)
{
    fill();
    for (uint32_t i = 0; i < rounds; i++) {
        blend_floats(0.0625f + (float)(i & 7) * 0.03125f);
        step_seeds();
        mix_tones();
    }
    return sum_up(rounds);
}
