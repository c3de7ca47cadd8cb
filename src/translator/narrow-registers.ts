/**
 * Which registers are below 2^32 where a block begins: whatever has last been written to them, on every
 * way there, were 32 bits, which clear the upper half, or something as narrow.
 */
import type { Folded } from "./folded.ts";
import type { Graph } from "./graph.ts";
import { registerSet } from "./register-use.ts";
import { type Unit, type UnitInstruction, isCall } from "./unit.ts";

/** Registers that an instruction makes narrow, and those that it may make anything, as sets. */
function change(at: UnitInstruction, { steps, effects }: Folded): { narrow: number; wide: number } {
  let [narrow, wide] = [0, 0];
  for (const effect of effects) {
    if (effect.op !== "set" && effect.op !== "setfixed") continue;
    const number = registerSet(effect, at.form, at.instruction);
    const value = steps[effect.value];
    const isNarrow = effect.bits <= 32
      || ((value?.op === "zext" || value?.op === "load") && value.bits <= 32);
    // Less than 32 bits, and what may not be written, leave the upper half alone.
    if (!isNarrow) wide |= 1 << number;
    else if (effect.bits >= 32 && effect.when === undefined) narrow |= 1 << number;
  }
  return { narrow, wide };
}

/** By block: its narrow registers, as a set. `programs` are those of its instructions. */
export function narrowBefore(
  unit: Unit, programs: readonly (readonly Folded[])[], { order, successors }: Graph,
): readonly number[] {
  const changes = unit.blocks.map(({ instructions, flow }, index) => {
    if (isCall(flow)) return { narrow: 0, wide: -1 };
    let [narrow, wide] = [0, 0];
    instructions.forEach((at, k) => {
      const own = change(at, programs[index]?.[k] ?? at.folded);
      narrow = (narrow & ~own.wide) | own.narrow;
      wide = (wide & ~own.narrow) | own.wide;
    });
    return { narrow, wide };
  });
  // Everything is narrow until some way says otherwise.
  const before: number[] = unit.blocks.map((_, index) => index === 0 ? 0 : -1);
  for (let changed = true; changed;) {
    changed = false;
    for (const index of order) {
      const { narrow = 0, wide = -1 } = changes[index] ?? {};
      const behind = ((before[index] ?? 0) & ~wide) | narrow;
      for (const next of successors[index] ?? []) {
        const met = (before[next] ?? 0) & behind;
        if (met === before[next]) continue;
        before[next] = met;
        changed = true;
      }
    }
  }
  return before;
}
