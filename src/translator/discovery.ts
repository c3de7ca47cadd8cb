/**
 * Finds the unit of a root. Small functions that are called directly become part of their callers:
 * a block is a place in the text together with the calls that led there, so one function may stand
 * in a unit several times. Its returns are checked, and whoever returns elsewhere leaves the unit,
 * so taking functions in changes nothing but time.
 */
import { KnownRegisters, isSandboxedReturn } from "./idioms.ts";
import {
  BUNDLE_BYTES, type Block, type CodeSource, type Flow, type Unit, type UnitInstruction,
  type UnitLimits, decodeAt, isCallable,
} from "./unit.ts";

/** The calls inside of a unit that lead to a place; the root's own function has none. */
interface Frame {
  readonly id: number;
  /** Function that was called, and where it returns to. */
  readonly callee: number;
  readonly back: number;
  readonly caller: Frame | undefined;
  readonly depth: number;
}

interface Place {
  readonly pc: number;
  readonly frame: Frame | undefined;
}

/** An instruction in a frame: how control goes on. */
interface Step {
  readonly at: UnitInstruction;
  readonly goes: readonly Place[];
  readonly back: number;
}

/** How often one function may stand in a chain of calls: recursion is unrolled so far. */
const RECURSION_MAX = 3;
const KEY_PC = 2 ** 33;
/** A jump table is read so far, and its entries may be this many bytes away. */
const TABLE_ENTRIES_MAX = 512;
const TABLE_REACH = 0x8000;

const keyOf = ({ pc, frame }: Place): number => (frame?.id ?? 0) * KEY_PC + pc;

class Discovery {
  readonly #source: CodeSource;
  readonly #limits: UnitLimits;
  readonly #hasSwitches: boolean;
  readonly #decoded = new Map<number, UnitInstruction | undefined>();
  /** Computed transfers whose targets the code before them tells; returns through the sandbox. */
  readonly #targets = new Map<number, number>();
  readonly #returns = new Set<number>();
  /** By computed jump: where the entries of its table lead. */
  readonly #tables = new Map<number, readonly number[]>();
  readonly #steps = new Map<number, Step | undefined>();
  readonly #leaders = new Set<number>();
  readonly #frames = new Map<string, Frame>();
  readonly #sizes = new Map<number, number>();

  /** `hasSwitches`: whether jump tables are followed. */
  constructor(source: CodeSource, limits: UnitLimits, hasSwitches: boolean) {
    this.#source = source;
    this.#limits = limits;
    this.#hasSwitches = hasSwitches;
  }

  find(root: number): Unit {
    const start: Place = { pc: root, frame: undefined };
    this.#follow(start);
    const places = [start];
    const index = new Map([[keyOf(start), 0]]);
    const raw: (Omit<Block, "successors"> & { readonly goes: readonly Place[] })[] = [];
    for (let i = 0; i < places.length; i += 1) {
      const place = places[i] ?? start;
      const block = this.#block(place);
      raw.push(block);
      for (const target of block.goes) {
        if (index.has(keyOf(target))) continue;
        index.set(keyOf(target), places.length);
        places.push(target);
      }
    }
    const blocks = raw.map(({ goes, ...block }): Block => (
      { ...block, successors: goes.map((target) => index.get(keyOf(target)) ?? 0) }
    ));
    const size = blocks.reduce((sum, block) => sum + block.instructions.length, 0);
    return { root, blocks, size };
  }

  get #isFull(): boolean {
    return this.#steps.size >= this.#limits.instructions
      || this.#leaders.size >= this.#limits.blocks;
  }

  #follow(start: Place): void {
    const queue = [start];
    for (let place = queue.pop(); place !== undefined; place = queue.pop()) {
      if (this.#leaders.has(keyOf(place)) || (this.#isFull && place !== start)) continue;
      this.#leaders.add(keyOf(place));
      queue.push(...this.#run(place));
    }
  }

  #decode(pc: number): UnitInstruction | undefined {
    if (this.#decoded.has(pc)) return this.#decoded.get(pc);
    const decoded = decodeAt(this.#source, pc);
    this.#decoded.set(pc, decoded);
    return decoded;
  }

  /** Decodes from `start` to the next transfer of control; returns where control may go. */
  #run({ pc: start, frame }: Place): readonly Place[] {
    const known = new KnownRegisters();
    let before: UnitInstruction | undefined;
    for (let pc = start; ;) {
      const place: Place = { pc, frame };
      if (this.#steps.has(keyOf(place))) return [];
      const decoded = this.#decode(pc);
      if (decoded !== undefined) this.#note(decoded, before, known);
      const step = decoded === undefined ? undefined : this.#step(decoded, frame);
      this.#steps.set(keyOf(place), step);
      if (step === undefined) return [];
      if (step.at.flow !== "next") {
        // A repeated instruction is a block of its own: its loop enters at its start.
        return step.at.flow === "repeat" ? [...step.goes, place] : step.goes;
      }
      before = step.at;
      pc = step.at.next;
    }
  }

  /** What the instructions before a computed transfer tell of it. */
  #note(at: UnitInstruction, before: UnitInstruction | undefined, known: KnownRegisters): void {
    const { base, fixedBase } = this.#source;
    if (at.flow === "indirect-call" || at.flow === "indirect") {
      const target = known.target(at, base);
      if (target !== undefined && isCallable(this.#source, target)) this.#targets.set(at.pc, target);
      if (at.flow === "indirect" && fixedBase && isSandboxedReturn(before, at)) {
        this.#returns.add(at.pc);
        const table = known.table(at);
        if (table !== undefined && this.#hasSwitches) this.#tables.set(at.pc, this.#entries(table, at.pc));
      }
    }
    known.follow(at, fixedBase ? base : undefined);
  }

  /** Where a jump table's entries lead: as long as they look like places near the jump. */
  #entries(table: number, pc: number): number[] {
    const found = new Set<number>();
    for (let k = 0; k < TABLE_ENTRIES_MAX; k += 1) {
      const target = this.#source.word(table + 4 * k);
      if (target === undefined || !isCallable(this.#source, target)) break;
      if (Math.abs(target - pc) > TABLE_REACH) break;
      found.add(target);
    }
    return [...found].sort((a, b) => a - b);
  }

  #step(at: UnitInstruction, frame: Frame | undefined): Step {
    const within = (flow: Flow, target: number, ...pcs: readonly number[]): Step =>
      ({ at: { ...at, flow, target }, goes: pcs.map((pc) => ({ pc, frame })), back: -1 });
    const { flow, next, pc } = at;
    const target = this.#targets.get(pc) ?? at.target;
    switch (flow) {
      case "jump": return within(flow, target, target);
      case "conditional": return within(flow, target, target, next);
      case "repeat": return within(flow, target, pc, next);
      // A sandboxed return comes back to a bundle's start: only an aligned call returns behind itself.
      case "call": case "indirect-call": return this.#call(at, target, frame);
      case "indirect":
        if (target >= 0) return within("jump", target, target);
        if ((this.#tables.get(pc)?.length ?? 0) > 0) return this.#switch(at, frame);
        if (frame === undefined || !this.#returns.has(pc)) return within(flow, target);
        return {
          at: { ...at, flow: "inline-return" }, back: frame.back,
          goes: [{ pc: frame.back, frame: frame.caller }],
        };
      case "next": return within(flow, target, next);
      default: return within(flow, target);
    }
  }

  #switch(at: UnitInstruction, frame: Frame | undefined): Step {
    const targets = [...this.#tables.get(at.pc) ?? []];
    // A branch table needs more than two ways: it names its last one several times.
    while (targets.length < 3) targets.push(targets.at(-1) ?? at.pc);
    return { at: { ...at, flow: "switch" }, goes: targets.map((pc) => ({ pc, frame })), back: -1 };
  }

  #call(at: UnitInstruction, target: number, frame: Frame | undefined): Step {
    const { next, flow } = at;
    const aligned = next % BUNDLE_BYTES === 0;
    if (target >= 0 && aligned && this.#canInline(target, frame)) {
      const inner = this.#frame(target, next, frame);
      return { at: { ...at, flow: "inline-call", target }, goes: [{ pc: target, frame: inner }], back: -1 };
    }
    return { at: { ...at, flow, target }, goes: aligned ? [{ pc: next, frame }] : [], back: -1 };
  }

  #canInline(target: number, frame: Frame | undefined): boolean {
    const { inlineInstructions, inlineDepth, instructions } = this.#limits;
    if (!this.#source.fixedBase || (frame?.depth ?? 0) >= inlineDepth) return false;
    if (this.#steps.size > instructions / 2) return false;
    let same = 0;
    for (let outer = frame; outer !== undefined; outer = outer.caller) {
      if (outer.callee === target) same += 1;
    }
    return same < RECURSION_MAX && this.#sizeOf(target) <= inlineInstructions;
  }

  #frame(callee: number, back: number, caller: Frame | undefined): Frame {
    const key = `${caller?.id ?? 0} ${back} ${callee}`;
    const known = this.#frames.get(key);
    if (known !== undefined) return known;
    const frame = {
      id: this.#frames.size + 1, callee, back, caller, depth: (caller?.depth ?? 0) + 1,
    };
    this.#frames.set(key, frame);
    return frame;
  }

  /** Instructions of a function by itself, as far as the limit for taking it in. */
  #sizeOf(target: number): number {
    const known = this.#sizes.get(target);
    if (known !== undefined) return known;
    const seen = new Set<number>();
    const queue = [target];
    for (let pc = queue.pop(); pc !== undefined; pc = queue.pop()) {
      if (seen.has(pc)) continue;
      seen.add(pc);
      if (seen.size > this.#limits.inlineInstructions) break;
      const at = this.#decode(pc);
      if (at === undefined) continue;
      if (at.flow === "jump" || at.flow === "conditional") queue.push(at.target);
      if (at.flow !== "jump" && at.flow !== "indirect" && at.flow !== "stop") queue.push(at.next);
    }
    this.#sizes.set(target, seen.size);
    return seen.size;
  }

  /** Collects the instructions of the block that begins at a place. */
  #block({ pc: start, frame }: Place): Omit<Block, "successors"> & { goes: readonly Place[] } {
    const instructions: UnitInstruction[] = [];
    for (let pc = start; ;) {
      const step = this.#steps.get(keyOf({ pc, frame }));
      if (step === undefined || step.at.flow === "stop") {
        return { start, instructions, flow: "stop", end: pc, back: -1, goes: [] };
      }
      const { at, goes, back } = step;
      instructions.push(at);
      if (at.flow !== "next") return { start, instructions, flow: at.flow, end: at.next, back, goes };
      pc = at.next;
      if (this.#leaders.has(keyOf({ pc, frame }))) {
        return { start, instructions, flow: "next", end: pc, back: -1, goes: [{ pc, frame }] };
      }
    }
  }
}

/**
 * The unit of `root`. Successors that the limits cut off become blocks that only stop, so that the
 * interpreter goes on there. Jump tables are followed only where the unit stays small: every root in
 * a large function would have all of it.
 */
export function discoverUnit(source: CodeSource, root: number, limits: UnitLimits): Unit {
  const unit = new Discovery(source, limits, true).find(root);
  const isLarge = unit.size > limits.switchInstructions;
  return isLarge && unit.blocks.some(({ flow }) => flow === "switch")
    ? new Discovery(source, limits, false).find(root) : unit;
}
