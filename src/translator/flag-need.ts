/**
 * Which flag results anybody can ever see: an instruction that reads them, or an exit. What is
 * overwritten before that need not be computed.
 */
import type { Effect, Flag, Program, Step } from "../../spec/ir/ir.ts";
import type { Unit } from "./unit.ts";

const ALL: readonly Flag[] = ["cf", "pf", "af", "zf", "sf", "of"];

export function isFlagEffect(effect: Effect): boolean {
  return effect.op === "flags" || effect.op === "resultflags" || effect.op === "setflags";
}

/** Does the effect give all six flags a new value, whatever they were? */
export function overwritesAll(effect: Effect): boolean {
  if (effect.op === "resultflags") return effect.when === undefined;
  if (effect.op === "flags") return effect.when === undefined && !effect.keepCarry;
  if (effect.op !== "setflags" || effect.when !== undefined) return false;
  return ALL.every((flag) => effect.flags[flag] !== undefined);
}

/** Can the step leave the instruction? */
function canLeave(step: Step): boolean {
  switch (step.op) {
    case "load": case "loadv": case "writable": case "fault": case "float": case "sqrt":
    case "convert": case "vfloat": case "vsqrt": case "divide":
      return true;
    default: return false;
  }
}

function readsFlags(program: Program): boolean {
  return program.steps.some(({ op, ...step }) =>
    op === "flag" || op === "condition" || ("register" in step && step.register === "rflags"));
}

/** Can control leave the unit at this instruction, so that flags behind it are seen? */
function leaves({ steps, effects }: Program): boolean {
  return steps.some(canLeave) || effects.some((effect) =>
    effect.op === "jump" && effect.kind !== "direct");
}

/** One block backwards: what each instruction must provide, and what the block needs at its start. */
function walk(
  programs: readonly Program[], after: boolean, exits: boolean,
): { needed: boolean[]; before: boolean } {
  const needed = programs.map(() => true);
  let need = after;
  for (let i = programs.length - 1; i >= 0; i -= 1) {
    const program = programs[i];
    if (program === undefined) continue;
    const setting = program.effects.filter(isFlagEffect);
    needed[i] = need || setting.length === 0;
    if (setting.length > 0 && need) need = !setting.some(overwritesAll);
    if (readsFlags(program) || (exits && leaves(program))) need = true;
  }
  return { needed, before: need };
}

/**
 * By block, then by instruction: false where its flag effects can be left out.
 *
 * `programs`: the specialized programs of each block; `isCheckpoint`: blocks that can leave before
 * their first instruction; `exits`: flags are seen wherever control leaves the unit.
 */
export function flagNeed(
  unit: Unit, programs: readonly (readonly Program[])[], isCheckpoint: readonly boolean[],
  exits: boolean,
): readonly (readonly boolean[])[] {
  const before = unit.blocks.map((_, index) => exits && isCheckpoint[index] === true);
  const after = (index: number): boolean => {
    const block = unit.blocks[index];
    if (block === undefined || block.successors.length === 0) return exits;
    return block.successors.some((s) => before[s] === true);
  };
  const walked = (index: number): ReturnType<typeof walk> =>
    walk(programs[index] ?? [], after(index), exits);
  for (let changed = true; changed;) {
    changed = false;
    for (let index = unit.blocks.length - 1; index >= 0; index -= 1) {
      if (before[index] === true) continue;
      if (!walked(index).before) continue;
      before[index] = true;
      changed = true;
    }
  }
  return unit.blocks.map((_, index) => walked(index).needed);
}
