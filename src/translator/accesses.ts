/** Which accesses a program makes in any case, and which of its faults ask for alignment. */
import type { Program, Ref, Step } from "../../spec/ir/ir.ts";

/** What `aligned` forms ask of an address: a multiple of this. */
export const ALIGNMENT = 16;

/** An access, by the step that is its address. */
export interface Access {
  readonly address: Ref;
  readonly bytes: number;
  readonly write: boolean;
}

/** Accesses that always happen, one for each address. */
export function accessesOf({ steps }: Program): readonly Access[] {
  const found = new Map<Ref, Access>();
  for (const step of steps) {
    if (step.op !== "load" && step.op !== "loadv" && step.op !== "writable") continue;
    const { op, address } = step;
    const known = found.get(address);
    // One that may not happen makes its address unfit.
    const bytes = step.when !== undefined ? Infinity
      : op === "load" ? step.bits / 8 : op === "loadv" ? 16 : step.bytes;
    found.set(address, {
      address, bytes: Math.max(bytes, known?.bytes ?? 0),
      write: op === "writable" || known?.write === true,
    });
  }
  return [...found.values()].filter(({ bytes }) => bytes < Infinity);
}

/** A fault of an address that is not aligned. */
export interface Alignment {
  readonly fault: Ref;
  readonly address: Ref;
}

/** Faults that happen unless an address is a multiple of 16: `(address & 15) != 0`. */
export function alignmentsOf({ steps }: Program): readonly Alignment[] {
  return steps.flatMap((step, fault) => {
    const when = step.op === "fault" ? steps[step.when] : undefined;
    if (when?.op !== "compare" || when.fn !== "ne" || !isConstant(steps[when.b], 0n)) return [];
    const low = steps[when.a];
    if (low?.op !== "binary" || low.fn !== "and" || !isConstant(steps[low.b], BigInt(ALIGNMENT - 1))) return [];
    return { fault, address: low.a };
  });
}

function isConstant(step: Step | undefined, value: bigint): boolean {
  return step?.op === "const" && step.value === value;
}
