/**
 * What an accepted text consists of, as data for translators, debuggers and teaching: instructions,
 * superinstructions with their parts, the flow of the restricted register, and the jump targets.
 */
import type { Step } from "./reference/bundle.ts";
import type { ReferenceValidator } from "./reference/validate.ts";

/** One instruction. Registers are numbers 0..15; -1 stands for none. */
export interface AnnotatedInstruction {
  readonly offset: number;
  readonly length: number;
  /** Form id; empty for the fixed nops, which are byte strings and no rows. */
  readonly form: string;
  /** The restricted register that the instruction relies on, from the instruction before. */
  readonly uses: number;
  /** The register that the instruction restricts for the next one. */
  readonly restricts: number;
  /** Where a direct jump goes, as an offset; undefined for other instructions. */
  readonly target: number | undefined;
}

export interface Superinstruction {
  readonly kind: "jump" | "call" | "string" | "masked store";
  readonly offset: number;
  readonly length: number;
  /** Offsets of its parts in order, the last part included. */
  readonly parts: readonly number[];
}

export interface Annotation {
  readonly bundleBytes: number;
  readonly bundleCount: number;
  readonly instructions: readonly AnnotatedInstruction[];
  readonly superinstructions: readonly Superinstruction[];
  /** One bit per byte, one 32-bit word per bundle: offsets that a direct jump may name. */
  readonly targets: Uint32Array;
}

/** Annotates a text; undefined when the validator refuses it. */
export function annotateText(
  validator: ReferenceValidator, text: Uint8Array,
): Annotation | undefined {
  const { bundleBytes } = validator.profile.shape;
  const instructions: AnnotatedInstruction[] = [];
  const superinstructions: Superinstruction[] = [];
  const targets = new Uint32Array(Math.ceil(text.length / bundleBytes));
  const judgement = validator.judge(text, {
    refusalsMax: 1,
    onBundle: (bundle, offset) => {
      targets[offset / bundleBytes] = bundle.targets;
      for (const step of bundle.steps) {
        instructions.push(annotated(step));
        if (step.superStart >= 0) superinstructions.push(superinstruction(step, bundle.steps));
      }
    },
  });
  if (!judgement.accepted) return undefined;
  const bundleCount = text.length / bundleBytes;
  return { bundleBytes, bundleCount, instructions, superinstructions, targets };
}

const annotated = ({ offset, length, form, uses, restricts, target }: Step): AnnotatedInstruction =>
  ({ offset, length, form: form?.id ?? "", uses, restricts, target });

function superinstruction(last: Step, steps: readonly Step[]): Superinstruction {
  const parts = steps
    .map(({ offset }) => offset)
    .filter((offset) => offset >= last.superStart && offset <= last.offset);
  const length = last.offset + last.length - last.superStart;
  return { kind: kindOf(last), offset: last.superStart, length, parts };
}

function kindOf({ form }: Step): Superinstruction["kind"] {
  if (form?.encoding.map === 1) return "masked store";
  if (form?.mnemonic === "jmp") return "jump";
  return form?.mnemonic === "call" ? "call" : "string";
}
