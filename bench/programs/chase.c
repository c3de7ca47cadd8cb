/* Every load waits for the one before it, all over 16 MiB: the memory's own time. */
#include "work.h"

enum { NODES = 1 << 18, STEPS = 1 << 10 };

/* One cache line in either data model. */
struct node {
    struct node *next;
    uint32_t value;
    char rest[64 - sizeof(struct node *) - 4];
};

static struct node nodes[NODES] __attribute__((aligned(64)));

/* One cycle through all nodes in random order (Sattolo's shuffle). */
static void tie(void)
{
    uint32_t random = 2463534242u;
    for (uint32_t i = 0; i < NODES; i++) {
        nodes[i].next = &nodes[i];
        nodes[i].value = i * 2654435761u;
    }
    for (uint32_t i = NODES - 1; i > 0; i--) {
        random ^= random << 13;
        random ^= random >> 17;
        random ^= random << 5;
        struct node *other = &nodes[random % i];
        struct node *held = nodes[i].next;
        nodes[i].next = other->next;
        other->next = held;
    }
}

uint64_t work(uint32_t rounds)
{
    uint64_t sum = 0;
    tie();
    struct node *node = nodes;
    for (uint32_t i = 0; i < rounds; i++) {
        for (uint32_t k = 0; k < STEPS; k++)
            node = node->next;
        sum = mix(sum, node->value);
    }
    return sum;
}
