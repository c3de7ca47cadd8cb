/**
 * A unit: the code that one root reaches by direct control flow, cut into basic blocks. Calls are
 * not followed; the place a call returns to is.
 */
import type { Program } from "../../spec/ir/ir.ts";
import type { Form, Variant } from "../../spec/isa/form.ts";
import { DECODED, newInstruction } from "../decoder/instruction.ts";
import { MAX_LENGTH } from "../decoder/decode.ts";
import type { Instruction } from "../decoder/instruction.ts";
import { dependsOnMxcsr, isLowerable } from "../lowering/capability.ts";
import type { GuestMemory } from "../machine/memory.ts";
import type { InstructionSet } from "../oracle/instruction-set.ts";
import { type Programs, variantOf } from "../oracle/programs.ts";

/** Where computed jumps can go, and units can begin. */
export const BUNDLE_BYTES = 32;

/** How control leaves an instruction. */
export type Flow =
  /** To the next instruction. */
  | "next"
  | "jump" | "conditional" | "call" | "indirect-call" | "indirect"
  /** Back to itself while a REP count lasts, then to the next. */
  | "repeat"
  /** Not in a unit: HLT, what only the oracle executes, bytes that are no instruction. */
  | "stop"
  /** An empty block that only branches on (`route.ts`). */
  | "router";

export interface UnitInstruction {
  /** Relative to the base, as are all addresses here. */
  readonly pc: number;
  readonly next: number;
  readonly instruction: Instruction;
  readonly form: Form;
  readonly variant: Variant;
  readonly program: Program;
  readonly flow: Flow;
  /** Target of a direct transfer; -1 otherwise. */
  readonly target: number;
}

export interface Block {
  readonly start: number;
  /** Never empty, except where the block only stops. */
  readonly instructions: readonly UnitInstruction[];
  /** How the block ends; "next" where another block begins behind it. */
  readonly flow: Flow;
  /** Where it ends: the address behind its last instruction. */
  readonly end: number;
  /** Indexes of the blocks it goes on to; a conditional jump's target first. */
  readonly successors: readonly number[];
}

export interface Unit {
  readonly root: number;
  readonly blocks: readonly Block[];
  /** Instructions in all blocks. */
  readonly size: number;
}

/** Bounds of a unit, so that bodies stay small enough for the host's compilers. */
export interface UnitLimits {
  readonly instructions: number;
  readonly blocks: number;
}

export interface CodeSource {
  readonly memory: Pick<GuestMemory, "fetch">;
  readonly base: bigint;
  readonly instructionSet: InstructionSet;
  readonly programs: Programs;
  /** Where code may be translated; multiples of a bundle. */
  readonly text: { readonly start: number; readonly end: number };
  /** r15 holds the base, as it does in validated text. */
  readonly fixedBase: boolean;
  /** MXCSR's flags count: what depends on it goes to the oracle. */
  readonly stickyFlags: boolean;
}

function flowOf(program: Program, source: CodeSource): Flow {
  if (!isLowerable(program) || (source.stickyFlags && dependsOnMxcsr(program))) return "stop";
  for (const effect of program.effects) {
    if (effect.op === "jump") {
      if (effect.kind === "direct") return effect.when === undefined ? "jump" : "conditional";
      if (effect.kind === "call") return "call";
      return effect.kind === "indirect-call" ? "indirect-call" : "indirect";
    }
  }
  return program.effects.some(({ op }) => op === "again") ? "repeat" : "next";
}

/** Units begin at bundles of the text; traps and everything else are the interpreter's. */
function isCallable({ text }: CodeSource, target: number): boolean {
  return target % BUNDLE_BYTES === 0 && target >= text.start && target < text.end;
}

/** Decodes the instruction at `pc`; undefined where there is none that has a meaning. */
export function decodeAt(source: CodeSource, pc: number): UnitInstruction | undefined {
  const { instructionSet, programs, base } = source;
  const bytes = source.memory.fetch(base + BigInt(pc), MAX_LENGTH);
  const instruction = newInstruction();
  if (instructionSet.decoder.decode(bytes, 0, bytes.length, instruction) !== DECODED) return undefined;
  const form = programs.form(instruction.form);
  const variant = variantOf(form, instruction);
  const program = programs.program(form, variant);
  if (program === undefined) return undefined;
  const next = pc + instruction.length;
  const flow = flowOf(program, source);
  const direct = flow === "jump" || flow === "conditional" || flow === "call";
  const target = direct ? next + instruction.imm : -1;
  const outside = direct && (target < 0 || target >= 0x1_0000_0000);
  // A jump below the text may trap.
  const leaves = outside || (direct && target < source.text.start)
    || (flow === "call" && !isCallable(source, target));
  return { pc, next, instruction, form, variant, program, flow: leaves ? "stop" : flow, target };
}

/** Where control may go on inside the unit behind an instruction. */
function successorsOf({ flow, target, next, pc }: UnitInstruction): number[] {
  switch (flow) {
    case "jump": return [target];
    case "conditional": return [target, next];
    case "repeat": return [pc, next];
    // A sandboxed return comes back to a bundle's start: only an aligned call returns behind itself.
    case "call":
    case "indirect-call": return next % BUNDLE_BYTES === 0 ? [next] : [];
    case "indirect":
    case "router":
    case "stop": return [];
    case "next": return [next];
  }
}

class Discovery {
  readonly instructions = new Map<number, UnitInstruction | undefined>();
  readonly leaders = new Set<number>();
  readonly #source: CodeSource;
  readonly #limits: UnitLimits;

  constructor(source: CodeSource, limits: UnitLimits) {
    this.#source = source;
    this.#limits = limits;
  }

  get #isFull(): boolean {
    return this.instructions.size >= this.#limits.instructions
      || this.leaders.size >= this.#limits.blocks;
  }

  follow(root: number): void {
    const queue = [root];
    for (let start = queue.pop(); start !== undefined; start = queue.pop()) {
      if (this.leaders.has(start) || (this.#isFull && start !== root)) continue;
      this.leaders.add(start);
      queue.push(...this.#run(start));
    }
  }

  /** Decodes from `start` to the next transfer of control; returns where control may go. */
  #run(start: number): number[] {
    for (let pc = start; ;) {
      if (this.instructions.has(pc)) return [];
      const decoded = decodeAt(this.#source, pc);
      this.instructions.set(pc, decoded);
      if (decoded === undefined) return [];
      if (decoded.flow !== "next") {
        // A repeated instruction is a block of its own: its loop enters at its start.
        const own = decoded.flow === "repeat" ? [pc] : [];
        return [...successorsOf(decoded), ...own];
      }
      pc = decoded.next;
    }
  }
}

/** Collects the instructions of the block that begins at `start`. */
function blockAt(start: number, found: Discovery): Omit<Block, "successors"> & { goes: number[] } {
  const instructions: UnitInstruction[] = [];
  for (let pc = start; ;) {
    const current = found.instructions.get(pc);
    if (current === undefined) return { start, instructions, flow: "stop", end: pc, goes: [] };
    if (current.flow === "stop") return { start, instructions, flow: "stop", end: pc, goes: [] };
    instructions.push(current);
    if (current.flow !== "next") {
      const { flow, next: end } = current;
      return { start, instructions, flow, end, goes: successorsOf(current) };
    }
    pc = current.next;
    if (found.leaders.has(pc)) {
      return { start, instructions, flow: "next", end: pc, goes: [pc] };
    }
  }
}

/**
 * The unit of `root`. Successors that the limits cut off become blocks that only stop, so that the
 * interpreter goes on there.
 */
export function discoverUnit(source: CodeSource, root: number, limits: UnitLimits): Unit {
  const found = new Discovery(source, limits);
  found.follow(root);
  const starts = [root];
  const index = new Map([[root, 0]]);
  const raw: ReturnType<typeof blockAt>[] = [];
  for (let i = 0; i < starts.length; i += 1) {
    const block = blockAt(starts[i] ?? root, found);
    raw.push(block);
    for (const target of block.goes) {
      if (index.has(target)) continue;
      index.set(target, starts.length);
      starts.push(target);
    }
  }
  const blocks = raw.map(({ goes, ...block }): Block => (
    { ...block, successors: goes.map((target) => index.get(target) ?? 0) }
  ));
  const size = blocks.reduce((sum, block) => sum + block.instructions.length, 0);
  return { root, blocks, size };
}
