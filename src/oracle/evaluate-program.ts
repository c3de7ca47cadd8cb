/** Evaluates a program without an instruction around it: for tests of steps and effects. */
import { Builder } from "../../spec/ir/builder.ts";
import { newInstruction } from "../decoder/instruction.ts";
import { FlatMemory } from "../machine/flat-memory.ts";
import { STATE_BYTES } from "../machine/state.ts";
import { bindProgram, commitEffects, evaluateSteps } from "./bind.ts";
import { Evaluation } from "./evaluation.ts";

const FORM = {
  mnemonic: "test", operands: [], operandSize: 0, condition: -1, opcode: 0, vex: false,
  aligned: false, rep: "none",
} as const;
const VARIANT = { memory: false, repeat: 0, address32: false } as const;

/** Runs what `write` builds on a processor of zeros that `prepare` may change first. */
export function evaluateProgram<T>(
  write: (m: Builder) => T, prepare: (state: DataView) => void = () => undefined,
): { readonly e: Evaluation; readonly result: T } {
  const builder = new Builder(FORM, VARIANT);
  const result = write(builder);
  const bound = bindProgram(builder.finish(), {
    form: FORM, variant: VARIANT, operators: { calls: {}, units: {} },
  });
  const processor = {
    state: new DataView(new ArrayBuffer(STATE_BYTES)), memory: new FlatMemory(), base: 0n,
    trapSlots: { start: 0, end: 0 }, stickyFlags: true,
  };
  prepare(processor.state);
  const e = new Evaluation(processor, newInstruction(), undefined);
  e.begin(processor, 0n);
  if (evaluateSteps(bound, e)) commitEffects(bound, e);
  return { e, result };
}
