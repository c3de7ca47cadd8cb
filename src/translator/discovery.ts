/**
 * Finds the unit of a root. Small functions that are called directly become part of their callers:
 * a block is a place in the text together with the calls that led there, so one function may stand
 * in a unit several times. Its returns are checked, and whoever returns elsewhere leaves the unit,
 * so taking functions in changes nothing but time.
 */
import { withEntries, withHubs } from "./hubs.ts";
import { KnownRegisters, isSandboxedReturn } from "./idioms.ts";
import { isInLoop, loopTops } from "./loop-tops.ts";
import {
  BUNDLE_BYTES, type Block, type CodeSource, type Flow, type RunIdioms, type Surroundings,
  UNKNOWN_SURROUNDINGS, type Unit, type UnitInstruction, behind, decodeAt, isCallable,
} from "./unit.ts";

/** The calls inside of a unit that lead to a place, and what was found there. */
interface Frame {
  /** Function that was called, and where it returns to; the root's own function has no caller. */
  readonly callee: number;
  readonly back: number;
  readonly caller: Frame | undefined;
  readonly depth: number;
  /** Calls from here, by where they return to and what they call. */
  readonly inner: Map<string, Frame>;
  /** Addresses that were reached. */
  readonly code: Set<number>;
  /** By address: how a block ends there, the number of the block that begins there. */
  readonly ends: Map<number, End>;
  readonly blocks: Map<number, number>;
  /** Where control comes from elsewhere. */
  readonly leaders: Set<number>;
}

interface Place {
  readonly pc: number;
  readonly frame: Frame;
}

/** The transfer that a block ends with, and how control goes on. */
interface End {
  readonly at: UnitInstruction;
  readonly goes: readonly Place[];
}

/** How often one function may stand in a chain of calls: recursion is unrolled so far. */
const RECURSION_MAX = 3;
/** A jump table is read so far, and its entries may be this many bytes away. */
const TABLE_ENTRIES_MAX = 512;
const TABLE_REACH = 0x8000;
/** A table with so many different entries is the heart of its function: a loop around it, as a rule. */
const ENTRIES_MANY = 16;

/** The frame of a call in `caller` that returns to `back`. */
function frameOf(callee: number, back: number, caller?: Frame): Frame {
  const key = `${back} ${callee}`;
  const frame = caller?.inner.get(key) ?? {
    callee, back, caller, depth: (caller?.depth ?? -1) + 1, inner: new Map(),
    code: new Set(), ends: new Map(), blocks: new Map(), leaders: new Set(),
  };
  caller?.inner.set(key, frame);
  return frame;
}

class Discovery {
  readonly #source: CodeSource;
  readonly #followed: number;
  readonly #around: Surroundings;
  /** Places in the root's own function where the unit ends. */
  readonly #tops: ReadonlySet<number>;
  /** By computed transfer: what the code before it tells, wherever control came from. */
  readonly #idioms = new Map<number, RunIdioms>();
  #instructions = 0;
  #leaders = 0;

  /** `followed`: entries of the smallest table that is followed. */
  constructor(
    source: CodeSource, followed: number, around: Surroundings, tops: ReadonlySet<number>,
  ) {
    this.#source = source;
    this.#tops = tops;
    this.#followed = followed;
    this.#around = around;
  }

  find(root: number): FoundUnit {
    const start: Place = { pc: root, frame: frameOf(root, -1) };
    this.#follow(start);
    const places: Place[] = [];
    const numberOf = (place: Place): number => {
      const { blocks } = place.frame;
      const known = blocks.get(place.pc);
      if (known !== undefined) return known;
      blocks.set(place.pc, places.length);
      return places.push(place) - 1;
    };
    numberOf(start);
    const blocks: Block[] = [];
    let size = 0;
    let ownSwitch = -1;
    for (const place of places) {
      const block = this.#block(place, numberOf);
      const isOwn = block.flow === "switch" && place.frame.caller === undefined;
      if (isOwn && block.successors.length > (blocks[ownSwitch]?.successors.length ?? 0)) {
        ownSwitch = blocks.length;
      }
      blocks.push(block);
      size += block.instructions.length;
    }
    const isOwn = (index: number): boolean => places[index]?.frame === start.frame;
    return { root, entries: [root], blocks, size, ownSwitch, isOwn };
  }

  get #isFull(): boolean {
    const { instructions, blocks } = this.#source.limits;
    return this.#instructions >= instructions || this.#leaders >= blocks;
  }

  #follow(start: Place): void {
    const queue = [start];
    for (let place = queue.pop(); place !== undefined; place = queue.pop()) {
      const { leaders } = place.frame;
      if (leaders.has(place.pc)) continue;
      if (place !== start && (this.#isFull || !this.#around.isReached(place.pc))) continue;
      leaders.add(place.pc);
      this.#leaders += 1;
      queue.push(...this.#run(place));
    }
  }

  /** Goes from a place to the next transfer of control; returns where control may go. */
  #run(place: Place): readonly Place[] {
    const { pc: start, frame } = place;
    let pc = start;
    for (let at = decodeAt(this.#source, pc); ; at = behind(this.#source, at)) {
      if (frame.code.has(pc)) return [];
      if (this.#endsAt(pc, frame) !== undefined) {
        frame.leaders.add(pc);
        return [];
      }
      const goes = at === undefined || at.flow === "next" ? [] : this.#end(start, at, frame);
      frame.code.add(pc);
      this.#instructions += 1;
      if (at?.flow !== "next") return goes;
      pc = at.next;
    }
  }

  /** How the unit ends at a place that its own function comes to, where it does. */
  #endsAt(pc: number, { caller }: Frame): Flow | undefined {
    if (caller !== undefined) return undefined;
    if (this.#tops.has(pc)) return "top";
    return this.#around.endsAt(pc) ? "onward" : undefined;
  }

  /** What the instructions from `start` on tell of the computed transfer that they lead to. */
  #note(start: number, { pc }: UnitInstruction): void {
    const idioms = runIdioms(this.#source, start);
    const { target, isReturn, table } = this.#idioms.get(pc) ?? idioms;
    this.#idioms.set(pc, {
      target: idioms.target ?? target, isReturn: isReturn || idioms.isReturn, table: idioms.table ?? table,
    });
  }

  /** The transfer that a straight run from `start` ends with; returns where control may go. */
  #end(start: number, at: UnitInstruction, frame: Frame): readonly Place[] {
    if (at.flow.startsWith("indirect")) this.#note(start, at);
    const end = this.#endOf(at, frame);
    frame.ends.set(at.pc, end);
    // A repeated instruction is a block of its own: its loop enters at its start.
    return at.flow === "repeat" ? [...end.goes, { pc: at.pc, frame }] : end.goes;
  }

  #endOf(at: UnitInstruction, frame: Frame): End {
    const { flow, next, pc } = at;
    const { target = at.target, isReturn, table = [] }: RunIdioms = this.#idioms.get(pc) ?? {};
    const to = (how: Flow, ...pcs: readonly number[]): End => ({
      at: how === flow && target === at.target ? at : { ...at, flow: how, target },
      goes: pcs.map((there) => ({ pc: there, frame })),
    });
    switch (flow) {
      case "jump": return to(flow, target);
      case "conditional": return to(flow, target, next);
      case "repeat": return to(flow, pc, next);
      // A sandboxed return comes back to a bundle's start: only an aligned call returns behind itself.
      case "call": case "indirect-call":
        if (next % BUNDLE_BYTES !== 0) return to(flow);
        if (target < 0 || !this.#canInline(target, frame)) return to(flow, next);
        return { ...to("inline-call"), goes: [{ pc: target, frame: frameOf(target, next, frame) }] };
      case "indirect": {
        if (target >= 0) return to("jump", target);
        if (table.length > 0) {
          const isElsewhere = table.length < this.#followed
            || (table.length >= ENTRIES_MANY && table.every((entry) => this.#around.hasUnit(entry)));
          return isElsewhere ? to("away") : to("switch", ...table);
        }
        if (frame.caller === undefined || isReturn !== true) return to(flow);
        return { ...to("inline-return"), goes: [{ pc: frame.back, frame: frame.caller }] };
      }
      default: return to(flow);
    }
  }

  #canInline(target: number, frame: Frame): boolean {
    const { inlineInstructions, inlineDepth, inlineUntil } = this.#source.limits;
    if (!this.#source.fixedBase || frame.depth >= inlineDepth) return false;
    if (this.#instructions > inlineUntil || !this.#around.isReached(target)) return false;
    let same = 0;
    for (let outer = frame; outer.caller !== undefined; outer = outer.caller) {
      if (outer.callee === target) same += 1;
    }
    return same < RECURSION_MAX && sizeOf(this.#source, target) <= inlineInstructions;
  }

  /** The block that begins at a place; `numberOf` gives the numbers of those it goes on to. */
  #block({ pc: start, frame }: Place, numberOf: (place: Place) => number): Block {
    const instructions: UnitInstruction[] = [];
    let at = frame.code.has(start) ? decodeAt(this.#source, start) : undefined;
    for (let pc = start; at !== undefined && at.flow !== "stop"; at = behind(this.#source, at)) {
      const end = at.flow === "next" ? undefined : frame.ends.get(pc);
      instructions.push(end?.at ?? at);
      if (end !== undefined) {
        const { at: { flow, next }, goes } = end;
        const back = flow === "inline-return" ? frame.back : -1;
        return { start, instructions, flow, end: next, back, successors: goes.map(numberOf) };
      }
      pc = at.next;
      if (frame.leaders.has(pc)) {
        const successors = [numberOf({ pc, frame })];
        return { start, instructions, flow: "next", end: pc, back: -1, successors };
      }
    }
    const end = instructions.at(-1)?.next ?? start;
    const isReached = frame.code.has(start) || this.#around.isReached(start);
    const flow = this.#endsAt(start, frame) ?? (isReached ? "stop" : "unreached");
    return { start, instructions, flow, end, back: -1, successors: [] };
  }
}

/** What the straight run of instructions from `start` on tells of the computed transfer at its end. */
function runIdioms(source: CodeSource, start: number): RunIdioms {
  const { runs } = source.known;
  const idioms = runs.get(start) ?? idiomsOf(source, start);
  runs.set(start, idioms);
  return idioms;
}

function idiomsOf(source: CodeSource, start: number): RunIdioms {
  const { base, fixedBase } = source;
  const known = new KnownRegisters();
  let before: UnitInstruction | undefined;
  for (let at = decodeAt(source, start); at !== undefined; at = behind(source, at)) {
    if (at.flow !== "next") {
      const { kind, value = 0 } = known.target(at) ?? {};
      const isTarget = kind === (base === 0n ? "number" : "based") && isCallable(source, value);
      const isReturn = fixedBase && isSandboxedReturn(before, at);
      return {
        target: isTarget ? value : undefined, isReturn,
        table: isReturn && kind === "based-entry" ? entriesOf(source, value, at.pc) : undefined,
      };
    }
    known.follow(at, fixedBase ? base : undefined);
    before = at;
  }
  return {};
}

/** Where a jump table's entries lead: as long as they look like places near the jump. */
function entriesOf(source: CodeSource, table: number, pc: number): number[] {
  const found = new Set<number>();
  for (let k = 0; k < TABLE_ENTRIES_MAX; k += 1) {
    const target = source.word(table + 4 * k);
    if (target === undefined || !isCallable(source, target)) break;
    if (Math.abs(target - pc) > TABLE_REACH) break;
    found.add(target);
  }
  return [...found].sort((a, b) => a - b);
}

/**
 * Instructions of a function by itself, as far as the limit for taking it in; what its tables lead to
 * counts, for that would be taken in as well.
 */
function sizeOf(source: CodeSource, target: number): number {
  const known = source.known.sizes.get(target);
  if (known !== undefined) return known;
  const { inlineInstructions } = source.limits;
  const seen = new Set<number>();
  const queue = [target];
  for (let start = queue.pop(); start !== undefined; start = queue.pop()) {
    let at = decodeAt(source, start);
    for (; at?.flow === "next" && !seen.has(at.pc) && seen.size <= inlineInstructions;
      at = behind(source, at)) seen.add(at.pc);
    if (at === undefined || seen.has(at.pc)) continue;
    seen.add(at.pc);
    if (seen.size > inlineInstructions) break;
    const { flow } = at;
    if (flow === "indirect") queue.push(...(runIdioms(source, start).table ?? []));
    if (flow === "jump" || flow === "conditional") queue.push(at.target);
    if (flow !== "jump" && flow !== "indirect" && flow !== "stop") queue.push(at.next);
  }
  source.known.sizes.set(target, seen.size);
  return seen.size;
}

/** A unit whose jumps through tables have no hubs yet. */
interface FoundUnit extends Unit {
  /** A block of the root's own function that jumps through a table; -1 where there is none. */
  readonly ownSwitch: number;
  /** Does a block stand in the root's own function? */
  isOwn(index: number): boolean;
}

/**
 * The unit of `root`. Successors that the limits cut off become blocks that only stop, so that the
 * interpreter goes on there. Where the root's own function has a large table at its heart, a unit that
 * begins in the loop around it can be entered at every entry of it: it would be too much to have once
 * for each. Where the function begins, one entry makes the better loop, and it is this unit's own even
 * if all entries of the table have units; elsewhere such a table is left to them. Smaller tables are
 * followed only where the unit stays small, for every root in a function would have all of it.
 */
export function discoverUnit(
  source: CodeSource, root: number, around = UNKNOWN_SURROUNDINGS,
): Unit {
  const find = (followed: number, tops: ReadonlySet<number> = new Set(), near = around): FoundUnit =>
    new Discovery(source, followed, near, tops).find(root);
  const found = find(1);
  if (found.blocks.some(({ flow }) => flow === "away") && !isInLoop(found.blocks)) {
    const whole = withHubs(find(1, undefined, { ...around, hasUnit: () => false }));
    if (whole.size <= source.limits.switchInstructions && !isInLoop(whole.blocks)) return whole;
  }
  if (!found.blocks.some(({ flow }) => flow === "switch")) {
    const tops = loopTops(found.blocks, found.isOwn);
    return tops.size === 0 ? found : find(1, tops);
  }
  const single = withHubs(found);
  const several = isInLoop(found.blocks)
    ? enteredByTable(found, single) ?? enteredByTable(find(ENTRIES_MANY)) : undefined;
  if (several !== undefined) return several;
  return single.size <= source.limits.switchInstructions
    ? single : find(Number.POSITIVE_INFINITY);
}

/** The unit with the entries of the large table in its own function, if that has one. */
function enteredByTable(found: FoundUnit, single = withHubs(found)): Unit | undefined {
  const { blocks, ownSwitch } = found;
  if ((blocks[ownSwitch]?.successors.length ?? 0) < ENTRIES_MANY) return undefined;
  return withEntries(single, single.blocks[ownSwitch]?.successors[0] ?? 0);
}
