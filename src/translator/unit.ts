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
  /** To an entry of a jump table, most likely. */
  | "switch"
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
  /** Instructions that a unit with jump tables may have. */
  readonly switchInstructions: number;
}

export interface CodeSource {
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
export function isCallable({ text }: CodeSource, target: number): boolean {
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
