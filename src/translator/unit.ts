/**
 * A unit: the code that one root reaches by direct control flow, cut into basic blocks, and what it
 * is made of: decoded instructions. `discovery.ts` finds it.
 */
import type { Program } from "../../spec/ir/ir.ts";
import type { Form, Variant } from "../../spec/isa/form.ts";
import { DECODED, newInstruction } from "../decoder/instruction.ts";
import { MAX_LENGTH } from "../decoder/decode.ts";
import type { Instruction } from "../decoder/instruction.ts";
import { dependsOnMxcsr, isLowerable } from "../lowering/capability.ts";
import type { GuestMemory } from "../machine/memory.ts";
import type { WindowLayout } from "../machine/window-layout.ts";
import type { InstructionSet } from "../oracle/instruction-set.ts";
import { type Programs, variantOf } from "../oracle/programs.ts";
import type { Without } from "./exactness.ts";
import { Folded } from "./folded.ts";
import { type RegisterUse, registersOf } from "./register-use.ts";
import { specialize } from "./specialize.ts";
import { vectorUse } from "./vector-locals.ts";
import type { VectorUse } from "./vector-locals.ts";

/** Where computed jumps can go, and units can begin. */
export const BUNDLE_BYTES = 32;

/** How control leaves an instruction. */
export type Flow =
  /** To the next instruction. */
  | "next"
  | "jump" | "conditional" | "call" | "indirect-call" | "indirect"
  /** Back to itself while a REP count lasts, then to the next. */
  | "repeat"
  /** A call whose callee stands in the same unit, and the return from there. */
  | "inline-call" | "inline-return"
  /** To an entry of a jump table, most likely: on to the hub that branches for it. */
  | "switch"
  /** An empty block that branches to the entries of a table, for all jumps through it. */
  | "hub"
  /** An empty block between a hub and one of its places: what is known of the jump only there. */
  | "landing"
  /** The empty first block of a unit with several entries: it goes to the hub. */
  | "entry"
  /** Through a table to places of other units. */
  | "away"
  /** Not in a unit: HLT, what only the oracle executes, bytes that are no instruction. */
  | "stop"
  /** Not in a unit so far: nobody has been there. */
  | "unreached"
  /** In an older unit, which goes on there. */
  | "onward"
  /** Not in this unit: the top of a loop around its root (`loop-tops.ts`). */
  | "top"
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
  /** The program for its immediates. */
  readonly folded: Folded;
  readonly use: RegisterUse;
  readonly vectors: VectorUse;
  readonly flow: Flow;
  /** The one behind it, once somebody went there (`behind`). */
  after: UnitInstruction | undefined;
  /** Target of a direct transfer, and of a computed one that is known; -1 otherwise. */
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
  /** Where an inlined return goes back to; -1 elsewhere. */
  readonly back: number;
  /** Indexes of the blocks it goes on to; a conditional jump's target first. */
  readonly successors: readonly number[];
}

export interface Unit {
  readonly root: number;
  /** Where control may enter: the root, and whatever else the first block can branch to. */
  readonly entries: readonly number[];
  readonly blocks: readonly Block[];
  /** Instructions in all blocks. */
  readonly size: number;
}

/** Bounds of a unit, so that bodies stay small enough for the host's compilers. */
export interface UnitLimits {
  readonly instructions: number;
  readonly blocks: number;
  /** Instructions of functions that may be taken into their callers, and how deep that may go. */
  readonly inlineInstructions: number;
  readonly inlineDepth: number;
  /** Instructions that a unit may have before it takes in no more functions. */
  readonly inlineUntil: number;
  /** Instructions that a unit with jump tables may have, unless their entries are its own. */
  readonly switchInstructions: number;
  /** Instructions of the largest unit that keeps general registers in locals (`unit-state.ts`). */
  readonly localsUntil: number;
  /** Rounds of a small loop that stand behind each other (`unroll.ts`). */
  readonly rounds: number;
  /**
   * Instructions of a program that are interpreted before anything of it is translated: short programs
   * end before their translation would pay.
   */
  readonly warmUp: number;
}

/** What a straight run of instructions tells of the computed transfer at its end. */
export interface RunIdioms {
  /** Where it goes, if that is known. */
  readonly target?: number | undefined;
  /** It is a return through the sandbox. */
  readonly isReturn?: boolean | undefined;
  /** Where the entries of its jump table lead. */
  readonly table?: readonly number[] | undefined;
}

/** What does not depend on the unit: made once for all that a text's units share. */
export class KnownCode {
  readonly instructions = new Map<number, UnitInstruction>();
  /** By the address of a run's first instruction. */
  readonly runs = new Map<number, RunIdioms>();
  /** Instructions of functions, as far as they matter. */
  readonly sizes = new Map<number, number>();
  readonly #folded = new Map<Program, Map<string, Folded>>();

  /** The program of an instruction, for its immediates. */
  fold(program: Program, form: Form, instruction: Instruction): Folded {
    const { imm, immHigh, imm2 } = instruction;
    const key = form.operands.some(({ place }) => place.startsWith("imm"))
      ? `${imm} ${immHigh} ${imm2}` : "";
    const known = this.#folded.get(program) ?? new Map<string, Folded>();
    const folded = known.get(key) ?? new Folded(specialize(program, form, instruction));
    this.#folded.set(program, known.set(key, folded));
    return folded;
  }
}

/** What discovery of a unit asks about places of the program. */
export interface Surroundings {
  /** Does another unit begin there? */
  hasUnit(pc: number): boolean;
  /** Should the unit end there, where an older one begins, when its own function comes there? */
  endsAt(pc: number): boolean;
  /** Has control ever come there? What it has not, units do without until it does. */
  isReached(pc: number): boolean;
}

/** Of a program about which nothing is known. */
export const UNKNOWN_SURROUNDINGS: Surroundings = {
  hasUnit: () => false, endsAt: () => false, isReached: () => true,
};

export interface CodeSource {
  readonly known: KnownCode;
  readonly limits: UnitLimits;
  readonly memory: Pick<GuestMemory, "fetch">;
  readonly base: bigint;
  readonly instructionSet: InstructionSet;
  readonly programs: Programs;
  /** Four bytes of the program's data as it begins; undefined where there are none. */
  readonly word: (address: number) => number | undefined;
  /** Where code may be translated; multiples of a bundle. */
  readonly text: { readonly start: number; readonly end: number };
  /** r15 holds the base, as it does in validated text. */
  readonly fixedBase: boolean;
  /** MXCSR's flags count: what depends on it goes to the oracle. */
  readonly stickyFlags: boolean;
  /** Where guest memory is, in every machine that runs the units. */
  readonly layout: WindowLayout;
  readonly without: Without;
}

/** What the units do of an instruction that stands in none. */
const NOTHING: Program = { steps: [], effects: [] };

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

/** Does a block end with a call that leaves the unit? */
export function isCall(flow: Flow): boolean {
  return flow === "call" || flow === "indirect-call";
}

/** Units begin at bundles of the text; traps and everything else are the interpreter's. */
export function isCallable({ text }: CodeSource, target: number): boolean {
  return target % BUNDLE_BYTES === 0 && target >= text.start && target < text.end;
}

/** Does a call end right before `pc`? It comes back there, then. */
export function isBehindCall(source: CodeSource, pc: number): boolean {
  if (!isCallable(source, pc - BUNDLE_BYTES)) return false;
  let at = decodeAt(source, pc - BUNDLE_BYTES);
  while (at !== undefined && at.next < pc) at = behind(source, at);
  return at?.next === pc && at.program.effects.some((effect) =>
    effect.op === "jump" && (effect.kind === "call" || effect.kind === "indirect-call"));
}

/** The instruction at `pc`; undefined where there is none that has a meaning. */
export function decodeAt(source: CodeSource, pc: number): UnitInstruction | undefined {
  const { instructions } = source.known;
  const known = instructions.get(pc);
  if (known !== undefined) return known;
  const decoded = decode(source, pc);
  if (decoded !== undefined) instructions.set(pc, decoded);
  return decoded;
}

/** The instruction behind one. */
export function behind(source: CodeSource, at: UnitInstruction): UnitInstruction | undefined {
  return at.after ??= decodeAt(source, at.next);
}

function decode(source: CodeSource, pc: number): UnitInstruction | undefined {
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
  // A jump below the text may trap.
  const leaves = (direct && (target < source.text.start || target >= 0x1_0000_0000))
    || (flow === "call" && !isCallable(source, target));
  const done = flow === "stop" ? NOTHING : program;
  return {
    pc, next, instruction, form, variant, program, target, flow: leaves ? "stop" : flow, after: undefined,
    folded: source.known.fold(done, form, instruction),
    use: registersOf(form, instruction, done), vectors: vectorUse(form, instruction, done),
  };
}
