/**
 * A random program, made from one number: functions that call each other, and scenes that a loop
 * without end goes through. Nothing in it ends by itself but by faults and traps; whoever runs it
 * sets the budget.
 */
import type { Decoder } from "../../src/decoder/decode.ts";
import { touchesMxcsr } from "../../src/session/sticky-flags.ts";
import { createPrng } from "../prng.ts";
import type { AnyForm } from "./any-form.ts";
import { Choices, withPlace } from "./choices.ts";
import { Statements } from "./statements.ts";
import type { Flavour, Patch } from "./straight-code.ts";
import {
  DATA, type Loadable, OWN_STACKS, OWN_STACK_BYTES, SAVED, TABLES_BYTES, TEXT, TEXT_BYTES, TRAPS,
} from "./terrain.ts";
import { type Mark, TextWriter, le32 } from "./text-writer.ts";

const RSP = 4;
/** One entry of a jump table in so many has changed. */
const CHANGED_ENTRIES = 24;
/** `add rsp, r15`, behind a 32-bit write of rsp. */
const REBASE_RSP = [0x4c, 0x01, 0xfc];
const MASKED_R11 = [0x41, 0x83, 0xe3, 0xe0, 0x4d, 0x01, 0xfb, 0x41, 0xff, 0xe3];
/** Variables: where a long jump goes (stack, address), the other coroutine's stack, a saved one. */
const JUMP_STACK = SAVED;
const JUMP_ADDRESS = SAVED + 4;
const OTHER_STACK = SAVED + 8;
const KEPT_STACK = SAVED + 12;

export interface Program extends Loadable {
  readonly seed: number;
  /** Bytes of the text that were written; the rest is HLT. */
  readonly usedBytes: number;
  /** Bundles at which a run may begin again after a fault. */
  readonly landings: readonly number[];
  /** Bundles of the text that may be exchanged for others while the program runs. */
  readonly patches: readonly Patch[];
}

/** Scenes at least, routines at most, and how deep statements nest. */
interface Size {
  readonly scenes: number;
  readonly routines: number;
  readonly depth: number;
}

const TINY: Size = { scenes: 1, routines: 1, depth: 2 };
const SMALL: Size = { scenes: 2, routines: 2, depth: 3 };
const LARGE: Size = { scenes: 2, routines: 6, depth: 4 };
/** Most programs are tiny: what costs time is to translate them. */
const SIZES: readonly [Size, ...Size[]] = [TINY, TINY, TINY, SMALL, SMALL, LARGE];

interface Routine {
  readonly mark: Mark;
  /** Instructions of one call, about. */
  readonly cost: number;
}

class ProgramWriter {
  readonly #c: Choices;
  readonly #w = new TextWriter();
  readonly #s: Statements;
  readonly #routines: Routine[] = [];
  readonly #scenes: Mark[];
  readonly #longest: number;
  readonly #yield: Mark;
  readonly #coroutine: Mark;

  readonly #size: Size;

  constructor(c: Choices, any: AnyForm, flavour: Flavour, seesMxcsr: boolean) {
    this.#c = c;
    this.#size = c.prng.pick(SIZES);
    this.#longest = flavour.longest;
    this.#s = new Statements(c, this.#w, any, flavour, seesMxcsr);
    this.#scenes = Array.from({ length: this.#size.scenes << c.below(2) }, () => this.#w.mark());
    this.#yield = this.#w.mark();
    this.#coroutine = this.#w.mark();
  }

  write(): Omit<Program, "seed" | "stickyFlags"> {
    const { length } = this.#scenes;
    this.#writeYield();
    for (let k = this.#c.below(this.#size.routines) + 1; k > 0; k -= 1) this.#routine();
    this.#writeCoroutine();
    this.#scenes.forEach((mark, k) => this.#scene(mark, this.#scenes[(k + 1) % length] ?? mark));
    const text = this.#w.finish();
    const usedBytes = this.#w.here - TEXT;
    const tables = new Uint8Array(TABLES_BYTES);
    this.#s.tables.forEach((mark, k) => tables.set(le32(this.#w.addressOf(mark)), 4 * k));
    const landings = this.#scenes.map((mark) => this.#w.addressOf(mark));
    const changedTables = this.#changed(tables, landings);
    return { text, tables, changedTables, usedBytes, entry: landings[0] ?? 0, landings, patches: this.#s.patches };
  }

  /** Tables of which a few entries lead elsewhere: to other text, to a trap, to what is no text. */
  #changed(tables: Uint8Array, landings: readonly number[]): Uint8Array {
    const changed = Uint8Array.from(tables);
    const elsewhere = [...landings, TRAPS.start, TEXT + TEXT_BYTES, DATA, 0x5000_0000, 0xffff_ffe0];
    this.#s.tables.forEach((_, k) => {
      if (this.#c.oneIn(CHANGED_ENTRIES)) {
        changed.set(le32(elsewhere[this.#c.below(elsewhere.length)] ?? DATA), 4 * k);
      }
    });
    return changed;
  }

  // Statements that know routines.

  /** Some statements; `weight`: how often they run, `depth`: how deep they may nest. */
  #body(weight: number, depth: number, calls: boolean): number {
    const c = this.#c;
    let cost = 0;
    for (let k = 1 + c.below(3); k > 0 && !this.#w.isFull; k -= 1) {
      cost += this.#statement(weight, depth, calls);
    }
    return cost;
  }

  #statement(weight: number, depth: number, calls: boolean): number {
    const [c, s] = [this.#c, this.#s];
    const inner = (by: number) => (): number => this.#body(weight * by, depth - 1, calls);
    if (depth <= 0) return s.straight(1 + c.below(8));
    switch (c.below(calls ? 18 : 12)) {
      case 0: case 1: {
        const withCalls = calls && c.oneIn(3);
        return s.loop(weight, withCalls, (inside) => this.#body(inside, depth - 1, withCalls));
      }
      case 2: return s.soup(weight, () => s.straight(c.below(5)));
      case 3: return s.choice((part) => this.#body(weight / part, depth - 2, calls));
      case 4: case 5: return s.either(inner(0.5));
      case 6: s.rarity(); return 2;
      case 7: return c.oneIn(3) ? s.countedLoop(weight) : s.walk();
      case 8: return c.flip() ? s.walk() : s.straight(1 + c.below(10));
      case 12: case 13: case 14: return this.#call(weight);
      case 15: return this.#onOwnStack(weight, depth);
      case 16: return this.#odd(weight);
      case 17: return this.#frame(weight, depth);
      default: return s.straight(1 + c.below(10));
    }
  }

  #affordable(weight: number): readonly Routine[] {
    return this.#routines.filter(({ cost }) => cost * weight < this.#longest);
  }

  #call(weight: number): number {
    const [c, s] = [this.#c, this.#s];
    const [one, ...others] = this.#affordable(weight);
    if (one === undefined) return s.straight(3);
    const pick = (): Routine => c.prng.pick([one, ...others]);
    if (c.oneIn(3)) {
      const several = Array.from({ length: 2 << c.below(3) }, pick);
      s.computed(several.map(({ mark }) => mark), true);
      if (c.below(3) > 0) s.useFlags();
      return Math.max(...several.map(({ cost }) => cost)) + 8;
    }
    const { mark, cost } = pick();
    this.#w.transfer([0xe8], mark, true);
    if (c.below(3) > 0) s.useFlags();
    return cost + 1;
  }

  /** Things that happen to stacks and returns. */
  #odd(weight: number): number {
    const [c, s, w] = [this.#c, this.#s, this.#w];
    switch (c.below(5)) {
      // To the other coroutine; it comes back when it likes.
      case 0: w.transfer([0xe8], this.#yield, true); return 12;
      case 1: s.rarely(() => this.#longJump()); return 2;
      case 2: s.rarely(() => this.#trap()); return 2;
      case 3: return this.#returnLoop(weight);
      default: s.rarely(() => this.#keepPlace()); return 2;
    }
  }

  /** A call in the middle of its bundle: its return comes back to the bundle's start. */
  #returnLoop(weight: number): number {
    const [c, s, w] = [this.#c, this.#s, this.#w];
    const [routine] = this.#affordable(weight * 4);
    if (routine === undefined) return s.straight(2);
    const counter = s.counter();
    const out = w.mark();
    s.setWord(counter, 1 + c.below(4));
    w.align();
    s.countDown(counter);
    w.transfer([0x0f, 0x88], out);
    w.transfer([0xe8], routine.mark);
    w.align();
    w.place(out);
    return 4 * routine.cost;
  }

  #trap(): void {
    const slot = TRAPS.start + 32 * this.#c.below(64);
    this.#w.transfer([0xe8], this.#w.markAt(slot), true);
  }

  #setStack(address: number): void {
    this.#w.write({ bytes: [0xbc, ...le32(address), ...REBASE_RSP] });
  }

  #saveStack(at: number): void {
    this.#w.write(withPlace({ opcode: [0x89], reg: RSP }, at));
  }

  #restoreStack(from: number): void {
    const load = withPlace({ opcode: [0x8b], reg: RSP }, from);
    this.#w.write({ bytes: [...load.bytes, ...REBASE_RSP] });
  }

  /** Goes on with a stack in the data, and back; nested uses lose the way, which is the point. */
  #onOwnStack(weight: number, depth: number): number {
    const slot = this.#c.oneIn(8) ? KEPT_STACK : this.#s.counter();
    this.#saveStack(slot);
    this.#setStack(OWN_STACKS + OWN_STACK_BYTES * this.#c.below(3) + 0xf00);
    const cost = this.#body(weight, depth - 1, true);
    this.#restoreStack(slot);
    return cost + 4;
  }

  /** Room on the stack, and its release. */
  #frame(weight: number, depth: number): number {
    const bytes = 8 * (1 + this.#c.below(15));
    this.#w.write({ bytes: [0x83, 0xec, bytes, ...REBASE_RSP] });
    const cost = this.#body(weight, depth - 1, true);
    this.#w.write({ bytes: this.#c.flip() ? [0x83, 0xc4, bytes, ...REBASE_RSP]
      : [0x8d, 0x64, 0x24, bytes, 0x4a, 0x8d, 0x24, 0x3c] });
    return cost + 4;
  }

  #storeMark(address: number, mark: Mark): void {
    const { bytes } = withPlace({ opcode: [0xc7], reg: 0, immediate: le32(0) }, address);
    this.#w.write({ bytes, fix: { kind: "address", at: bytes.length - 4, mark } });
  }

  #someScene(): Mark {
    return this.#scenes[this.#c.below(this.#scenes.length)] ?? 0;
  }

  /** What a long jump will come back to: this stack, and a scene. */
  #keepPlace(): void {
    this.#saveStack(JUMP_STACK);
    this.#storeMark(JUMP_ADDRESS, this.#someScene());
  }

  #longJump(): void {
    this.#restoreStack(JUMP_STACK);
    const load = withPlace({ opcode: [0x8b], reg: 11 }, JUMP_ADDRESS);
    this.#w.write(load);
    this.#w.write({ bytes: MASKED_R11 });
  }

  // Routines.

  #return(): void {
    const [c, w] = [this.#c, this.#w];
    switch (c.below(4)) {
      // pop rcx; and ecx, -32; add rcx, r15; jmp rcx
      case 0: return w.write({ bytes: [0x59, 0x83, 0xe1, 0xe0, 0x4c, 0x01, 0xf9, 0xff, 0xe1] });
      case 1:
        w.write({ bytes: [0x44, 0x8b, 0x1c, 0x24, 0x83, 0xc4, 8, ...REBASE_RSP] });
        return w.write({ bytes: MASKED_R11 });
      default: return w.write({ bytes: [0x41, 0x5b, ...MASKED_R11] });
    }
  }

  /** Before a return: now and then its address becomes a scene's. */
  #changeReturn(): void {
    this.#s.rarely(() => this.#w.write({
      bytes: [0xc7, 0x04, 0x24, 0, 0, 0, 0], fix: { kind: "address", at: 3, mark: this.#someScene() },
    }));
  }

  #routine(): void {
    const [c, w] = [this.#c, this.#w];
    const mark = w.mark();
    w.align();
    w.place(mark);
    const cost = c.oneIn(4) ? this.#recursion(mark) : this.#plainRoutine();
    this.#routines.push({ mark, cost });
  }

  #plainRoutine(): number {
    const [c, s, w] = [this.#c, this.#s, this.#w];
    const leaf = c.flip();
    const saved = c.oneIn(3) ? c.prng.pick([0, 3, 6]) : -1;
    if (saved >= 0) w.write({ bytes: [0x50 | saved] });
    // Routines are called in loops: theirs are short.
    const cost = this.#body(c.prng.pick([20, 400, 4000]), c.below(4), !leaf) + 8;
    if (saved >= 0) w.write({ bytes: [0x58 | saved] });
    if (c.oneIn(4)) this.#changeReturn();
    if (c.oneIn(2)) s.mix();
    const [tail] = this.#affordable(20);
    if (tail !== undefined && c.oneIn(6)) {
      w.transfer([0xe9], tail.mark);
      return cost + tail.cost;
    }
    this.#return();
    return cost;
  }

  /** Calls itself once or twice, as deep as a word in memory says, which its callers set. */
  #recursion(mark: Mark): number {
    const [c, s, w] = [this.#c, this.#s, this.#w];
    const depth = s.counter();
    const twice = c.flip();
    const deepest = twice ? 2 + c.below(8) : 1 + c.below(c.oneIn(3) ? 700 : 40);
    const inner = w.mark();
    const leaf = w.mark();
    s.setWord(depth, deepest);
    w.transfer([0xe9], inner);
    const again = w.mark();
    w.align();
    w.place(again);
    w.place(inner);
    s.countDown(depth);
    w.transfer([0x0f, 0x88], leaf);
    s.straight(c.below(6));
    const target = c.oneIn(20) ? mark : again;
    w.transfer([0xe8], target, true);
    s.straight(c.below(4));
    if (twice) w.transfer([0xe8], again, true);
    if (c.flip()) s.mix();
    w.place(leaf);
    w.write(withPlace({ opcode: [0x83], reg: 0, immediate: [1] }, depth));
    this.#return();
    return (twice ? 2 ** deepest : deepest) * 24;
  }

  /** Changes to the other coroutine's stack and returns there. */
  #writeYield(): void {
    const w = this.#w;
    w.align();
    w.place(this.#yield);
    w.write(withPlace({ opcode: [0x8b], reg: 11 }, OTHER_STACK));
    this.#saveStack(OTHER_STACK);
    w.write({ bytes: [0x44, 0x89, 0xdc, ...REBASE_RSP] });
    this.#return();
  }

  #writeCoroutine(): void {
    const w = this.#w;
    w.align();
    w.place(this.#coroutine);
    this.#body(1000, 2, true);
    w.transfer([0xe8], this.#yield, true);
    w.transfer([0xe9], this.#coroutine);
  }

  // Scenes.

  #scene(mark: Mark, next: Mark): void {
    const [c, s, w] = [this.#c, this.#s, this.#w];
    w.align();
    w.place(mark);
    s.mix();
    const stack = OWN_STACKS + OWN_STACK_BYTES * (4 + c.below(1)) - 64;
    this.#storeMark(stack, this.#coroutine);
    s.setWord(OTHER_STACK, stack);
    if (c.flip()) this.#keepPlace();
    for (let k = 2 + c.below(3); k > 0; k -= 1) this.#statement(1, this.#size.depth, true);
    if (c.oneIn(3)) s.walk();
    if (c.oneIn(4)) s.computed(this.#scenes, false);
    w.transfer([0xe9], next);
  }
}

/** Makes program number `seed`. */
export function makeProgram(seed: number, any: AnyForm, decoder: Decoder): Program {
  const c = new Choices(createPrng(seed));
  const flavour: Flavour = {
    vectors: c.prng.pick([0, 0, 5, 12, 30, 60]), anyForm: c.prng.pick([0, 2, 6]),
    strings: c.prng.pick([0, 1, 4, 15]), flags: c.prng.pick([4, 10, 20, 40]), edges: c.prng.pick([2, 8, 16, 40]),
    patches: c.prng.pick([0, 0, 2, 8]), rareBits: 4 + c.below(8),
    longest: c.prng.pick([4000, 20_000, 20_000, 200_000]),
  };
  const parts = new ProgramWriter(c, any, flavour, c.oneIn(8)).write();
  return { seed, ...parts, stickyFlags: touchesMxcsr(parts.text, decoder) };
}
