/**
 * The kernel's superinstructions: what must stand before a last part, found backwards from it, as
 * `sequences.ts` does it for the scanner. Anything unusual is left to the scanner.
 */
import type { Code, Label, Local } from "../../wasm/code.ts";
import { LAST_BOTH, LAST_BRANCH, LAST_MASK, LAST_MASKED, LAST_RSI, LAST_SHIFT } from "./facts.ts";
import {
  add, and, constant as i, equal, get, load16, load32, load8, or, select, set, shl, shr, sub,
  unequal, when, type Value,
} from "./kernel-code.ts";

/** Locals of the kernel that the parts read, and those that they may write. */
export interface PartLocals {
  /** The last part, the starts of instructions up to it, and what is known of it. */
  readonly p: Local;
  readonly starts: Local;
  readonly facts: Local;
  readonly modrm: Local;
  readonly rex: Local;
  /** Gets the bits that are no jump targets. */
  readonly used: Local;
  /** Free for use. */
  readonly part: Local;
  readonly kind: Local;
  readonly scratch: Local;
}

/**
 * The last part of a superinstruction: `part` goes back from it to the start of the first part.
 * Bits of `starts` behind this instruction are 0, so an offset before the bundle finds none.
 */
export function lastPart(c: Code, at: PartLocals, rare: Label): void {
  when(c, and(get(at.facts), i(LAST_MASK)), () => {
    set(c, at.part, get(at.p));
    set(c, at.kind, and(shr(get(at.facts), i(LAST_SHIFT)), i(7)));
    equal(get(at.kind), i(LAST_BRANCH))(c);
    c.if();
    maskedBranch(c, at, rare);
    c.else();
    addressed(c, at, rare);
    c.end();
    // All bits from behind the first part's start to this instruction's.
    const first = shl(i(2), get(at.part));
    set(c, at.used, or(get(at.used), sub(shl(i(2), get(at.p)), first)));
  });
}

/** Whether an instruction starts so many bytes before a place. */
const startsBefore = ({ starts }: PartLocals, place: Local, distance: number): Value =>
  and(shr(get(starts), sub(get(place), i(distance))), i(1));

/** A branch through a register that directly follows its mask and rebase. */
function maskedBranch(c: Code, at: PartLocals, rare: Label): void {
  const low = and(get(at.modrm), i(7));
  const high = and(get(at.rex), i(1));
  // and r32, -32: 83 e0+n e0
  const mask = equal(shl(load32(sub(get(at.p), i(6))), i(8)),
    or(i(0xe0008300 | 0), shl(add(i(0xe0), low), i(16))));
  // add r64, r15: 01 f8+n, or 03 c7+8n; REX.X is free.
  set(c, at.scratch, and(load32(sub(get(at.p), i(3))), i(0xfffffd)));
  const to = or(or(i(0x0100), add(i(0x4c), high)), shl(add(i(0xf8), low), i(16)));
  const from = or(or(i(0x0300), select(high, i(0x4d), i(0x49))),
    shl(add(i(0xc7), shl(low, i(3))), i(16)));
  const rebase = and(startsBefore(at, at.p, 3),
    or(equal(get(at.scratch), to), equal(get(at.scratch), from)));
  // The mask has a REX byte with B for high registers, and none or one without B for low ones.
  const rex = and(startsBefore(at, at.p, 7),
    equal(and(load8(sub(get(at.p), i(7))), i(0xf9)), add(i(0x40), high)));
  const plain = and(startsBefore(at, at.p, 6), equal(high, i(0)));
  const isR15 = equal(add(low, high), i(8));
  const fits = and(and(mask, rebase), and(or(rex, plain), equal(isR15, i(0))));
  equal(fits, i(0))(c);
  c.brIf(rare);
  set(c, at.part, sub(get(at.p), select(plain, i(6), i(7))));
}

/**
 * A string instruction or masked store behind its address pairs, back to front: that of rdi
 * unless only rsi matters, and that of rsi before it where both do.
 */
function addressed(c: Code, at: PartLocals, rare: Label): void {
  const { kind, part, scratch: isRdi } = at;
  const rexFits = or(equal(get(at.rex), i(0)), equal(get(at.rex), i(0x48)));
  or(rexFits, equal(get(kind), i(LAST_MASKED)))(c);
  c.op("i32_eqz");
  c.brIf(rare);
  set(c, isRdi, unequal(get(kind), i(LAST_RSI)));
  const again = c.loop();
  // lea rsi, [r15+rsi]: 49 8d 34 37, or lea rdi, [r15+rdi]: 49 8d 3c 3f.
  const lea = and(startsBefore(at, part, 4), equal(load32(sub(get(part), i(4))),
    select(get(isRdi), i(0x3f3c8d49), i(0x37348d49))));
  // mov esi, esi: 89|8b f6, or mov edi, edi: 89|8b ff, both perhaps behind 40 or 42.
  const mov = equal(and(load16(sub(get(part), i(6))), i(0xfffd)),
    select(get(isRdi), i(0xff89), i(0xf689)));
  const plain = startsBefore(at, part, 6);
  const rex = and(startsBefore(at, part, 7),
    equal(and(load8(sub(get(part), i(7))), i(0xfd)), i(0x40)));
  and(and(lea, mov), or(plain, rex))(c);
  c.op("i32_eqz");
  c.brIf(rare);
  set(c, part, sub(get(part), select(plain, i(6), i(7))));
  and(get(isRdi), equal(get(kind), i(LAST_BOTH)))(c);
  c.if();
  set(c, isRdi, i(0));
  c.br(again);
  c.end();
  c.end();
}
