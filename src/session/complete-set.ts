/**
 * Every instruction with its meaning. It stands apart from the toolchain, because the command loads
 * it with the first engine that may meet any instruction.
 */
import { createInstructionSet } from "../oracle/instruction-set.ts";
import type { InstructionSet } from "../oracle/instruction-set.ts";
import type { CpuFeatures } from "../oracle/virtual-cpu.ts";
import { completeTable } from "../table/complete.ts";

export function completeSet(features: CpuFeatures): InstructionSet {
  return createInstructionSet(completeTable(), features);
}
