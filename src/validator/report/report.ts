/**
 * A report: what a validator says about one text, as data. The text, JSON and SARIF forms are made
 * from it, so that all three say the same.
 */
import { ruleOf, type RuleId } from "../../../spec/nacl/rules.ts";
import type { Refusal } from "../refusal.ts";
import { registerName } from "../register-name.ts";
import type { Judgement } from "../reference/validate.ts";

/**
 * Disassembles the instruction at an offset of a text, looking at nothing behind the text. The
 * validator has no disassembler of its own: whoever wants listings hands one in.
 */
export type InstructionText = (
  text: Uint8Array, offset: number, address: number,
) => { readonly text: string; readonly length: number };

/** One line of a refusal's neighbourhood. */
export interface NeighbourLine {
  readonly address: number;
  readonly bytes: string;
  readonly text: string;
  /** Whether this is the refused instruction. */
  readonly refused: boolean;
}

export interface RefusalReport {
  readonly rule: RuleId;
  readonly title: string;
  readonly address: number;
  readonly offset: number;
  readonly length: number;
  /** The instruction's bytes, hexadecimal. */
  readonly bytes: string;
  /** What is wrong here, a clause that ends with a full stop. */
  readonly message: string;
  /** One sentence: what the rule protects. */
  readonly why: string;
  readonly repair: string;
  /** The refused bundle, as far as the refused instruction and a little beyond. */
  readonly neighbourhood: readonly NeighbourLine[];
}

export interface TextReport {
  /** Name of the text: a segment of a file, or "code". */
  readonly name: string;
  readonly address: number;
  /** Where the text begins in its file. */
  readonly fileOffset: number;
  readonly size: number;
  readonly profile: string;
  readonly accepted: boolean;
  readonly refusals: readonly RefusalReport[];
  /** More than `refusals` has when the list was cut. */
  readonly refusalCount: number;
}

/** The text that a report is about. */
export interface ReportedText {
  readonly name: string;
  /** Address of its first byte, and its place in the file. */
  readonly address: number;
  readonly fileOffset: number;
  readonly bytes: Uint8Array;
}

const BUNDLE_BYTES = 32;
/** Instructions shown before and behind the refused one. */
const LINES_AROUND = 3;
const MAX_SHOWN_BYTES = 15;
/** rcx, where a repair needs a register and the refused instruction names none. */
const EXAMPLE_REGISTER = 1;

/** Hexadecimal digits, two per byte, separated by blanks. */
export const hexBytes = (bytes: Uint8Array): string =>
  Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join(" ");

/** Makes the report of a judgement. Without a disassembler neighbourhoods are empty. */
export function makeReport(
  text: ReportedText, profile: string, judgement: Judgement, disassemble?: InstructionText,
): TextReport {
  return {
    name: text.name,
    address: text.address,
    fileOffset: text.fileOffset,
    size: text.bytes.length,
    profile,
    accepted: judgement.accepted,
    refusals: judgement.refusals.map((refusal) => refusalReport(text, refusal, disassemble)),
    refusalCount: judgement.refusalCount,
  };
}

function refusalReport(
  text: ReportedText, refusal: Refusal, disassemble: InstructionText | undefined,
): RefusalReport {
  const { rule: id, offset, detail } = refusal;
  const rule = ruleOf(id);
  // Bytes that do not decode have no length of their own: what is left of the bundle is shown.
  const known = refusal.length > 1 || disassemble === undefined;
  const length = known ? refusal.length : disassemble(text.bytes, offset, offset).length;
  const shown = Math.min(length, MAX_SHOWN_BYTES);
  return {
    rule: id,
    title: rule.title,
    address: text.address + offset,
    offset,
    length,
    bytes: hexBytes(text.bytes.subarray(offset, offset + shown)),
    message: `${detail}.`,
    why: rule.why,
    repair: namedRegisters(rule.repair, refusal.register),
    neighbourhood: disassemble === undefined ? [] : neighbourhood(text, offset, disassemble),
  };
}

/** Puts a register into the text of a repair: `{64}` and `{32}` stand for it. Default: rcx. */
export function namedRegisters(repair: string, register?: number): string {
  const n = register ?? EXAMPLE_REGISTER;
  return repair.replaceAll("{64}", registerName(n, 64)).replaceAll("{32}", registerName(n, 32));
}

/** Lines around the refused instruction, from its bundle's start as the validator reads it. */
function neighbourhood(
  text: ReportedText, refused: number, disassemble: InstructionText,
): NeighbourLine[] {
  const lines: NeighbourLine[] = [];
  const { bytes, address } = text;
  let offset = refused - (refused % BUNDLE_BYTES);
  let behind = 0;
  while (offset < bytes.length && behind <= LINES_AROUND) {
    // A crossing instruction can hide the refused one: never step over it.
    const line = disassemble(bytes, offset, address + offset);
    const length = offset < refused ? Math.min(line.length, refused - offset) : line.length;
    lines.push({
      address: address + offset,
      bytes: hexBytes(bytes.subarray(offset, offset + length)),
      text: line.text,
      refused: offset === refused,
    });
    if (offset >= refused) behind++;
    offset += Math.max(1, length);
  }
  const at = lines.findIndex((line) => line.refused);
  return lines.slice(Math.max(0, at - LINES_AROUND));
}
