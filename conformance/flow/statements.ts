/**
 * Statements of a random program around its straight code: loops of several kinds, branches, computed jumps,
 * blocks that jump into each other. Each statement knows about how often it will run, so that one
 * nest of loops does not take all of a run.
 */
import { maskedBranch } from "../generators/valid-text.ts";
import type { AnyForm } from "./any-form.ts";
import { type Choices, MIXER, offsetFrom, withIndex, withPlace, withRegister } from "./choices.ts";
import { accessThrough, advance, placeInto } from "./edge-fragments.ts";
import { flagOperation, flagTrial, looks } from "./flag-fragments.ts";
import { condition } from "./integer-fragments.ts";
import { type Flavour, StraightCode } from "./straight-code.ts";
import { COUNTERS, TABLES, TABLES_BYTES } from "./terrain.ts";
import { type Mark, type TextWriter, le32 } from "./text-writer.ts";
import { TROUBLE, moveStack, setFrame } from "./trouble-fragments.ts";
import { VECTOR } from "./vector-fragments.ts";

const COUNTERS_MAX = 0x400;

export class Statements extends StraightCode {
  readonly #seesMxcsr: boolean;
  /** Jump tables: marks by slot. */
  readonly tables: Mark[] = [];
  #counters = 0;

  constructor(c: Choices, w: TextWriter, any: AnyForm, flavour: Flavour, seesMxcsr: boolean) {
    super(c, w, any, flavour);
    this.#seesMxcsr = seesMxcsr;
  }

  // Conditions.

  /** Jumps to a mark on flags from anywhere before, or on something compared right here. */
  branch(mark: Mark): void {
    const { c, w } = this;
    const cc = c.below(16);
    const how = c.below(4);
    if (how === 1) this.testMixer(1 + c.below(3));
    else if (how === 2) w.write(withRegister({ wide: c.flip(), opcode: [0x39], reg: c.from() }, c.from()));
    else if (how === 3) this.putAll(flagTrial(c).operation);
    w.transfer([0x0f, 0x80 | (how === 1 ? 4 + (cc & 1) : cc)], mark);
  }

  /** Something that faults, or that only the oracle executes, in the middle of other things. */
  rarity(): void {
    const { c } = this;
    this.rarely(() => {
      this.straight(c.below(3));
      const pick = c.below(12);
      if (pick < 8) this.put(c.prng.pick(TROUBLE));
      else if (pick < 9) this.put(moveStack);
      else if (pick === 9 && this.#seesMxcsr) this.anyOf(this.any.pools.mxcsr);
      else for (let k = c.below(6); k >= 0; k -= 1) this.anyOf(this.any.pools.slow);
      this.straight(c.below(3));
    });
  }

  /** Reads the flags as whatever ran last has left them: behind a call, those of its return. */
  useFlags(): void {
    const { c } = this;
    if (c.oneIn(4)) this.either(() => this.straight(2));
    else if (c.oneIn(6)) this.visits();
    else if (c.oneIn(6)) this.put(condition);
    else this.putAll(looks(c));
  }

  // Loops.

  /** A place in memory for a loop's count. */
  counter(): number {
    this.#counters = (this.#counters + 1) % COUNTERS_MAX;
    return COUNTERS + 4 * this.#counters;
  }

  setWord(address: number, value: number): void {
    this.w.write(withPlace({ opcode: [0xc7], reg: 0, immediate: le32(value) }, address));
  }

  /** Counts a place in memory down; flags as of the subtraction. */
  countDown(address: number): void {
    const { c, w } = this;
    const instruction = c.flip() ? { opcode: [0x83], reg: 5, immediate: [1] } : { opcode: [0xff], reg: 1 };
    w.write(withPlace(instruction, address));
  }

  /** Iterations of a loop whose body takes `length` instructions and runs `weight` times already. */
  iterations(weight: number, length: number): number {
    const most = Math.max(2, this.flavour.longest / (weight * length));
    return Math.max(1, Math.floor(most ** ((this.c.below(1000) + 1) / 1000)));
  }

  /**
   * A loop around `body`, which gets the weight it runs with; `calls`: the body may change every
   * register. Returns its cost.
   */
  loop(weight: number, calls: boolean, body: (weight: number) => number): number {
    const { c, w } = this;
    const count = this.iterations(weight, 16);
    const kind = calls ? 3 + c.below(3) : c.below(6);
    const top = w.mark();
    const inside = (): number => {
      if (c.oneIn(2)) this.mix();
      return body(weight * count);
    };
    switch (kind) {
      case 0: case 1: case 2: return this.#registerLoop(count, top, inside);
      case 3: {
        const counter = this.counter();
        this.setWord(counter, count);
        this.#begin(top);
        const cost = inside();
        this.countDown(counter);
        w.transfer([0x0f, c.flip() ? 0x85 : 0x8f], top);
        return count * cost;
      }
      case 4: return this.#openLoop(count, top, inside);
      default: {
        // Goes on while bits of the mixer are not all zero.
        const bits = Math.max(1, Math.min(20, Math.floor(Math.log2(count + 1))));
        this.#begin(top);
        this.mix();
        const cost = inside();
        this.testMixer(bits);
        w.transfer([0x0f, 0x85], top);
        return 2 ** bits * cost;
      }
    }
  }

  #begin(top: Mark): void {
    if (this.c.flip()) this.w.align();
    this.w.place(top);
  }

  /** A short loop whose accesses go towards an end of memory, and perhaps over it. */
  walk(): number {
    const { c, w } = this;
    const register = c.reserve();
    if (register === undefined) return 0;
    const [counter, top] = [this.counter(), w.mark()];
    const aim = c.oneIn(3) ? "read" : "write";
    this.put(placeInto(c, register, aim));
    // What was admitted in front of the loop is admitted in it, as long as the register stays.
    const access = accessThrough(c, register, aim)(c);
    if (c.below(3) > 0) w.write(access);
    this.setWord(counter, 1 + c.below(24));
    this.#begin(top);
    if (c.below(3) > 0) w.write(access);
    if (c.below(3) > 0) this.maybe(() => this.straight(1 + c.below(2)));
    else this.straight(c.below(3));
    if (c.flip()) this.put(accessThrough(c, register, aim));
    this.put(advance(c, register));
    this.countDown(counter);
    w.transfer([0x0f, c.flip() ? 0x85 : 0x8f], top);
    c.release();
    return 60;
  }

  /** A loop that ends at its top, where flags arrive that nobody reads. */
  #openLoop(count: number, top: Mark, body: () => number): number {
    const { c, w } = this;
    const [counter, out] = [this.counter(), w.mark()];
    this.setWord(counter, count);
    if (c.flip()) this.put(flagOperation);
    this.#begin(top);
    for (let k = c.below(3); k > 0; k -= 1) w.write(withRegister({ wide: c.flip(), opcode: [0x89], reg: c.from() }, c.to()));
    this.countDown(counter);
    w.transfer([0x0f, 0x88], out);
    const cost = body();
    if (c.flip()) this.put(flagOperation);
    w.transfer([0xe9], top);
    w.place(out);
    return count * cost;
  }

  #registerLoop(count: number, top: Mark, body: () => number): number {
    const { c, w } = this;
    const counter = c.reserve();
    if (counter === undefined) return body();
    const up = c.flip();
    const wide = c.flip();
    w.write(withRegister({ opcode: [0xc7], reg: 0, immediate: le32(up ? 0 : count) }, counter));
    this.#begin(top);
    const cost = body();
    if (up) {
      w.write(withRegister({ wide, opcode: [0x83], reg: 0, immediate: [1] }, counter));
      if (c.flip()) this.put(setFrame);
      w.write(withRegister({ wide, opcode: [0x81], reg: 7, immediate: le32(count) }, counter));
    } else if (c.flip()) w.write(withRegister({ wide, opcode: [0x83], reg: 5, immediate: [1] }, counter));
    else w.write(withRegister({ wide, opcode: [0xff], reg: 1 }, counter));
    const cc = up ? c.prng.pick([0x2, 0x5, 0xc]) : c.prng.pick([0x5, 0xf]);
    const isShort = w.transferBack(0x70 | cc, top);
    if (!isShort) w.transfer([0x0f, 0x80 | cc], top);
    c.release();
    return count * cost;
  }

  /** A short loop by LOOP, over vector instructions. */
  countedLoop(weight: number): number {
    const { c, w } = this;
    const count = this.iterations(weight, 8);
    w.write({ bytes: [0xb9, ...le32(count)] });
    const top = w.mark();
    w.place(top);
    c.hold(1);
    for (let k = 1 + c.below(3); k > 0; k -= 1) this.put(c.prng.pick(VECTOR));
    c.release();
    if (!w.transferBack(0xe2, top)) throw new Error("defect: a short loop is too long");
    return 6 * count;
  }

  // Computed jumps.

  /** Jump-table slots for marks; the address of the first. */
  table(marks: readonly Mark[]): number {
    const first = this.tables.length;
    this.tables.push(...marks);
    if (this.tables.length * 4 > TABLES_BYTES) throw new Error("defect: too many jump tables");
    return TABLES + 4 * first;
  }

  /**
   * Loads one of `count` (a power of two) table entries into a register. With a scaled index it is what
   * compilers write, and the translator knows it for a jump table.
   */
  loadEntry(table: number, count: number, register: number): void {
    const scale = this.c.oneIn(4) ? 0 : 2;
    const load = withIndex({ opcode: [0x8b], reg: register }, scale, table);
    this.w.write({ bytes: [...offsetFrom(MIXER, (4 >> scale) * (count - 1)), ...load.bytes] });
  }

  /** A masked jump or call through a table. */
  computed(marks: readonly Mark[], call: boolean): void {
    const register = this.c.oneIn(2) ? 11 : this.c.to();
    this.loadEntry(this.table(marks), marks.length, register);
    this.w.write({ bytes: maskedBranch(register, call) }, call);
  }

  /** A switch with 2, 4 or 8 cases. */
  choice(body: (part: number) => number): number {
    const { c, w } = this;
    const marks = Array.from({ length: 2 << c.below(3) }, () => w.mark());
    const behind = w.mark();
    this.computed(marks, false);
    let cost = 0;
    for (const mark of marks) {
      w.align();
      w.place(mark);
      cost = Math.max(cost, body(marks.length));
      if (!c.oneIn(4)) w.transfer([0xe9], behind);
    }
    w.place(behind);
    return cost + 6;
  }

  /** One way or the other, or only one. */
  either(body: () => number): number {
    const { w } = this;
    const [otherwise, behind] = [w.mark(), w.mark()];
    this.branch(otherwise);
    const cost = body();
    const two = this.c.flip();
    if (two) w.transfer([0xe9], behind);
    w.place(otherwise);
    const other = two ? body() : 0;
    w.place(behind);
    return Math.max(cost, other) + 3;
  }

  /** Blocks that jump to each other as they like: loops with several entries. Fuel ends them. */
  soup(weight: number, body: () => number): number {
    const { c, w } = this;
    const fuel = this.counter();
    const blocks = Array.from({ length: 4 << c.below(2) }, () => w.mark());
    const out = w.mark();
    const count = this.iterations(weight, 12);
    const anywhere = (): Mark => blocks[c.below(blocks.length)] ?? out;
    this.setWord(fuel, count);
    if (c.flip()) this.branch(anywhere());
    let cost = 0;
    for (const block of blocks) {
      w.align();
      w.place(block);
      this.countDown(fuel);
      w.transfer([0x0f, c.flip() ? 0x88 : 0x8e], out);
      if (c.oneIn(3)) this.mix();
      cost += body() + 4;
      if (c.oneIn(6)) this.computed(blocks, false);
      else if (c.oneIn(4)) w.transfer([0xe9], anywhere());
      else this.branch(anywhere());
    }
    w.place(out);
    return count * cost / blocks.length;
  }
}
