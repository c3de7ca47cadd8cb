/**
 * Which flag results anybody can ever see: an instruction that reads them, or an exit. What is
 * overwritten before that need not be computed.
 */
import type { Effect, Program, Step } from "../../spec/ir/ir.ts";
import type { Folded } from "./folded.ts";
import type { Block, Unit } from "./unit.ts";

const FLAGS = 6;

/** `flags`, `resultflags` and `setflags`. */
export function isFlagEffect({ op }: Effect): boolean {
  return op.endsWith("flags");
}

/** Does the effect give all six flags a new value, whatever they were? */
export function overwritesAll(effect: Effect): boolean {
  if (effect.op === "resultflags") return effect.when === undefined;
  if (effect.op === "flags") return effect.when === undefined && !effect.keepCarry;
  if (effect.op !== "setflags" || effect.when !== undefined) return false;
  return Object.keys(effect.flags).length === FLAGS;
}

/** Steps that can leave the instruction. */
const LEAVING: ReadonlySet<Step["op"]> = new Set([
  "load", "loadv", "writable", "fault", "float", "sqrt", "convert", "fround", "vfloat", "vsqrt", "vfround",
  "vconvert", "divide", "call",
] as const);

/** Can control leave the unit at this instruction, so that flags behind it are seen? */
export function leaves({ steps, effects }: Program): boolean {
  return steps.some(({ op }) => LEAVING.has(op)) || effects.some((effect) =>
    effect.op === "jump" && effect.kind !== "direct");
}

/** Are flags needed before an instruction, where `after` tells whether those behind it are? */
function isNeeded({ flags }: Folded, after: boolean, exits: boolean): boolean {
  return flags.reads || (exits && flags.leaves) || (after && !flags.overwrites);
}

/**
 * The programs of each block without the flags that nobody sees. `isCheckpoint`: blocks that can leave
 * before their first instruction; `exits`: flags are seen wherever control leaves the unit.
 */
export function withNeededFlags(
  unit: Unit, isCheckpoint: readonly boolean[], exits: boolean,
): readonly (readonly Folded[])[] {
  const programs = unit.blocks.map(({ instructions }) => instructions.map(({ folded }) => folded));
  const before = unit.blocks.map((_, index) => exits && isCheckpoint[index] === true);
  const after = ({ successors }: Block): boolean =>
    successors.length === 0 ? exits : successors.some((s) => before[s] === true);
  for (let changed = true; changed;) {
    changed = false;
    for (let index = unit.blocks.length - 1; index >= 0; index -= 1) {
      const block = unit.blocks[index];
      if (block === undefined || before[index] === true) continue;
      const list = programs[index] ?? [];
      before[index] = list.reduceRight((need, program) => isNeeded(program, need, exits), after(block));
      changed ||= before[index] === true;
    }
  }
  unit.blocks.forEach((block, index) => programs[index]?.reduceRight((need, program, k, list) => {
    if (!need) list[k] = program.flagless;
    return isNeeded(program, need, exits);
  }, after(block)));
  return programs;
}
