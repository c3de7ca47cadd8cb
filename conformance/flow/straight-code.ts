/**
 * Straight code of a random program: fragments in the proportions that the program has, trials of
 * flags, accesses where memory ends, bundles that will be exchanged.
 */
import type { AnyForm, FormPools } from "./any-form.ts";
import type { Choices } from "./choices.ts";
import { accessThrough, advance, placeInto } from "./edge-fragments.ts";
import { flagOperation, flagTrial, looks } from "./flag-fragments.ts";
import { INTEGER, type Maker } from "./integer-fragments.ts";
import { mix, stir, stringOperation } from "./string-fragments.ts";
import { BUNDLE, NOP, type TextWriter, le32 } from "./text-writer.ts";
import { atEdge, nearEnd, setFrame } from "./trouble-fragments.ts";
import { VECTOR, arithmeticRun } from "./vector-fragments.ts";

/** How often a program does what; each program has its own. */
export interface Flavour {
  /** Of 100 fragments: vectors, any admitted form, string operations. */
  readonly vectors: number;
  readonly anyForm: number;
  readonly strings: number;
  /** Of 100 others: flags that are looked at, accesses where memory ends. */
  readonly flags: number;
  readonly edges: number;
  /** Bundles that are made to be exchanged. */
  readonly patches: number;
  /** Rare things happen once in 2^this times. */
  readonly rareBits: number;
  /** Instructions that one statement's loops may come to, about. */
  readonly longest: number;
}

/** A bundle, and what may stand there instead; each of them is valid text by itself. */
export interface Patch {
  readonly address: number;
  readonly bundles: readonly Uint8Array[];
}

export class StraightCode {
  readonly c: Choices;
  readonly w: TextWriter;
  readonly any: AnyForm;
  readonly flavour: Flavour;
  readonly patches: Patch[] = [];

  constructor(c: Choices, w: TextWriter, any: AnyForm, flavour: Flavour) {
    this.c = c;
    this.w = w;
    this.any = any;
    this.flavour = flavour;
  }

  put(maker: Maker): void {
    this.w.write(maker(this.c));
  }

  /** `count` fragments; returns how many instructions that is, about. */
  straight(count: number): number {
    for (let k = 0; k < count; k += 1) this.#fragment();
    return 2 * count;
  }

  #fragment(): void {
    const { c } = this;
    const { vectors, anyForm, strings } = this.flavour;
    const dice = c.below(100);
    if (dice < vectors) return c.oneIn(10) ? this.putAll(arithmeticRun(c)) : this.put(c.prng.pick(VECTOR));
    if (dice < vectors + anyForm) return this.anyOf(this.any.pools.fast);
    if (dice < vectors + anyForm + strings) return stringOperation(c).forEach((maker) => this.put(maker));
    if (c.below(100) < this.flavour.flags) return this.#trial();
    if (c.below(100) < this.flavour.edges) return c.oneIn(4) ? this.#edge() : this.visits();
    if (c.below(100) < this.flavour.patches) return this.#patchable();
    if (c.oneIn(10)) return this.put(c.oneIn(8) ? setFrame : stir);
    if (c.oneIn(24)) return this.#skipWithoutCount();
    return this.put(c.prng.pick(INTEGER));
  }

  putAll(makers: readonly Maker[]): void {
    for (const maker of makers) this.put(maker);
  }

  /** A whole bundle that can be exchanged for others. */
  #patchable(): void {
    const { w } = this;
    const bundles = Array.from({ length: 2 + this.c.below(3) }, () => this.#bundle());
    w.align();
    this.patches.push({ address: w.here, bundles });
    w.write({ bytes: [...(bundles[0] ?? [])] });
  }

  /** Some fragments that are the same wherever they stand, and nops. */
  #bundle(): Uint8Array {
    const { c } = this;
    const bytes: number[] = [];
    for (let k = 1 + c.below(4); k > 0; k -= 1) {
      const maker = c.prng.pick([c.prng.pick(INTEGER), flagOperation, stir, mix, ...looks(c)]);
      const fragment = maker(c);
      if (fragment.fix === undefined && bytes.length + fragment.bytes.length <= BUNDLE) bytes.push(...fragment.bytes);
    }
    return Uint8Array.from({ length: BUNDLE }, (_, k) => bytes[k] ?? NOP);
  }

  #trial(): void {
    const { operation, use } = flagTrial(this.c);
    this.putAll(operation);
    this.putAll(use);
  }

  /**
   * Accesses through one register, which now and then grows or changes: some fault, with the flags of
   * the operation before them, which no other instruction may have seen.
   */
  visits(): void {
    const { c } = this;
    const register = c.reserve();
    if (register === undefined) return;
    const aim = c.oneIn(3) ? "read" : "write";
    this.put(placeInto(c, register, aim));
    for (let k = 1 + c.below(4); k > 0; k -= 1) {
      if (c.flip()) this.put(flagOperation);
      // Now and then to where only reading is allowed.
      this.put(accessThrough(c, register, c.oneIn(8) ? "write" : aim));
      const then = c.below(8);
      if (then < 2) this.put(flagOperation);
      else if (then === 2) this.putAll(looks(c));
      else if (then === 3) this.put(advance(c, register));
      else if (then === 4 && c.oneIn(3)) this.put(placeInto(c, register, aim));
      else if (then >= 5 && c.below(3) > 0) this.maybe(() => this.put(accessThrough(c, register, aim)));
    }
    c.release();
  }

  /** `body` once in a while, with the flags as they happen to be. */
  maybe(body: () => void): void {
    const behind = this.w.mark();
    this.w.transfer([0x0f, 0x80 | this.c.below(16)], behind);
    body();
    this.w.place(behind);
  }

  /** The end of what may be accessed: just inside, and once in a while beyond it. */
  #edge(): void {
    if (!this.c.oneIn(4)) return this.put(nearEnd);
    this.rarely(() => this.put(atEdge), 4 + this.c.below(8));
  }

  anyOf(forms: FormPools["fast"]): void {
    const fragment = this.any.make(this.c, forms);
    if (fragment !== undefined) this.w.write(fragment);
  }

  /** `jrcxz` over one fragment. */
  #skipWithoutCount(): void {
    const { bytes, fix } = this.c.prng.pick(INTEGER)(this.c);
    if (fix === undefined && bytes.length < 28) this.w.write({ bytes: [0xe3, bytes.length, ...bytes] });
  }

  mix(): void {
    this.put(mix);
  }

  /** `test r14d, mask` with so many bits: zero once in 2^bits times. */
  testMixer(bits: number): void {
    const mask = ((2 ** bits - 1) << this.c.below(33 - bits)) >>> 0;
    this.w.write({ bytes: [0x41, 0xf7, 0xc6, ...le32(mask)] });
  }

  /** Runs `body` once in 2^bits times; about as often as its flavour says by default. */
  rarely(body: () => void, bits = this.flavour.rareBits + this.c.below(3)): void {
    const behind = this.w.mark();
    this.testMixer(bits);
    this.w.transfer([0x0f, 0x85], behind);
    body();
    this.w.place(behind);
  }
}
