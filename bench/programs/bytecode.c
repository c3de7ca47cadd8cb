/* A small register machine in a loop around a dense switch: one indirect branch an opcode. */
#include "work.h"

enum opcode {
    STOP, CONSTANT, MOVE, ADD, SUBTRACT, MULTIPLY, AND, OR, XOR, SHIFT_LEFT, SHIFT_RIGHT, INCREMENT,
    DECREMENT, NEGATE, LOAD, STORE, JUMP, JUMP_ZERO, JUMP_NOT_ZERO, JUMP_BELOW, SWAP, MINIMUM,
    ROTATE, OUTPUT,
};

struct instruction {
    uint8_t opcode, a, b;
    int8_t immediate;
};

enum { CELLS = 1024 };

static uint32_t cells[CELLS];

/* Registers: 0 input, 1 steps, 2 and 3 scratch, 4 address, 5 limit, 6 random, 7 one. */
static const struct instruction program[] = {
    { CONSTANT, 1, 0, 0 },
    { CONSTANT, 5, 0, 100 },
    { CONSTANT, 7, 0, 1 },
    { MOVE, 6, 0, 0 },
    /* 4: steps of Collatz, at most 100 */
    { MOVE, 2, 0, 0 },
    { AND, 2, 7, 0 },
    { JUMP_NOT_ZERO, 2, 0, 2 },
    { SHIFT_RIGHT, 0, 0, 1 },
    { JUMP, 0, 0, 4 },
    { MOVE, 3, 0, 0 },
    { ADD, 0, 3, 0 },
    { ADD, 0, 3, 0 },
    { INCREMENT, 0, 0, 0 },
    { INCREMENT, 1, 0, 0 },
    { JUMP_BELOW, 1, 5, -11 },
    /* 15: random places of the cells */
    { CONSTANT, 1, 0, 60 },
    { MOVE, 4, 6, 0 },
    { SHIFT_LEFT, 4, 0, 13 },
    { XOR, 6, 4, 0 },
    { MOVE, 4, 6, 0 },
    { SHIFT_RIGHT, 4, 0, 17 },
    { XOR, 6, 4, 0 },
    { MOVE, 4, 6, 0 },
    { SHIFT_LEFT, 4, 0, 5 },
    { XOR, 6, 4, 0 },
    { LOAD, 2, 6, 0 },
    { ROTATE, 2, 0, 7 },
    { MULTIPLY, 2, 6, 0 },
    { MINIMUM, 2, 3, 0 },
    { SUBTRACT, 2, 1, 0 },
    { STORE, 2, 6, 0 },
    { SWAP, 2, 3, 0 },
    { NEGATE, 2, 0, 0 },
    { OR, 2, 7, 0 },
    { JUMP_ZERO, 2, 0, 1 },
    { DECREMENT, 1, 0, 0 },
    { JUMP_NOT_ZERO, 1, 0, -21 },
    { OUTPUT, 3, 0, 0 },
    { OUTPUT, 0, 0, 0 },
    { STOP, 0, 0, 0 },
};

static NOINLINE uint64_t interpret(const struct instruction *at, uint32_t input)
{
    uint32_t r[8] = { input };
    uint64_t out = 0;
    for (;; at++) {
        uint32_t *a = &r[at->a & 7];
        uint32_t b = r[at->b & 7], n = (uint32_t)at->immediate;
        switch ((enum opcode)at->opcode) {
        case STOP: return out;
        case CONSTANT: *a = n; break;
        case MOVE: *a = b; break;
        case ADD: *a += b; break;
        case SUBTRACT: *a -= b; break;
        case MULTIPLY: *a *= b; break;
        case AND: *a &= b; break;
        case OR: *a |= b; break;
        case XOR: *a ^= b; break;
        case SHIFT_LEFT: *a <<= n & 31; break;
        case SHIFT_RIGHT: *a >>= n & 31; break;
        case INCREMENT: ++*a; break;
        case DECREMENT: --*a; break;
        case NEGATE: *a = -*a; break;
        case LOAD: *a = cells[b % CELLS]; break;
        case STORE: cells[b % CELLS] = *a; break;
        case JUMP: at += at->immediate; break;
        case JUMP_ZERO: if (*a == 0) at += at->immediate; break;
        case JUMP_NOT_ZERO: if (*a != 0) at += at->immediate; break;
        case JUMP_BELOW: if (*a < b) at += at->immediate; break;
        case SWAP: r[at->b & 7] = *a; *a = b; break;
        case MINIMUM: *a = *a < b ? *a : b; break;
        case ROTATE: *a = *a << (n & 31) | *a >> (-n & 31); break;
        case OUTPUT: out = mix(out, *a); break;
        }
    }
}

uint64_t work(uint32_t rounds)
{
    uint64_t sum = 0;
    for (uint32_t i = 0; i < rounds; i++)
        sum = mix(sum, interpret(program, 0x10001 + i * 7));
    return sum;
}
