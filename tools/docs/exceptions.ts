/** Which exceptions an instruction can raise, read off its programs and its encoding. */
import type { Program, Vector } from "../../spec/ir/ir.ts";
import type { Form } from "../../spec/isa/form.ts";
import type { PrintedProgram } from "./programs.ts";

/** An exception and the reasons for which it is raised. */
export interface Exception {
  readonly vector: Vector;
  readonly reasons: readonly string[];
}

const ORDER: readonly Vector[] = [
  "UD", "NM", "DE", "DB", "BP", "OF", "BR", "SS", "GP", "PF", "MF", "XM",
];

export const VECTOR_NAMES: Readonly<Record<Vector, string>> = {
  DE: "divide error", DB: "debug", BP: "breakpoint", OF: "overflow", BR: "bound range exceeded",
  UD: "invalid opcode", NM: "device not available", SS: "stack-segment fault",
  GP: "general protection", PF: "page fault", MF: "x87 floating-point exception",
  XM: "SIMD floating-point exception",
};

/** Steps whose results MXCSR's exceptions guard. */
const SIMD_FLOAT = [
  "float", "sqrt", "fcompare", "forder", "convert", "fround",
  "vfloat", "vsqrt", "vfcompare", "vfround", "vconvert",
];

/** The exceptions of a paragraph's forms, in the order of their numbers in the manual's tables. */
export function exceptionsOf(
  forms: readonly Form[], programs: readonly PrintedProgram[],
): readonly Exception[] {
  const found = new Map<Vector, Set<string>>();
  const add = (vector: Vector, reason: string): void => {
    found.set(vector, (found.get(vector) ?? new Set()).add(reason));
  };
  addEncodingFaults(forms, add);
  for (const { program, lines } of programs) {
    addFaults(lines, add);
    addAccesses(program, add);
    if (program.steps.some(({ op }) => SIMD_FLOAT.includes(op))) {
      add("XM", "a floating-point exception that MXCSR does not mask");
    }
  }
  return ORDER.flatMap((vector) => {
    const reasons = found.get(vector);
    return reasons === undefined ? [] : [{ vector, reasons: [...reasons] }];
  });
}

type Add = (vector: Vector, reason: string) => void;

function addEncodingFaults(forms: readonly Form[], add: Add): void {
  if (forms.some(({ lock }) => lock)) add("UD", "LOCK without a memory destination");
  else add("UD", "LOCK before this instruction");
  if (forms.some(({ distinct }) => distinct)) add("UD", "two of its registers are the same");
  if (forms.some(({ needsSib }) => needsSib)) add("UD", "a memory operand without a SIB byte");
}

/** `#GP if ...` as the program says it; one reason for what differs in names only. */
function addFaults(lines: readonly string[], add: Add): void {
  for (const line of lines) {
    const [, vector, reason] = /^ *#([A-Z]{2})(?: if (.*))?$/.exec(line) ?? [];
    const known = ORDER.find((one) => one === vector);
    if (known !== undefined) add(known, faultReason(known, reason));
  }
}

function faultReason(vector: Vector, condition: string | undefined): string {
  if (condition === undefined) return "always";
  if (vector === "MF") return "an earlier unmasked x87 exception is pending (fsw[7] is set)";
  const aligned = /mod (\d+) ≠ 0$/.exec(condition)?.[1];
  if (aligned !== undefined) return `the memory operand is not aligned to ${aligned} bytes`;
  if (condition.includes("no_quotient") || vector === "DE") {
    return "the divisor is 0, or the quotient does not fit";
  }
  if (condition.endsWith("is not canonical")) return "the new rip is not canonical";
  return condition.replaceAll(/\bt\d+\b/g, "a value");
}

function addAccesses(program: Program, add: Add): void {
  for (const step of program.steps) {
    if (step.op !== "load" && step.op !== "loadv" && step.op !== "writable") continue;
    const what = step.op === "writable" ? "written" : "read";
    add("PF", `memory that may not be ${what}`);
    if (step.access === "stack") add("SS", "a stack address that is not canonical");
    else add("GP", "an address that is not canonical (#SS where rsp or rbp is the base)");
  }
}
