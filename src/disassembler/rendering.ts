/**
 * One instruction on its way to text: what is written, and which prefixes the text accounts for.
 * objdump prints every prefix that nothing in the text stands for (`rex.W`, `data16`, `addr32`,
 * `fs`), so each part of the text says what it made visible.
 */
import type { Form } from "../../spec/isa/form.ts";
import type { Instruction } from "../decoder/instruction.ts";
import type { PrefixRun } from "./prefix-run.ts";

export type Syntax = "att" | "intel";

export const REX_W = 8;
export const REX_R = 4;
export const REX_X = 2;
export const REX_B = 1;
/** The mere presence of a REX: it turns ah, ch, dh, bh into spl, bpl, sil, dil. */
export const REX_PRESENT = 0x40;

export interface Rendering {
  syntax: Syntax;
  form: Form;
  readonly instruction: Instruction;
  readonly run: PrefixRun;
  /** The bytes that hold the instruction, and where in them it begins. */
  bytes: Uint8Array;
  offset: number;
  /** Address of the instruction behind this one. */
  next: number;
  /** Branch targets are printed with 0x where the file has no symbols. */
  bareTargets: boolean;
  /** What the text stands for. */
  rexUsed: number;
  dataUsed: boolean;
  addressUsed: boolean;
  segmentUsed: boolean;
  /** Where the instruction refers to: branch target or RIP-relative address; -1 = nowhere. */
  target: number;
  reference: number;
}

/** Marks REX bits as visible; a bit counts only where the prefix sets it. */
export function useRex(r: Rendering, bits: number): void {
  const set = r.run.rex & bits & 15;
  if (set !== 0) r.rexUsed |= set | REX_PRESENT;
}

/** The operand size is visible: REX.W where set, the 66 prefix otherwise. */
export function useOperandSize(r: Rendering): void {
  useRex(r, REX_W);
  if ((r.run.rex & REX_W) === 0) r.dataUsed = true;
}

/** Crosses out one prefix that the mnemonic stands for. */
export function crossOut(r: Rendering, at: number): void {
  if (at >= 0) r.run.names[at] = "";
}

/** The names still standing, each followed by a blank: what is printed before the mnemonic. */
export function leftoverPrefixes(r: Rendering): string {
  const { run } = r;
  const encoded = r.form.encoding.kind === "vex" || r.form.encoding.kind === "xop";
  if (!encoded && run.rex === r.rexUsed) crossOut(r, run.rexAt);
  if (r.segmentUsed) crossOut(r, run.segment);
  if (r.addressUsed) crossOut(r, run.address);
  if (r.dataUsed && !encoded) crossOut(r, run.data);
  let text = "";
  for (const name of run.names) if (name !== "") text += `${name} `;
  return text;
}
