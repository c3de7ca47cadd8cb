/** String instructions behind their address pairs, with counts, in both directions. */
import { type Choices, MIXER } from "./choices.ts";
import type { Maker } from "./integer-fragments.ts";
import { DATA } from "./terrain.ts";
import { le32 } from "./text-writer.ts";

const RSI_PAIR = [0x89, 0xf6, 0x49, 0x8d, 0x34, 0x37];
const RDI_PAIR = [0x89, 0xff, 0x49, 0x8d, 0x3c, 0x3f];
const RSI = 6;
const RDI = 7;

/** `mov register, r14d; and register, mask; add register, DATA`: somewhere in the data. */
function aim(register: number, mask: number): number[] {
  return [
    0x44, 0x89, 0xf0 | register, 0x81, 0xe0 | register, ...le32(mask),
    0x81, 0xc0 | register, ...le32(DATA + 0x100),
  ];
}

/** Registers for a string instruction; the instruction itself is the next fragment. */
const aimSource: Maker = (c) => ({ bytes: aim(RSI, c.prng.pick([0x3f, 0xff, 0xfff])) });
const aimTarget: Maker = (c) => ({ bytes: aim(RDI, c.prng.pick([0x3f, 0xff, 0xfff])) });
const count: Maker = (c) => ({
  // mov ecx, r14d; and ecx, mask; and the direction, now and then backwards
  bytes: [0x44, 0x89, 0xf1, 0x81, 0xe1, ...le32(c.prng.pick([0, 3, 7, 31, 63, 255])), c.oneIn(6) ? 0xfd : 0xfc],
});

const operate: Maker = (c) => {
  const rep = c.oneIn(2) ? [0xf3] : [];
  const either = c.prng.pick([[], [0xf3], [0xf2]]);
  const wide = c.prng.pick([[], [0x48]]);
  switch (c.below(6)) {
    case 0: return { bytes: [...RSI_PAIR, ...c.prng.pick([[...rep, 0xac], [...rep, ...wide, 0xad], [0x66, 0xad]])] };
    case 1: return { bytes: [...RDI_PAIR, ...c.prng.pick([[...rep, 0xaa], [...rep, ...wide, 0xab], [0x66, 0xab]])] };
    case 2: return { bytes: [...RDI_PAIR, ...c.prng.pick([[...either, 0xae], [...either, ...wide, 0xaf]])] };
    case 3: return { bytes: [...RSI_PAIR, ...RDI_PAIR, ...c.prng.pick([[...either, 0xa6], [...either, ...wide, 0xa7]])] };
    case 4: return { bytes: [...RDI_PAIR, ...c.prng.pick([[], [0x66]]), 0x0f, 0xf7, 0xc0 | c.below(64)] };
    default:
      return { bytes: [...RSI_PAIR, ...RDI_PAIR, ...c.prng.pick([[...rep, 0xa4], [...rep, ...wide, 0xa5], [0x66, 0xa5]])] };
  }
};

/** `lea edi, [rsi + disp8]`: a target that overlaps its source. */
const aimBeside: Maker = (c) => ({ bytes: [0x8d, 0x7e, c.prng.pick([1, 2, 4, 8, 8, 16, 40, 100, 0xff, 0xf8, 0xc0, 0])] });

const copy: Maker = (c) => ({
  bytes: [...RSI_PAIR, ...RDI_PAIR, 0xf3, ...c.prng.pick([[0xa4], [0xa5], [0x48, 0xa5], [0x48, 0xa5]])],
});

/** The fragments of one string operation, in order; the direction is forwards behind it. */
export function stringOperation(c: Choices): Maker[] {
  if (c.oneIn(4)) return [count, aimSource, aimBeside, copy, () => ({ bytes: [0xfc] })];
  return [count, aimSource, aimTarget, operate, () => ({ bytes: [0xfc] })];
}

/** `imul r14, r14, odd; rol r14, k`, then some other register into it: the mixer's next value. */
export const mix: Maker = (c) => {
  const factor = le32((c.prng.next() & ~7) | 5);
  const other = c.prng.pick([0, 1, 2, 3, 6, 7]);
  const into = c.flip() ? [0x49, 0x01, 0xc0 | (other << 3) | (MIXER & 7)] : [0x49, 0x81, 0xc6, ...le32(c.prng.next() | 1)];
  return { bytes: [0x4d, 0x69, 0xf6, ...factor, 0x49, 0xc1, 0xc6, 1 + c.below(62), ...into] };
};

/** Brings the mixer's bits into another register, so that values do not settle. */
export const stir: Maker = (c) => {
  const to = c.to();
  const opcode = c.prng.pick([0x89, 0x01, 0x31, 0x29]);
  return { bytes: [0x4c | (to >> 3), opcode, 0xf0 | (to & 7)] };
};
